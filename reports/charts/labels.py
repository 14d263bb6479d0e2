"""Names beside discs: none over another, over a disc or out of the picture. Pure geometry, in any unit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Literal

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
_NEAR = 16
"""Directions in which a name is tried beside its disc."""
_AROUND = 24
"""Directions in which it is tried further off."""
_RINGS = (1.0, 2.0, 3.0, 4.5, 6.0, 8.0, 11.0, 15.0, 20.0, 27.0, 36.0)
"""How far off, in lines of text."""
_CLOSE = 5
"""Within so many of these a name in full is better than a shortened one beside its disc."""
_CROSSING = 6.0
"""What it costs a name to lie over a line, in lines of text."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Return whether two boxes overlap, or come nearer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, frame: "Box") -> bool:
        """Return whether it lies inside a frame."""
        return (
            self.left >= frame.left
            and self.right <= frame.right
            and self.top >= frame.top
            and self.bottom <= frame.bottom
        )

    def nearest(self, x: float, y: float) -> Point:
        """Return the point of the box that is nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def crossed(self, start: Point, end: Point) -> bool:
        """Return whether a line from point to point runs through the box."""
        first, last = 0.0, 1.0
        for place, low, high in ((0, self.left, self.right), (1, self.top, self.bottom)):
            along = end[place] - start[place]
            if abs(along) < 1e-12:
                if not low < start[place] < high:
                    return False
                continue
            enters, leaves = sorted(((low - start[place]) / along, (high - start[place]) / along))
            first, last = max(first, enters), min(last, leaves)
        return first < last


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc that has a name."""

    x: float
    y: float
    r: float

    def meets(self, box: Box, gap: float = 0.0) -> bool:
        """Return whether a box overlaps the disc, or comes nearer than a gap."""
        x, y = box.nearest(self.x, self.y)
        return hypot(x - self.x, y - self.y) < self.r + gap


@dataclass(frozen=True, slots=True)
class Written:
    """A way to write a name: its lines, and the room they take."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to write a name in full, the best first, and those that shorten it."""

    full: tuple[Written, ...]
    short: tuple[Written, ...] = ()

    @property
    def every(self) -> tuple[Written, ...]:
        """Return all of them."""
        return *self.full, *self.short


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a name stands, to which side its lines are set, and the line that leads to it, if any."""

    written: Written
    box: Box
    align: Align
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """What names are placed in: a frame, the height of a line, boxes taken, lines better not crossed."""

    frame: Box
    line: float
    taken: tuple[Box, ...] = ()
    uprights: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()

    def cost(self, box: Box) -> float:
        """Return what it costs to lie over lines."""
        crossed = sum(box.left < x < box.right for x in self.uprights)
        return _CROSSING * (crossed + sum(box.top < y < box.bottom for y in self.levels))


def placed(discs: Sequence[Disc], ways: Sequence[Ways], space: Space) -> tuple[Placed | None, ...]:
    """Return where each disc's name stands, written in one of its ways; None where none of them fits.

    What fits in full beside its disc is placed first, then what fits shortened, then with a line that leads
    to it; each time the names of crowded discs before others.
    """
    found: dict[int, Placed] = {}
    order = _crowded_first(discs, space)

    def put(place: int, result: Placed | None) -> None:
        if result:
            found[place] = result

    def left() -> list[int]:
        return [place for place in order if place not in found]

    for place in left():
        put(place, _beside(discs, place, ways[place].full, space, list(found.values())))
    for place in left():
        put(place, _further(discs, place, ways[place].full, space, list(found.values()), _CLOSE))
    for place in left():
        put(place, _beside(discs, place, ways[place].short, space, list(found.values())))
    for place in left():
        put(place, _further(discs, place, ways[place].every, space, list(found.values()), len(_RINGS)))
    for place in left():
        put(place, _further(discs, place, ways[place].every, space, list(found.values()), 0))
    return tuple(found.get(place) for place in range(len(discs)))


def _crowded_first(discs: Sequence[Disc], space: Space) -> list[int]:
    """Return the places of discs, those with most others close by first."""
    reach = 8 * space.line

    def others(place: int) -> int:
        own = discs[place]
        return sum(hypot(each.x - own.x, each.y - own.y) < reach for each in discs)

    return sorted(range(len(discs)), key=lambda place: (-others(place), place))


def _beside(
    discs: Sequence[Disc], place: int, ways: Sequence[Written], space: Space, there: Sequence[Placed]
) -> Placed | None:
    """Return the best way to write a name touching its disc, without a leader."""
    best: tuple[float, Placed] | None = None
    for rank, way in enumerate(ways):
        for turn in range(_NEAR):
            box, align = _box(discs[place], way, 2 * pi * turn / _NEAR, 0.25 * space.line)
            # Right of the disc reads best, then left, above and below; between them is a little worse.
            cost = rank * 0.9 * space.line + _askew(turn) * space.line + space.cost(box)
            better = best is None or cost < best[0]
            if better and _is_free(box, discs, place, space, there):
                best = cost, Placed(way, box, align)
    return best[1] if best else None


def _askew(turn: int) -> float:
    quarter = _NEAR // 4
    return {0: 0.0, 2 * quarter: 0.2, quarter: 0.4, 3 * quarter: 0.4}.get(turn, 0.7)


def _further(
    discs: Sequence[Disc],
    place: int,
    ways: Sequence[Written],
    space: Space,
    there: Sequence[Placed],
    rings: int,
) -> Placed | None:
    """Return the nearest place within so many rings, with a leader that crosses nothing; 0 for any at all."""
    own = discs[place]
    is_clear = _clear(discs, place, there)
    for ring in _RINGS[: rings or len(_RINGS)]:
        options = []
        for way in ways:
            for box, align in _ring(own, way, ring * space.line):
                if _is_free(box, discs, place, space, there):
                    leader = _leader(own, box)
                    if not rings or is_clear(*leader):
                        options.append((space.cost(box), Placed(way, box, align, leader)))
        if options:
            return min(options, key=lambda each: each[0])[1]
    return None


def _ring(own: Disc, way: Written, distance: float) -> Iterator[tuple[Box, Align]]:
    for turn in range(_AROUND):
        yield _box(own, way, 2 * pi * turn / _AROUND, distance)


def _box(own: Disc, way: Written, angle: float, distance: float) -> tuple[Box, Align]:
    """Return the box of a name whose nearest point lies so far from the disc's edge in a direction."""
    x = own.x + (own.r + distance) * cos(angle)
    y = own.y + (own.r + distance) * sin(angle)
    across, down = cos(angle), sin(angle)
    left = x - way.width * (0.5 - _side(across) / 2)
    top = y - way.height * (0.5 - _side(down) / 2)
    align: Align = "left" if across > 0.5 else "right" if across < -0.5 else "center"
    return Box(left, top, left + way.width, top + way.height), align


def _side(part: float) -> float:
    """Return -1, 0 or 1, and in between what leads softly from one to the next."""
    return max(-1.0, min(1.0, 1.6 * part))


def _is_free(box: Box, discs: Sequence[Disc], place: int, space: Space, there: Sequence[Placed]) -> bool:
    gap = 0.15 * space.line
    if not box.within(space.frame) or any(box.meets(each) for each in space.taken):
        return False
    if any(box.meets(each.box, gap) for each in there):
        return False
    if any(each.leader and box.crossed(*each.leader) for each in there):
        return False
    return not any(each.meets(box, 0.0 if number == place else gap) for number, each in enumerate(discs))


def _leader(own: Disc, box: Box) -> tuple[Point, Point]:
    """Return the line from a disc's edge to the nearest point of a name."""
    x, y = box.nearest(own.x, own.y)
    away = hypot(x - own.x, y - own.y)
    along = own.r / away if away else 0.0
    return (own.x + (x - own.x) * along, own.y + (y - own.y) * along), (x, y)


def _clear(discs: Sequence[Disc], place: int, there: Sequence[Placed]) -> Callable[[Point, Point], bool]:
    """Return what says whether a leader crosses no name, no other leader and no other disc's middle."""

    def is_clear(start: Point, end: Point) -> bool:
        if any(each.box.crossed(start, end) for each in there):
            return False
        if any(each.leader and _cross(start, end, *each.leader) for each in there):
            return False
        return not any(
            number != place and _distance((each.x, each.y), start, end) < each.r
            for number, each in enumerate(discs)
        )

    return is_clear


def _cross(first: Point, second: Point, third: Point, fourth: Point) -> bool:
    def turn(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    apart = turn(first, second, third) * turn(first, second, fourth)
    return apart < 0 and turn(third, fourth, first) * turn(third, fourth, second) < 0


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from a line from point to point."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length:
        share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length
        share = max(0.0, min(1.0, share))
    return hypot(start[0] + share * along[0] - point[0], start[1] + share * along[1] - point[1])
