"""What one questionnaire asks, page by page, in the order of its pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from questionnaires.answers import DONT_KNOW, NOT_APPLICABLE, QUESTIONS
from questionnaires.charter import Charter, Job, Statement, charter_items, job_item, statement_item
from questionnaires.effort import CHARTER, PICKING, RATING, READING
from questionnaires.pack import Capability, Component, MethodPack
from workshop.languages import lazily
from workshop.waves.store import Item, Questionnaire

PICKS, CHARTER_PAGE, REVIEW = "picks", "charter", "review"
_TAKEN = frozenset({PICKS, CHARTER_PAGE, REVIEW, "save", "submit", "yours"})
LEVEL_QUESTIONS = ("current", "target")
Codes = Mapping[Item, int]
_Needs = tuple[str, tuple[Item, ...], int]
"""A capability that is asked about, with its items and the seconds that it takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A capability and the questions that are put about it."""

    capability: Capability
    questions: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the capability's id."""
        return self.capability.id

    @property
    def levels(self) -> tuple[str, ...]:
        """Return which of today and wanted are asked."""
        return tuple(each for each in LEVEL_QUESTIONS if each in self.questions)

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items that are asked."""
        return tuple((self.id, each) for each in self.questions)

    def answered(self, codes: Codes) -> bool:
        """Return whether everything that is asked has its answer; "instead" of levels answers for all."""
        if instead(self.id, codes):
            return True
        return all(codes.get((self.id, each)) for each in self.questions)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a component with its capabilities (picks and charter have none), and its address."""

    address: str
    name: str
    short_name: str
    code: str
    component: Component | None
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is: answers by page, and how many minutes the rest takes; 0 when nothing is open."""

    done: Mapping[str, int]
    minutes: int


@dataclass(frozen=True)
class Outline:
    """The pages of a questionnaire, and what may be answered in it."""

    questionnaire: Questionnaire
    pages: tuple[Page, ...]
    charter: Charter | None
    pickable: tuple[Capability, ...]

    @cached_property
    def page(self) -> Mapping[str, Page]:
        """Return the pages by address."""
        return {each.address: each for each in self.pages}

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """Return what is asked about each capability, by its id."""
        return {each.id: each for page in self.pages for each in page.asked}

    @cached_property
    def items(self) -> Mapping[Item, int]:
        """Return every item that can be answered with its highest code."""
        found: dict[Item, int] = {
            (each.id, question): 5 if question == "importance" else DONT_KNOW
            for each in self.asked.values()
            for question in each.questions
        }
        return found | {(each, question): 5 for each in self.charter_items for question in LEVEL_QUESTIONS}

    @cached_property
    def charter_items(self) -> tuple[str, ...]:
        """Return what the charter's page asks, in its order."""
        if self.charter is None:
            return ()
        return charter_items(self.charter)

    @cached_property
    def picks(self) -> int:
        """Return how many capabilities are to be picked: never more than there are."""
        return min(self.questionnaire.picks, len(self.pickable))

    @cached_property
    def pickable_ids(self) -> frozenset[str]:
        """Return what may be picked."""
        return frozenset(each.id for each in self.pickable)

    def size(self, page: Page) -> int:
        """Return how many answers a page asks for."""
        return {PICKS: self.picks, CHARTER_PAGE: len(self.charter_items)}.get(page.address, len(page.asked))

    def done(self, page: Page, codes: Codes, picked: int) -> int:
        """Return how many of them there are."""
        if page.address == PICKS:
            return min(picked, self.picks)
        if page.address == CHARTER_PAGE:
            return sum(all(codes.get((each, q)) for q in LEVEL_QUESTIONS) for each in self.charter_items)
        return sum(each.answered(codes) for each in page.asked)

    def standing(self, codes: Codes, picked: int) -> Standing:
        """Return how far somebody is with all of it; the same as done() of each page, in less time."""
        instead_of = {item[0] for item, code in codes.items() if code > 5}
        done, seconds, given = {}, self._seconds, codes.keys()
        for page, asked in self._items_by_page:
            if not page.asked:
                done[page.address] = self.done(page, codes, picked)
                continue
            count = 0
            # Most pages are not begun until one comes to them.
            begun = not given.isdisjoint(self.items_on[page.address])
            for each, items, needs in asked if begun else ():
                if all(map(codes.__contains__, items)) or (each in instead_of and instead(each, codes)):
                    count += 1
                    seconds -= needs
            done[page.address] = count
        if picked < self.picks:
            seconds += PICKING
        charter = self.page.get(CHARTER_PAGE)
        if charter:
            size = self.size(charter)
            seconds += CHARTER * (size - done[CHARTER_PAGE]) // size
        return Standing(done, ceil(seconds / 60))

    @cached_property
    def _seconds(self) -> int:
        return sum(map(_seconds, self.asked.values()))

    @cached_property
    def items_on(self) -> Mapping[str, tuple[Item, ...]]:
        """Return the items of capabilities that each page asks about, by its address and in its order."""
        return {
            page.address: tuple(item for each in page.asked for item in each.items) for page in self.pages
        }

    @cached_property
    def _items_by_page(self) -> Sequence[tuple[Page, Sequence[_Needs]]]:
        """Return for each page what it asks."""
        return [(page, [(each.id, each.items, _seconds(each)) for each in page.asked]) for page in self.pages]

    def after(self, page: Page) -> str:
        """Return the address of what follows a page."""
        place = self.pages.index(page) + 1
        return self.pages[place].address if place < len(self.pages) else REVIEW

    def before(self, page: Page) -> str | None:
        """Return the address of what comes before a page, None before the first."""
        place = self.pages.index(page)
        return self.pages[place - 1].address if place else None


def _seconds(asked: Asked) -> int:
    return READING + RATING * len(asked.questions)


def outline(pack: MethodPack, questionnaire: Questionnaire) -> Outline:
    """Return what a questionnaire asks; items that the pack does not know are left out."""
    pages = [page for part in pack.components if (page := _part(part, questionnaire)).asked]
    asked = tuple(each.capability for page in pages for each in page.asked)
    pickable = (asked or pack.capabilities) if questionnaire.picks else ()
    charter = pack.charter if questionnaire.charter else None
    if pickable:
        pages.append(Page(PICKS, lazily("What matters most"), lazily("What matters"), "", None, ()))
    if charter:
        pages.append(Page(CHARTER_PAGE, lazily("The role of the function"), lazily("Role"), "", None, ()))
    return Outline(questionnaire, tuple(pages), charter, pickable)


def _part(component: Component, questionnaire: Questionnaire) -> Page:
    asked = tuple(
        Asked(each, tuple(question for question in QUESTIONS if (each.id, question) in questionnaire.items))
        for each in component.capabilities
    )
    # A component may have any name, also that of one of our pages; no id holds a tilde.
    address = component.id if component.id not in _TAKEN else f"{component.id}~"
    put = tuple(each for each in asked if each.questions)
    return Page(address, component.name, component.short_name, component.id, component, put)


def instead(capability: str, codes: Codes) -> int:
    """Return the code that was given in place of levels: not applicable, don't know, or 0."""
    for question in LEVEL_QUESTIONS:
        code = codes.get((capability, question), 0)
        if code in (NOT_APPLICABLE, DONT_KNOW):
            return code
    return 0


def below(capability: str, codes: Codes) -> bool:
    """Return whether less is wanted than there is today."""
    today, wanted = (codes.get((capability, each), 0) for each in LEVEL_QUESTIONS)
    return 0 < wanted < today <= 5


def jobs_and_statements(charter: Charter) -> Mapping[str, Job | Statement]:
    """Return what a charter asks about, by the name it is stored under."""
    jobs: dict[str, Job | Statement] = {job_item(each.id): each for each in charter.jobs}
    return jobs | {statement_item(each.id): each for each in charter.statements}
