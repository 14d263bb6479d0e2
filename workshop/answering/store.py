"""What the database keeps of those who answer and of their sheets, and the frozen records it gives back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from workshop.answering.merging import Changes, Given, Picks, Reason, joined
from workshop.dates import as_text
from workshop.waves.store import Item, Wave, as_wave


@dataclass(frozen=True, slots=True)
class Client:
    """What every page of a questionnaire shows of whom it is about, and in what manner.

    `logo` is a fingerprint or empty; `manner` names whose language it speaks: en_GB.
    """

    engagement_id: int
    name: str
    brand: str
    accent: str
    logo: str
    manner: str
    archived: bool

    @property
    def colours(self) -> str:
        """Return both colours as stylesheets name them."""
        return f"{self.brand[1:]}-{self.accent[1:]}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever came by a link: one participant of one wave. `sheet_id` is None once sealing took it away.

    `name` is empty for those who came by the open door.
    """

    participant_id: int
    questionnaire_id: int
    name: str
    by_door: bool
    sheet_id: int | None
    named: bool
    submitted: bool
    wave: Wave
    client: Client


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on a sheet: codes by item without those taken back, texts by capability, picks."""

    codes: Mapping[Item, int]
    reasons: Mapping[str, str]
    comments: Mapping[str, str]
    picks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Door:
    """The way into a wave by its code, and the client it is about."""

    questionnaire_id: int
    wave: Wave
    client: Client


EMPTY = Sheet({}, {}, {}, frozenset())
NO_CHANGES = Changes()

_WAVE_COLUMNS = (
    "wave.id", "wave.engagement_id", "number", "pack_id", "pack_version", "threshold", "comment_threshold",
    "mode", "message", "opens_at", "closes_at", "grace_days", "wave.created_at", "launched_at", "closed_at",
    "sealed_at", "names_words",
)  # fmt: skip
_WAVE_NAMES = tuple(each.rpartition(".")[2] for each in _WAVE_COLUMNS)
_CLIENT_COLUMNS = (
    "engagement.id", "client", "brand", "accent", "coalesce(logo.fingerprint, '')", "manner",
    "archive.engagement_id IS NOT NULL",
)  # fmt: skip
_ABOUT = f"{', '.join(_WAVE_COLUMNS)}, {', '.join(_CLIENT_COLUMNS)}"
_AROUND = """
    JOIN wave_launch ON wave_launch.wave_id = wave.id
    JOIN engagement ON engagement.id = wave.engagement_id
    LEFT JOIN wave_closure ON wave_closure.wave_id = wave.id
    LEFT JOIN wave_seal ON wave_seal.wave_id = wave.id
    LEFT JOIN logo ON logo.engagement_id = engagement.id
    LEFT JOIN archive ON archive.engagement_id = engagement.id"""
_HOLDER = f"""
    SELECT participant.id, participant.questionnaire_id, coalesce(person.name, ''), person.id IS NULL,
        sheet_holder.sheet_id, coalesce(named, 0), submission.sheet_id IS NOT NULL, {_ABOUT}
    FROM {{}} JOIN wave ON wave.id = participant.wave_id
    {_AROUND}
    LEFT JOIN person ON person.id = participant.person_id
    LEFT JOIN sheet_holder ON sheet_holder.participant_id = participant.id
    LEFT JOIN submission ON submission.sheet_id = sheet_holder.sheet_id
    WHERE hash = :hash"""
_INVITED = (
    _HOLDER.format("personal_link JOIN participant ON participant.person_id = personal_link.person_id")
    + " AND purpose = 'questionnaire'"
)
_BY_DOOR = _HOLDER.format(
    "participant_link JOIN participant ON participant.id = participant_link.participant_id"
)
_ROWS = 50
"""How many answers one statement stores."""
_OWN = 7
"""How many columns of a holder's row come before those of the wave."""
_NUMBER = _OWN + _WAVE_NAMES.index("number")


def holder(db: Database, token_hash: str) -> Holder | None:
    """Return who came by the link with a hash: the participant of the latest launched wave, or None."""
    # Most were invited; to look in both places at once takes the database half as long again.
    rows = db.execute(_INVITED, {"hash": token_hash}).fetchall()
    rows = rows or db.execute(_BY_DOOR, {"hash": token_hash}).fetchall()
    if not rows:
        return None
    row = max(rows, key=itemgetter(_NUMBER))
    participant, questionnaire, name, by_door, sheet, named, submitted = row[:_OWN]
    wave, client = _about(row[_OWN:])
    return Holder(
        participant, questionnaire, name, bool(by_door), sheet, bool(named), bool(submitted), wave, client
    )


def door(db: Database, code: str) -> Door | None:
    """Return where a join code leads, or None."""
    row = db.execute(
        f"""
        SELECT open_door.questionnaire_id, {_ABOUT}
        FROM open_door JOIN wave ON wave.id = open_door.wave_id {_AROUND} WHERE code = :code""",
        {"code": code},
    ).fetchone()
    return Door(row[0], *_about(row[1:])) if row else None


def sheet(db: Database, sheet_id: int) -> Sheet:
    """Return what is on a sheet."""
    codes: dict[Item, int] = {}
    texts: dict[str, dict[str, str]] = {"reason": {}, "comment": {}, "pick": {}}
    # The answers in one row, as they are many: between two rows, other threads would take their turn.
    rows = db.execute(
        """
        SELECT '', 'answers', group_concat(capability || char(31) || question || char(31) || code, char(30))
        FROM answer WHERE sheet_id = :sheet AND code > 0
        UNION ALL SELECT capability, 'reason', text FROM reason WHERE sheet_id = :sheet
        UNION ALL SELECT capability, 'comment', text FROM comment WHERE sheet_id = :sheet
        UNION ALL SELECT capability, 'pick', '' FROM pick WHERE sheet_id = :sheet""",
        {"sheet": sheet_id},
    )
    for capability, what, text in rows.fetchall():
        if what != "answers":
            texts[what][capability] = text
        elif text:
            codes = dict(map(_coded, text.split("\x1e")))
    return Sheet(codes, texts["reason"], texts["comment"], frozenset(texts["pick"]))


def last_save(db: Database, sheet_id: int, device: str) -> tuple[int, int]:
    """Return the turn of the last batch of a device, -1 before its first, and when it was stored, in ms."""
    row = db.execute(
        "SELECT turn, saved_ms FROM device_save WHERE sheet_id = :sheet AND device = :device",
        {"sheet": sheet_id, "device": device},
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (-1, 0)


def groups(db: Database, engagement_id: int) -> dict[str, tuple[str, ...]]:
    """Return the functions and seniorities that there are, by column, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    rows = db.query(
        """
        SELECT group_column, name FROM group_choice WHERE engagement_id = :engagement
        ORDER BY group_column, place, id""",
        {"engagement": engagement_id},
    )
    for row in rows:
        found[row["group_column"]] = (*found.get(row["group_column"], ()), row["name"])
    return found


# What follows is called inside write().


def store_changes(db: Database, sheet_id: int, changes: Changes) -> Sheet:
    """Store what a save changes, and return what is on the sheet then.

    What was given before the stored one changes nothing.
    """
    _put_answers(db, sheet_id, changes.answers)
    for reason in changes.reasons:
        _put_reason(db, sheet_id, reason)
    stored = sheet(db, sheet_id)
    if stored.reasons and (changes.answers or changes.reasons):
        _drop_reasons(db, sheet_id)
    for each in changes.comments:
        text = joined(stored.comments.get(each.capability, ""), each)
        _put_text(db, "comment", sheet_id, each.capability, text)
    if changes.picks is not None:
        _put_picks(db, sheet_id, changes.picks)
    # Most saves hold answers alone, and what they leave is read already.
    more = stored.reasons or changes.comments or changes.picks is not None
    return sheet(db, sheet_id) if more else stored


def advance_turn(db: Database, sheet_id: int, device: str, turn: int, now_ms: int) -> bool:
    """Store the turn of a device's batch and return True, unless it came before, or is the device's first."""
    stored = db.execute(
        """
        UPDATE device_save SET turn = :turn, saved_ms = max(saved_ms, :now)
        WHERE sheet_id = :sheet AND device = :device AND turn < :turn""",
        {"sheet": sheet_id, "device": device, "turn": turn, "now": now_ms},
    )
    return stored.rowcount > 0


def record_turn(db: Database, sheet_id: int, device: str, turn: int, now_ms: int) -> None:
    """Store the turn of the first batch that a device saved."""
    db.execute(
        """
        INSERT INTO device_save (sheet_id, device, turn, saved_ms) VALUES (:sheet, :device, :turn, :now)
        ON CONFLICT (sheet_id, device) DO UPDATE
        SET turn = max(turn, excluded.turn), saved_ms = max(saved_ms, excluded.saved_ms)""",
        {"sheet": sheet_id, "device": device, "turn": turn, "now": now_ms},
    )


def forget_devices(db: Database, sheet_id: int, *, but: str, most: int) -> None:
    """Forget the devices of a sheet beyond so many, those with the lowest turns first; `but` stays.

    A device takes its turns from its clock, so that the lowest is that of the one longest away.
    """
    db.execute(
        """
        DELETE FROM device_save WHERE sheet_id = :sheet AND device <> :but AND device NOT IN (
            SELECT device FROM device_save WHERE sheet_id = :sheet AND device <> :but
            ORDER BY turn DESC, device LIMIT :others)""",
        {"sheet": sheet_id, "but": but, "others": most - 1},
    )


def submit(db: Database, sheet_id: int, now: datetime) -> None:
    """Store that a sheet is finished; it may still be changed while the wave is open."""
    db.execute(
        """
        INSERT INTO submission (sheet_id, submitted_at) VALUES (:sheet, :now)
        ON CONFLICT (sheet_id) DO NOTHING""",
        {"sheet": sheet_id, "now": as_text(now)},
    )


def agree(db: Database, participant_id: int, named: bool) -> None:
    """Store whether a participant agrees that the consultants see the name with the answers."""
    db.execute(
        "UPDATE sheet_holder SET named = :named WHERE participant_id = :participant",
        {"named": int(named), "participant": participant_id},
    )


def put_participant_link(db: Database, participant_id: int, token_hash: str) -> None:
    """Store the link of someone who came by the open door."""
    db.execute(
        "INSERT INTO participant_link (participant_id, hash) VALUES (:participant, :hash)",
        {"participant": participant_id, "hash": token_hash},
    )


def _put_answers(db: Database, sheet_id: int, answers: Iterable[Given]) -> None:
    rows = list(answers)
    # One statement for many rows: between two of them, other threads would take their turn.
    for first in range(0, len(rows), _ROWS):
        some = rows[first : first + _ROWS]
        db.execute(_put_rows(len(some)), [sheet_id, *chain.from_iterable(some)])


@cache
def _put_rows(count: int) -> str:
    return f"""
        INSERT INTO answer (sheet_id, capability, question, code, given_ms)
        VALUES {", ".join(["(?1, ?, ?, ?, ?)"] * count)}
        ON CONFLICT (sheet_id, capability, question)
        DO UPDATE SET code = excluded.code, given_ms = excluded.given_ms
        WHERE excluded.given_ms >= answer.given_ms"""


def _put_text(db: Database, table: str, sheet_id: int, capability: str, text: str) -> None:
    values = {"sheet": sheet_id, "capability": capability, "text": text}
    if not text:
        db.execute(f"DELETE FROM {table} WHERE sheet_id = :sheet AND capability = :capability", values)
        return
    db.execute(
        f"""
        INSERT INTO {table} (sheet_id, capability, text) VALUES (:sheet, :capability, :text)
        ON CONFLICT (sheet_id, capability) DO UPDATE SET text = excluded.text""",
        values,
    )


def _put_reason(db: Database, sheet_id: int, reason: Reason) -> None:
    values = {"sheet": sheet_id, "capability": reason.capability, "given": reason.given_ms}
    last = db.execute(
        """
        INSERT INTO reason_given (sheet_id, capability, given_ms) VALUES (:sheet, :capability, :given)
        ON CONFLICT (sheet_id, capability) DO UPDATE SET given_ms = excluded.given_ms
        WHERE excluded.given_ms >= reason_given.given_ms RETURNING 1""",
        values,
    )
    if last.fetchall():
        _put_text(db, "reason", sheet_id, reason.capability, reason.text)


def _drop_reasons(db: Database, sheet_id: int) -> None:
    """Let a reason go with the "not applicable" that it belongs to: it counts as taken back with that."""
    gone = db.execute(
        """
        DELETE FROM reason WHERE sheet_id = :sheet AND NOT EXISTS (
            SELECT 1 FROM answer WHERE answer.sheet_id = reason.sheet_id
            AND answer.capability = reason.capability AND code = 6)
        RETURNING capability""",
        {"sheet": sheet_id},
    ).fetchall()
    for (capability,) in gone:
        db.execute(
            """
            INSERT INTO reason_given (sheet_id, capability, given_ms)
            SELECT :sheet, :capability, coalesce(max(given_ms), 0) FROM answer
            WHERE sheet_id = :sheet AND capability = :capability AND question <> 'importance'
            ON CONFLICT (sheet_id, capability)
            DO UPDATE SET given_ms = max(reason_given.given_ms, excluded.given_ms)""",
            {"sheet": sheet_id, "capability": capability},
        )


def _put_picks(db: Database, sheet_id: int, picks: Picks) -> None:
    last = db.execute(
        """
        INSERT INTO picks_given (sheet_id, given_ms) VALUES (:sheet, :given)
        ON CONFLICT (sheet_id) DO UPDATE SET given_ms = excluded.given_ms
        WHERE excluded.given_ms >= picks_given.given_ms RETURNING 1""",
        {"sheet": sheet_id, "given": picks.given_ms},
    )
    if not last.fetchall():
        return
    db.execute("DELETE FROM pick WHERE sheet_id = :sheet", {"sheet": sheet_id})
    db.conn.executemany(
        "INSERT INTO pick (sheet_id, capability) VALUES (?, ?)",
        [(sheet_id, each) for each in sorted(picks.chosen)],
    )


@lru_cache(maxsize=8192)
def _coded(text: str) -> tuple[Item, int]:
    # All sheets hold the same few thousand, and one is read whole with every save.
    capability, question, code = text.split("\x1f")
    return (capability, question), int(code)


@lru_cache(maxsize=64)
def _about(row: tuple[Any, ...]) -> tuple[Wave, Client]:
    # Reading the moments of a wave takes longer than fetching it, and all its people bring the same row.
    many = len(_WAVE_COLUMNS)
    wave = as_wave(dict(zip(_WAVE_NAMES, row[:many], strict=True)) | {"imported": False})
    return wave, Client(*row[many:-1], archived=bool(row[-1]))
