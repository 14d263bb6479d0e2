"""A schedule as a mixed integer program: its variables, what each gains, and the rows that bind them.

Whether a task begins in a quarter is a variable of its own, 0 or 1. A task may have begun by a quarter only
where each that it needs has ended before that quarter; in each quarter what is taken stays within what is
left. Source: the time-indexed formulation of Pritsker, Watters and Wolfe (1969), with the needs summed up to
each quarter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.roadmap.loads import Amounts, Loads, loads
from questionnaires.roadmap.problem import SLACK, Problem, Task, earliest_ends, gain

Row = tuple[float, Mapping[int, float]]
"""The most that a sum may be, and the factor of each variable in it."""


@dataclass(frozen=True, slots=True)
class Program:
    """The variables in their order, as (task, start), what each gains, and the rows."""

    places: tuple[tuple[int, int], ...]
    gains: tuple[float, ...]
    rows: tuple[Row, ...] = field(repr=False)


def program(problem: Problem) -> Program:
    """Return the program of a problem; pinned tasks are no variables, they only leave less to the others."""
    takes, pinned = loads(problem), problem.pinned
    left = takes.left(pinned)
    number: dict[int, dict[int, int]] = {}
    places: list[tuple[int, int]] = []
    gains: list[float] = []
    for task in problem.tasks:
        for start in _starts(problem, takes, left, task):
            number.setdefault(task.id, {})[start] = len(places)
            places.append((task.id, start))
            gains.append(gain(problem, task, start))
    rows = (
        *((1.0, dict.fromkeys(starts.values(), 1.0)) for starts in number.values()),
        *_needs(problem, number),
        *_limits(takes, left, places),
    )
    return Program(tuple(places), tuple(gains), rows)


def _starts(problem: Problem, takes: Loads, left: Amounts, task: Task) -> list[int]:
    """Return where a task can begin at best: not before what it needs, and where it alone would fit."""
    if task.pinned is not None:
        return []
    needs = {each.id: () if each.pinned is not None else each.needs for each in problem.tasks}
    # What is pinned ends where it does, so it counts as if it took all the quarters up to there.
    quarters = {
        each.id: each.quarters if each.pinned is None else each.end(each.pinned) for each in problem.tasks
    }
    ends = earliest_ends(needs, quarters)
    first = 1 + max((ends[each] for each in task.needs), default=0)
    fits = takes.fitting(task.id, left)
    return [start for start in range(first, problem.quarters - task.quarters + 2) if fits[start - 1]]


def _needs(problem: Problem, number: Mapping[int, Mapping[int, int]]) -> Iterator[Row]:
    """Yield for each need and quarter: begun by then at most where what is needed has ended before."""
    by_number = problem.task
    for task in problem.tasks:
        own = number.get(task.id, {})
        for other in task.needs:
            if by_number[other].pinned is not None or not own:
                continue
            for quarter in sorted(own):
                row = {at: 1.0 for start, at in own.items() if start <= quarter}
                ended = number.get(other, {})
                row |= {at: -1.0 for start, at in ended.items() if by_number[other].end(start) < quarter}
                yield 0.0, row


def _limits(takes: Loads, left: Amounts, places: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield for each limit and quarter what may be taken, where all together could take more."""
    for limited in range(left.shape[0]):
        for quarter in range(left.shape[1]):
            row = {
                at: float(taken)
                for at, (task, start) in enumerate(places)
                if (taken := takes.of[task][start - 1, limited, quarter]) > SLACK
            }
            if sum(row.values()) > left[limited, quarter]:
                yield float(left[limited, quarter]), row
