"""Planned spending: by quarter of the roadmap, by component, and how firm it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given, LeftOut, Needs, Row, taken
from questionnaires.worksheet_sayings.months import ROADMAP_MONTHS, Quarter, quarter_of

ONE_OFF, RUNNING = ("One-off", "Running")
APPROVED, ASKED_FOR, IDEA = FIRMNESS = ("Approved", "Asked for", "Idea")
QUARTERS = ROADMAP_MONTHS // 3
_A_YEAR = 4
_NEEDS = Needs(
    {"item": "text", "kind": "choice", "amount": "money", "quarter": "date"},
    {"component": "component", "status": "choice"},
    {"kind": (ONE_OFF, RUNNING), "status": FIRMNESS},
)


@dataclass(frozen=True, slots=True)
class Item:
    """One investment; `amount` is the whole sum of a one-off one, the cost of 12 months of a running one."""

    name: str
    component: str
    is_running: bool
    amount: Decimal
    start: Quarter
    status: str


@dataclass(frozen=True, slots=True)
class Spending:
    """What falls in a quarter."""

    quarter: Quarter
    one_off: Decimal
    running: Decimal

    @property
    def total(self) -> Decimal:
        """Return both."""
        return self.one_off + self.running


@dataclass(frozen=True, slots=True)
class Part:
    """What is planned for a component (its id, empty: not stated): one-off, running a year, by firmness."""

    component: str
    one_off: Decimal
    running: Decimal
    by_status: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        """Return both, for a full year, as the worksheet adds them."""
        return self.one_off + self.running


@dataclass(frozen=True, slots=True)
class Capital:
    """What the worksheet of spending says: the twelve quarters from the day asked for, and each component.

    A one-off amount falls whole into its quarter; a running one falls by a quarter of its year into each
    quarter from its start to the end of the roadmap. `before` and `after` are the one-off amounts, and for
    `after` also the running ones, that the roadmap does not see.
    """

    items: tuple[Item, ...]
    quarters: tuple[Spending, ...]
    parts: tuple[Part, ...]
    whole: Part
    before: Decimal
    after: Decimal
    asks_status: bool
    left_out: LeftOut

    @property
    def peak(self) -> Spending:
        """Return the quarter in which most falls, the first of several."""
        return max(self.quarters, key=lambda each: each.total)

    @property
    def planned(self) -> Decimal:
        """Return what falls into the roadmap."""
        return sum((each.total for each in self.quarters), Decimal(0))


def capital(given: Given, today: date) -> Capital | None:
    """Return what planned spending says from a day on; None where no row has an amount with its quarter."""
    found = taken(given, _NEEDS)
    if found is None or not found.rows:
        return None
    items = [_item(each) for each in found.rows]
    first = quarter_of(today)
    last = first.later(QUARTERS - 1)
    by_component: dict[str, list[Item]] = {}
    for each in items:
        by_component.setdefault(each.component, []).append(each)
    parts = [_part(name, its) for name, its in by_component.items()]
    once = [each for each in items if not each.is_running]
    return Capital(
        tuple(items),
        tuple(_spending(items, first.later(each)) for each in range(QUARTERS)),
        tuple(sorted(parts, key=lambda each: (-each.total, each.component)))
        if "component" in found.columns
        else (),
        _part("", items),
        _sum(each for each in once if each.start < first),
        _sum(each for each in items if each.start > last),
        "status" in found.columns,
        found.left_out,
    )


def _spending(items: Iterable[Item], quarter: Quarter) -> Spending:
    there = [each for each in items if each.start <= quarter]
    return Spending(
        quarter,
        _sum(each for each in there if not each.is_running and each.start == quarter),
        _sum(each for each in there if each.is_running) / _A_YEAR,
    )


def _part(component: str, items: Iterable[Item]) -> Part:
    by_status = dict[str, Decimal]()
    sums = {True: Decimal(0), False: Decimal(0)}
    for each in items:
        sums[each.is_running] += each.amount
        by_status[each.status] = by_status.get(each.status, Decimal(0)) + each.amount
    return Part(component, sums[False], sums[True], by_status)


def _sum(items: Iterable[Item]) -> Decimal:
    return sum((each.amount for each in items), Decimal(0))


def _item(row: Row) -> Item:
    return Item(
        row.text("item"),
        row.text("component"),
        row.text("kind") == RUNNING,
        row.figure("amount"),
        quarter_of(row.day("quarter") or date.min),
        row.text("status"),
    )
