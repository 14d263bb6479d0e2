"""What the database keeps of a wave while it runs, and the frozen records it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sqlite_utils import Database

from workshop.dates import as_text, from_text

Progress = Literal["not begun", "begun", "finished"]
PROGRESS: tuple[Progress, ...] = ("not begun", "begun", "finished")


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who was asked in a wave, and how far they are; never when, and never with what.

    `groups` are the function and the seniority that the sheet counts under. `seed` is that of the link to the
    questionnaire, empty where there is none. Those who came by the open door have no person and no name, nor
    have those who were removed from the people since. Of a sealed wave it is only known who has answered:
    those count as finished.
    """

    id: int
    person_id: int | None
    name: str
    email: str
    questionnaire: str
    groups: Mapping[str, str]
    progress: Progress
    seed: str
    is_removed: bool = False

    @property
    def by_door(self) -> bool:
        """Return whether somebody came by the open door."""
        return self.person_id is None and not self.is_removed


@dataclass(frozen=True, slots=True)
class Door:
    """The open door of a wave: its join code, and the questionnaire behind it."""

    code: str
    questionnaire_id: int
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Answers that came from a file beside those that were given here."""

    at: datetime
    file_name: str
    people: int


@dataclass(frozen=True, slots=True)
class Round:
    """A round of reminders: when, and to how many; `planned` says that its day was in the plan."""

    at: datetime
    people: int
    planned: bool


class Listed(NamedTuple):
    """Someone who was invited by name, as far as a list is searched and put in order by it."""

    id: int
    name: str
    email: str
    progress: Progress


_PROGRESS = """
    CASE WHEN submission.sheet_id IS NOT NULL OR participant_answered.participant_id IS NOT NULL
         THEN 'finished'
         WHEN EXISTS (SELECT 1 FROM answer WHERE answer.sheet_id = sheet_holder.sheet_id AND code > 0)
              OR EXISTS (SELECT 1 FROM pick WHERE pick.sheet_id = sheet_holder.sheet_id)
         THEN 'begun' ELSE 'not begun' END"""
_SHEETS = """
    LEFT JOIN sheet_holder ON sheet_holder.participant_id = participant.id
    LEFT JOIN submission ON submission.sheet_id = sheet_holder.sheet_id
    LEFT JOIN participant_answered ON participant_answered.participant_id = participant.id"""


def listed(db: Database, wave_id: int, *, by_progress: bool) -> list[Listed]:
    """Return everyone who was invited to a wave by name; how far they are is "" unless that is asked for."""
    progress, sheets = (_PROGRESS, _SHEETS) if by_progress else ("''", "")
    rows = db.execute(
        f"""
        SELECT participant.id, person.name, person.email, {progress}
        FROM participant JOIN person ON person.id = participant.person_id {sheets}
        WHERE participant.wave_id = :wave""",
        {"wave": wave_id},
    )
    return [Listed(*row) for row in rows.fetchall()]


def how_many(db: Database, wave_id: int) -> int:
    """Return how many were invited to a wave by name."""
    row = db.execute(
        "SELECT count(*) FROM participant WHERE wave_id = :wave AND person_id IS NOT NULL", {"wave": wave_id}
    ).fetchone()
    return int(row[0])


def by_name(db: Database, wave_id: int, first: int, most: int) -> list[int]:
    """Return so many of those who were invited to a wave by name, in the order of the alphabet."""
    rows = db.execute(
        """
        SELECT participant.id FROM participant JOIN person ON person.id = participant.person_id
        WHERE participant.wave_id = :wave
        ORDER BY person.name COLLATE NOCASE, participant.id LIMIT :most OFFSET :first""",
        {"wave": wave_id, "most": most, "first": first},
    )
    return [row[0] for row in rows.fetchall()]


def participants(db: Database, wave_id: int, only: Sequence[int] | None = None) -> list[Participant]:
    """Return everyone who was asked in a wave, or only some of them, in the order of the alphabet."""
    which = {"wave": wave_id, **{f"id{place}": each for place, each in enumerate(only or ())}}
    chosen = (
        ""
        if only is None
        else f"AND participant.id IN ({', '.join(f':{each}' for each in which if each != 'wave')})"
    )
    groups = _groups(db, which, chosen)
    rows = db.query(
        f"""
        SELECT participant.id, participant.person_id, coalesce(person.name, '') AS name,
            coalesce(person.email, '') AS email, questionnaire.name AS questionnaire,
            coalesce(personal_link.seed, '') AS seed,
            participant_removed.participant_id IS NOT NULL AS is_removed,
            {_PROGRESS} AS progress
        FROM participant JOIN questionnaire ON questionnaire.id = participant.questionnaire_id
        LEFT JOIN person ON person.id = participant.person_id
        LEFT JOIN personal_link ON personal_link.person_id = person.id AND purpose = 'questionnaire'
        {_SHEETS}
        LEFT JOIN participant_removed ON participant_removed.participant_id = participant.id
        WHERE participant.wave_id = :wave {chosen} ORDER BY person.name COLLATE NOCASE, participant.id""",
        which,
    )
    return [Participant(groups=groups.get(row["id"], {}), **row) for row in rows]


def groups_of(db: Database, wave_id: int, column: str) -> dict[int, str]:
    """Return the group of each participant who has one, in a column of groups."""
    found = _groups(db, {"wave": wave_id}, "")
    return {participant: each[column] for participant, each in found.items() if column in each}


def _groups(db: Database, which: Mapping[str, object], chosen: str) -> dict[int, dict[str, str]]:
    """Return the groups of participants: those of their sheets, or of the people once that link is gone."""
    found: dict[int, dict[str, str]] = {}
    for participant, column, value in db.execute(
        f"""
        SELECT participant.id, group_choice.group_column, group_choice.name FROM participant
        JOIN person ON person.id = participant.person_id
        JOIN group_choice ON group_choice.id IN (person.function_id, person.seniority_id)
        WHERE participant.wave_id = :wave {chosen}
              AND NOT EXISTS (SELECT 1 FROM sheet_holder WHERE participant_id = participant.id)
        UNION ALL
        SELECT participant.id, sheet_group.group_column, sheet_group.value FROM participant
        JOIN sheet_holder ON sheet_holder.participant_id = participant.id
        JOIN sheet_group ON sheet_group.sheet_id = sheet_holder.sheet_id
        WHERE participant.wave_id = :wave {chosen}""",
        which,
    ).fetchall():
        found.setdefault(participant, {})[column] = value
    return found


def respondents_outside(db: Database, wave_id: int) -> frozenset[int]:
    """Return the engagement's respondents who are not in a wave."""
    rows = db.execute(
        """
        SELECT person.id FROM wave JOIN person ON person.engagement_id = wave.engagement_id
        JOIN person_role ON person_role.person_id = person.id AND role = 'respondent'
        WHERE wave.id = :wave AND NOT EXISTS (
            SELECT 1 FROM participant WHERE wave_id = wave.id AND participant.person_id = person.id)""",
        {"wave": wave_id},
    )
    return frozenset(row[0] for row in rows.fetchall())


def door(db: Database, wave_id: int) -> Door | None:
    """Return the open door of a wave, or None where it is shut."""
    rows = db.query(
        """
        SELECT code, questionnaire_id, questionnaire.name AS questionnaire FROM open_door
        JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE open_door.wave_id = :wave""",
        {"wave": wave_id},
    )
    return next((Door(**row) for row in list(rows)), None)


def imports(db: Database, wave_id: int) -> list[Imported]:
    """Return the files whose answers were added to a wave, the first one first."""
    rows = db.query(
        "SELECT imported_at, file_name, people FROM wave_import WHERE wave_id = :wave ORDER BY imported_at",
        {"wave": wave_id},
    )
    return [Imported(from_text(row["imported_at"]), row["file_name"], row["people"]) for row in rows]


def rounds(db: Database, wave_id: int) -> list[Round]:
    """Return the rounds of reminders that were written, the first one first."""
    rows = db.query(
        """
        SELECT at, sum(people) AS people, max(days_before) AS days_before FROM reminder_round
        WHERE wave_id = :wave GROUP BY at HAVING sum(people) > 0 ORDER BY at""",
        {"wave": wave_id},
    )
    return [Round(from_text(row["at"]), row["people"], row["days_before"] >= 0) for row in rows]


def from_files(db: Database, wave_id: int) -> frozenset[int]:
    """Return the questionnaires that stand for what a file asked: nobody is invited to them."""
    rows = db.query(
        "SELECT DISTINCT questionnaire_id FROM sheet WHERE wave_id = :wave AND imported = 1",
        {"wave": wave_id},
    )
    return frozenset(row["questionnaire_id"] for row in rows)


def imported_people(db: Database, wave_id: int) -> int:
    """Return how many people's answers came from files."""
    row = db.execute(
        "SELECT count(*) FROM sheet WHERE wave_id = :wave AND imported = 1", {"wave": wave_id}
    ).fetchone()
    return int(row[0])


# What follows is called inside write().


def close_at(db: Database, wave_id: int, closes_at: datetime) -> None:
    """Store when a wave closes."""
    db.execute(
        "UPDATE wave SET closes_at = :closes WHERE id = :wave",
        {"wave": wave_id, "closes": as_text(closes_at)},
    )


def reopen(db: Database, wave_id: int, closes_at: datetime) -> None:
    """Take back that a wave was closed, until another time."""
    db.execute("DELETE FROM wave_closure WHERE wave_id = :wave", {"wave": wave_id})
    close_at(db, wave_id, closes_at)


def open_door(db: Database, wave_id: int, code: str, questionnaire_id: int) -> bool:
    """Store a wave's join code; return whether it is stored: another wave may have the same."""
    return bool(
        db.execute(
            """
            INSERT INTO open_door (wave_id, code, questionnaire_id) VALUES (:wave, :code, :questionnaire)
            ON CONFLICT DO NOTHING RETURNING wave_id""",
            {"wave": wave_id, "code": code, "questionnaire": questionnaire_id},
        ).fetchall()
    )


def shut_door(db: Database, wave_id: int) -> bool:
    """Forget a wave's join code; return whether there was one."""
    gone = db.execute("DELETE FROM open_door WHERE wave_id = :wave RETURNING wave_id", {"wave": wave_id})
    return bool(gone.fetchall())


def put_round(db: Database, wave_id: int, people: int, now: datetime) -> None:
    """Store that a round of reminders was written which no plan named."""
    db.execute(
        """
        INSERT INTO reminder_round (wave_id, days_before, at, people) VALUES (:wave, -1, :now, :people)
        ON CONFLICT (wave_id, days_before, at) DO UPDATE SET people = people + excluded.people""",
        {"wave": wave_id, "now": as_text(now), "people": people},
    )
