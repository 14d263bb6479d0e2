"""Why an initiative has no place: what it waits for, or which role or budget is short, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.roadmap.checking import named
from questionnaires.roadmap.plan import Initiative, LeftOut, Roadmap
from questionnaires.roadmap.problem import SLACK, Problem
from questionnaires.roadmap.spending import days_by_quarter, spent_by_quarter
from questionnaires.roadmap.staffing import called
from questionnaires.roadmap.taken import PLAIN, Load, Wording, role_name, taken


def left_out(roadmap: Roadmap, problem: Problem, wording: Wording = PLAIN) -> tuple[LeftOut, ...]:
    """Return the initiatives without a place, in their order, each with what binds as the roadmap stands."""
    loads = taken(roadmap)
    return tuple(
        LeftOut(each.id, _why(roadmap, problem, each, loads, wording))
        for each in roadmap.initiatives
        if each.id not in roadmap.placements
    )


def _why(
    roadmap: Roadmap, problem: Problem, each: Initiative, loads: tuple[Load, ...], wording: Wording
) -> str:
    capacity = roadmap.capacity
    if each.quarters > capacity.quarters:
        return f"It takes {each.quarters} quarters, and the roadmap has {capacity.quarters}."
    needs = problem.task[each.id].needs
    missing = next((number for number in needs if number not in roadmap.placements), None)
    if missing is not None:
        verb = "needs" if missing in each.prerequisites else "rests on"
        return f"It {verb} {named(roadmap.initiative[missing])}, which has no place."
    ended = max((roadmap.end(number) or 0 for number in needs), default=0)
    last = capacity.quarters - each.quarters + 1
    if ended >= last:
        return (
            f"What it needs ends in {capacity.name(ended)}; it takes {_quarters(each)} after that, and the"
            f" roadmap ends with {capacity.name(capacity.quarters)}."
        )
    shorts = {start: tuple(_shorts(roadmap, each, start, loads)) for start in range(ended + 1, last + 1)}
    free = next((start for start, found in shorts.items() if not found), None)
    if free is not None:
        return f"It would fit from {capacity.name(free)} on: nothing keeps it out."
    start = min(shorts, key=lambda start: (max(one.share for one in shorts[start]), start))
    worst = max(shorts[start], key=lambda one: one.share)
    return f"{_begun(roadmap, ended, last, start)}{worst.told(roadmap, wording)}"


def _quarters(each: Initiative) -> str:
    return "1 quarter" if each.quarters == 1 else f"{each.quarters} quarters"


def _begun(roadmap: Roadmap, ended: int, last: int, start: int) -> str:
    name = roadmap.capacity.name
    if ended + 1 == last:
        return f"It can begin in {name(start)} only, and "
    return f"There is too little wherever it begins; the least is missing from {name(start)} on, where "


@dataclass(frozen=True, slots=True)
class _Short:
    """What is short in a quarter where an initiative would begin somewhere."""

    load: Load
    quarter: int
    needed: float
    free: float

    @property
    def share(self) -> float:
        """Return how much is missing, as a share of what is needed."""
        return (self.needed - self.free) / self.needed

    def told(self, roadmap: Roadmap, wording: Wording) -> str:
        """Return it as the end of a sentence."""
        of = f"of {role_name(self.load.role)}" if self.load.role else "of the budget"
        needed, free = (wording.amount(self.load, amount) for amount in (self.needed, self.free))
        left = f"of which {free} can be had" if self.free > SLACK else "of which none is left"
        quarter = roadmap.capacity.name(self.quarter)
        return f"it needs {needed} {of} in {quarter}, {left} beside the reserve."


def _shorts(roadmap: Roadmap, each: Initiative, start: int, loads: tuple[Load, ...]) -> Iterator[_Short]:
    quarters = roadmap.capacity.quarters
    asked: dict[str, list[float]] = {"": list(spent_by_quarter(each, start, quarters))}
    for role, days in days_by_quarter(each, start, quarters).items():
        line = asked.setdefault(called(role), [0.0] * quarters)
        asked[called(role)] = [one + more for one, more in zip(line, days, strict=True)]
    for load in loads:
        for quarter, needed in enumerate(asked.get(called(load.role), ()), 1):
            free = load.free(quarter)
            if free is not None and needed > SLACK and needed > max(0.0, free) + SLACK:
                yield _Short(load, quarter, needed, max(0.0, free))
