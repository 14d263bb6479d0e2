"""The table of interviews: each with its state, and with what is still missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from questionnaires.pack import MethodPack
from workshop.interviews.guide import minutes_of, questions
from workshop.interviews.store import Interview

Kind = Literal["wait", "open", "done", "soon", "late"]
STATES: dict[str, tuple[Kind, str]] = {
    "planned": ("wait", "Planned"),
    "begun": ("open", "Under way"),
    "received": ("open", "Written answers received"),
    "done": ("done", "Done"),
}
"""Each state as a chip: its kind and its words."""
CHARTER_MINUTES, POINTS_MINUTES = 6, 4
"""How long the charter and the 100 points are reckoned with in a talk."""


@dataclass(frozen=True, slots=True)
class Line:
    """One interview in the table."""

    interview: Interview
    minutes: int
    core: int
    noted: int
    asked: int
    missing: tuple[str, ...]

    @property
    def chip(self) -> tuple[Kind, str]:
        """Return the state as a chip."""
        return STATES[self.interview.state]

    @property
    def too_long(self) -> bool:
        """Return whether its questions take longer than is planned."""
        return self.minutes > self.interview.minutes


def lines(
    pack: MethodPack,
    interviews: Collection[Interview],
    said_on: Mapping[int, Collection[str]],
    linked: Collection[int],
    now: datetime,
) -> list[Line]:
    """Return the table; `said_on` are the questions with a note or an answer, `linked` people with a link."""
    return [_line(pack, each, said_on.get(each.id, ()), each.person_id in linked, now) for each in interviews]


def needed(pack: MethodPack, interview: Interview) -> int:
    """Return how many minutes all that an interview asks takes."""
    more = CHARTER_MINUTES * (interview.charter and pack.charter is not None)
    return minutes_of(questions(pack, interview)) + more + POINTS_MINUTES * interview.points


def _line(
    pack: MethodPack, interview: Interview, said_on: Collection[str], linked: bool, now: datetime
) -> Line:
    asked = questions(pack, interview)
    core = [each.id for each in asked if each.core]
    minutes = needed(pack, interview)
    left = sum(each not in said_on for each in core)
    return Line(
        interview,
        minutes,
        len(core),
        sum(each.id in said_on for each in asked),
        len(asked),
        tuple(_missing(interview, minutes, left, linked, now)),
    )


def _missing(interview: Interview, minutes: int, left: int, linked: bool, now: datetime) -> list[str]:
    found = []
    state = interview.state
    if not interview.interviewers:
        found.append("No interviewer")
    if state == "planned":
        if interview.starts_at is None:
            found.append("No date")
        elif interview.starts_at + timedelta(minutes=interview.minutes) < now:
            found.append("Its time has passed")
        if not linked:
            found.append("No link sent")
        if minutes > interview.minutes:
            found.append(f"{minutes} minutes of questions for {interview.minutes}")
    elif left:
        found.append(f"{left} core {'question' if left == 1 else 'questions'} without a note")
    return found
