"""What tasks take of what is limited, as arrays, so that many places can be tried in no time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.roadmap.problem import SLACK, Problem, Task

Amounts = NDArray[np.float64]
"""Rows are what is limited: the roles, then the budget where it is; columns are quarters."""


@dataclass(frozen=True, slots=True)
class Loads:
    """What each task takes wherever it begins, by its number: starts × limited × quarters; and the limits."""

    of: Mapping[int, Amounts]
    limits: Amounts

    def left(self, starts: Mapping[int, int]) -> Amounts:
        """Return what is left of the limits, never below none, once tasks have their places."""
        taken = self.limits.copy()
        for number, start in starts.items():
            taken -= self.of[number][start - 1]
        return np.maximum(taken, 0.0)

    def fitting(self, number: int, left: Amounts) -> NDArray[np.bool_]:
        """Return for each start from the first quarter on whether a task fits into what is left."""
        taken = self.of[number]
        short: NDArray[np.bool_] = np.any((taken > left + SLACK) & (taken > SLACK), axis=(1, 2))
        return ~short


def loads(problem: Problem) -> Loads:
    """Return what the tasks of a problem take of what is limited in it."""
    rows: list[tuple[float, ...]] = list(problem.days.values())
    if problem.budget is not None:
        rows.append(problem.budget)
    limits = np.array(rows, dtype=np.float64).reshape(len(rows), problem.quarters)
    return Loads({each.id: _load(problem, each) for each in problem.tasks}, limits)


def _load(problem: Problem, task: Task) -> Amounts:
    """Return what a task takes: what would fall after the last quarter is no part of it."""
    rows = len(problem.days) + (problem.budget is not None)
    found = np.zeros((problem.quarters, rows, problem.quarters))
    for start in range(1, problem.quarters + 1):
        for row, role in enumerate(problem.days):
            _put(found[start - 1, row], task.days.get(role, ()), start)
        if problem.budget is not None:
            _put(found[start - 1, -1], (task.one_off,) * task.quarters, start)
            found[start - 1, -1, task.end(start) :] += task.running
    return found


def _put(row: Amounts, amounts: Iterable[float], start: int) -> None:
    for place, amount in enumerate(amounts, start - 1):
        if place < len(row):
            row[place] += amount
