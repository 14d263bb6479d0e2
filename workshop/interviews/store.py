"""What the database keeps of interviews, and the frozen records it gives back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import from_text

State = Literal["planned", "begun", "received", "done"]
Consent = Literal["attributed", "role", "none"]
GENERAL = ""
"""The question under which an interviewer keeps the notes that belong to none."""


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Who leads an interview; `account_id` is None where the engagement came from another installation."""

    id: int
    account_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One question of an interview: its id, and its words where it is no question of the guide."""

    id: str
    text: str

    @property
    def own(self) -> bool:
        """Return whether the consultants wrote it themselves."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview with one of the client's people, with its questions in their order."""

    id: int
    engagement_id: int
    person_id: int
    name: str
    title: str
    email: str
    function: str
    seniority: str
    starts_at: datetime | None
    minutes: int
    place: str
    charter: bool
    points: bool
    added_at: datetime
    begun_at: datetime | None
    received_at: datetime | None
    done_at: datetime | None
    interviewers: tuple[Interviewer, ...]
    questions: tuple[Chosen, ...]

    @property
    def state(self) -> State:
        """Return how far it is: planned, begun, received (written answers are the latest news), done."""
        if self.done_at:
            return "done"
        if self.received_at and not (self.begun_at and self.begun_at > self.received_at):
            return "received"
        return "begun" if self.begun_at else "planned"

    def led_by(self, account_id: int) -> Interviewer | None:
        """Return who an account is in this interview, or None where it is no interviewer."""
        return next((each for each in self.interviewers if each.account_id == account_id), None)

    def asks(self, question: str) -> bool:
        """Return whether a question is one of this interview; the general notes are not."""
        return any(each.id == question for each in self.questions)


@dataclass(frozen=True, slots=True)
class Note:
    """What one interviewer wrote on one question; general notes have the question GENERAL."""

    id: int
    interview_id: int
    interviewer_id: int
    question: str
    text: str
    revision: int
    seconds: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What the interviewee wrote on one question, and how it may be quoted."""

    id: int
    interview_id: int
    question: str
    text: str
    consent: Consent
    revision: int
    saved_at: datetime


_INTERVIEW = """
    SELECT interview.id, interview.engagement_id, person_id, person.name, person.title, email,
        coalesce(function.name, '') AS function, coalesce(seniority.name, '') AS seniority,
        starts_at, minutes, interview.place, charter, points, interview.added_at, begun_at, received_at,
        done_at
    FROM interview JOIN person ON person.id = person_id
    LEFT JOIN group_choice AS function ON function.id = function_id
    LEFT JOIN group_choice AS seniority ON seniority.id = seniority_id"""


def interviews(db: Database, engagement_id: int) -> list[Interview]:
    """Return the interviews of an engagement: those with a time in its order, then the others by name."""
    rows = db.query(
        f"""{_INTERVIEW} WHERE interview.engagement_id = :engagement
        ORDER BY starts_at IS NULL, starts_at, person.name COLLATE NOCASE, interview.id""",
        {"engagement": engagement_id},
    )
    which = "interview_id IN (SELECT id FROM interview WHERE engagement_id = :which)"
    return _whole(db, list(rows), which, engagement_id)


def interview(db: Database, engagement_id: int, interview_id: int) -> Interview | None:
    """Return one of an engagement's interviews, or None where it has no such one."""
    rows = db.query(
        f"{_INTERVIEW} WHERE interview.id = :id AND interview.engagement_id = :engagement",
        {"id": interview_id, "engagement": engagement_id},
    )
    found = _whole(db, list(rows), "interview_id = :which", interview_id)
    return found[0] if found else None


def interview_of_person(db: Database, engagement_id: int, person_id: int) -> Interview | None:
    """Return the interview with one of an engagement's people, or None where none is planned."""
    row = db.execute("SELECT id FROM interview WHERE person_id = :person", {"person": person_id}).fetchone()
    return interview(db, engagement_id, row[0]) if row else None


def _whole(db: Database, rows: list[dict[str, str]], which: str, number: int) -> list[Interview]:
    if not rows:
        return []
    interviewers: dict[int, list[Interviewer]] = {}
    found = db.execute(
        f"SELECT interview_id, id, account_id, name FROM interviewer WHERE {which} ORDER BY id",
        {"which": number},
    )
    for interview_id, *row in found.fetchall():
        interviewers.setdefault(interview_id, []).append(Interviewer(*row))
    questions: dict[int, list[Chosen]] = {}
    found = db.execute(
        f"SELECT interview_id, question, text FROM interview_question WHERE {which} ORDER BY place, question",
        {"which": number},
    )
    for interview_id, *row in found.fetchall():
        questions.setdefault(interview_id, []).append(Chosen(*row))
    return [
        _interview(row, interviewers.get(int(row["id"]), ()), questions.get(int(row["id"]), ()))
        for row in rows
    ]


def _interview(
    row: dict[str, str], interviewers: Iterable[Interviewer], questions: Iterable[Chosen]
) -> Interview:
    moments = ("starts_at", "added_at", "begun_at", "received_at", "done_at")
    flags = {name: bool(row[name]) for name in ("charter", "points")}
    values = dict(row) | {name: _moment(row[name]) for name in moments} | flags
    return Interview(**values, interviewers=tuple(interviewers), questions=tuple(questions))  # type: ignore[arg-type]


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None


_NOTE = "SELECT note.id, interview_id, interviewer_id, question, text, revision, seconds, saved_at FROM note"
_WRITTEN = (
    "SELECT written_answer.id, interview_id, question, text, consent, revision, saved_at FROM written_answer"
)


def notes(db: Database, interview_id: int) -> list[Note]:
    """Return what its interviewers noted in an interview."""
    rows = db.execute(f"{_NOTE} WHERE interview_id = :id ORDER BY note.id", {"id": interview_id}).fetchall()
    return [Note(*row[:-1], from_text(row[-1])) for row in rows]


def notes_of_engagement(db: Database, engagement_id: int) -> list[Note]:
    """Return the notes of all interviews of an engagement."""
    rows = db.execute(
        f"""{_NOTE} JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement ORDER BY note.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Note(*row[:-1], from_text(row[-1])) for row in rows]


def written_answers(db: Database, interview_id: int) -> list[WrittenAnswer]:
    """Return what the interviewee wrote."""
    rows = db.execute(
        f"{_WRITTEN} WHERE interview_id = :id ORDER BY written_answer.id", {"id": interview_id}
    ).fetchall()
    return [WrittenAnswer(*row[:-1], from_text(row[-1])) for row in rows]


def written_answers_of_engagement(db: Database, engagement_id: int) -> list[WrittenAnswer]:
    """Return what all interviewees of an engagement wrote."""
    rows = db.execute(
        f"""{_WRITTEN} JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement ORDER BY written_answer.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [WrittenAnswer(*row[:-1], from_text(row[-1])) for row in rows]


def ratings(db: Database, interview_id: int) -> dict[tuple[str, str], int]:
    """Return the ratings of an interview by subject and question: 1 to 5, or 0 where it was declined.

    Subjects are the jobs and statements of the charter, named as in the waves: charter:job:planning.
    """
    rows = db.execute(
        "SELECT subject, question, code FROM interview_rating WHERE interview_id = :id", {"id": interview_id}
    ).fetchall()
    return {(subject, question): code for subject, question, code in rows}


def points(db: Database, interview_id: int) -> dict[int, int]:
    """Return how the 100 points were given, by the number of the priority; empty where they were not."""
    rows = db.execute(
        "SELECT priority_id, points FROM interview_points WHERE interview_id = :id", {"id": interview_id}
    ).fetchall()
    return dict(rows)


def answered_questions(db: Database, engagement_id: int) -> dict[int, frozenset[str]]:
    """Return for each interview of an engagement the questions that have a note or a written answer."""
    rows = db.execute(
        """
        SELECT interview_id, question FROM note JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement AND trim(text) <> ''
        UNION
        SELECT interview_id, question FROM written_answer JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement AND trim(text) <> ''""",
        {"engagement": engagement_id},
    ).fetchall()
    found: dict[int, set[str]] = {}
    for interview_id, question in rows:
        found.setdefault(interview_id, set()).add(question)
    return {interview_id: frozenset(questions) for interview_id, questions in found.items()}


def said_on(db: Database, interview_id: int) -> frozenset[str]:
    """Return the questions of an interview on which there is a note, a written answer or a passage."""
    rows = db.execute(
        """
        SELECT question FROM note WHERE interview_id = :id AND trim(text) <> ''
        UNION SELECT question FROM written_answer WHERE interview_id = :id AND trim(text) <> ''
        UNION SELECT question FROM passage WHERE interview_id = :id""",
        {"id": interview_id},
    ).fetchall()
    return frozenset(question for (question,) in rows)
