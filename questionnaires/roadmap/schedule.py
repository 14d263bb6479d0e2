"""The instant draft of a schedule: one initiative after the other, each as early as it can begin.

Which one is next is asked by several rules in turn, and the schedule that gains most by the rule of
questionnaires.roadmap.problem is the draft. It takes a tenth of a second for forty initiatives.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum

from questionnaires.roadmap.loads import Loads, loads
from questionnaires.roadmap.problem import SLACK, Problem, Task, gained


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each task begins, those that found no place missing; and what that gains."""

    starts: Mapping[int, int]
    gained: float


def draft(problem: Problem) -> Schedule:
    """Return a schedule in which all keep to what they need, to the limits and to their pins.

    Pinned tasks stay even where they keep to none of it; the others then share what they leave.
    """
    takes = loads(problem)
    below = _below(problem)
    found = (_placed(problem, takes, rule) for rule in _rules(problem, takes, below))
    return max((Schedule(starts, gained(problem, starts)) for starts in found), key=lambda each: each.gained)


def obeys(problem: Problem, starts: Mapping[int, int]) -> bool:
    """Return whether a schedule keeps to pins, needs, limits and the end, wherever no pin makes it break."""
    task, pinned = problem.task, problem.pinned
    if any(starts.get(number) != start for number, start in pinned.items()):
        return False
    free = [task[number] for number in starts if number not in pinned]
    for each in free:
        first = starts[each.id]
        if first < 1 or each.end(first) > problem.quarters:
            return False
        if any(other not in starts or task[other].end(starts[other]) >= first for other in each.needs):
            return False
    takes = loads(problem)
    left = takes.left({number: start for number, start in starts.items() if number in pinned})
    taken = sum((takes.of[each.id][starts[each.id] - 1] for each in free), 0 * left)
    return not bool(((taken > left + SLACK) & (taken > SLACK)).any())


def first_start(problem: Problem, task: Task, starts: Mapping[int, int]) -> int | None:
    """Return the first quarter in which what a task needs has ended; None where some of it has no place."""
    if any(each not in starts for each in task.needs):
        return None
    by_number = problem.task
    return 1 + max((by_number[each].end(starts[each]) for each in task.needs), default=0)


Rule = Callable[[Task], float]
"""Of all tasks that may be next, the one with the largest figure is."""


def _placed(problem: Problem, takes: Loads, rule: Rule) -> dict[int, int]:
    """Place the tasks one by one, each in the first quarter where it fits."""
    starts = dict(problem.pinned)
    left = takes.left(starts)
    waiting = [each for each in problem.tasks if each.pinned is None]
    waiting.sort(key=rule, reverse=True)
    while waiting:
        found = next((each for each in waiting if all(other in starts for other in each.needs)), None)
        if found is None:
            return starts  # what is left needs something that has no place, or each other
        waiting.remove(found)
        start = _first_fit(problem, takes, found, first_start(problem, found, starts) or 1, left)
        if start is not None:
            starts[found.id] = start
            left = left - takes.of[found.id][start - 1]
    return starts


def _first_fit(problem: Problem, takes: Loads, task: Task, first: int, left: object) -> int | None:
    last = problem.quarters - task.quarters + 1
    fits = takes.fitting(task.id, left)  # type: ignore[arg-type]
    return next((start for start in range(first, last + 1) if fits[start - 1]), None)


def _below(problem: Problem) -> dict[int, frozenset[int]]:
    """Return for each task itself and all that waits for it, near or far."""
    after: dict[int, list[int]] = {each.id: [] for each in problem.tasks}
    for each in problem.tasks:
        for other in each.needs:
            after[other].append(each.id)
    found: dict[int, frozenset[int]] = {}
    for number in after:
        seen, reached = {number}, [number]
        while reached:
            reached = [other for each in reached for other in after[each] if other not in seen]
            seen.update(reached)
        found[number] = frozenset(seen)
    return found


def _rules(problem: Problem, takes: Loads, below: Mapping[int, frozenset[int]]) -> tuple[Rule, ...]:
    """Return the rules by which the next task is chosen: by worth, by worth and toil, foundations first."""
    worth = {each.id: each.worth for each in problem.tasks}
    toil = {each.id: _toil(takes, each) for each in problem.tasks}
    length = {each.id: each.quarters for each in problem.tasks}

    def all_below(of: Mapping[int, float], task: Task) -> float:
        return fsum(of[each] for each in below[task.id])

    return (
        lambda task: worth[task.id],
        lambda task: worth[task.id] / toil[task.id],
        lambda task: worth[task.id] / (toil[task.id] * length[task.id]),
        lambda task: all_below(worth, task),
        lambda task: all_below(worth, task) / all_below(toil, task),
        lambda task: all_below(worth, task) / length[task.id],
        lambda task: worth[task.id] + all_below(worth, task) / 2 - toil[task.id],
    )


def _toil(takes: Loads, task: Task) -> float:
    """Return how much of all that is limited a task takes, at least a trifle."""
    whole = takes.limits.sum(axis=1)
    taken = takes.of[task.id][0].sum(axis=1)
    shares = [float(part / all_) for part, all_ in zip(taken, whole, strict=True) if all_ > 0]
    return fsum(shares) + LEAST_TOIL * task.quarters


LEAST_TOIL = 0.005
"""What each quarter of a task counts as toil, beside what it takes of what is limited."""
