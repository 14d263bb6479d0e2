"""What the database keeps of waves, their questionnaires and participants, and the records it gives back."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.dates import as_text, from_text

Mode = Literal["confidential", "named"]
State = Literal["planned", "waiting", "open", "closed", "sealed"]
Item = tuple[str, str]
"""A capability, or "charter:" with a job or statement, and a question: current, target or importance."""


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of an assessment. Moments are None for what has not happened or was not set.

    `imported` says that all its answers came from a file: nobody was invited, it was sealed from the start.
    `names_words` says that consultants are promised to read comments with the names of those who agree.
    """

    id: int
    engagement_id: int
    number: int
    pack_id: str
    pack_version: str
    threshold: int
    comment_threshold: int
    mode: Mode
    message: str
    opens_at: datetime | None
    closes_at: datetime | None
    grace_days: int
    created_at: datetime
    launched_at: datetime | None
    closed_at: datetime | None
    sealed_at: datetime | None
    imported: bool
    names_words: bool = False

    def state(self, now: datetime) -> State:
        """Return the state at a moment; the closing time closes a wave, whoever writes that down later."""
        if self.sealed_at is not None:
            return "sealed"
        if self.launched_at is None:
            return "planned"
        if self.closed_at is not None or (self.closes_at is not None and now >= self.closes_at):
            return "closed"
        return "waiting" if self.opens_at is not None and now < self.opens_at else "open"

    @property
    def ended_at(self) -> datetime | None:
        """Return when its answers were all in."""
        return self.closed_at


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What some of a wave's people are asked; `groups` are the functions and seniorities it is for."""

    id: int
    place: int
    name: str
    picks: int
    charter: bool
    items: frozenset[Item]
    groups: frozenset[int]


_WAVE = """
    wave.id, engagement_id, number, pack_id, pack_version, threshold, comment_threshold, mode, message,
    opens_at, closes_at, grace_days, wave.created_at, launched_at, closed_at, sealed_at,
    EXISTS (SELECT 1 FROM wave_import WHERE wave_import.wave_id = wave.id)
        AND NOT EXISTS (SELECT 1 FROM participant WHERE participant.wave_id = wave.id) AS imported,
    names_words"""
_FROM = """
    wave LEFT JOIN wave_launch ON wave_launch.wave_id = wave.id
         LEFT JOIN wave_closure ON wave_closure.wave_id = wave.id
         LEFT JOIN wave_seal ON wave_seal.wave_id = wave.id"""


def wave(db: Database, engagement_id: int, number: int) -> Wave | None:
    """Return a wave of an engagement by its number, or None."""
    rows = db.query(
        f"SELECT {_WAVE} FROM {_FROM} WHERE engagement_id = :engagement AND number = :number",
        {"engagement": engagement_id, "number": number},
    )
    return next((as_wave(row) for row in list(rows)), None)


def wave_by_id(db: Database, wave_id: int) -> Wave | None:
    """Return a wave, or None; who may see it is not asked here."""
    rows = db.query(f"SELECT {_WAVE} FROM {_FROM} WHERE wave.id = :id", {"id": wave_id})
    return next((as_wave(row) for row in list(rows)), None)


def waves(db: Database, engagement_id: int) -> list[Wave]:
    """Return the waves of an engagement, the latest first."""
    rows = db.query(
        f"SELECT {_WAVE} FROM {_FROM} WHERE engagement_id = :engagement ORDER BY number DESC",
        {"engagement": engagement_id},
    )
    return [as_wave(row) for row in rows]


def latest_waves(db: Database, engagement_ids: Sequence[int]) -> dict[int, Wave]:
    """Return the latest wave of each of these engagements that has one, by the engagement's number."""
    holes = ", ".join("?" * len(engagement_ids))
    rows = db.query(
        f"""
        SELECT {_WAVE} FROM {_FROM} WHERE engagement_id IN ({holes}) AND number =
            (SELECT max(number) FROM wave AS later WHERE later.engagement_id = wave.engagement_id)""",
        list(engagement_ids),
    )
    return {row["engagement_id"]: as_wave(row) for row in rows}


def pack_text(db: Database, wave_id: int) -> str:
    """Return the pack that a wave asks, as JSON; packs.py keeps those that are frozen at hand."""
    return str(db.execute("SELECT pack FROM wave WHERE id = :id", {"id": wave_id}).fetchone()[0])


def questionnaires(db: Database, wave_id: int) -> list[Questionnaire]:
    """Return the questionnaires of a wave in their order."""
    items: dict[int, set[Item]] = {}
    groups: dict[int, set[int]] = {}
    for row in db.query(
        """
        SELECT questionnaire_id, capability, question FROM questionnaire_item
        JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE wave_id = :wave""",
        {"wave": wave_id},
    ):
        items.setdefault(row["questionnaire_id"], set()).add((row["capability"], row["question"]))
    for row in db.query(
        """
        SELECT questionnaire_id, group_choice_id FROM questionnaire_group
        JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE wave_id = :wave""",
        {"wave": wave_id},
    ):
        groups.setdefault(row["questionnaire_id"], set()).add(row["group_choice_id"])
    rows = db.query(
        "SELECT id, place, name, picks, charter FROM questionnaire WHERE wave_id = :wave ORDER BY place",
        {"wave": wave_id},
    )
    return [
        Questionnaire(
            row["id"],
            row["place"],
            row["name"],
            row["picks"],
            bool(row["charter"]),
            frozenset(items.get(row["id"], ())),
            frozenset(groups.get(row["id"], ())),
        )
        for row in rows
    ]


def files_added(db: Database, wave_id: int) -> int:
    """Return how many times answers from a file were added to a wave."""
    counted = db.execute("SELECT count(*) FROM wave_import WHERE wave_id = ?", [wave_id]).fetchone()
    return int(counted[0])


def as_wave(row: Mapping[str, object]) -> Wave:
    """Return the wave of a row that holds a wave's columns and the moments of its records."""
    text = {key: str(row[key]) for key in ("pack_id", "pack_version", "message")}
    whole = {
        key: int(str(row[key]))
        for key in ("id", "engagement_id", "number", "threshold", "comment_threshold", "grace_days")
    }
    moments = {
        key: from_text(str(row[key])) if row[key] else None
        for key in ("opens_at", "closes_at", "launched_at", "closed_at", "sealed_at")
    }
    return Wave(
        **text,
        **whole,
        **moments,
        mode="named" if row["mode"] == "named" else "confidential",
        created_at=from_text(str(row["created_at"])),
        imported=bool(row["imported"]),
        names_words=row["mode"] == "named" and bool(row["names_words"] or not row["launched_at"]),
    )


# What follows is called inside write().


def add_wave(db: Database, engagement_id: int, pack: MethodPack, *, threshold: int, now: datetime) -> int:
    """Store an engagement's next wave, planned, and return the number of its row."""
    return _added(
        db,
        """
        INSERT INTO wave
            (engagement_id, number, pack_id, pack_version, pack, threshold, comment_threshold, created_at)
        SELECT :engagement, coalesce(max(number), 0) + 1, :pack_id, :version, :pack, :threshold, 10, :now
        FROM wave WHERE engagement_id = :engagement RETURNING id""",
        {
            "engagement": engagement_id,
            "threshold": threshold,
            "pack_id": pack.id,
            "version": pack.version,
            "pack": msgspec.json.encode(pack).decode(),
            "now": as_text(now),
        },
    )


def freeze_pack(db: Database, wave_id: int, pack: MethodPack) -> None:
    """Store the pack that a wave asks from its launch on."""
    db.execute(
        "UPDATE wave SET pack_id = :pack_id, pack_version = :version, pack = :pack WHERE id = :id",
        {
            "id": wave_id,
            "pack_id": pack.id,
            "version": pack.version,
            "pack": msgspec.json.encode(pack).decode(),
        },
    )


def record_launch(db: Database, wave_id: int, account_id: int | None, now: datetime) -> None:
    """Store that a wave's plan is fixed, with what is promised about comments, and its people may answer."""
    db.execute(
        """
        INSERT INTO wave_launch (wave_id, launched_at, account_id, names_words)
        SELECT id, :now, :account, CASE mode WHEN 'named' THEN 1 END FROM wave WHERE id = :wave""",
        {"wave": wave_id, "now": as_text(now), "account": account_id},
    )


def record_closure(db: Database, wave_id: int, account_id: int | None, now: datetime) -> bool:
    """Store that a wave takes no answers any more; return whether it was open until now."""
    return bool(
        db.execute(
            """
            INSERT INTO wave_closure (wave_id, closed_at, account_id) VALUES (:wave, :now, :account)
            ON CONFLICT (wave_id) DO NOTHING RETURNING wave_id""",
            {"wave": wave_id, "now": as_text(now), "account": account_id},
        ).fetchall()
    )


def record_seal(db: Database, wave_id: int, account_id: int | None, now: datetime) -> None:
    """Store that a wave is sealed, for good."""
    db.execute(
        "INSERT INTO wave_seal (wave_id, sealed_at, account_id) VALUES (:wave, :now, :account)",
        {"wave": wave_id, "now": as_text(now), "account": account_id},
    )


def record_import(db: Database, wave_id: int, file_name: str, people: int, now: datetime) -> None:
    """Store that answers of so many people came from a file."""
    db.execute(
        """
        INSERT INTO wave_import (wave_id, imported_at, file_name, people)
        VALUES (:wave, :now, :file, :people)
        ON CONFLICT (wave_id, imported_at) DO UPDATE SET people = people + excluded.people""",
        {"wave": wave_id, "now": as_text(now), "file": file_name, "people": people},
    )


def add_questionnaire(
    db: Database,
    wave_id: int,
    name: str,
    items: Iterable[Item],
    *,
    groups: Iterable[int] = (),
    picks: int = 0,
    charter: bool = False,
) -> int:
    """Store a wave's next questionnaire and return its number."""
    made = _added(
        db,
        """
        INSERT INTO questionnaire (wave_id, place, name, picks, charter)
        SELECT :wave, coalesce(max(place), 0) + 1, :name, :picks, :charter
        FROM questionnaire WHERE wave_id = :wave RETURNING id""",
        {"wave": wave_id, "name": name, "picks": picks, "charter": int(charter)},
    )
    db.conn.executemany(
        "INSERT INTO questionnaire_item (questionnaire_id, capability, question) VALUES (?, ?, ?)",
        [(made, capability, question) for capability, question in sorted(set(items))],
    )
    db.conn.executemany(
        "INSERT INTO questionnaire_group (questionnaire_id, group_choice_id) VALUES (?, ?)",
        [(made, each) for each in sorted(set(groups))],
    )
    return made


def add_participant(db: Database, wave_id: int, person_id: int | None, questionnaire_id: int) -> int:
    """Store that someone takes part in a wave (None: someone who came by the open door)."""
    return _added(
        db,
        """
        INSERT INTO participant (wave_id, person_id, questionnaire_id)
        VALUES (:wave, :person, :questionnaire) RETURNING id""",
        {"wave": wave_id, "person": person_id, "questionnaire": questionnaire_id},
    )


def add_sheet(
    db: Database,
    wave_id: int,
    questionnaire_id: int,
    groups: Mapping[str, str],
    *,
    holder: int | None = None,
    imported: bool = False,
) -> int:
    """Store an empty sheet with its groups and return its number; a participant holds it, unless imported."""
    sheet = _added(
        db,
        """
        INSERT INTO sheet (wave_id, label, questionnaire_id, imported)
        VALUES (:wave, :label, :questionnaire, :imported) RETURNING id""",
        {
            "wave": wave_id,
            "label": secrets.token_hex(8),
            "questionnaire": questionnaire_id,
            "imported": int(imported),
        },
    )
    for column, value in groups.items():
        db.execute(
            "INSERT INTO sheet_group (sheet_id, group_column, value) VALUES (:sheet, :column, :value)",
            {"sheet": sheet, "column": column, "value": value},
        )
    if holder is not None:
        db.execute(
            "INSERT INTO sheet_holder (sheet_id, participant_id) VALUES (:sheet, :holder)",
            {"sheet": sheet, "holder": holder},
        )
    return sheet


def _added(db: Database, sql: str, values: dict[str, object]) -> int:
    identity: int = db.execute(sql, values).fetchone()[0]
    return identity
