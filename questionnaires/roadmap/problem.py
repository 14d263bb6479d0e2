"""The question that both ways of scheduling answer: which initiative begins when, so that most is gained.

Value earlier is worth more: an initiative earns its value in each quarter from the one it ends in on, so one
that ends in the first of twelve quarters counts whole, and one that ends in the last counts a twelfth. An
initiative that raises nothing up to a target earns a hundredth of what the others do on average, so that it
gets a place where there is room. One that is pinned earns its value by the share of what it needs that has
ended before it begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from questionnaires.pack import MethodPack
from questionnaires.roadmap.foundations import foundations, leads_to
from questionnaires.roadmap.plan import Initiative, Roadmap
from questionnaires.roadmap.spending import days_by_quarter
from questionnaires.roadmap.staffing import called

RULE = (
    "Value earlier is worth more: an initiative earns its value in each quarter from the one it ends in, to"
    " the end of the roadmap."
)
"""What a schedule is best by, as pages say it."""
LEAST = 0.01
"""What an initiative without value earns, as a share of what the others do on average."""
SLACK = 1e-6
"""By how much a sum may pass its limit: it is rounding, not work."""


@dataclass(frozen=True, slots=True)
class Task:
    """An initiative as a schedule sees it: `days` by role and its own quarters, money by quarter.

    Roles are named as they are compared. `needs` are the numbers of those that must have ended before it
    begins; a `pinned` one begins in that quarter whatever it needs.
    """

    id: int
    quarters: int
    worth: float
    needs: tuple[int, ...] = ()
    pinned: int | None = None
    days: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    one_off: float = 0.0
    running: float = 0.0

    def end(self, start: int) -> int:
        """Return the last quarter it is worked at."""
        return start + self.quarters - 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be scheduled within what: limits are those left after the reserve, None for no limit.

    `waived` are foundations that no schedule keeps to: (an initiative, what it rests on).
    """

    quarters: int
    tasks: tuple[Task, ...]
    budget: tuple[float, ...] | None = None
    days: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    waived: tuple[tuple[int, int], ...] = ()

    @property
    def task(self) -> Mapping[int, Task]:
        """Return the tasks by number."""
        return {each.id: each for each in self.tasks}

    @property
    def pinned(self) -> Mapping[int, int]:
        """Return where those begin that stay where they are."""
        return {each.id: each.pinned for each in self.tasks if each.pinned is not None}


def problem(roadmap: Roadmap, pack: MethodPack, values: Mapping[int, float]) -> Problem:
    """Return the problem of a roadmap; `values` are by the numbers of its initiatives.

    Of its placements only the pinned ones count. What an initiative needs are its prerequisites and what it
    rests on by the method.
    """
    needs, waived = _needs(roadmap, pack)
    capacity = roadmap.capacity
    left = 1 - capacity.reserve
    worths = _worths(roadmap.initiatives, values)
    tasks = []
    for each in roadmap.initiatives:
        place = roadmap.placements.get(each.id)
        tasks.append(
            Task(
                each.id,
                each.quarters,
                worths[each.id],
                needs[each.id],
                place.start if place and place.pinned else None,
                _days(each),
                each.one_off.expected / each.quarters,
                each.running.expected / 4,
            )
        )
    return Problem(
        capacity.quarters,
        tuple(tasks),
        None if capacity.budget is None else tuple(left * each for each in capacity.budget),
        {called(role): tuple(left * each for each in days) for role, days in capacity.days.items()},
        waived,
    )


def _days(initiative: Initiative) -> dict[str, tuple[float, ...]]:
    """Return what an initiative takes by role, under the name that roles are compared by."""
    found: dict[str, tuple[float, ...]] = {}
    for role, days in days_by_quarter(initiative, 1, initiative.quarters).items():
        before = found.get(called(role), (0.0,) * initiative.quarters)
        found[called(role)] = tuple(map(fsum, zip(before, days, strict=True)))
    return {role: days for role, days in found.items() if any(days)}


def gain(problem: Problem, task: Task, start: int) -> float:
    """Return what a task earns that begins in a quarter, with what it lets pinned ones earn."""
    gained = 0.0 if task.pinned is not None else _earned(problem, task, start)
    for other in problem.tasks:
        if other.pinned is not None and task.id in other.needs and task.end(start) < other.pinned:
            gained += _earned(problem, other, other.pinned) / len(other.needs)
    return gained


def gained(problem: Problem, starts: Mapping[int, int]) -> float:
    """Return what a schedule earns; pinned tasks that need nothing earn whatever the others do."""
    free = (
        _earned(problem, each, each.pinned)
        for each in problem.tasks
        if each.pinned is not None and not each.needs
    )
    placed = (gain(problem, each, starts[each.id]) for each in problem.tasks if each.id in starts)
    return fsum((*free, *placed))


def _earned(problem: Problem, task: Task, start: int) -> float:
    return task.worth * max(0, problem.quarters - task.end(start) + 1) / problem.quarters


def _worths(initiatives: Sequence[Initiative], values: Mapping[int, float]) -> dict[int, float]:
    known = [value for each in initiatives if (value := values.get(each.id, 0.0)) > 0]
    least = LEAST * fsum(known) / len(known) if known else 1.0
    return {each.id: max(values.get(each.id, 0.0), least) for each in initiatives}


def _needs(
    roadmap: Roadmap, pack: MethodPack
) -> tuple[dict[int, tuple[int, ...]], tuple[tuple[int, int], ...]]:
    """Return what each initiative needs, and the foundations that cannot be kept to.

    A foundation is waived where it would close a circle, or where an initiative could not end within the
    roadmap any more, however much there were to do it with.
    """
    known = {each.id: each.quarters for each in roadmap.initiatives}
    needs = {
        each.id: [other for other in dict.fromkeys(each.prerequisites) if other in known]
        for each in roadmap.initiatives
    }
    waived = []
    for number, rests_on in foundations(pack, roadmap.initiatives).items():
        for other in rests_on:
            if other in needs[number]:
                continue
            if leads_to(needs, other, number) or not _ends_in_time(roadmap, needs, known, number, other):
                waived.append((number, other))
            else:
                needs[number].append(other)
    return {number: tuple(each) for number, each in needs.items()}, tuple(waived)


def _ends_in_time(
    roadmap: Roadmap, needs: Mapping[int, list[int]], quarters: Mapping[int, int], number: int, other: int
) -> bool:
    """Return whether one more need leaves everything in time that was in time without it."""
    last = roadmap.capacity.quarters
    before = earliest_ends(needs, quarters)
    after = earliest_ends({**needs, number: [*needs[number], other]}, quarters)
    return all(after[each] <= last or before[each] > last for each in quarters)


def earliest_ends(needs: Mapping[int, Sequence[int]], quarters: Mapping[int, int]) -> dict[int, int]:
    """Return in which quarter each can end at best, whatever it takes; circles end as if they were none."""
    ends: dict[int, int] = {}

    def end(number: int) -> int:
        if number not in ends:
            ends[number] = 0  # for circles
            ends[number] = max((end(each) for each in needs[number]), default=0) + quarters[number]
        return ends[number]

    for number in quarters:
        end(number)
    return ends
