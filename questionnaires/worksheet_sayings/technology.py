"""Tools: what they cost, how much of that is used, what overlaps and what renews soon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from questionnaires.worksheet_sayings.given import (
    HUNDRED,
    Given,
    LeftOut,
    Needs,
    Row,
    folded,
    share,
    taken,
)
from questionnaires.worksheet_sayings.months import months_after
from questionnaires.worksheet_sayings.naming import Names

LOW = 2
"""A tool of this effectiveness or less, of 5, does not serve its purpose."""
_NEEDS = Needs(
    {"tool": "text", "yearly_cost": "money"},
    {
        "category": "choice",
        "owner": "person",
        "renewal": "date",
        "utilisation": "percentage",
        "effectiveness": "number",
        "overlap": "text",
        "next_step": "choice",
    },
    {},
)


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool; cost in money a year, utilisation per hundred, effectiveness 1 to 5."""

    name: str
    category: str
    owner: str
    cost: Decimal
    utilisation: Decimal | None
    effectiveness: Decimal | None
    renewal: date | None
    overlap: str
    next_step: str

    @property
    def unused(self) -> Decimal:
        """Return cost x (1 - utilisation): what is paid for and not used; 0 where that is not known."""
        return self.known_cost * (1 - (self.utilisation or Decimal(0)) / HUNDRED)

    @property
    def known_cost(self) -> Decimal:
        """Return the cost where it is known how much of it is used, else 0; a credit counts for nothing."""
        return max(self.cost, Decimal(0)) if self.utilisation is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Category:
    """The tools of a category (empty: none stated): their cost, its share of all, and what is not used.

    `known_cost` is the part of the cost of which it is known how much is used.
    """

    name: str
    tools: int
    cost: Decimal
    share: Decimal | None
    known_cost: Decimal
    unused: Decimal

    @property
    def utilisation(self) -> Decimal | None:
        """Return the utilisation, 0 to 1, weighted by cost: 1 - unused / known cost."""
        return used(self.unused, self.known_cost)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two tools of which one is named as doing what the other does, or each is; with the cost of both."""

    first: str
    second: str
    mutual: bool
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Technology:
    """What the worksheet of tools says.

    `categories` with the dearest first; `weak` are the tools of low effectiveness that cost the median or
    more; `crowded` are the categories with more than one tool. `within_6` and `within_12` renew in so many
    months from the day asked for, the soonest first. What its pack does not ask for is empty, and `ownerless`
    None.
    """

    tools: tuple[Tool, ...]
    categories: tuple[Category, ...]
    cost: Decimal
    known: int
    known_cost: Decimal
    unused: Decimal
    weak: tuple[Tool, ...]
    overlaps: tuple[Overlap, ...]
    crowded: tuple[Category, ...]
    within_6: tuple[Tool, ...]
    within_12: tuple[Tool, ...]
    ownerless: tuple[Tool, ...] | None
    left_out: LeftOut

    @property
    def utilisation(self) -> Decimal | None:
        """Return the utilisation of all tools, 0 to 1, weighted by cost."""
        return used(self.unused, self.known_cost)


def technology(given: Given, today: date) -> Technology | None:
    """Return what the tools say on a day; None where the worksheet has no tools with costs."""
    found = taken(given, _NEEDS)
    if found is None or not found.rows:
        return None
    tools = [_tool(each) for each in found.rows]
    total = sum((each.cost for each in tools), Decimal(0))
    categories = tuple(_categories(tools, total)) if "category" in found.columns else ()
    ahead = sorted(
        (each for each in tools if each.renewal is not None and today <= each.renewal),
        key=lambda each: (each.renewal or today, each.name),
    )
    return Technology(
        tuple(tools),
        categories,
        total,
        sum(each.utilisation is not None for each in tools),
        sum((each.known_cost for each in tools), Decimal(0)),
        sum((each.unused for each in tools), Decimal(0)),
        tuple(_weak(tools)),
        tuple(_overlaps(tools)),
        tuple(each for each in categories if each.name and each.name != "Other" and each.tools > 1),
        _until(ahead, months_after(today, 6)),
        _until(ahead, months_after(today, 12)),
        tuple(each for each in tools if not each.owner) if "owner" in found.columns else None,
        found.left_out,
    )


def used(unused: Decimal, cost: Decimal) -> Decimal | None:
    """Return the share of a cost that is used, None where there is no cost."""
    part = share(unused, cost)
    return None if part is None else 1 - part


def _tool(row: Row) -> Tool:
    return Tool(
        row.text("tool"),
        row.text("category"),
        row.text("owner"),
        row.figure("yearly_cost"),
        row.amount("utilisation"),
        row.amount("effectiveness"),
        row.day("renewal"),
        row.text("overlap"),
        row.text("next_step"),
    )


def _categories(tools: Sequence[Tool], total: Decimal) -> list[Category]:
    by_name: dict[str, list[Tool]] = {}
    for each in tools:
        by_name.setdefault(each.category, []).append(each)
    found = []
    for name, its in by_name.items():
        cost = sum((each.cost for each in its), Decimal(0))
        known = sum((each.known_cost for each in its), Decimal(0))
        unused = sum((each.unused for each in its), Decimal(0))
        found.append(Category(name, len(its), cost, share(cost, total), known, unused))
    return sorted(found, key=lambda each: (-each.cost, each.name))


def _weak(tools: Sequence[Tool]) -> list[Tool]:
    high = median(each.cost for each in tools)
    weak = (each for each in tools if each.effectiveness is not None and each.effectiveness <= LOW)
    return sorted((each for each in weak if each.cost >= high), key=lambda each: (-each.cost, each.name))


def _overlaps(tools: Sequence[Tool]) -> Iterator[Overlap]:
    """Yield each pair of which at least one names the other, the dearest first."""
    names, costs, says = dict[str, str](), dict[str, Decimal](), dict[str, set[str]]()
    for each in tools:
        key = folded(each.name)
        names.setdefault(key, each.name)
        costs[key] = costs.get(key, Decimal(0)) + each.cost
    known = Names(names.values())
    for each in tools:
        key = folded(each.name)
        says.setdefault(key, set()).update(known.named_in(each.overlap) - {key})
    pairs = {(min(one, two), max(one, two)) for one, others in says.items() for two in others}
    for one, two in sorted(pairs, key=lambda each: (-costs[each[0]] - costs[each[1]], each)):
        mutual = two in says[one] and one in says[two]
        yield Overlap(names[one], names[two], mutual, costs[one] + costs[two])


def _until(ahead: Sequence[Tool], day: date) -> tuple[Tool, ...]:
    return tuple(each for each in ahead if each.renewal is not None and each.renewal <= day)
