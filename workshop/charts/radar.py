"""The radar of the components: balance at a glance, without figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap

WIDTH, HEIGHT = 340, 264
_CENTRE = (WIDTH / 2, HEIGHT / 2)
_RADIUS = 88.0
_LETTERS, _LINE = 12, 17
LEAST_SPOKES = 3
"""With fewer there is no area to see."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One component: its end, the marks on it, and its name in lines with the place of each."""

    end: Point
    today: Point
    wanted: Point | None
    lines: tuple[tuple[str, Point], ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Spokes and the rings of the five levels, each ring as the points of a polygon."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    today: str
    wanted: str | None


def radar(scores: Sequence[tuple[str, float, float | None]]) -> Radar | None:
    """Return the radar of (name, today, wanted) in the order given, or None for too few components."""
    if len(scores) < LEAST_SPOKES:
        return None
    count = len(scores)
    spokes = tuple(_spoke(place, count, *each) for place, each in enumerate(scores))
    wanted = [spoke.wanted for spoke in spokes if spoke.wanted is not None]
    return Radar(
        spokes=spokes,
        rings=tuple(_points([_at(place, count, level) for place in range(count)]) for level in range(1, 6)),
        today=_points([spoke.today for spoke in spokes]),
        wanted=_points(wanted) if len(wanted) == count else None,
    )


def _spoke(place: int, count: int, name: str, today: float, wanted: float | None) -> Spoke:
    x, y = _at(place, count, 5.0, beyond=14.0)
    sideways = round(x - _CENTRE[0], 1)
    words = wrap(name, _LETTERS)
    # Above the centre names grow upwards, below it downwards, at its sides both ways.
    lift = (1 - (y - _CENTRE[1]) / (_RADIUS + 14.0)) / 2
    first = y + 5 - lift * _LINE * (len(words) - 1)
    return Spoke(
        end=_at(place, count, 5.0),
        today=_at(place, count, today),
        wanted=None if wanted is None else _at(place, count, wanted),
        lines=tuple((word, (x, round(first + _LINE * line, 1))) for line, word in enumerate(words)),
        anchor="middle" if abs(sideways) < 1 else "start" if sideways > 0 else "end",
    )


def _at(place: int, count: int, level: float, beyond: float = 0.0) -> Point:
    """Return the point of a level on a spoke; level 1 is a fifth of the way out, so that it can be seen."""
    angle = 2 * pi * place / count - pi / 2
    length = _RADIUS * level / 5 + beyond
    return round(_CENTRE[0] + length * cos(angle), 1), round(_CENTRE[1] + length * sin(angle), 1)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
