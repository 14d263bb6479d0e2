"""Suppliers: what they cost, how much goes to the largest, and which contracts and services need a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given, LeftOut, Needs, Row, folded, share, taken
from questionnaires.worksheet_sayings.months import ROADMAP_MONTHS, months_after

AS_AGREED = 3
"""Performance below this, of 5, falls short of what was agreed."""
_NEEDS = Needs(
    {"supplier": "text", "spend": "money"},
    {
        "service": "text",
        "component": "component",
        "contract_end": "date",
        "performance": "number",
        "needed_from": "date",
        "needed_until": "date",
    },
    {},
)


@dataclass(frozen=True, slots=True)
class Service:
    """What a supplier does; `spend` in money a year, `performance` 1 to 5."""

    supplier: str
    name: str
    component: str
    spend: Decimal
    contract_end: date | None
    performance: Decimal | None
    needed_from: date | None
    needed_until: date | None

    @property
    def outlasts_contract(self) -> bool:
        """Return whether it is needed after its contract ends: until a later day, or without an end."""
        if self.contract_end is None:
            return False
        if self.needed_until is None:
            return self.needed_from is not None
        return self.needed_until > self.contract_end


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier with its services, and its share of all that is spent, 0 to 1."""

    name: str
    services: tuple[Service, ...]
    spend: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Part:
    """What is spent for a component (its id, empty: not stated), on how many suppliers, on the largest."""

    component: str
    suppliers: int
    spend: Decimal
    share: Decimal | None
    largest: Supplier


@dataclass(frozen=True, slots=True)
class Suppliers:
    """What the worksheet of suppliers says: suppliers and components with the largest spend first.

    `ending` are the services whose contract ends within three years from the day asked for, the soonest
    first, `ended` those whose contract ended before it; `short` those that perform below what was agreed,
    `outlasting` those needed after their contract ends.
    """

    suppliers: tuple[Supplier, ...]
    parts: tuple[Part, ...]
    spend: Decimal
    ending: tuple[Service, ...]
    ended: tuple[Service, ...]
    short: tuple[Service, ...]
    outlasting: tuple[Service, ...]
    left_out: LeftOut


def suppliers(given: Given, today: date) -> Suppliers | None:
    """Return what the suppliers say on a day; None where the worksheet has none with what is spent."""
    found = taken(given, _NEEDS)
    if found is None or not found.rows:
        return None
    services = [_service(each) for each in found.rows]
    total = _sum(services)
    last = months_after(today, ROADMAP_MONTHS)
    dated = sorted(
        (each for each in services if each.contract_end is not None),
        key=lambda each: (each.contract_end or today, each.supplier),
    )
    low = (each for each in services if each.performance is not None and each.performance < AS_AGREED)
    return Suppliers(
        tuple(_by_supplier(services, total)),
        tuple(_parts(services, total)) if "component" in found.columns else (),
        total,
        tuple(each for each in dated if each.contract_end and today <= each.contract_end <= last),
        tuple(each for each in dated if each.contract_end and each.contract_end < today),
        tuple(sorted(low, key=lambda each: (each.performance or 0, -each.spend))),
        tuple(each for each in dated if each.outlasts_contract),
        found.left_out,
    )


def _by_supplier(services: Iterable[Service], total: Decimal) -> list[Supplier]:
    by_name: dict[str, list[Service]] = {}
    for each in services:
        by_name.setdefault(folded(each.supplier), []).append(each)
    found = [
        Supplier(its[0].supplier, tuple(its), spend := _sum(its), share(spend, total))
        for its in by_name.values()
    ]
    return sorted(found, key=lambda each: (-each.spend, each.name))


def _parts(services: Iterable[Service], total: Decimal) -> list[Part]:
    by_component: dict[str, list[Service]] = {}
    for each in services:
        by_component.setdefault(each.component, []).append(each)
    found = []
    for name, its in by_component.items():
        spend = _sum(its)
        those = _by_supplier(its, spend)
        found.append(Part(name, len(those), spend, share(spend, total), those[0]))
    return sorted(found, key=lambda each: (-each.spend, each.component))


def _sum(services: Iterable[Service]) -> Decimal:
    return sum((each.spend for each in services), Decimal(0))


def _service(row: Row) -> Service:
    return Service(
        row.text("supplier"),
        row.text("service"),
        row.text("component"),
        row.figure("spend"),
        row.day("contract_end"),
        row.amount("performance"),
        row.day("needed_from"),
        row.day("needed_until"),
    )
