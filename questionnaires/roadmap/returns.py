"""The return of the programme: investment against expected outcome, low, expected and high.

Low sets the low outcome against the high cost, high the high outcome against the low cost, so that the two
ends hold whatever turns out. No figure comes without its assumption: where one is missing, it is None or
left out, and `missing` names it. Source: the method's M6f.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from questionnaires.roadmap.adding_up import whole
from questionnaires.roadmap.assumptions import Assumptions, Kind, Outcome
from questionnaires.roadmap.capital import Spending, Year, added, cumulated, spent_by, years_of
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.spending import Case
from questionnaires.roadmap.staffing import people_by_quarter

CASES: Mapping[Case, str] = {"low": "Low", "expected": "Expected", "high": "High"}
COST_OF: Mapping[Case, Case] = {"low": "high", "expected": "expected", "high": "low"}
"""Which cost stands against the outcome of a case."""
YEAR = 4
"""Quarters of a year."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One case by quarter, in whole units of money: what is spent, what comes in, and what that leaves.

    `net_present` is the discounted net, None without a discount rate. `begins` is the first quarter, from 1,
    in which an initiative is under way.
    """

    case: Case
    begins: int
    spending: Spending
    people: tuple[int, ...]
    outcome: tuple[int, ...]
    net_present: int | None

    @property
    def investment(self) -> tuple[int, ...]:
        """Return what is spent by quarter: once, running, and on people."""
        return tuple(money + days for money, days in zip(self.spending.both, self.people, strict=True))

    @property
    def net(self) -> tuple[int, ...]:
        """Return by quarter what comes in less what is spent."""
        return tuple(gain - spent for gain, spent in zip(self.outcome, self.investment, strict=True))

    @property
    def cumulated(self) -> tuple[int, ...]:
        """Return the net from the start to the end of each quarter."""
        return cumulated(self.net)

    @property
    def total(self) -> int:
        """Return the net over the whole roadmap."""
        return sum(self.net)

    @property
    def invested(self) -> int:
        """Return the investment over the whole roadmap."""
        return sum(self.investment)

    @property
    def gained(self) -> int:
        """Return the outcome over the whole roadmap."""
        return sum(self.outcome)

    @property
    def payback(self) -> int | None:
        """Return the quarter, from 1, from which the cumulated net is never below nought again.

        None where that is not within the roadmap, or nothing is spent.
        """
        if not self.invested:
            return None
        below = [place for place, amount in enumerate(self.cumulated) if amount < 0]
        at = max(self.begins - 1, below[-1] + 1 if below else 0)
        return at + 1 if at < len(self.cumulated) else None

    @property
    def share(self) -> float | None:
        """Return the return on the programme: (outcome - investment) / investment; None without one."""
        return self.total / self.invested if self.invested else None


@dataclass(frozen=True, slots=True)
class OnMarketing:
    """The return on marketing investment of a year: (contribution - spend) / spend."""

    contribution: float
    spend: float

    @property
    def share(self) -> float:
        """Return it, where 0.4 is 40%."""
        return (self.contribution - self.spend) / self.spend


@dataclass(frozen=True, slots=True)
class Return:
    """The three cases, and the return on marketing investment today and in the roadmap's last year.

    `marketing_now` and `then` are None and empty where what they rest on is missing. `roles_without_rate`
    have no day rate, whose people are no part of the investment, `waiting` the outcomes that do not come
    within the roadmap or not whole, since something that they wait for has no place or ends too late.
    """

    names: tuple[str, ...]
    years: tuple[Year, ...]
    cases: Mapping[Case, Reckoned]
    marketing_now: OnMarketing | None
    then: Mapping[Case, OnMarketing]
    roles_without_rate: tuple[str, ...]
    waiting: tuple[Outcome, ...]
    unplaced: int


def the_return(roadmap: Roadmap, assumptions: Assumptions) -> Return | None:
    """Return the return of the programme; None without an outcome, or before any initiative has a place."""
    if not assumptions.outcomes or not roadmap.in_order:
        return None
    names = tuple(roadmap.capacity.name(each) for each in range(1, roadmap.capacity.quarters + 1))
    people, without = people_by_quarter(roadmap, roadmap.capacity.day_rates)
    cases: dict[Case, Reckoned] = {case: _reckoned(roadmap, assumptions, case, people) for case in CASES}
    today, then = _on_marketing(assumptions, cases)
    waiting = tuple(each for each in assumptions.outcomes if not _comes(roadmap, each))
    return Return(
        names,
        years_of(names),
        cases,
        today,
        then,
        without,
        waiting,
        len(roadmap.initiatives) - len(roadmap.in_order),
    )


def outcome_by_quarter(roadmap: Roadmap, outcome: Outcome, case: Case) -> tuple[int, ...]:
    """Return what an outcome brings in each quarter of the roadmap, in whole units of money.

    In the k-th quarter after its lag it brings yearly amount x share that counts / 4 x min(1, k / ramp).
    Together, it waits for the last of its initiatives; step by step, each brings an equal share from its own
    end. Initiatives without a place bring nothing, and together with others keep them waiting.
    """
    quarters = roadmap.capacity.quarters
    amounts = [0.0] * quarters
    for end, share in _ends(roadmap, outcome):
        full = outcome.yearly(case) / YEAR * share
        for quarter in range(1, quarters + 1):
            rank = quarter - end - outcome.lag
            amounts[quarter - 1] += full * _grown(rank, outcome.ramp)
    return whole(amounts)


def missing(roadmap: Roadmap, assumptions: Assumptions | None) -> Iterator[Kind | str]:
    """Yield what a return needs and nobody gave: places, outcomes, rates, and the single figures by kind."""
    held = assumptions or Assumptions()
    if not roadmap.in_order:
        yield "places"
    if not held.outcomes:
        yield "outcomes"
    if roadmap.in_order and people_by_quarter(roadmap, roadmap.capacity.day_rates)[1]:
        yield "rates"
    kinds: Sequence[Kind] = ("spend", "contribution", "discount")
    yield from (each for each in kinds if each not in held.figures)


def _grown(rank: int, ramp: int) -> float:
    """Return the share of an outcome that has come in a quarter, counted from 1 after its lag."""
    return 0.0 if rank <= 0 else min(1.0, rank / max(1, ramp))


def _bringing(roadmap: Roadmap, outcome: Outcome) -> tuple[int, ...]:
    """Return the numbers of the initiatives that bring an outcome: its own, or all that have a place."""
    if outcome.initiatives is None:
        return tuple(each.id for each in roadmap.in_order)
    return tuple(each for each in outcome.initiatives if each in roadmap.initiative)


def _ends(roadmap: Roadmap, outcome: Outcome) -> list[tuple[int, float]]:
    """Return the quarters in which what brings an outcome has ended, each with the share it brings."""
    numbers = _bringing(roadmap, outcome)
    ends = [roadmap.end(each) for each in numbers]
    if not numbers:
        return []
    if outcome.timing == "together":
        known = [each for each in ends if each is not None]
        return [(max(known), 1.0)] if len(known) == len(ends) else []
    return [(each, 1 / len(numbers)) for each in ends if each is not None]


def _comes(roadmap: Roadmap, outcome: Outcome) -> bool:
    """Return whether all of an outcome has begun by the end of the roadmap."""
    ends = _ends(roadmap, outcome)
    share = fsum(part for _, part in ends)
    begun = all(end + outcome.lag < roadmap.capacity.quarters for end, _ in ends)
    return bool(ends) and share > 1 - 1e-9 and begun


def _reckoned(roadmap: Roadmap, assumptions: Assumptions, case: Case, people: tuple[int, ...]) -> Reckoned:
    quarters = roadmap.capacity.quarters
    spent = added((spent_by(roadmap, each, COST_OF[case]) for each in roadmap.in_order), quarters)
    brought = [outcome_by_quarter(roadmap, each, case) for each in assumptions.outcomes]
    outcome = tuple(sum(column) for column in zip(*brought, strict=True))
    begins = min(roadmap.placements[each.id].start for each in roadmap.in_order)
    found = Reckoned(case, begins, spent, people, outcome, None)
    rate = assumptions.figures.get("discount")
    if rate is None:
        return found
    return replace(found, net_present=present(found.net, rate.value))


def present(amounts: Sequence[int], rate: float) -> int:
    """Return the worth today of amounts by quarter: sum of amount / (1 + rate) ^ (quarter / 4).

    The first quarter is 1, so each amount counts as paid at the quarter's end. Source: the net present value
    of any text on corporate finance, such as Brealey, Myers and Allen, Principles of Corporate Finance.
    """
    worth = fsum(amount / (1 + rate) ** (quarter / YEAR) for quarter, amount in enumerate(amounts, 1))
    return whole([worth])[0]


def _on_marketing(
    assumptions: Assumptions, cases: Mapping[Case, Reckoned]
) -> tuple[OnMarketing | None, Mapping[Case, OnMarketing]]:
    """Return the return on marketing investment today, and with the programme in the roadmap's last year.

    With it: (contribution + outcome - spend - investment) / (spend + investment), of its last four quarters.
    """
    spend, contribution = assumptions.figures.get("spend"), assumptions.figures.get("contribution")
    if spend is None or contribution is None or spend.value <= 0:
        return None, {}
    then: dict[Case, OnMarketing] = {}
    for case, each in cases.items():
        gained, invested = sum(each.outcome[-YEAR:]), sum(each.investment[-YEAR:])
        then[case] = OnMarketing(contribution.value + gained, spend.value + invested)
    return OnMarketing(contribution.value, spend.value), then
