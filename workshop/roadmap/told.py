"""A roadmap as its pages tell it: rows of the grid, what is broken, what is taken of people and budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from math import floor

from questionnaires.pack import MethodPack
from questionnaires.roadmap.checking import Break, breaks
from questionnaires.roadmap.plan import HORIZONS, Initiative, Placement, Roadmap
from questionnaires.roadmap.taken import Load, Wording, role_name, taken


@dataclass(frozen=True, slots=True)
class Need:
    """What an initiative waits for: the number of its row, None where it has no place; whether it is late."""

    number: int | None
    title: str
    late: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An initiative on the grid; `number` is that of its row, and `breaks` are those it is about."""

    number: int
    initiative: Initiative
    component: str
    placement: Placement
    begins: str
    ends: str
    shown: int
    """How many of its quarters lie within the roadmap."""
    needs: tuple[Need, ...]
    breaks: tuple[Break, ...]

    @property
    def is_broken(self) -> bool:
        """Return whether something about it cannot be done as it stands."""
        return any(each.is_broken for each in self.breaks)


@dataclass(frozen=True, slots=True)
class Term:
    """A horizon on the grid: its name, the quarters it spans, and the name of its last one."""

    name: str
    first: int
    last: int
    until: str


def rows_of(roadmap: Roadmap, pack: MethodPack, found: tuple[Break, ...]) -> tuple[Row, ...]:
    """Return the rows of the initiatives that have a place, by start."""
    short = {part.id: part.short_name for part in pack.components}
    # As they are listed: documents and the page of values number them so too.
    number = {
        each.id: place for place, each in enumerate(roadmap.initiatives, 1) if each.id in roadmap.placements
    }
    by_initiative: dict[int, list[Break]] = {}
    for each in found:
        if each.initiative is not None:
            by_initiative.setdefault(each.initiative, []).append(each)
    return tuple(
        _row(roadmap, each, number, short.get(each.component, each.component), by_initiative)
        for each in roadmap.in_order
    )


def _row(
    roadmap: Roadmap,
    each: Initiative,
    number: Mapping[int, int],
    component: str,
    by_initiative: Mapping[int, list[Break]],
) -> Row:
    place = roadmap.placements[each.id]
    name = roadmap.capacity.name
    needs = (
        Need(number.get(other), roadmap.initiative[other].title, (roadmap.end(other) or 99) >= place.start)
        for other in each.prerequisites
        if other in roadmap.initiative
    )
    return Row(
        number[each.id],
        each,
        component,
        place,
        name(place.start),
        name(place.start + each.quarters - 1),
        max(1, min(each.quarters, roadmap.capacity.quarters - place.start + 1)),
        tuple(needs),
        tuple(by_initiative.get(each.id, ())),
    )


def terms_of(roadmap: Roadmap) -> tuple[Term, ...]:
    """Return the horizons with the quarters that they span; the last one ends with the roadmap."""
    last = roadmap.capacity.quarters
    ends = [min(roadmap.horizons.short, last), min(roadmap.horizons.medium, last), last]
    firsts = [1, *(end + 1 for end in ends[:-1])]
    return tuple(
        Term(name, first, end, roadmap.capacity.name(end))
        for name, first, end in zip(HORIZONS.values(), firsts, ends, strict=True)
        if first <= end
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One quarter of a load, in percent of the height of its chart: what is taken, and where limits stand.

    `over` is what is taken above the limit. Limits are None where nobody set any.
    """

    quarter: str
    taken: float
    over: float
    limit: float | None
    unreserved: float | None
    amount: str
    there: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is taken of a role's days, or of the budget, as columns and as one sentence."""

    name: str
    columns: tuple[Column, ...]
    says: str
    state: str
    """"over" and "reserve" ask for a look; "within" and "open", without a limit, do not."""


def charts_of(roadmap: Roadmap, wording: Wording) -> tuple[Chart, ...]:
    """Return the charts of all loads that take something or have a limit, the budget first."""
    loads = [each for each in taken(roadmap) if any(each.taken) or each.limit is not None]
    loads.sort(key=lambda each: each.role != "")
    return tuple(_chart(roadmap, each, wording) for each in loads)


def _chart(roadmap: Roadmap, load: Load, wording: Wording) -> Chart:
    limits = load.limit or (0.0,) * len(load.taken)
    top = max(*load.taken, *limits, 1e-9)
    name = roadmap.capacity.name
    columns = tuple(
        Column(
            name(quarter),
            100 * (used - load.over(quarter)) / top,
            100 * load.over(quarter) / top,
            None if load.limit is None else 100 * limit / top,
            None if load.limit is None else 100 * (1 - load.reserve) * limit / top,
            wording.amount(load, used),
            "no limit" if load.limit is None else wording.amount(load, limit),
        )
        for quarter, (used, limit) in enumerate(zip(load.taken, limits, strict=True), 1)
    )
    says, state = _says(roadmap, load, wording)
    return Chart(role_name(load.role) or "Budget", columns, says, state)


def _says(roadmap: Roadmap, load: Load, wording: Wording) -> tuple[str, str]:
    name, quarters = roadmap.capacity.name, range(1, len(load.taken) + 1)
    most = max(quarters, key=lambda each: load.taken[each - 1])
    asked = f"Most in {name(most)}: {wording.amount(load, load.taken[most - 1])}"
    if load.limit is None:
        return f"{asked}. No limit is set.", "open"
    over = [each for each in quarters if load.over(each)]
    if over:
        worst = max(over, key=load.over)
        more = f", and over in {len(over) - 1} more" if len(over) > 1 else ""
        return f"{wording.amount(load, load.over(worst))} over in {name(worst)}{more}.", "over"
    reserve = [each for each in quarters if load.from_reserve(each)]
    if reserve:
        return f"The reserve is drawn on in {_named(roadmap, reserve)}.", "reserve"
    return f"{asked}, of {wording.amount(load, load.limit[most - 1])}.", "within"


def _named(roadmap: Roadmap, quarters: list[int]) -> str:
    name = roadmap.capacity.name
    if len(quarters) == 1:
        return name(quarters[0])
    return f"{name(quarters[0])} and {len(quarters) - 1} more"


@dataclass(frozen=True, slots=True)
class Group:
    """Breaks of one kind under one head."""

    head: str
    sentences: tuple[str, ...]
    is_broken: bool


_HEADS = {
    "end": "Beyond the end",
    "prerequisite": "Before what they need",
    "capacity": "More than there is",
    "foundation": "Before what they rest on",
    "reserve": "Out of the reserve",
    "measure": "Success without figures",
}


def groups_of(found: tuple[Break, ...]) -> tuple[Group, ...]:
    """Return breaks by their kinds: first what cannot be done as it stands, then what to look at."""
    order = list(_HEADS)
    ordered = sorted(found, key=lambda each: order.index(each.kind))
    return tuple(
        Group(_HEADS[kind], tuple(map(_said, some)), some[0].is_broken)
        for kind, of_kind in groupby(ordered, key=lambda each: each.kind)
        if (some := list(of_kind))
    )


def _said(each: Break) -> str:
    return f"{each.text} It is pinned there." if each.pinned else each.text


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change would break, what would be to look at, and what it would mend, as sentences."""

    breaks: tuple[Break, ...]
    looks: tuple[Break, ...]
    mends: tuple[Break, ...]


def difference(before: Roadmap, after: Roadmap, pack: MethodPack, wording: Wording) -> Difference:
    """Return what a roadmap breaks that another one does not, and the other way round."""
    was, would = breaks(before, pack, wording), breaks(after, pack, wording)
    known, found = set(map(_matter, was)), set(map(_matter, would))
    new = [each for each in would if _matter(each) not in known]
    return Difference(
        tuple(each for each in new if each.is_broken),
        tuple(each for each in new if not each.is_broken),
        tuple(each for each in was if _matter(each) not in found),
    )


def _matter(each: Break) -> tuple[object, ...]:
    """Return what a break is about: that of an initiative is the same in whichever quarter it begins."""
    return (each.kind, each.text if each.initiative is None else "", each.initiative, each.other)


def reached(gap: float) -> float:
    """Return how much of what the best schedule gains one reaches at least, in percent, rounded down."""
    return floor(1_000 * (1 - gap)) / 10
