"""What an initiative is worth: the levels it raises, each at the worth of its capability, up to the target.

Source: the method's M6c. Nothing is rounded before it is shown. Effort is the other axis, never a divisor;
the ratio stands beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from questionnaires.finding_worth import Worths
from questionnaires.judgement import NOTHING, Judgements, Target, Which, target_of
from questionnaires.pack import MethodPack
from questionnaires.roadmap.plan import Initiative, Lift
from questionnaires.scores import Scores

DAYS_APART = 10
"""The ratio beside a value is for so many person-days."""
NO_TARGET = Target(None, "none")

_Stretch = tuple[float, float]
"""A stretch of levels, from and to."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one capability adds to a value: `levels` are those counted, each worth `worth`.

    `target` is None where nobody said one or it is hidden; all levels up to `to` count then.
    """

    capability: str
    worth: float
    origin: float
    to: float
    target: float | None
    which: Which
    levels: float

    @property
    def value(self) -> float:
        """Return worth times levels counted."""
        return self.worth * self.levels

    @property
    def ends(self) -> float:
        """Return the level up to which it counts."""
        return self.to if self.target is None else min(self.to, self.target)

    @property
    def beyond(self) -> float:
        """Return the levels it raises above the target, which do not count."""
        return max(0.0, self.to - self.origin) - max(0.0, self.ends - self.origin)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an initiative in its parts, in the order of its lifts, and its person-days."""

    initiative: int
    parts: tuple[Part, ...]
    days: float

    @property
    def total(self) -> float:
        """Return the sum of the parts."""
        return fsum(each.value for each in self.parts)

    @property
    def ratio(self) -> float | None:
        """Return the value for ten person-days; None where no effort is stated."""
        return DAYS_APART * self.total / self.days if self.days > 0 else None

    @property
    def without_target(self) -> tuple[str, ...]:
        """Return the capabilities that count up to where they are raised, for want of a target."""
        return tuple(each.capability for each in self.parts if each.target is None)


@dataclass(frozen=True, slots=True)
class Reached:
    """What all initiatives together raise of one capability, by their numbers, each level counted once.

    `levels` are counted once, `shared` those that were left out since another initiative raises them too.
    """

    capability: str
    worth: float
    levels: float
    shared: float
    raised_by: tuple[int, ...]

    @property
    def value(self) -> float:
        """Return worth times levels counted."""
        return self.worth * self.levels


@dataclass(frozen=True, slots=True)
class Reach:
    """What a programme raises, by capability in the order in which initiatives name them."""

    parts: tuple[Reached, ...]

    @property
    def total(self) -> float:
        """Return the value of the programme."""
        return fsum(each.value for each in self.parts)

    @property
    def shared(self) -> float:
        """Return the value that single initiatives add up to beyond the programme's."""
        return fsum(each.worth * each.shared for each in self.parts)


def targets_of(
    pack: MethodPack, scores: Scores | None, judgements: Mapping[str, Judgements]
) -> Mapping[str, Target]:
    """Return the target of every capability, by id, from what may be shown."""
    return {
        each.id: target_of(
            scores.capabilities.get(each.id) if scores else None, judgements.get(each.id, NOTHING)
        )
        for each in pack.capabilities
    }


def value_of(initiative: Initiative, worths: Worths, targets: Mapping[str, Target]) -> Value:
    """Return what an initiative is worth, part by part; a level that it names twice counts once.

    Value = sum over its capabilities of worth x max(0, min(to, target) - origin); without a target, up to
    `to`. Source: the method's M6c.
    """
    covered: dict[str, list[_Stretch]] = {}
    parts = []
    for lift in initiative.lifts:
        target = targets.get(lift.capability, NO_TARGET)
        counted = _newly(_counting(lift, target), covered.setdefault(lift.capability, []))
        worth = worths.weights.get(lift.capability, 1.0)
        parts.append(Part(lift.capability, worth, lift.origin, lift.to, target.value, target.which, counted))
    return Value(initiative.id, tuple(parts), initiative.days)


def reach_of(initiatives: Sequence[Initiative], worths: Worths, targets: Mapping[str, Target]) -> Reach:
    """Return what initiatives raise together: a level that two of them raise counts once."""
    covered: dict[str, list[_Stretch]] = {}
    once: dict[str, list[float]] = {}
    alone: dict[str, list[float]] = {}
    raised_by: dict[str, list[int]] = {}
    for each in initiatives:
        for part in value_of(each, worths, targets).parts:
            key = part.capability
            found = _newly((part.origin, max(part.origin, part.ends)), covered.setdefault(key, []))
            once.setdefault(key, []).append(found)
            alone.setdefault(key, []).append(part.levels)
            numbers = raised_by.setdefault(key, [])
            if part.levels > 0 and each.id not in numbers:
                numbers.append(each.id)
    return Reach(
        tuple(
            Reached(
                key,
                worths.weights.get(key, 1.0),
                fsum(levels),
                max(0.0, fsum(alone[key]) - fsum(levels)),
                tuple(raised_by[key]),
            )
            for key, levels in once.items()
        )
    )


def by_value(values: Sequence[Value]) -> list[Value]:
    """Return values from the highest; of those alike the one with less effort first."""
    return sorted(values, key=lambda each: (-round(each.total, 9), each.days, each.initiative))


def _counting(lift: Lift, target: Target) -> _Stretch:
    """Return the stretch of levels of a lift that counts; an empty one begins and ends at its origin."""
    to = lift.to if target.value is None else min(lift.to, target.value)
    return lift.origin, max(lift.origin, to)


def _newly(stretch: _Stretch, covered: list[_Stretch]) -> float:
    """Return how much of a stretch nothing covered yet, and note it as covered."""
    low, high = stretch
    parts = [(low, high)] if high > low else []
    for begin, end in covered:
        parts = [
            piece
            for start, stop in parts
            for piece in ((start, min(stop, begin)), (max(start, end), stop))
            if piece[1] > piece[0]
        ]
    covered.extend(parts)
    return fsum(stop - start for start, stop in parts)
