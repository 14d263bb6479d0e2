"""What a roadmap takes of its people and its budget by quarter, beside what there is."""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum

from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.problem import SLACK
from questionnaires.roadmap.spending import days_by_quarter, spent_by_quarter
from questionnaires.roadmap.staffing import called
from questionnaires.rounding import shown


@dataclass(frozen=True, slots=True)
class Load:
    """What is taken of a role's days, or of the budget where `role` is empty, by quarter from the first on.

    `limit` is what there is with the reserve, None where nobody set any; `reserve` is its share.
    """

    role: str
    taken: tuple[float, ...]
    limit: tuple[float, ...] | None
    reserve: float

    def free(self, quarter: int) -> float | None:
        """Return what a schedule may still take in a quarter, below none where too much is taken already."""
        if self.limit is None:
            return None
        return (1 - self.reserve) * self.limit[quarter - 1] - self.taken[quarter - 1]

    def over(self, quarter: int) -> float:
        """Return how much more is taken in a quarter than there is, the reserve included."""
        return 0.0 if self.limit is None else _above(self.taken[quarter - 1], self.limit[quarter - 1])

    def from_reserve(self, quarter: int) -> float:
        """Return how much of the reserve is taken in a quarter."""
        if self.limit is None:
            return 0.0
        limit, taken = self.limit[quarter - 1], self.taken[quarter - 1]
        return _above(min(taken, limit), (1 - self.reserve) * limit)


def _above(taken: float, limit: float) -> float:
    return taken - limit if taken > limit + SLACK else 0.0


def taken(roadmap: Roadmap) -> tuple[Load, ...]:
    """Return the load of every role that initiatives ask for or that has days, then that of the budget.

    Roles stand in the order of what there is, then of the initiatives; each as it is written first.
    """
    capacity = roadmap.capacity
    names = {called(role): role for role in capacity.days}
    for each in roadmap.initiatives:
        for effort in each.effort:
            names.setdefault(called(effort.role), effort.role)
    limits = {called(role): days for role, days in capacity.days.items()}
    days: dict[str, list[float]] = {name: [0.0] * capacity.quarters for name in names}
    money = [0.0] * capacity.quarters
    for each in roadmap.in_order:
        start = roadmap.placements[each.id].start
        _add(money, spent_by_quarter(each, start, capacity.quarters))
        for role, asked in days_by_quarter(each, start, capacity.quarters).items():
            _add(days[called(role)], asked)
    roles = (
        Load(role, tuple(days[name]), limits.get(name), capacity.reserve) for name, role in names.items()
    )
    return (*roles, Load("", tuple(money), capacity.budget, capacity.reserve))


def _add(line: list[float], more: tuple[float, ...]) -> None:
    for place, each in enumerate(more):
        line[place] = fsum((line[place], each))


def _plain_money(amount: float) -> str:
    return f"{amount:,.0f}"


def _plain_number(number: float) -> str:
    return shown(number, 1).removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Wording:
    """How sentences about a roadmap write amounts of money, and person-days."""

    money: Callable[[float], str] = _plain_money
    number: Callable[[float], str] = _plain_number

    def amount(self, load: Load, value: float) -> str:
        """Return an amount of what a load is of: 12 days, or money."""
        if not load.role:
            return self.money(value)
        number = self.number(value)
        return f"{number} {'day' if number == '1' else 'days'}"

    def name(self, load: Load) -> str:
        """Return what a load is of, as a sentence begins with it."""
        return role_name(load.role) or "The budget"


PLAIN = Wording()


def role_name(role: str) -> str:
    """Return the name of a role as people read it: operations_lead is Operations lead."""
    name = " ".join(role.replace("_", " ").split())
    return name[:1].upper() + name[1:]
