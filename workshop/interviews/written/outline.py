"""What an interviewee is asked in writing: the pages, in the order of the guide, and how far each is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from questionnaires.charter import Charter
from questionnaires.pack import MethodPack
from workshop.answering.outline import jobs_and_statements
from workshop.interviews.guide import OWN, Question, minutes_of, sections
from workshop.interviews.store import Interview
from workshop.interviews.written.store import Priority
from workshop.languages import gettext, lazily

CHARTER, POINTS, REVIEW = "charter", "points", "review"
TIMES = ("current", "target")
_CHARTER_MINUTES, _POINTS_MINUTES = 4, 2
_OTHERS = lazily("More questions")
"""What the section of the consultants' own questions is called for whom they are put to."""
Rating = tuple[str, str]
"""A subject of the charter, and which of today and wanted."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a section of the guide with its questions, the charter, or the points; and its address."""

    address: str
    name: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Outline:
    """Everything that one interview asks in writing; `charter` is None where it is not part of it."""

    pages: tuple[Page, ...]
    charter: Charter | None
    priorities: tuple[Priority, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Return the questions by their ids."""
        return {each.id: each for page in self.pages for each in page.questions}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Return what the charter asks about, as it is stored."""
        return tuple(jobs_and_statements(self.charter)) if self.charter else ()

    @cached_property
    def page(self) -> Mapping[str, Page]:
        """Return the pages by their addresses."""
        return {each.address: each for each in self.pages}

    @property
    def minutes(self) -> int:
        """Return how long it takes to answer everything."""
        more = (_CHARTER_MINUTES if self.charter else 0) + (_POINTS_MINUTES if self.priorities else 0)
        return minutes_of(self.questions.values()) + more

    def size(self, page: Page) -> int:
        """Return how many things a page asks."""
        if page.address == CHARTER:
            return len(self.subjects)
        return len(page.questions) or 1

    def done(self, page: Page, given: "Given") -> int:
        """Return how many of them have an answer."""
        if page.address == CHARTER:
            return sum(all((each, time) in given.codes for time in TIMES) for each in self.subjects)
        if page.address == POINTS:
            return int(bool(given.points))
        return sum(each.id in given.written for each in page.questions)

    def before(self, page: Page) -> str:
        """Return the address of the page before one, empty for the first."""
        place = self.pages.index(page)
        return self.pages[place - 1].address if place else ""

    def after(self, page: Page) -> str:
        """Return the address of the page after one, or that of the review."""
        place = self.pages.index(page) + 1
        return self.pages[place].address if place < len(self.pages) else REVIEW


@dataclass(frozen=True, slots=True)
class Given:
    """What is there so far: the questions that have a text, ratings, and the points by priority."""

    written: Collection[str]
    codes: Mapping[Rating, int]
    points: Mapping[int, int]

    @property
    def nothing(self) -> bool:
        """Return whether there is nothing yet."""
        return not (self.written or self.codes or self.points)


def outline_of(pack: MethodPack, interview: Interview, priorities: tuple[Priority, ...]) -> Outline:
    """Return what an interview asks in writing; points only where there is something to choose between."""
    pages = [
        Page(f"part-{each.id}", _OTHERS if each.id == OWN else each.title, each.questions)
        for each in sections(pack, interview)
    ]
    charter = pack.charter if interview.charter else None
    if charter:
        pages.append(Page(CHARTER, gettext("The role of %(function)s", function=pack.function)))
    shared = priorities if interview.points and len(priorities) > 1 else ()
    if shared:
        pages.append(Page(POINTS, gettext("What matters most")))
    return Outline(tuple(pages), charter, shared)


def steps_of(charter: Charter) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return name and text of the five steps of each statement; between two kinds there is no text."""
    kinds = {round(each.place): each for each in charter.archetypes}
    return {
        statement.id: tuple(
            (kind.name, statement.behaviours.get(kind.id, "")) if kind else (gettext("In between"), "")
            for kind in map(kinds.get, range(1, 6))
        )
        for statement in charter.statements
    }
