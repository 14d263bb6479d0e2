"""Five small columns: how many people gave each level."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 152, 50
_FLOOR, _TALLEST, _PITCH, _BREADTH = 48.0, 32.0, 30, 27


@dataclass(frozen=True, slots=True)
class Column:
    """One column in pixels: the people at a level."""

    level: int
    count: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Return where its count is centred."""
        return self.x + _BREADTH / 2


def columns(counts: Sequence[int]) -> list[Column]:
    """Return the columns of a distribution, the tallest one always of the same height."""
    most = max(counts, default=0)
    result = []
    for place, count in enumerate(counts):
        height = round(_TALLEST * count / most, 1) if most else 0.0
        result.append(Column(place + 1, count, 1 + place * _PITCH, round(_FLOOR - height, 1), height))
    return result
