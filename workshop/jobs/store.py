"""What the timekeeper asks of the database: which waves something is due for, and who is not finished."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Someone who was invited to a wave and has not handed in.

    `seed` is that of their link, `wrote` the latest mail in which it stands, empty where it was handed over.
    """

    person_id: int
    name: str
    email: str
    seed: str
    wrote: str


def launched_unsealed(db: Database) -> list[int]:
    """Return the numbers of the rows of waves that the timekeeper looks after: launched, and not sealed."""
    rows = db.query("""
        SELECT wave_launch.wave_id FROM wave_launch
        LEFT JOIN wave_seal ON wave_seal.wave_id = wave_launch.wave_id
        JOIN wave ON wave.id = wave_launch.wave_id
        LEFT JOIN deletion ON deletion.engagement_id = wave.engagement_id
        WHERE wave_seal.wave_id IS NULL AND deletion.engagement_id IS NULL ORDER BY wave_launch.wave_id""")
    return [row["wave_id"] for row in rows]


def reminder_days(db: Database, wave_id: int) -> list[int]:
    """Return how many days before a wave's closing its people are reminded, the largest number first."""
    rows = db.query(
        "SELECT days_before FROM reminder_day WHERE wave_id = :wave ORDER BY days_before DESC",
        {"wave": wave_id},
    )
    return [row["days_before"] for row in rows]


def was_reminded(db: Database, wave_id: int, days_before: int, since: datetime) -> bool:
    """Return whether a wave's round of reminders was held, at or after a moment."""
    row = db.execute(
        """
        SELECT 1 FROM reminder_round
        WHERE wave_id = :wave AND days_before = :days AND at >= :since LIMIT 1""",
        {"wave": wave_id, "days": days_before, "since": as_text(since)},
    ).fetchone()
    return row is not None


def unfinished(db: Database, wave_id: int) -> list[Unfinished]:
    """Return who was invited to a wave by mail and has not handed in, by their numbers."""
    rows = db.query(
        """
        SELECT person.id AS person_id, person.name, person.email, personal_link.seed,
            coalesce((SELECT body FROM mail WHERE mail.person_id = person.id
                      AND mail.seed = personal_link.seed ORDER BY mail.id DESC LIMIT 1), '') AS wrote
        FROM participant
        JOIN person ON person.id = participant.person_id
        JOIN personal_link ON personal_link.person_id = person.id AND purpose = 'questionnaire'
        JOIN sheet_holder ON sheet_holder.participant_id = participant.id
        LEFT JOIN submission ON submission.sheet_id = sheet_holder.sheet_id
        WHERE participant.wave_id = :wave AND person.email <> '' AND submission.sheet_id IS NULL
        ORDER BY person.id""",
        {"wave": wave_id},
    )
    return [Unfinished(**row) for row in rows]


def writer(db: Database, wave_id: int) -> int | None:
    """Return the account that reminders are from: who launched the wave, else a consultant, or None."""
    row = db.execute(
        """
        SELECT coalesce(
            (SELECT account_id FROM wave_launch WHERE wave_id = wave.id AND account_id NOT IN (
                SELECT account_id FROM account_closure)),
            (SELECT min(account_id) FROM membership WHERE membership.engagement_id = wave.engagement_id
             AND account_id NOT IN (SELECT account_id FROM account_closure)))
        FROM wave WHERE id = :wave""",
        {"wave": wave_id},
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])


# What follows is called inside write().


def put_round(db: Database, wave_id: int, days_before: int, people: int, now: datetime) -> None:
    """Store that a round of reminders was held, and how many were written to."""
    db.execute(
        """
        INSERT INTO reminder_round (wave_id, days_before, at, people) VALUES (:wave, :days, :now, :people)
        ON CONFLICT (wave_id, days_before, at) DO NOTHING""",
        {"wave": wave_id, "days": days_before, "now": as_text(now), "people": people},
    )
