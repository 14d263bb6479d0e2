"""The radar of components: the shape of today and of what is wanted, for balance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.benchmark import Benchmark
from questionnaires.pack import LEVELS, Component, MethodPack
from questionnaires.rounding import rounded, shown
from questionnaires.scores import Scores
from reports.charts.findings import NOTHING, unscored
from reports.charts.house import (
    GREY,
    INK,
    MID,
    NAVY,
    RULE,
    RUST,
    Horizontal,
    Sheet,
    around,
    holds_words,
    wrapped,
)
from reports.charts.picture import Picture
from reports.evidence import component_score
from reports.wording import listed, lowered

FEWEST = 3
_UNEVEN = 0.5
"""Levels from which on components stand apart."""
_WIDTH, _HEIGHT = 104.0, 88.0
_X, _Y, _RADIUS = 52.0, 44.0, 29.0
_ROOM = 27.0
"""Millimetres for a name beside the rings."""
_DOWN = 0.45
"""An edge that points down at least so far (the cosine) may carry the names of the lines,"""
_EDGE, _ROOM_BETWEEN = 10.0, 4.0
"""if it is so long, and the lines so far apart there, in millimetres."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The levels of the components, in the order of the pack; `others` is empty unless each has a median."""

    current: tuple[float | None, ...]
    wanted: tuple[float | None, ...]
    others: tuple[float, ...]


def levels_of(pack: MethodPack, scores: Scores, benchmark: Benchmark | None = None) -> Lines:
    """Return the lines of the radar; ValueError below three components."""
    if len(pack.components) < FEWEST:
        raise ValueError("a radar needs at least three components; leave it out")
    today, wanted = (
        tuple(_level(scores, part, which) for part in pack.components) for which in ("current", "target")
    )
    return Lines(today, wanted, tuple(_others(pack, benchmark)))


def told(pack: MethodPack, lines: Lines) -> tuple[str, str, str]:
    """Return what is written about the radar: its title, note and alternative text."""
    title, note = _title(lines.current, lines.wanted), _note(lines.wanted, lines.others)
    return title, note, _alternative(pack, lines.current, lines.wanted)


def radar(pack: MethodPack, scores: Scores, benchmark: Benchmark | None = None) -> Picture:
    """Draw the components as spokes with rings for the levels; ValueError below three components."""
    lines = levels_of(pack, scores, benchmark)
    current, target = lines.current, lines.wanted
    sheet = Sheet(_HEIGHT, _WIDTH)
    _rings(sheet, len(pack.components))
    _dotted(sheet, lines.others)
    _shape(sheet, target, wanted=True)
    _shape(sheet, current, wanted=False)
    for level in LEVELS:
        x, y = _between(level, len(pack.components))
        sheet.text(x, y, str(level), 7.5, color=GREY, align="center", halo=True)
    known = [value for value in current if value is not None]
    for number, part in enumerate(pack.components):
        lowest = len(known) > 1 and current[number] is not None and current[number] == min(known) < max(known)
        levels = _levels(scores, part, current[number], target[number])
        _spoke_name(sheet, part.short_name, levels, number, len(pack.components), hot=lowest)
    _line_names(sheet, current, target)
    return sheet.picture(*told(pack, lines))


def _others(pack: MethodPack, benchmark: Benchmark | None) -> list[float]:
    """Return the medians of others where there is one for each component, else nothing."""
    found = benchmark.components if benchmark else {}
    every = all(part.id in found for part in pack.components)
    return [found[part.id].median for part in pack.components] if every else []


def _dotted(sheet: Sheet, levels: Sequence[float]) -> None:
    for index, level in enumerate(levels):
        (x0, y0), (x1, y1) = (
            _place(level, index, len(levels)),
            _place(levels[(index + 1) % len(levels)], (index + 1) % len(levels), len(levels)),
        )
        sheet.line([x0, x1], [y0, y1], INK, 0.9, dashes=(1.0, 1.6), above=4)


def _level(scores: Scores, part: Component, which: str) -> float | None:
    found = component_score(scores, part)
    value: float | None = getattr(found, which) if found else None
    return value


def _place(level: float, index: int, of: int) -> tuple[float, float]:
    dx, dy = around(index, of)
    return _X + dx * _RADIUS * level / 5, _Y + dy * _RADIUS * level / 5


def _between(level: int, of: int) -> tuple[float, float]:
    """Return the middle of a ring's edge between the first two spokes, where its number stands."""
    (x0, y0), (x1, y1) = _place(level, 0, of), _place(level, 1, of)
    return (x0 + x1) / 2, (y0 + y1) / 2


def _rings(sheet: Sheet, of: int) -> None:
    for level in LEVELS:
        ring = [_place(level, index % of, of) for index in range(of + 1)]
        sheet.line([x for x, _ in ring], [y for _, y in ring], MID if level == max(LEVELS) else RULE)
    for index in range(of):
        x, y = _place(5, index, of)
        sheet.line([_X, x], [_Y, y])


def _shape(sheet: Sheet, levels: Sequence[float | None], *, wanted: bool) -> None:
    """Draw one line around; it is broken where a component has no level."""
    of = len(levels)
    points = [None if level is None else _place(level, index, of) for index, level in enumerate(levels)]
    if not wanted and all(points):
        sheet.area([each for each in points if each], NAVY, 0.12)
    for index, start in enumerate(points):
        end = points[(index + 1) % of]
        if start and end:
            dashes = (5.0, 2.0) if wanted else None
            width = 1.2 if wanted else 2.0
            sheet.line([start[0], end[0]], [start[1], end[1]], NAVY, width, dashes=dashes, above=4)
    for each in points:
        if each:
            sheet.mark(*each, "wanted" if wanted else "today", NAVY, 2.1 if wanted else 2.0)


def _levels(scores: Scores, part: Component, current: float | None, target: float | None) -> str:
    if current is None:
        return unscored(scores, part.id)
    return shown(current) + (f" \N{RIGHTWARDS ARROW} {shown(target)}" if target is not None else "")


def _spoke_name(sheet: Sheet, name: str, levels: str, index: int, of: int, *, hot: bool) -> None:
    dx, dy = around(index, of)
    align: Horizontal = "center" if abs(dx) < 0.2 else "left" if dx > 0 else "right"
    x, y = _X + dx * (_RADIUS + 4), _Y + dy * (_RADIUS + 6.5)
    # A name above or below may grow as far as its neighbours' names, which begin beside it.
    beside = 2 * around(1, of)[0] * (_RADIUS + 4) - 4
    room = min(60.0, max(20.0, beside)) if align == "center" else min(_ROOM, _WIDTH / 2 - abs(x - _X) - 1)
    size = 9 if holds_words(name, 9, room, "bold") else 8
    lines = wrapped(name, size, room, "bold", most=2)
    top = y - len(lines) / 2 * 3.9
    for number, line in enumerate(lines):
        sheet.text(x, top + number * 3.9, line, size, color=RUST if hot else INK, align=align, weight="bold")
    for number, line in enumerate(wrapped(levels, 9, room), start=len(lines)):
        sheet.text(x, top + number * 3.9, line, 9, color=RUST if hot else GREY, align=align)


def _line_names(sheet: Sheet, current: Sequence[float | None], target: Sequence[float | None]) -> None:
    """Name the lines on that edge in the lower half where they lie furthest apart, if there is room."""
    of = len(current)
    best: tuple[float, int, float, float | None] = (0.0, 0, 0.0, None)
    for index in range(of):
        today, wanted = _halfway(current, index), _halfway(target, index)
        down = around(2 * index + 1, 2 * of)[1]
        if today is None or down < _DOWN or 2 * today * math.tan(math.pi / of) < _EDGE:
            continue
        apart = down * (abs(wanted - today) if wanted is not None else today)
        best = max(best, (apart, index, today, wanted), key=lambda each: each[0])
    apart, index, today, wanted = best
    if apart < _ROOM_BETWEEN:
        return
    dx, dy = around(2 * index + 1, 2 * of)
    sheet.text(
        _X + dx * today, _Y + dy * today, "today", 8, color=NAVY, align="center", weight="bold", halo=True
    )
    if wanted is not None:
        sheet.text(_X + dx * wanted, _Y + dy * wanted, "wanted", 8, color=NAVY, align="center", halo=True)


def _halfway(levels: Sequence[float | None], index: int) -> float | None:
    """Return how far from the centre the middle of the edge after a spoke lies, in millimetres."""
    of = len(levels)
    start, end = levels[index], levels[(index + 1) % of]
    if start is None or end is None:
        return None
    (x0, y0), (x1, y1) = _place(start, index, of), _place(end, (index + 1) % of, of)
    return math.hypot((x0 + x1) / 2 - _X, (y0 + y1) / 2 - _Y)


def _title(current: Sequence[float | None], target: Sequence[float | None]) -> str:
    today, wanted = ([each for each in line if each is not None] for line in (current, target))
    if not today:
        return NOTHING
    if len(today) == 1:
        return f"The one component with a score stands at {shown(today[0])} today"
    spread = rounded(max(today)) - rounded(min(today))
    if len(wanted) == len(today) and spread >= _UNEVEN and 2 * (max(wanted) - min(wanted)) < spread:
        return "Wanted levels are close together; today\N{RIGHT SINGLE QUOTATION MARK}s are not"
    if shown(min(today)) == shown(max(today)):
        return f"Every component stands at {shown(min(today))} today"
    return f"Components stand between {shown(min(today))} and {shown(max(today))} today"


def _note(target: Sequence[float | None], others: Sequence[float]) -> str:
    wanted = ", wanted = dashed" if any(each is not None for each in target) else ""
    dotted = ", others = dotted" if others else ""
    return f"Mean level, rings 1 to 5; today = filled{wanted}{dotted}"


def _alternative(pack: MethodPack, current: Sequence[float | None], target: Sequence[float | None]) -> str:
    scored = [(each, part) for each, part in zip(current, pack.components, strict=True) if each is not None]
    if not scored:
        return f"{NOTHING}."
    ends = (min(scored, key=lambda each: each[0]), max(scored, key=lambda each: each[0]))
    said = (
        [f"{lowered(part.name)} {shown(value)}" for value, part in dict(ends).items()]
        if len(scored) > 1
        else []
    )
    detail = f" Lowest and highest today: {listed(said)}." if said else ""
    return f"Radar of {len(pack.components)} components. {_title(current, target)}.{detail}"
