"""Where breaks lie in a session: between two items, so that the stretches of work are about as long."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

_STRETCH = 120
"""A session gets a break for each so many minutes that it has, and the short one gets one too."""
_SHORT, _DAY = 180, 360
"""Under so many minutes the break is short; from so many on one of the breaks is lunch."""
_NOON = 12 * 60 + 30
_WITHIN = 400.0
"""What a break between two talks that belong together costs, in squared minutes."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A break before the item at a place, counted from 0."""

    before: int
    minutes: int
    lunch: bool = False


def lengths(minutes: int) -> tuple[int, ...]:
    """Return how long the breaks of a session are, the one for lunch first where there is one."""
    number = max(1, -(-minutes // _STRETCH) - 1)
    if minutes < _DAY:
        return (10 if minutes < _SHORT else 15,) * number
    lunch = 45 if minutes < 420 else 60
    return (lunch, *(15,) * (number - 1))


def pauses(
    minutes: Sequence[int], breaks: Sequence[int], joined: frozenset[int], starts_at: int | None, lunch: bool
) -> tuple[Pause, ...]:
    """Return where the breaks lie among items of so many minutes.

    `joined` are the places before which a break would divide talks that belong together. `starts_at` is the
    start in minutes since midnight: lunch lies near half past twelve then, and near the middle without.
    No break stands after the first item, or before the last.
    """
    places = range(2, len(minutes) - 1)
    ends = [sum(minutes[:place]) for place in range(len(minutes) + 1)]
    half = (ends[-1] + sum(breaks)) / 2 - breaks[0] / 2
    noon = half if starts_at is None else _NOON - starts_at
    best: tuple[float, tuple[int, ...], int] | None = None
    for chosen in combinations(places, min(len(breaks), len(places))):
        cuts = [0, *(ends[place] for place in chosen), ends[-1]]
        mean = ends[-1] / (len(cuts) - 1)
        uneven = sum((after - before - mean) ** 2 for before, after in pairwise(cuts))
        uneven += _WITHIN * len(joined.intersection(chosen))
        for at in range(len(chosen) if lunch else 1):
            away = ends[chosen[at]] + at * breaks[-1] - noon if lunch else 0.0
            cost = uneven + away**2
            if best is None or cost < best[0]:
                best = (cost, chosen, at)
    assert best is not None
    _, chosen, at = best
    others = breaks[-1]
    return tuple(
        Pause(place, breaks[0] if lunch and number == at else others, lunch and number == at)
        for number, place in enumerate(chosen)
    )
