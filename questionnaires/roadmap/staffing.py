"""The staffing plan: person-days by role and quarter against what there is, in tenths of a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.roadmap.adding_up import whole
from questionnaires.roadmap.capital import Year, years_of
from questionnaires.roadmap.known import Known
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.spending import days_by_quarter

TENTHS = 10
POST_DAYS = 55
"""Working days of a full-time post in a quarter: 220 in a year, holidays and leave taken off."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """What a role is asked for by quarter, in tenths of a day.

    `there` is what it has by quarter less the reserve, None where nobody set a limit; `filled` and `needed`
    are its full-time posts by the worksheet, None where that does not name it. `rate` is money a day.
    """

    role: str
    tenths: tuple[int, ...]
    there: tuple[int, ...] | None = None
    filled: float | None = None
    needed: float | None = None
    rate: float | None = None

    @property
    def total(self) -> int:
        """Return all its tenths."""
        return sum(self.tenths)

    @property
    def over(self) -> tuple[int, ...]:
        """Return the places, from 0, of the quarters in which it is asked for more than is there."""
        if self.there is None:
            return ()
        pairs = enumerate(zip(self.tenths, self.there, strict=True))
        return tuple(place for place, (asked, there) in pairs if asked > there)


@dataclass(frozen=True, slots=True)
class StaffingPlan:
    """Every role that placed initiatives ask for, the one with most days first, and all of them together."""

    names: tuple[str, ...]
    years: tuple[Year, ...]
    roles: tuple[Staffing, ...]
    tenths: tuple[int, ...]
    reserve: float

    @property
    def total(self) -> int:
        """Return the tenths of all roles and quarters."""
        return sum(self.tenths)

    @property
    def peak(self) -> int:
        """Return the place, from 0, of the quarter with most days; the first of several."""
        return self.tenths.index(max(self.tenths))

    @property
    def posts(self) -> tuple[float, ...]:
        """Return the full-time posts that the days of each quarter are: days / POST_DAYS."""
        return tuple(each / TENTHS / POST_DAYS for each in self.tenths)

    @property
    def over(self) -> tuple[Staffing, ...]:
        """Return the roles that are asked for more than is there in some quarter."""
        return tuple(each for each in self.roles if each.over)


def staffing_plan(roadmap: Roadmap, known: Known | None = None) -> StaffingPlan:
    """Return the staffing plan of the placed initiatives; `known` are the posts of the worksheet."""
    capacity = roadmap.capacity
    days: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for each in roadmap.in_order:
        start = roadmap.placements[each.id].start
        for role, asked in days_by_quarter(each, start, capacity.quarters).items():
            # However initiatives write a role, it is one, and its limit holds for all its days.
            name = names.setdefault(called(role), role)
            line = days.setdefault(name, [0] * capacity.quarters)
            for place, number in enumerate(whole([day * TENTHS for day in asked])):
                line[place] += number
    limits = {called(role): there for role, there in capacity.days.items()}
    rates = {called(role): rate for role, rate in capacity.day_rates.items()}
    posts = {called(each.role): each for each in (known or Known()).posts}
    roles = []
    for role, tenths in days.items():
        found = posts.get(called(role))
        roles.append(
            Staffing(
                role,
                tuple(tenths),
                _there(limits.get(called(role)), capacity.reserve),
                found.filled if found else None,
                found.needed if found else None,
                rates.get(called(role)),
            )
        )
    named = tuple(capacity.name(each) for each in range(1, capacity.quarters + 1))
    return StaffingPlan(
        named,
        years_of(named),
        tuple(sorted(roles, key=lambda each: (-each.total, each.role))),
        tuple(sum(column) for column in zip(*days.values(), strict=True)) or (0,) * capacity.quarters,
        capacity.reserve,
    )


def called(role: str) -> str:
    """Return the name of a role as it is compared: operations_lead and Operations lead are one."""
    return " ".join(role.replace("_", " ").split()).casefold()


def people_by_quarter(
    roadmap: Roadmap, rates: Mapping[str, float]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return what the people of placed initiatives cost by quarter, and the roles without a day rate.

    cost = days x day rate; roles without a rate are no part of it.
    """
    plan = staffing_plan(roadmap)
    by_name = {called(role): rate for role, rate in rates.items()}
    costs = [0] * roadmap.capacity.quarters
    without = []
    for each in plan.roles:
        rate = by_name.get(called(each.role))
        if rate is None:
            without.append(each.role)
            continue
        for place, amount in enumerate(whole([tenths / TENTHS * rate for tenths in each.tenths])):
            costs[place] += amount
    return tuple(costs), tuple(without)


def _there(days: tuple[float, ...] | None, reserve: float) -> tuple[int, ...] | None:
    """Return the days less the reserve, in tenths, rounded down."""
    if days is None:
        return None
    return tuple(int(each * TENTHS * (1 - reserve) + 1e-6) for each in days)
