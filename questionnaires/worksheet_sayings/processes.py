"""Processes step by step: the time that adds value, and which steps to mend in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from questionnaires.worksheet_sayings.given import Given, LeftOut, Needs, Row, folded, share, taken

LOW = 2
"""A step of this effectiveness or efficiency or less, of 5, is to be mended."""
Mending = Literal["remove", "effectiveness", "efficiency"]
_ORDER: tuple[Mending, ...] = ("remove", "effectiveness", "efficiency")
_NEEDS = Needs(
    {"process": "text", "step": "text", "value_time": "number", "elapsed_time": "number"},
    {
        "step_number": "number",
        "effectiveness": "number",
        "efficiency": "number",
        "adds_value": "choice",
        "outcome": "text",
    },
    {"adds_value": ("Yes", "No")},
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step; times in hours, `effectiveness` and `efficiency` 1 to 5."""

    process: str
    name: str
    number: Decimal | None
    value_time: Decimal
    elapsed: Decimal
    effectiveness: Decimal | None
    efficiency: Decimal | None
    adds_value: bool
    outcome: str

    @property
    def mending(self) -> Mending | None:
        """Return what is to be done: a step is removed, else made effective, and only then efficient."""
        if not self.adds_value:
            return "remove"
        if self.effectiveness is not None and self.effectiveness <= LOW:
            return "effectiveness"
        if self.efficiency is not None and self.efficiency <= LOW:
            return "efficiency"
        return None

    @property
    def is_odd(self) -> bool:
        """Return whether its value-adding time cannot be: longer than the step, or in one without value."""
        return self.value_time > self.elapsed or (not self.adds_value and self.value_time > 0)


@dataclass(frozen=True, slots=True)
class Process:
    """One process with its steps in order, and the outcomes that it serves; times in hours.

    Different processes are never added up, and have no mean.
    """

    name: str
    steps: tuple[Step, ...]
    outcomes: tuple[str, ...]

    @property
    def value_time(self) -> Decimal:
        """Return the sum of the value-adding times, as the worksheet adds them."""
        return sum((each.value_time for each in self.steps), Decimal(0))

    @property
    def elapsed(self) -> Decimal:
        """Return the sum of the elapsed times."""
        return sum((each.elapsed for each in self.steps), Decimal(0))

    @property
    def share(self) -> Decimal | None:
        """Return value-adding time / elapsed time, None where no time elapses."""
        return share(self.value_time, self.elapsed)

    @property
    def without_value(self) -> tuple[Step, ...]:
        """Return the steps that add no value."""
        return tuple(each for each in self.steps if not each.adds_value)

    @property
    def slowest(self) -> Step:
        """Return the step with the longest elapsed time, the first of several."""
        return max(self.steps, key=lambda each: each.elapsed)


@dataclass(frozen=True, slots=True)
class Processes:
    """What the worksheet of processes says: the processes with the longest first.

    `order` has the steps to be mended in their order: those without value, of low effectiveness, of low
    efficiency; `odd` are those whose value-adding time is longer than the
    time they take, or that have some and add no value. `asks_outcome`
    says whether the worksheet asks for outcomes.
    """

    processes: tuple[Process, ...]
    order: tuple[Step, ...]
    odd: tuple[Step, ...]
    asks_outcome: bool
    left_out: LeftOut

    @property
    def without_outcome(self) -> tuple[Process, ...]:
        """Return the processes that serve no outcome, as far as that is asked."""
        return tuple(each for each in self.processes if self.asks_outcome and not each.outcomes)


def processes(given: Given) -> Processes | None:
    """Return what the processes say; None where the worksheet has no steps with their times."""
    found = taken(given, _NEEDS)
    if found is None or not found.rows:
        return None
    made = sorted(_processes(found.rows), key=lambda each: (-each.elapsed, each.name))
    steps = [step for each in made for step in each.steps]
    return Processes(
        tuple(made),
        tuple(in_order(steps)),
        tuple(each for each in steps if each.is_odd),
        "outcome" in found.columns,
        found.left_out,
    )


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return the steps to be mended, in the order of work.

    Within each kind of work the lowest rating comes first, then the step that takes longest.
    """
    return sorted((each for each in steps if each.mending), key=_urgency)


def _urgency(step: Step) -> tuple[int, Decimal, Decimal]:
    assert step.mending is not None
    rating = {"effectiveness": step.effectiveness, "efficiency": step.efficiency}.get(step.mending)
    return _ORDER.index(step.mending), rating or Decimal(0), -step.elapsed


def _processes(rows: Sequence[Row]) -> list[Process]:
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(folded(row.text("process")), []).append(row)
    made = []
    for its in by_name.values():
        steps = sorted((_step(each, its[0].text("process")) for each in its), key=_place)
        outcomes = {folded(each.outcome): each.outcome for each in reversed(steps) if each.outcome}
        made.append(Process(steps[0].process, tuple(steps), tuple(reversed(outcomes.values()))))
    return made


def _place(step: Step) -> tuple[bool, Decimal]:
    """Return where a step stands: by its number, those without one at the end."""
    return step.number is None, step.number or Decimal(0)


def _step(row: Row, process: str) -> Step:
    return Step(
        process,
        row.text("step"),
        row.amount("step_number"),
        row.figure("value_time"),
        row.figure("elapsed_time"),
        row.amount("effectiveness"),
        row.amount("efficiency"),
        row.text("adds_value") != "No",
        row.text("outcome"),
    )
