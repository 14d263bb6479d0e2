"""The engagements of a visitor as cards: which are running, in review or archived, and which come first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.wording import raised, spelled
from workshop.engagements.road import Step, place, road
from workshop.engagements.standing import SOON, Standing, is_of, standing
from workshop.engagements.store import Engagement, Facts

Shelf = Literal["running", "review", "archived"]
SHELVES: dict[Shelf, str] = {"running": "Running", "review": "In review", "archived": "Archived"}
A_PAGE = 24
"""How many cards stand on a page."""


@dataclass(frozen=True, slots=True)
class Card:
    """An engagement on its card; `today` is the day it is there."""

    engagement: Engagement
    facts: Facts
    standing: Standing
    today: date

    @property
    def shelf(self) -> Shelf:
        """Return where it stands: archived, in review, or running with all the rest."""
        stage = self.standing.stage
        return stage if stage in ("archived", "review") else "running"

    @property
    def is_due(self) -> bool:
        """Return whether its next thing is late or due within a week."""
        due = self.standing.due
        return due is not None and (due.day - self.today).days < SOON

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps of its road, without the house."""
        return road(self.engagement, self.facts, self.today, sponsored=False)[1:]

    @property
    def place(self) -> int:
        """Return the number of the step it is at."""
        return place(road(self.engagement, self.facts, self.today, sponsored=False))

    @property
    def share(self) -> int | None:
        """Return how many per cent have answered, None where it is not known of how many."""
        return round(100 * self.facts.answered / self.facts.respondents) if is_of(self.facts) else None


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under one head, with a few words on them."""

    head: str
    note: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of cards: its groups, which of them it shows of how many, and the counts of all shelves."""

    groups: tuple[Group, ...]
    first: int
    last: int
    total: int
    page: int
    counts: Mapping[Shelf, int]

    @property
    def colours(self) -> tuple[str, ...]:
        """Return the colours of the clients on the page."""
        return tuple(sorted({card.engagement.colours for group in self.groups for card in group.cards}))


def cards_of(
    engagements: Sequence[Engagement], facts: Mapping[int, Facts], today: Callable[[Engagement], date]
) -> list[Card]:
    """Return the cards of engagements in order: by the day of the next thing, those without one last."""
    cards = []
    for each in engagements:
        day = today(each)
        cards.append(Card(each, facts[each.id], standing(each, facts[each.id], day), day))
    return sorted(cards, key=_order)


def shown(cards: Sequence[Card], shelf: Shelf, find: str, page: int) -> Shown:
    """Return a page of the cards of a shelf whose client's name holds `find`, in whatever case."""
    wanted = " ".join(find.split()).casefold()
    found = [card for card in cards if wanted in card.engagement.client.casefold()]
    counts = {each: sum(card.shelf == each for card in found) for each in SHELVES}
    there = [card for card in found if card.shelf == shelf]
    page = min(max(page, 1), max(1, -(-len(there) // A_PAGE)))
    first = (page - 1) * A_PAGE
    part = there[first : first + A_PAGE]
    groups = _by_date(part, there) if shelf == "running" else (Group(SHELVES[shelf], "", tuple(part)),)
    return Shown(
        groups=tuple(group for group in groups if group.cards),
        first=first + 1,
        last=first + len(part),
        total=len(there),
        page=page,
        counts=counts,
    )


def title(cards: Sequence[Card], *, own: bool) -> str:
    """Return what is true of all engagements that are not archived; `own` are those of the visitor."""
    open_ = [card for card in cards if card.shelf != "archived"]
    due = sum(card.is_due for card in open_)
    if not open_:
        return "Every engagement is archived."
    if not due:
        return "Nothing is due this week."
    if own:
        needs = "needs you" if due == 1 else "need you"
    else:
        needs = "has something due" if due == 1 else "have something due"
    whose = "your " if own else ""
    if len(open_) == 1:
        return f"{'Your' if own else 'The'} engagement {needs} this week."
    if due == len(open_):
        all_ = f"Both {whose}engagements" if due == 2 else f"All {whose}{spelled(due)} engagements"
        return f"{all_} {needs} this week."
    return f"{raised(spelled(due))} of {whose}{spelled(len(open_))} engagements {needs} this week."


def _order(card: Card) -> tuple[bool, date, int]:
    due = card.standing.due
    return due is None, due.day if due else date.max, -card.engagement.id


def _by_date(part: Sequence[Card], there: Sequence[Card]) -> tuple[Group, ...]:
    later = [card.standing.due for card in there if not card.is_due and card.standing.due]
    first = later[0] if later else None
    of = next((card.engagement for card in there if card.standing.due is first and first), None)
    note = f"nothing is due before {of.manner.day(first.day)}" if of and first else "no day is set"
    return (
        Group("This week", "late, or due within seven days", tuple(card for card in part if card.is_due)),
        Group("Later", note, tuple(card for card in part if not card.is_due)),
    )
