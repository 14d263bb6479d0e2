"""What the database does when a wave is sealed, and what it tells about that."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlite_utils import Database

from workshop.dates import as_text, from_text

_Each = TypeVar("_Each")

_NUMBERS = 1 << 52
"""Numbers of sheets and comments are drawn below this, so that those that follow have room."""
_DEAD = "0" * 32
"""The seed of no link: a mail that holds it never goes out."""
_ANSWERED = """(
    EXISTS (SELECT 1 FROM answer WHERE answer.sheet_id = sheet.id AND answer.code BETWEEN 1 AND 5)
    OR EXISTS (SELECT 1 FROM pick WHERE pick.sheet_id = sheet.id))"""
_ONLY_HERE = """
    SELECT person_id FROM participant WHERE wave_id = :wave AND person_id IS NOT NULL
    AND person_id NOT IN (
        SELECT other.person_id FROM participant AS other
        JOIN wave_launch ON wave_launch.wave_id = other.wave_id
        WHERE other.person_id IS NOT NULL AND other.wave_id <> :wave
              AND other.wave_id NOT IN (SELECT wave_id FROM wave_seal))"""
"""The people of a wave whom no other wave asks that is not sealed."""
_MAILED = "mail.kind IN ('questionnaire', 'reminder')"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was noted: when it was made, and under which name."""

    made_at: datetime
    file_name: str


@dataclass(frozen=True, slots=True)
class Links:
    """How many of a wave are still linked to their sheets, and how many of them by their will."""

    all: int
    named: int


def links(db: Database, wave_id: int) -> Links:
    """Return how many sheets of a wave have a holder."""
    row = db.execute(
        """
        SELECT count(*), coalesce(sum(named), 0) FROM sheet_holder
        JOIN sheet ON sheet.id = sheet_holder.sheet_id WHERE wave_id = :wave""",
        {"wave": wave_id},
    ).fetchone()
    return Links(row[0], row[1])


def answered(db: Database, wave_id: int) -> int:
    """Return how many sheets of a wave hold a valid answer."""
    count: int = db.execute(
        f"SELECT count(*) FROM sheet WHERE wave_id = :wave AND {_ANSWERED}", {"wave": wave_id}
    ).fetchone()[0]
    return count


def backups_between(db: Database, first: datetime, last: datetime) -> list[Backup]:
    """Return the backups that were made in a time, the first one first."""
    rows = db.query(
        "SELECT made_at, file_name FROM backup_made WHERE made_at BETWEEN :first AND :last ORDER BY id",
        {"first": as_text(first), "last": as_text(last)},
    )
    return [Backup(from_text(row["made_at"]), row["file_name"]) for row in rows]


def engagement_unsealed(db: Database, engagement_id: int) -> list[int]:
    """Return the numbers of an engagement's waves that were launched and are not sealed."""
    rows = db.query(
        """
        SELECT number FROM wave JOIN wave_launch ON wave_launch.wave_id = wave.id
        WHERE engagement_id = :engagement AND wave.id NOT IN (SELECT wave_id FROM wave_seal)
        ORDER BY number""",
        {"engagement": engagement_id},
    )
    return [row["number"] for row in rows]


# What follows is called inside write().


def keep_who_answered(db: Database, wave_id: int) -> None:
    """Store of each participant whose sheet holds a valid answer that they answered."""
    db.execute(
        f"""
        INSERT INTO participant_answered (participant_id)
        SELECT participant_id FROM sheet_holder JOIN sheet ON sheet.id = sheet_holder.sheet_id
        WHERE sheet.wave_id = :wave AND {_ANSWERED} ORDER BY participant_id
        ON CONFLICT (participant_id) DO NOTHING""",
        {"wave": wave_id},
    )


def part_people_from_sheets(db: Database, wave_id: int, *, named_stay: bool) -> None:
    """Delete what links sheets to participants, devices and moments, and participants to addresses."""
    values = {"wave": wave_id, "stay": int(named_stay)}
    sheets = "(SELECT id FROM sheet WHERE wave_id = :wave)"
    db.execute(
        f"DELETE FROM sheet_holder WHERE sheet_id IN {sheets} AND NOT (named = 1 AND :stay = 1)", values
    )
    for table in _LINKS:
        db.execute(f"DELETE FROM {table} WHERE sheet_id IN {sheets}", {"wave": wave_id})
    db.execute(
        """
        DELETE FROM participant_link
        WHERE participant_id IN (SELECT id FROM participant WHERE wave_id = :wave)""",
        {"wave": wave_id},
    )


def days_handed_in(db: Database, wave_id: int) -> dict[int, date | None]:
    """Return of each sheet with a valid answer the day on which it was handed in, None for never."""
    rows = db.execute(
        f"""
        SELECT sheet.id, substr(submitted_at, 1, 10) FROM sheet
        LEFT JOIN submission ON submission.sheet_id = sheet.id
        WHERE wave_id = :wave AND imported = 0 AND {_ANSWERED}""",
        {"wave": wave_id},
    )
    return {sheet: date.fromisoformat(day) if day else None for sheet, day in rows.fetchall()}


def combinations(db: Database, wave_id: int) -> dict[int, frozenset[tuple[str, str]]]:
    """Return what each sheet of a wave tells beside its answers: questionnaire, groups, and if it is named.

    Asked after the links were destroyed: those that are left are of people who stay named.
    """
    which = {"wave": wave_id}
    asked = db.execute("SELECT id, questionnaire_id FROM sheet WHERE wave_id = :wave", which)
    found = {sheet: {("", str(questionnaire))} for sheet, questionnaire in asked.fetchall()}
    groups = db.execute(
        """
        SELECT sheet_id, group_column, value FROM sheet_group
        JOIN sheet ON sheet.id = sheet_id WHERE wave_id = :wave""",
        which,
    )
    for sheet, column, value in groups.fetchall():
        found[sheet].add((column, value))
    for sheet in _holders(db, wave_id):
        found[sheet].add(("", "named"))
    return {sheet: frozenset(told) for sheet, told in found.items()}


def sheets(db: Database, wave_id: int) -> list[int]:
    """Return the numbers of a wave's sheets."""
    return [row[0] for row in db.execute("SELECT id FROM sheet WHERE wave_id = ?", [wave_id]).fetchall()]


def renumber_sheets(db: Database, wave_id: int, some: Iterable[int]) -> list[int]:
    """Give some sheets of a wave new numbers and labels, and their answers no time; return the numbers.

    Everything is stored anew in the order of the new numbers and the old rows are deleted after that: neither
    numbers nor places on the disk tell in which order people came. Whatever links a sheet goes along.
    """
    old = sorted(set(some) & set(sheets(db, wave_id)))
    new = dict(zip(sorted(_drawn(db, "sheet", len(old))), _shuffled(old), strict=True))
    put = db.conn.executemany
    put(_COPY, ((number, secrets.token_hex(8), before) for number, before in new.items()))
    for sql in _COPIES:
        put(sql, new.items())
    for table in _GO_ALONG:
        put(f'UPDATE "{table}" SET sheet_id = ? WHERE sheet_id = ?', new.items())
    for table in _OF_SHEETS:
        put(f'DELETE FROM "{table}" WHERE sheet_id = ?', [(each,) for each in old])
    put("DELETE FROM sheet WHERE id = ?", [(each,) for each in old])
    return list(new)


_OF_SHEETS = ("sheet_group", "answer", "reason", "pick")
_LINKS = ("device_save", "picks_given", "reason_given", "settled_sheet")
"""What ties a sheet to devices and moments, or was drawn of it; none of it outlasts the seal."""
_GO_ALONG = ("comment", "submission", "sheet_holder", *_LINKS)
_COPY = """
    INSERT INTO sheet (id, wave_id, label, questionnaire_id, imported)
    SELECT ?, wave_id, ?, questionnaire_id, imported FROM sheet WHERE id = ?"""
_COPIES = (
    """
    INSERT INTO sheet_group (sheet_id, group_column, value)
    SELECT ?, group_column, value FROM sheet_group WHERE sheet_id = ?""",
    """
    INSERT INTO answer (sheet_id, capability, question, code, given_ms)
    SELECT ?, capability, question, code, 0 FROM answer WHERE sheet_id = ? AND code <> 0""",
    """
    INSERT INTO reason (sheet_id, capability, text)
    SELECT ?, capability, text FROM reason WHERE sheet_id = ?""",
    "INSERT INTO pick (sheet_id, capability) SELECT ?, capability FROM pick WHERE sheet_id = ?",
)
"""What is stored of a sheet under its new number; an answer that was taken back is none."""


def keep_days(db: Database, wave_id: int, days: Mapping[int, date]) -> None:
    """Store of each sheet of a wave the day that is left of its moment; the others were not handed in."""
    rows = db.execute(
        """
        SELECT sheet_id, submitted_at FROM submission
        WHERE sheet_id IN (SELECT id FROM sheet WHERE wave_id = ?)""",
        [wave_id],
    )
    held, left = dict(rows.fetchall()), {sheet: f"{day}T00:00:00Z" for sheet, day in days.items()}
    put = db.conn.executemany
    put("DELETE FROM submission WHERE sheet_id = ?", [(sheet,) for sheet in held if sheet not in left])
    put(
        "UPDATE submission SET submitted_at = ? WHERE sheet_id = ?",
        [(left[sheet], sheet) for sheet, moment in held.items() if left.get(sheet, moment) != moment],
    )
    put(
        "INSERT INTO submission (sheet_id, submitted_at) VALUES (?, ?)",
        sorted((sheet, day) for sheet, day in left.items() if sheet not in held),
    )


def renumber_comments(db: Database, wave_id: int) -> None:
    """Store the comments of a wave's sheets again under new numbers, in an order of chance."""
    theirs = "sheet_id IN (SELECT id FROM sheet WHERE wave_id = ?)"
    rows = db.execute(f"SELECT sheet_id, capability, text FROM comment WHERE {theirs}", [wave_id]).fetchall()
    drawn = sorted(_drawn(db, "comment", len(rows)))
    db.execute(f"DELETE FROM comment WHERE {theirs}", [wave_id])
    db.conn.executemany(
        "INSERT INTO comment (id, sheet_id, capability, text) VALUES (?, ?, ?, ?)",
        [(number, *row) for number, row in zip(drawn, _shuffled(rows), strict=True)],
    )


def _holders(db: Database, wave_id: int) -> dict[int, int]:
    """Return the participant of every sheet of a wave that still has one."""
    rows = db.execute(
        """
        SELECT sheet_id, participant_id FROM sheet_holder
        JOIN sheet ON sheet.id = sheet_holder.sheet_id WHERE wave_id = :wave""",
        {"wave": wave_id},
    )
    return dict(rows.fetchall())


def end_links(db: Database, wave_id: int, now: datetime) -> None:
    """End the links by which the wave's people came; the link to a later wave stays.

    What stays of a link is a hash that says where its holder finds whom to ask, and nothing of the person.
    """
    theirs = f"purpose = 'questionnaire' AND person_id IN ({_ONLY_HERE})"
    db.execute(
        f"""
        INSERT INTO ended_link (hash, engagement_id, reason, ended_at)
        SELECT hash, person.engagement_id, 'sealed', :now
        FROM personal_link JOIN person ON person.id = personal_link.person_id
        WHERE {theirs} ORDER BY hash
        ON CONFLICT (hash) DO NOTHING""",
        {"wave": wave_id, "now": as_text(now)},
    )
    db.execute(f"DELETE FROM personal_link WHERE {theirs}", {"wave": wave_id})


def mails_with_links(db: Database, wave_id: int) -> list[tuple[int, str]]:
    """Return number and body of the mails that hold a link by which the wave's people came."""
    return db.execute(
        f"""
        SELECT mail.id, mail.body FROM mail
        WHERE person_id IN ({_ONLY_HERE}) AND seed <> '' AND {_MAILED}""",
        {"wave": wave_id},
    ).fetchall()


def take_links_from_mails(db: Database, bodies: Iterable[tuple[int, str]]) -> None:
    """Store the bodies of mails without their links; one that has not gone out never will."""
    db.conn.executemany(
        """
        UPDATE mail SET body = :body, seed = CASE
            WHEN id IN (SELECT mail_id FROM mail_delivery) THEN '' ELSE :dead END
        WHERE id = :id""",
        ({"id": mail, "body": body, "dead": _DEAD} for mail, body in bodies),
    )


def _drawn(db: Database, table: str, many: int) -> list[int]:
    """Return so many numbers by chance, none of which the table has."""
    found: set[int] = set()
    while len(found) < many:
        number = 1 + secrets.randbelow(_NUMBERS)
        if db.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', [number]).fetchone() is None:
            found.add(number)
    return list(found)


def _shuffled(values: Iterable[_Each]) -> list[_Each]:
    shuffled = list(values)
    secrets.SystemRandom().shuffle(shuffled)
    return shuffled
