"""What the database keeps of marked passages and what their speakers say of them, as frozen records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from sqlite_utils import Database

from questionnaires.quoting import Approval, Consent, attributed, fingerprint, narrowest
from workshop.dates import as_text, from_text
from workshop.quotes.allowing import own_consent
from workshop.quotes.verbatim import stretch

State = Literal["asked", "approved", "refused"]
Place = tuple[int, str, int | None]
"""A note or answer: its interview, its question, and its interviewer, None for an answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """That a speaker was asked about a quote, and their answer; `fingerprint` tells what they were shown."""

    state: State
    at: datetime
    fingerprint: str
    remark: str


@dataclass(frozen=True)
class Passage:
    """A passage marked in a note, or in the interviewee's own answer where there is no interviewer.

    `source` is the note or answer as it is now. `answer_consent` is the consent of the answer; for a note,
    that of the answers in which the interviewee wrote the same words, None where there are none. `consent` is
    what was recorded with the passage; what holds is `allowed`.
    """

    id: int
    engagement_id: int
    interview_id: int
    person_id: int
    name: str
    title: str
    function: str
    seniority: str
    interviewer_id: int | None
    interviewer: str
    question: str
    text: str
    consent: Consent
    shown_as: str
    made_at: datetime
    source: str
    source_saved_at: datetime | None
    answer_consent: Consent | None
    asked: Asked | None
    themes: dict[int, str]

    @property
    def written(self) -> bool:
        """Return whether the interviewee wrote it."""
        return self.interviewer_id is None

    @property
    def place(self) -> Place:
        """Return the note or answer in which it stands."""
        return self.interview_id, self.question, self.interviewer_id

    @property
    def allowed(self) -> Consent:
        """Return the consent that holds: never wider than the one given where the interviewee wrote it."""
        return narrowest(self.consent, self.answer_consent or ("none" if self.written else self.consent))

    @cached_property
    def stretch(self) -> str | None:
        """Return what the source says from the passage's first word to its last; None: not there any more."""
        return stretch(self.text, self.source)

    @property
    def is_shortened(self) -> bool:
        """Return whether something was left out of it."""
        return self.stretch is not None and self.stretch != self.text

    @property
    def attribution(self) -> str:
        """Return what stands below it by its consent."""
        return attributed(self.allowed, name=self.name, title=self.title, shown_as=self.shown_as)

    @property
    def fingerprint(self) -> str:
        """Return what tells it, as it would be shown now, from any other."""
        return fingerprint(self.text, self.allowed, self.attribution)

    @property
    def mark(self) -> str:
        """Return what issues keep beside its words: these may change, and its number where it is moved."""
        return f"{self.marked} {self.id}"

    @property
    def marked(self) -> str:
        """Return when and where it was marked, which never changes."""
        return f"{as_text(self.made_at)} {self.question}"

    @property
    def refused(self) -> bool:
        """Return whether its speaker refused it, be it changed since or not."""
        return self.asked is not None and self.asked.state == "refused"

    @property
    def approval(self) -> Approval:
        """Return what its speaker says of it as it is now."""
        if self.asked is None:
            return "unasked"
        return self.asked.state if self.asked.fingerprint == self.fingerprint else "changed"


_PASSAGE = """
    SELECT passage.id, passage.engagement_id, passage.interview_id, interview.person_id, person.name,
        person.title, coalesce(function.name, '') AS function, coalesce(seniority.name, '') AS seniority,
        passage.interviewer_id, coalesce(interviewer.name, '') AS interviewer, passage.question, passage.text,
        passage.consent, passage.shown_as, passage.made_at,
        coalesce(note.text, written_answer.text, '') AS source,
        coalesce(note.saved_at, written_answer.saved_at) AS source_saved_at,
        written_answer.consent AS answer_consent,
        passage_approval.state, passage_approval.at, passage_approval.fingerprint, passage_approval.remark
    FROM passage
    JOIN interview ON interview.id = passage.interview_id
    JOIN person ON person.id = interview.person_id
    LEFT JOIN group_choice AS function ON function.id = person.function_id
    LEFT JOIN group_choice AS seniority ON seniority.id = person.seniority_id
    LEFT JOIN interviewer ON interviewer.id = passage.interviewer_id
    LEFT JOIN note ON note.interview_id = passage.interview_id AND note.question = passage.question
        AND note.interviewer_id = passage.interviewer_id
    LEFT JOIN written_answer ON passage.interviewer_id IS NULL
        AND written_answer.interview_id = passage.interview_id
        AND written_answer.question = passage.question
    LEFT JOIN passage_approval ON passage_approval.passage_id = passage.id"""


def passages(db: Database, engagement_id: int) -> list[Passage]:
    """Return every passage of an engagement, by speaker, the first marked one first."""
    return _found(db, "passage.engagement_id = :number", engagement_id)


def passages_of(db: Database, interview_id: int) -> list[Passage]:
    """Return the passages of one interview, the first marked one first."""
    return _found(db, "passage.interview_id = :number", interview_id)


def passage(db: Database, engagement_id: int, passage_id: int) -> Passage | None:
    """Return one of an engagement's passages, or None where it has no such one."""
    found = _found(db, "passage.id = :number", passage_id)
    return next((each for each in found if each.engagement_id == engagement_id), None)


def marked_alone(db: Database, engagement_id: int) -> set[int]:
    """Return the numbers of the passages that no other shares moment and question with."""
    rows = db.execute(
        """
        SELECT min(id) FROM passage WHERE engagement_id = :engagement
        GROUP BY made_at, question HAVING count(*) = 1""",
        {"engagement": engagement_id},
    ).fetchall()
    return {number for (number,) in rows}


def titles(db: Database, engagement_id: int) -> list[str]:
    """Return the job titles of an engagement's people, one for each who has one."""
    rows = db.execute(
        "SELECT title FROM person WHERE engagement_id = :engagement AND title <> ''",
        {"engagement": engagement_id},
    ).fetchall()
    return [title for (title,) in rows]


def unapproved(db: Database, engagement_id: int) -> dict[Place, list[tuple[int, str]]]:
    """Return the passages that speakers were asked about and have not approved, by where they stand.

    Each comes with its number.
    """
    rows = db.execute(
        """
        SELECT interview_id, question, interviewer_id, id, text
        FROM passage JOIN passage_approval ON passage_id = id
        WHERE engagement_id = :engagement AND state <> 'approved' ORDER BY id""",
        {"engagement": engagement_id},
    ).fetchall()
    found: dict[Place, list[tuple[int, str]]] = {}
    for interview_id, question, interviewer_id, number, text in rows:
        found.setdefault((interview_id, question, interviewer_id), []).append((number, text))
    return found


def _found(db: Database, which: str, number: int) -> list[Passage]:
    rows = list(
        db.query(
            f"{_PASSAGE} WHERE {which} ORDER BY person.name COLLATE NOCASE, interview.id, passage.id",
            {"number": number},
        )
    )
    themes: dict[int, dict[int, str]] = {}
    told = db.execute(
        f"""
        SELECT passage_id, theme.id, theme.name FROM passage_theme
        JOIN passage ON passage.id = passage_id JOIN theme ON theme.id = theme_id
        WHERE {which} ORDER BY theme.name""",
        {"number": number},
    )
    for passage_id, theme_id, name in told.fetchall():
        themes.setdefault(passage_id, {})[theme_id] = name
    answers = _answers(db, which, number)
    return [_passage(row, themes.get(row["id"], {}), answers.get(row["interview_id"], [])) for row in rows]


def _answers(db: Database, which: str, number: int) -> dict[int, list[tuple[str, Consent]]]:
    """Return what was written where passages of notes are marked and is not for everyone, by interview."""
    rows = db.execute(
        f"""
        SELECT interview_id, text, consent FROM written_answer
        WHERE consent <> 'attributed' AND interview_id IN (
            SELECT passage.interview_id FROM passage
            WHERE {which} AND passage.interviewer_id IS NOT NULL AND passage.consent <> 'none')""",
        {"number": number},
    )
    found: dict[int, list[tuple[str, Consent]]] = {}
    for interview_id, text, consent in rows.fetchall():
        found.setdefault(interview_id, []).append((text, consent))
    return found


def _passage(row: dict[str, str], themes: dict[int, str], answers: Sequence[tuple[str, Consent]]) -> Passage:
    values: dict[str, object] = dict(row)
    if row["interviewer_id"] is not None:
        values["answer_consent"] = own_consent(row["text"], answers)
    state, at, seen, remark = (values.pop(name) for name in ("state", "at", "fingerprint", "remark"))
    asked = Asked(state, from_text(str(at)), str(seen), str(remark)) if state else None  # type: ignore[arg-type]
    saved = row["source_saved_at"]
    values["made_at"] = from_text(row["made_at"])
    values["source_saved_at"] = from_text(saved) if saved else None
    return Passage(**values, asked=asked, themes=themes)  # type: ignore[arg-type]


# What follows is called inside write().


def add_passage(
    db: Database,
    *,
    engagement_id: int,
    interview_id: int,
    interviewer_id: int | None,
    question: str,
    text: str,
    consent: Consent,
    now: datetime,
) -> int:
    """Store a passage and return its number; one that is marked already is not marked twice."""
    values = {
        "engagement": engagement_id,
        "interview": interview_id,
        "interviewer": interviewer_id,
        "question": question,
        "text": text,
        "consent": consent,
        "now": as_text(now),
    }
    known = db.execute(
        """
        SELECT id FROM passage WHERE interview_id = :interview AND interviewer_id IS :interviewer
        AND question = :question AND text = :text""",
        values,
    ).fetchone()
    if known is None:
        known = db.execute(
            """
            INSERT INTO passage
                (engagement_id, interview_id, interviewer_id, question, text, consent, made_at)
            VALUES (:engagement, :interview, :interviewer, :question, :text, :consent, :now)
            RETURNING id""",
            values,
        ).fetchone()
    number: int = known[0]
    return number


def change_passage(db: Database, passage_id: int, *, text: str, consent: Consent, shown_as: str) -> None:
    """Store how a passage is quoted; an answer of its speaker holds no more where that is another quote."""
    db.execute(
        "UPDATE passage SET text = :text, consent = :consent, shown_as = :shown_as WHERE id = :id",
        {"id": passage_id, "text": text, "consent": consent, "shown_as": shown_as},
    )


def remove_passage(db: Database, passage_id: int) -> None:
    """Delete a passage with its themes, its speaker's answer, and where it serves as a source."""
    for table in ("strategy_source", "passage_theme", "passage_approval"):
        db.execute(f"DELETE FROM {table} WHERE passage_id = :id", {"id": passage_id})
    db.execute("DELETE FROM passage WHERE id = :id", {"id": passage_id})


def put_answer(db: Database, passage_id: int, state: State, seen: str, remark: str, now: datetime) -> None:
    """Store that a speaker is asked about a quote, or their answer; `seen` is its fingerprint."""
    db.execute(
        """
        INSERT INTO passage_approval (passage_id, state, at, fingerprint, remark)
        VALUES (:id, :state, :now, :seen, :remark)
        ON CONFLICT (passage_id) DO UPDATE SET state = excluded.state, at = excluded.at,
            fingerprint = excluded.fingerprint, remark = excluded.remark""",
        {"id": passage_id, "state": state, "now": as_text(now), "seen": seen, "remark": remark},
    )
