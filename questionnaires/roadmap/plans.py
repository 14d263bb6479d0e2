"""The roadmap seen by component: money, people, suppliers, measures and technology."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from questionnaires.pack import MethodPack
from questionnaires.roadmap.capital import CapitalPlan, capital_plan, spent_by
from questionnaires.roadmap.known import Contract, Known, Renewal
from questionnaires.roadmap.plan import Initiative, Measure, Roadmap
from questionnaires.roadmap.staffing import StaffingPlan, called, staffing_plan

TIERS: Sequence[Literal["primary", "secondary", "tertiary"]] = ("primary", "secondary", "tertiary")
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative with its first and last quarter, and what it spends within the roadmap."""

    initiative: Initiative
    start: int
    end: int
    spent: int


@dataclass(frozen=True, slots=True)
class Engaged:
    """A supplier (empty: to be chosen), the initiatives it works on, and its contracts by the worksheet."""

    supplier: str
    works: tuple[Work, ...]
    contracts: tuple[Contract, ...] = ()

    @property
    def start(self) -> int:
        """Return the first quarter in which it is needed."""
        return min(each.start for each in self.works)

    @property
    def end(self) -> int:
        """Return the last quarter in which it is needed."""
        return max(each.end for each in self.works)

    def ending(self, last_days: Sequence[date]) -> tuple[Contract, ...]:
        """Return the contracts that end before its work does; `last_days` are those of the quarters."""
        last = last_days[min(self.end, len(last_days)) - 1]
        return tuple(each for each in self.contracts if each.ends_on and each.ends_on < last)


@dataclass(frozen=True, slots=True)
class Deployed:
    """A measure on its way: defined from `start`, deployed when its initiative ends; None without a place.

    `status` is that of the worksheet, empty where it does not name it.
    """

    measure: Measure
    initiative: Initiative
    start: int | None
    end: int | None
    status: str = ""

    @property
    def lacks_data(self) -> bool:
        """Return whether it is a primary measure of which nobody has the data, or has looked for them."""
        return self.measure.tier == "primary" and self.measure.has_data is not True


@dataclass(frozen=True, slots=True)
class Renewing:
    """A tool that renews within the roadmap, in which quarter, and the work on technology under way then."""

    renewal: Renewal
    quarter: int
    during: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """The five plans of a roadmap, and the last days of its quarters."""

    capital: CapitalPlan
    staffing: StaffingPlan
    suppliers: tuple[Engaged, ...]
    measures: tuple[Deployed, ...]
    technology: tuple[Work, ...]
    renewals: tuple[Renewing, ...]
    reporting: tuple[Work, ...]
    """The work on measures, which says what reports are wanted."""
    last_days: tuple[date, ...]

    @property
    def early(self) -> tuple[Work, ...]:
        """Return the work on technology that begins before any work on measures has ended.

        Source: the method's M6d, define the reporting wanted, then its data, then the tools.
        """
        first = min((each.end for each in self.reporting), default=None)
        return () if first is None else tuple(each for each in self.technology if each.start <= first)


def plans(pack: MethodPack, roadmap: Roadmap, known: Known | None = None) -> Plans:
    """Return the plans; parts that need a place are empty where no initiative has one."""
    known = known or Known()
    days = last_days(roadmap)
    technology = component_of("technology", pack)
    reporting = component_of("measures", pack)
    works = tuple(_work(roadmap, each) for each in roadmap.in_order)
    on_technology = tuple(each for each in works if each.initiative.component == technology)
    return Plans(
        capital=capital_plan(roadmap, [each.id for each in pack.components]),
        staffing=staffing_plan(roadmap, known),
        suppliers=_suppliers(works, known, component_of("suppliers", pack)),
        measures=_measures(roadmap, known),
        technology=on_technology,
        renewals=tuple(_renewals(on_technology, known, roadmap.capacity.starts_on, days)),
        reporting=tuple(each for each in works if each.initiative.component == reporting),
        last_days=days,
    )


def component_of(worksheet: str, pack: MethodPack) -> str | None:
    """Return the component that the pack's worksheet of this id belongs to, None where there is none."""
    return next((each.component for each in pack.worksheets if each.id == worksheet), None)


def last_days(roadmap: Roadmap) -> tuple[date, ...]:
    """Return the last day of each quarter of the roadmap."""
    first = roadmap.capacity.starts_on
    months = first.year * 12 + first.month - 1
    begins = [months + _MONTHS * number for number in range(1, roadmap.capacity.quarters + 1)]
    return tuple(date.fromordinal(date(each // 12, each % 12 + 1, 1).toordinal() - 1) for each in begins)


def _work(roadmap: Roadmap, initiative: Initiative) -> Work:
    start = roadmap.placements[initiative.id].start
    return Work(initiative, start, start + initiative.quarters - 1, spent_by(roadmap, initiative).total)


def _suppliers(works: Sequence[Work], known: Known, component: str | None) -> tuple[Engaged, ...]:
    """Return the suppliers that initiatives name, by when they begin; last the work that has none yet."""
    named: dict[str, list[Work]] = {}
    names: dict[str, str] = {}
    for each in works:
        supplier = each.initiative.supplier
        if supplier or each.initiative.component == component:
            named.setdefault(called(supplier), []).append(each)
            names.setdefault(called(supplier), supplier)
    contracts: dict[str, list[Contract]] = {}
    for one in known.contracts:
        contracts.setdefault(called(one.supplier), []).append(one)
    made = [Engaged(names[key], tuple(those), tuple(contracts.get(key, ()))) for key, those in named.items()]
    return tuple(sorted(made, key=lambda each: (not each.supplier, each.start, each.supplier)))


def _measures(roadmap: Roadmap, known: Known) -> tuple[Deployed, ...]:
    """Return the measures of all initiatives, by when they are deployed; those without a place come last."""
    status = {called(each.name): each.status for each in known.measures}
    found = [
        Deployed(
            measure, each, roadmap.start(each.id), roadmap.end(each.id), status.get(called(measure.name), "")
        )
        for each in roadmap.initiatives
        for measure in each.measures
    ]
    late = roadmap.capacity.quarters + len(found) + 99
    return tuple(
        sorted(found, key=lambda each: (each.end or late, each.start or late, TIERS.index(each.measure.tier)))
    )


def _renewals(works: Sequence[Work], known: Known, first: date, days: Sequence[date]) -> list[Renewing]:
    made = []
    for each in sorted(known.renewals, key=lambda one: (one.on, one.tool)):
        if not first <= each.on <= days[-1]:
            continue
        quarter = next(number for number, last in enumerate(days, 1) if each.on <= last)
        during = tuple(one.initiative for one in works if one.start <= quarter <= one.end)
        made.append(Renewing(each, quarter, during))
    return made
