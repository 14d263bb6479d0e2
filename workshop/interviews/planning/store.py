"""How the database keeps the plan of interviews, and what calendars know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.interviews.store import Chosen


@dataclass(frozen=True, slots=True)
class Details:
    """What of an interview is planned, besides who leads it and what is asked."""

    starts_at: datetime | None
    minutes: int
    place: str
    charter: bool
    points: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What calendars know an interview by, how often it was changed for them, and when last."""

    uid: str
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """How much was said in an interview and taken from it, in counts."""

    notes: int
    written: int
    passages: int
    ratings: int
    points: int
    sources: int

    @property
    def anything(self) -> bool:
        """Return whether something that was said would go with it."""
        return any((self.notes, self.written, self.passages, self.ratings, self.points, self.sources))


def calendars(db: Database, engagement_id: int) -> dict[int, Calendar]:
    """Return what calendars know of an engagement's interviews, by the interview's number."""
    rows = db.execute(
        """
        SELECT interview_id, uid, sequence, changed_at FROM interview_calendar
        JOIN interview ON interview.id = interview_id WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchall()
    return {number: Calendar(uid, sequence, from_text(at)) for number, uid, sequence, at in rows}


def interviewed(db: Database, engagement_id: int) -> frozenset[int]:
    """Return the numbers of the people of an engagement who have an interview."""
    rows = db.execute(
        "SELECT person_id FROM interview WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchall()
    return frozenset(number for (number,) in rows)


def held(db: Database, interview_id: int) -> Held:
    """Return how much was said in an interview and taken from it."""
    passages = "passage_id IN (SELECT id FROM passage WHERE interview_id = :id)"
    row = db.execute(
        f"""
        SELECT
            (SELECT count(*) FROM note WHERE interview_id = :id AND trim(text) <> ''),
            (SELECT count(*) FROM written_answer WHERE interview_id = :id AND trim(text) <> ''),
            (SELECT count(*) FROM passage WHERE interview_id = :id),
            (SELECT count(*) FROM interview_rating WHERE interview_id = :id),
            (SELECT count(*) FROM interview_points WHERE interview_id = :id),
            (SELECT count(*) FROM strategy_source WHERE interview_id = :id OR {passages})""",
        {"id": interview_id},
    ).fetchone()
    return Held(*row)


def interviewers_with_notes(db: Database, interview_id: int) -> frozenset[int]:
    """Return the numbers of the interviewers who have written or marked something."""
    rows = db.execute(
        """
        SELECT interviewer_id FROM note WHERE interview_id = :id AND trim(text) <> ''
        UNION SELECT interviewer_id FROM passage
        WHERE interview_id = :id AND interviewer_id IS NOT NULL""",
        {"id": interview_id},
    ).fetchall()
    return frozenset(number for (number,) in rows)


# What follows is called inside write().


def add_interview(
    db: Database, engagement_id: int, person_id: int, details: Details, uid: str, now: datetime
) -> int:
    """Store an interview with one of the engagement's people, who has none yet; return its number."""
    row = db.execute(
        """
        INSERT INTO interview (engagement_id, person_id, starts_at, minutes, place, charter, points, added_at)
        VALUES (:engagement, :person, :starts_at, :minutes, :place, :charter, :points, :now) RETURNING id""",
        _values(details) | {"engagement": engagement_id, "person": person_id, "now": as_text(now)},
    ).fetchone()
    identity: int = row[0]
    db.execute(
        "INSERT INTO interview_calendar (interview_id, uid, changed_at) VALUES (:id, :uid, :now)",
        {"id": identity, "uid": uid, "now": as_text(now)},
    )
    return identity


def change_interview(db: Database, interview_id: int, details: Details) -> None:
    """Store what is planned now."""
    db.execute(
        """
        UPDATE interview SET starts_at = :starts_at, minutes = :minutes, place = :place, charter = :charter,
            points = :points
        WHERE id = :id""",
        _values(details) | {"id": interview_id},
    )


def count_change(db: Database, interview_id: int, uid: str, now: datetime) -> None:
    """Tell calendars that an interview is not any more what they know; `uid` is for one without any."""
    db.execute(
        """
        INSERT INTO interview_calendar (interview_id, uid, changed_at) VALUES (:id, :uid, :now)
        ON CONFLICT (interview_id) DO UPDATE SET sequence = sequence + 1, changed_at = :now""",
        {"id": interview_id, "uid": uid, "now": as_text(now)},
    )


def add_interviewers(db: Database, interview_id: int, names: Mapping[int, str]) -> None:
    """Let accounts lead an interview, by their numbers and names; who does so already stays."""
    for account_id, name in names.items():
        db.execute(
            """
            INSERT INTO interviewer (interview_id, account_id, name) VALUES (:id, :account, :name)
            ON CONFLICT (interview_id, account_id) DO NOTHING""",
            {"id": interview_id, "account": account_id, "name": name},
        )


def remove_interviewers(db: Database, interviewer_ids: Sequence[int]) -> None:
    """Take interviewers away who have written and marked nothing."""
    for interviewer_id in interviewer_ids:
        which = {"id": interviewer_id}
        db.execute("DELETE FROM note WHERE interviewer_id = :id AND trim(text) = ''", which)
        db.execute("DELETE FROM interviewer WHERE id = :id", which)


def set_questions(db: Database, interview_id: int, questions: Sequence[Chosen]) -> None:
    """Store what an interview asks, in this order."""
    db.execute("DELETE FROM interview_question WHERE interview_id = :id", {"id": interview_id})
    for place, each in enumerate(questions, start=1):
        db.execute(
            """
            INSERT INTO interview_question (interview_id, question, place, text)
            VALUES (:id, :question, :place, :text)""",
            {"id": interview_id, "question": each.id, "place": place, "text": each.text},
        )


def remove_interview(db: Database, interview_id: int) -> None:
    """Delete an interview with everything that was said in it and taken from it."""
    which = {"id": interview_id}
    passages = "passage_id IN (SELECT id FROM passage WHERE interview_id = :id)"
    db.execute(f"DELETE FROM strategy_source WHERE interview_id = :id OR {passages}", which)
    for table in ("passage_approval", "passage_theme"):
        db.execute(f"DELETE FROM {table} WHERE {passages}", which)
    for table in (
        "passage", "note", "written_answer", "interview_rating", "interview_points", "interview_save",
        "interview_device",
        "interview_question", "interview_calendar", "interviewer",
    ):  # fmt: skip
        db.execute(f"DELETE FROM {table} WHERE interview_id = :id", which)
    db.execute("DELETE FROM interview WHERE id = :id", which)


def _values(details: Details) -> dict[str, object]:
    return {
        "starts_at": as_text(details.starts_at) if details.starts_at else None,
        "minutes": details.minutes,
        "place": details.place,
        "charter": int(details.charter),
        "points": int(details.points),
    }
