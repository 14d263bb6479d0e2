"""The page of an interview: its questions with what was noted and written on each, its ratings and points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask_wtf import FlaskForm

from questionnaires.charter import Charter
from questionnaires.pack import MethodPack
from workshop.answering.outline import job_item, statement_item
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.interviews import store
from workshop.interviews.capture.beside import CONSENTS
from workshop.interviews.capture.keeping import LEVEL_QUESTIONS
from workshop.interviews.capture.merging import LONGEST_NOTE
from workshop.interviews.capture.store import priorities
from workshop.interviews.guide import Question, sections
from workshop.interviews.opening import OpenedInterview
from workshop.interviews.planning.lines import STATES, needed
from workshop.interviews.planning.store import held
from workshop.interviews.store import GENERAL, Interview, Interviewer, Note, WrittenAnswer

GENERAL_PART, CHARTER_PART, POINTS_PART = "general", "charter", "points"
DECLINED = 0
LONGEST_TALK = 6 * 3600


@dataclass(frozen=True, slots=True)
class Spot:
    """One question, or the general notes where there is none, with what stands there."""

    id: str
    question: Question | None
    mine: Note | None
    others: tuple[tuple[Interviewer, Note], ...]
    written: WrittenAnswer | None

    @property
    def said(self) -> bool:
        """Return whether anything was noted or written here."""
        theirs = any(note.text.strip() for _, note in self.others)
        return theirs or bool(self.mine and self.mine.text.strip()) or self.written is not None


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one section, saved together where there are no scripts."""

    id: str
    title: str
    purpose: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One job or statement of the charter: its name in the store, what it says, and its ratings.

    `steps` are the words of 1, 3 and 5 of a statement; jobs share one scale.
    """

    id: str
    name: str
    about: str
    asked: Mapping[str, str]
    steps: Mapping[int, str]
    given: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form that is shown again, and what is wrong with it, by question or part."""

    notes: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def interview_page(found: OpenedInterview, typed: Typed) -> str:
    """Return the page of an interview; `typed` is what a form with faults held."""
    db, interview, account = database(), found.interview, found.access.account
    me = interview.led_by(account.id)
    parts, general = _parts(found, me)
    spots = [spot for part in parts for spot in part.spots]
    charter = found.pack.charter if interview.charter else None
    return framed(
        "interviews/interview.html",
        found.access,
        interview=interview,
        me=me,
        parts=parts,
        general=general,
        spots=spots,
        next_spot=next((spot.id for spot in spots if not spot.said), None),
        seconds=sum(spot.mine.seconds for spot in (*spots, general) if spot.mine),
        since_begun=_since_begun(interview, datetime.now(UTC)),
        chip_of=STATES,
        consents=CONSENTS,
        needed=needed(found.pack, interview),
        held=held(db, interview.id),
        longest=LONGEST_NOTE,
        charter=charter,
        subjects=_subjects(charter, found.pack, store.ratings(db, interview.id)) if charter else (),
        priorities=priorities(db, interview.engagement_id) if interview.points else (),
        points=store.points(db, interview.id),
        typed=typed,
        form=FlaskForm(),
    )


def _since_begun(interview: Interview, now: datetime) -> int:
    """Return the seconds that people have talked, 0 where none do, or where the end was forgotten."""
    if interview.state == "done" or interview.begun_at is None:
        return 0
    seconds = int((now - interview.begun_at).total_seconds())
    return seconds if 0 <= seconds <= LONGEST_TALK else 0


def _parts(found: OpenedInterview, me: Interviewer | None) -> tuple[list[Part], Spot]:
    db, interview = database(), found.interview
    notes: dict[str, list[Note]] = {}
    for note in store.notes(db, interview.id):
        notes.setdefault(note.question, []).append(note)
    written = {each.question: each for each in store.written_answers(db, interview.id)}
    names = {each.id: each for each in interview.interviewers}

    def spot(identity: str, question: Question | None) -> Spot:
        there: Sequence[Note] = notes.get(identity, ())
        mine = next((each for each in there if me and each.interviewer_id == me.id), None)
        others = tuple(
            (names[each.interviewer_id], each) for each in there if each is not mine and each.text.strip()
        )
        return Spot(identity, question, mine, others, written.get(identity))

    parts = [
        Part(each.id, each.title, each.purpose, tuple(spot(one.id, one) for one in each.questions))
        for each in sections(found.pack, interview)
    ]
    return parts, spot(GENERAL, None)


def _subjects(
    charter: Charter, pack: MethodPack, ratings: Mapping[tuple[str, str], int]
) -> tuple[Subject, ...]:
    places = {round(each.place): each.id for each in charter.archetypes}
    function = pack.function

    def given(identity: str) -> dict[str, int]:
        return {each: ratings[identity, each] for each in LEVEL_QUESTIONS if (identity, each) in ratings}

    jobs = [
        Subject(
            job_item(each.id), each.name, each.description,
            {"current": each.today, "target": each.wanted}, {}, given(job_item(each.id)),
        )
        for each in charter.jobs
    ]  # fmt: skip
    statements = [
        Subject(
            statement_item(each.id), each.topic, "",
            {"current": f"How {function} works today", "target": f"How {function} should work"},
            {at: each.behaviours[kind] for at, kind in sorted(places.items()) if kind in each.behaviours},
            given(statement_item(each.id)),
        )
        for each in charter.statements
    ]  # fmt: skip
    return (*jobs, *statements)
