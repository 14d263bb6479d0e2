"""The capital plan: what the roadmap spends in each quarter, once and running, in whole units of money.

Every figure is a sum of whole amounts by initiative and quarter, so whatever is added up agrees.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.roadmap.adding_up import whole
from questionnaires.roadmap.plan import Initiative, Roadmap
from questionnaires.roadmap.spending import Case, one_off_by_quarter, running_by_quarter


@dataclass(frozen=True, slots=True)
class Spending:
    """What is spent by quarter of the roadmap: once, and running."""

    one_off: tuple[int, ...]
    running: tuple[int, ...]

    @property
    def both(self) -> tuple[int, ...]:
        """Return what is spent by quarter."""
        return tuple(first + second for first, second in zip(self.one_off, self.running, strict=True))

    @property
    def total(self) -> int:
        """Return all of it."""
        return sum(self.one_off) + sum(self.running)

    def within(self, quarters: slice) -> "Spending":
        """Return a part of the quarters."""
        return Spending(self.one_off[quarters], self.running[quarters])


@dataclass(frozen=True, slots=True)
class Year:
    """The quarters of the roadmap that lie in a calendar year, as places from 0."""

    year: int
    quarters: slice


@dataclass(frozen=True, slots=True)
class CapitalPlan:
    """What the placed initiatives spend, by component and by initiative.

    `names` are the calendar quarters. `limit` is the budget less its reserve, None where nobody set one.
    `beyond` is what placed initiatives spend once after the last quarter, and `unplaced` are the initiatives
    without a place, whose cost is no part of anything.
    """

    names: tuple[str, ...]
    years: tuple[Year, ...]
    whole: Spending
    by_component: Mapping[str, Spending]
    by_initiative: Mapping[int, Spending]
    budget: tuple[int, ...] | None
    limit: tuple[int, ...] | None
    reserve: float
    beyond: int
    unplaced: tuple[Initiative, ...]

    @property
    def cumulated(self) -> tuple[int, ...]:
        """Return what is spent by the end of each quarter."""
        return cumulated(self.whole.both)

    @property
    def peak(self) -> int:
        """Return the place, from 0, of the quarter in which most is spent; the first of several."""
        both = self.whole.both
        return both.index(max(both))

    @property
    def over(self) -> tuple[int, ...]:
        """Return the places of the quarters in which more is spent than the limit."""
        if self.limit is None:
            return ()
        pairs = enumerate(zip(self.whole.both, self.limit, strict=True))
        return tuple(place for place, (spent, limit) in pairs if spent > limit)

    def most(self, quarter: int) -> int | None:
        """Return the number of the initiative that spends most in a quarter (a place from 0), or None."""
        spent = {number: each.both[quarter] for number, each in self.by_initiative.items()}
        found = max(spent, key=lambda each: spent[each], default=None)
        return found if found is not None and spent[found] else None


def capital_plan(roadmap: Roadmap, components: Sequence[str] = (), case: Case = "expected") -> CapitalPlan:
    """Return the capital plan; `components` are ids in the order wanted, those that spend nothing left out.

    One-off cost falls evenly on the quarters of an initiative; a quarter of the running cost of a year falls
    on each quarter after its end. Source: the method's M6e; costs are the middle of their spans, or an end.
    """
    capacity = roadmap.capacity
    spent = {each.id: spent_by(roadmap, each, case) for each in roadmap.in_order}
    parts: dict[str, list[Spending]] = {each: [] for each in components}
    for each in roadmap.in_order:
        parts.setdefault(each.component, []).append(spent[each.id])
    named = tuple(capacity.name(each) for each in range(1, capacity.quarters + 1))
    budget = whole(capacity.budget) if capacity.budget is not None else None
    summed = {key: added(those, capacity.quarters) for key, those in parts.items()}
    return CapitalPlan(
        names=named,
        years=years_of(named),
        whole=added(spent.values(), capacity.quarters),
        by_component={key: each for key, each in summed.items() if each.total},
        by_initiative=spent,
        budget=budget,
        limit=tuple(int(each * (1 - capacity.reserve) + 1e-6) for each in budget) if budget else budget,
        reserve=capacity.reserve,
        beyond=sum(_beyond(roadmap, each, case) for each in roadmap.in_order),
        unplaced=tuple(each for each in roadmap.initiatives if each.id not in roadmap.placements),
    )


def spent_by(roadmap: Roadmap, initiative: Initiative, case: Case = "expected") -> Spending:
    """Return what a placed initiative spends within the roadmap."""
    start, quarters = roadmap.placements[initiative.id].start, roadmap.capacity.quarters
    return Spending(
        whole(one_off_by_quarter(initiative, start, quarters, case)),
        whole(running_by_quarter(initiative, start, quarters, case)),
    )


def added(those: Iterable[Spending], quarters: int) -> Spending:
    """Return several spendings together."""
    once, running = [0] * quarters, [0] * quarters
    for each in those:
        for place in range(quarters):
            once[place] += each.one_off[place]
            running[place] += each.running[place]
    return Spending(tuple(once), tuple(running))


def cumulated(amounts: Iterable[int]) -> tuple[int, ...]:
    """Return the running sums."""
    return tuple(_sums(amounts))


def years_of(names: Sequence[str]) -> tuple[Year, ...]:
    """Return the calendar years of quarters that are named as in Q1 2027."""
    found: dict[int, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(int(name.rpartition(" ")[2]), []).append(place)
    return tuple(Year(year, slice(places[0], places[-1] + 1)) for year, places in found.items())


def _sums(amounts: Iterable[int]) -> Iterator[int]:
    total = 0
    for each in amounts:
        total += each
        yield total


def _beyond(roadmap: Roadmap, initiative: Initiative, case: Case) -> int:
    """Return what is spent once after the roadmap's last quarter."""
    start, quarters = roadmap.placements[initiative.id].start, roadmap.capacity.quarters
    longer = max(quarters, start + initiative.quarters - 1)
    every = whole(one_off_by_quarter(initiative, start, longer, case))
    return sum(every[quarters:])
