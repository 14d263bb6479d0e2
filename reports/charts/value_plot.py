"""Where everything of the value/effort picture stands, in any unit: for pages and documents alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot, log10, sqrt

from reports.charts.labels import Box, Disc, Placed, Space, placed
from reports.charts.value_items import CORNERS, Item, middle
from reports.charts.written import written


@dataclass(frozen=True, slots=True)
class Measures:
    """How large things are: texts by `wide`, a line of text, discs, and the longest line of a name."""

    wide: Callable[[str], float]
    number_wide: Callable[[str], float]
    line: float
    largest: float
    smallest: float
    longest: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis, where it stands, and how it is written."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """An initiative's disc; its number stands inside, or before its name, which is None where none fits."""

    item: Item
    disc: Disc
    inside: bool
    name: Placed | None


@dataclass(frozen=True, slots=True)
class Corner:
    """The name of a field and its box; `end` says that it is set to the right."""

    text: str
    box: Box
    end: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture: large discs first. Thresholds are the middle of all initiatives, None below two."""

    frame: Box
    effort: tuple[Tick, ...]
    value: tuple[Tick, ...]
    middle_effort: float | None
    middle_value: float | None
    effort_at: float
    value_at: float
    spots: tuple[Spot, ...]
    corners: tuple[Corner, ...]
    key: tuple[float, float] | None
    """An amount for the key, and the radius of its disc; None where nothing costs anything."""

    @property
    def unnamed(self) -> tuple[Item, ...]:
        """Return the initiatives that had no room for their name, by number."""
        return tuple(sorted((each.item for each in self.spots if not each.name), key=lambda one: one.number))


def value_plot(items: Sequence[Item], frame: Box, measures: Measures) -> Plot:
    """Lay out the picture of some initiatives within a frame."""
    inset = measures.largest + measures.line * 0.3
    across = _Scale(max((each.days for each in items), default=0.0), frame.left + inset, frame.right - inset)
    up = _Scale(max((each.value for each in items), default=0.0), frame.bottom - inset, frame.top + inset)
    most = max((each.cost for each in items), default=0.0)
    ordered = sorted(items, key=lambda each: (-each.cost, each.number))
    discs = [
        Disc(across.at(each.days), up.at(each.value), _radius(each.cost, most, measures)) for each in ordered
    ]
    thresholds = middle(items)
    value_at, effort_at = (up.at(thresholds[0]), across.at(thresholds[1])) if thresholds else (0.0, 0.0)
    corners = tuple(_corners(frame, discs, measures)) if thresholds else ()
    space = Space(
        frame,
        measures.line,
        tuple(each.box for each in corners),
        (effort_at,) if thresholds else (),
        (value_at,) if thresholds else (),
    )
    inside = [_holds(place, discs, str(each.number), measures) for place, each in enumerate(ordered)]
    names = [
        each.name if held else f"{each.number} {each.name}"
        for each, held in zip(ordered, inside, strict=True)
    ]
    ways = [written(each, measures.wide, measures.line, measures.longest) for each in names]
    there = placed(discs, ways, space)
    return Plot(
        frame,
        across.ticks,
        up.ticks,
        thresholds[1] if thresholds else None,
        thresholds[0] if thresholds else None,
        effort_at,
        value_at,
        tuple(Spot(*each) for each in zip(ordered, discs, inside, there, strict=True)),
        corners,
        _key(most, measures),
    )


class _Scale:
    """An axis from nought, with round values on it."""

    def __init__(self, most: float, start: float, end: float) -> None:
        step = _round_step(most or 1.0)
        steps = max(1, ceil(round((most or 1.0) / step, 9)))
        self.most, self.start, self.end = step * steps, start, end
        digits = max(0, -floor(log10(step))) if step < 1 else 0
        digits = 1 if step == 2.5 else digits
        self.ticks = tuple(
            Tick(self.at(step * each), f"{step * each:.{digits}f}") for each in range(steps + 1)
        )

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.start + (self.end - self.start) * value / self.most


def _round_step(most: float) -> float:
    """Return a round distance that divides an axis into three to six."""
    rough = most / 5
    power: float = 10.0 ** floor(log10(rough))
    return next(power * each for each in (1.0, 2.0, 2.5, 5.0, 10.0) if power * each >= rough * 0.999999)


def _radius(cost: float, most: float, measures: Measures) -> float:
    return max(measures.smallest, measures.largest * sqrt(cost / most)) if most > 0 else measures.smallest


def _key(most: float, measures: Measures) -> tuple[float, float] | None:
    """Return a round amount below the largest, and its radius."""
    if most <= 0:
        return None
    power: float = 10.0 ** floor(log10(most))
    amount = next(power * each for each in (5.0, 2.0, 1.0, 0.5) if power * each <= most * 0.6)
    return amount, _radius(amount, most, measures)


def _holds(place: int, discs: Sequence[Disc], number: str, measures: Measures) -> bool:
    """Return whether a disc has room for its number, which no other disc covers."""
    own = discs[place]
    half = measures.number_wide(number) / 2
    if hypot(half, measures.line * 0.36) > own.r:
        return False
    spot = Box(own.x - half, own.y - measures.line / 2, own.x + half, own.y + measures.line / 2)
    return not any(each.meets(spot) for number, each in enumerate(discs) if number > place)


def _corners(frame: Box, discs: Sequence[Disc], measures: Measures) -> Iterator[Corner]:
    """Yield the names of the four fields in their corners, moved along where a disc lies there."""
    air = 0.35 * measures.line
    for number, text in enumerate(CORNERS):
        end, low = number % 2 == 1, number >= 2
        wide = measures.wide(text) * 1.15
        top = frame.bottom - air - measures.line if low else frame.top + air
        for shift in (0.0, 0.8, 1.6, 2.4, 0.0):
            left = frame.right - air - wide - shift * wide if end else frame.left + air + shift * wide
            box = Box(left, top, left + wide, top + measures.line)
            if not any(each.meets(box) for each in discs):
                break
        yield Corner(text, box, end)
