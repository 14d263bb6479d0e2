"""The schedule that gains most: searched from the draft on, with how far from the best it can be at most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from questionnaires.roadmap.problem import Problem, gained
from questionnaires.roadmap.program import Program, program
from questionnaires.roadmap.schedule import Schedule, draft, obeys

PROVEN = 1e-4
"""A gap of so little counts as none: a hundredth of a percent."""
_LARGEST = 1_000.0
"""What the largest gain is written as for the solver, whose tolerances are absolute."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far a search is: what the best schedule yet gains, and what none can pass."""

    gained: float
    bound: float

    @property
    def gap(self) -> float:
        """Return what is missing at most of what the best there is gains, as a share of that, from 0 to 1."""
        if self.bound <= self.gained or self.bound <= 0:
            return 0.0
        return min(1.0, (self.bound - self.gained) / self.bound)

    @property
    def is_best(self) -> bool:
        """Return whether it is proven that no schedule gains more."""
        return self.gap <= PROVEN


Watch = Callable[[Way, float], bool]
"""Told often how far a search is, and after how many seconds; the search goes on while it returns True."""


@dataclass(frozen=True, slots=True)
class Improved:
    """What a search ended with: a schedule, how far it is from the best, and the seconds that it took."""

    schedule: Schedule
    way: Way
    seconds: float


def _on(_way: Way, _seconds: float) -> bool:
    return True


def improve(
    problem: Problem, first: Schedule | None = None, *, seconds: float, watch: Watch = _on
) -> Improved:
    """Search for a schedule that gains more than the first one, by default the draft; never return less.

    The search ends after so many seconds, when the best is proven, or when `watch` says so, which is asked
    many times a second. Raises what `watch` raises.
    """
    first = first or draft(problem)
    searched = program(problem)
    if not searched.places:
        return Improved(first, Way(first.gained, first.gained), 0.0)
    # What pinned tasks gain whatever the others do, the solver does not know of.
    search = _Search(searched, gained(problem, problem.pinned), first, watch)
    starts, bound, took = search.run(seconds)
    found = Schedule({**problem.pinned, **starts}, gained(problem, {**problem.pinned, **starts}))
    best = found if found.gained > first.gained and obeys(problem, found.starts) else first
    return Improved(best, Way(best.gained, max(bound, best.gained)), took)


class _Search:
    """One run of the solver over a program, which it is asked to end by what watches it."""

    def __init__(self, searched: Program, beside: float, first: Schedule, watch: Watch) -> None:
        """Remember what is searched, what is gained beside it, where to begin, and who watches."""
        self._searched, self._beside, self._first, self._watch = searched, beside, first, watch
        self._scale = _LARGEST / max(searched.gains)
        self._bound = beside + sum(self._most_by_task().values())
        self._raised: BaseException | None = None

    def run(self, seconds: float) -> tuple[dict[int, int], float, float]:
        """Return the starts that were found, what no schedule can pass, and the seconds that it took."""
        solver = self._solver(seconds)
        solver.run()
        if self._raised is not None:
            raise self._raised
        info, values = solver.getInfo(), solver.getSolution().col_value
        self._heed(info.mip_dual_bound)
        starts = {
            task: start
            for (task, start), value in zip(self._searched.places, values, strict=False)
            if value > 0.5
        }
        return starts, self._bound, float(solver.getRunTime())

    def _most_by_task(self) -> dict[int, float]:
        found: dict[int, float] = {}
        for (task, _start), each in zip(self._searched.places, self._searched.gains, strict=True):
            found[task] = max(found.get(task, 0.0), each)
        return found

    def _solver(self, seconds: float) -> Any:
        # The solver takes a tenth of a second to load, and only this needs it.
        import highspy

        made: Any = highspy.Highs
        solver = made()
        solver.silent()
        # One thread leaves the machine to whoever answers, and makes the same search each time.
        settings = {"threads": 1, "random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}
        for name, value in {**settings, "time_limit": float(seconds)}.items():
            solver.setOptionValue(name, value)
        gains = np.array(self._searched.gains) * self._scale
        number = len(gains)
        solver.addVars(number, np.zeros(number), np.ones(number))
        every = np.arange(number, dtype=np.int32)
        solver.changeColsCost(number, every, gains)
        solver.changeColsIntegrality(number, every, np.full(number, highspy.HighsVarType.kInteger))
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for most, row in self._searched.rows:
            at, factors = np.array(list(row), dtype=np.int32), np.array(list(row.values()))
            solver.addRow(-highspy.kHighsInf, most, len(row), at, factors)
        begun = highspy.HighsSolution()
        begun.col_value = [
            float(self._first.starts.get(task) == start) for task, start in self._searched.places
        ]
        solver.setSolution(begun)
        solver.cbMipInterrupt += self._look
        return solver

    def _look(self, event: Any) -> None:
        """Hear how far the solver is, and stop it where the watch says so; it lets nothing through."""
        told = event.data_out
        self._heed(told.mip_dual_bound)
        best = max(self._first.gained, self._beside + told.mip_primal_bound / self._scale)
        try:
            if self._raised is None and self._watch(Way(best, self._bound), told.running_time):
                return
        except BaseException as raised:  # it passes through a library that would swallow it
            self._raised = raised
        event.interrupt()

    def _heed(self, bound: float) -> None:
        """Remember a bound that is tighter than the one before."""
        told = self._beside + bound / self._scale
        if np.isfinite(told):
            self._bound = min(self._bound, told)
