"""The radar of components: the shape of today and of what is wanted, for balance."""

from collections.abc import Sequence

from questionnaires.pack import LEVELS, Component, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Scores
from reports.charts.findings import NOTHING, roll_up
from reports.charts.house import GREY, INK, MID, NAVY, RULE, RUST, Horizontal, Sheet, around
from reports.charts.picture import Picture
from reports.wording import listed, lowered

FEWEST = 3
_WIDTH, _HEIGHT = 104.0, 88.0
_X, _Y, _RADIUS = 52.0, 44.0, 29.0
_ROOM = 27.0
"""Millimetres for a name beside the rings."""


def radar(pack: MethodPack, scores: Scores) -> Picture:
    """Draw the components as spokes with rings for the levels; ValueError below three components."""
    if len(pack.components) < FEWEST:
        raise ValueError("a radar needs at least three components; leave it out")
    sheet = Sheet(_HEIGHT, _WIDTH)
    _rings(sheet, len(pack.components))
    current = [_level(scores, part, "current") for part in pack.components]
    target = [_level(scores, part, "target") for part in pack.components]
    _shape(sheet, target, wanted=True)
    _shape(sheet, current, wanted=False)
    for level in LEVELS:
        x, y = _between(level, len(pack.components))
        sheet.text(x, y, str(level), 7.5, color=GREY, align="center", halo=True)
    known = [value for value in current if value is not None]
    for number, part in enumerate(pack.components):
        lowest = len(known) > 1 and current[number] is not None and current[number] == min(known) < max(known)
        _spoke_name(sheet, part, number, len(pack.components), current[number], target[number], lowest)
    return sheet.picture(_title(current, target), _note(target), _alternative(pack, current, target))


def _level(scores: Scores, part: Component, which: str) -> float | None:
    found = roll_up(scores, part.id)
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


def _spoke_name(
    sheet: Sheet, part: Component, index: int, of: int, current: float | None, target: float | None, hot: bool
) -> None:
    dx, dy = around(index, of)
    align: Horizontal = "center" if abs(dx) < 0.2 else "left" if dx > 0 else "right"
    room = _ROOM if align != "center" else 60.0
    room = min(room, (_WIDTH - 2 * abs(dx) * (_RADIUS + 3)) / 2 - 1 if align != "center" else room)
    x, y = _X + dx * (_RADIUS + 4), _Y + dy * (_RADIUS + 6.5)
    name = sheet.wrapped(part.short_name, 9, room, "bold")[:2]
    color = RUST if hot else INK
    if current is not None:
        levels = shown(current) + (f" \N{RIGHTWARDS ARROW} {shown(target)}" if target is not None else "")
    else:
        levels = "not shown"
    top = y - len(name) / 2 * 3.9
    for number, line in enumerate(name):
        sheet.text(x, top + number * 3.9, line, 9, color=color, align=align, weight="bold")
    sheet.text(x, top + len(name) * 3.9, levels, 9, color=RUST if hot else GREY, align=align)


def _title(current: Sequence[float | None], target: Sequence[float | None]) -> str:
    today, wanted = ([each for each in line if each is not None] for line in (current, target))
    if not today:
        return NOTHING
    spread = max(today) - min(today)
    if len(wanted) > 1 and max(wanted) - min(wanted) < spread / 2:
        return "Wanted levels are close together; today\N{RIGHT SINGLE QUOTATION MARK}s are not"
    if shown(min(today)) == shown(max(today)):
        return f"Every component stands at {shown(min(today))} today"
    return f"Components stand between {shown(min(today))} and {shown(max(today))} today"


def _note(target: Sequence[float | None]) -> str:
    wanted = ", wanted = dashed line" if any(each is not None for each in target) else ""
    return f"Mean level by component, rings 1 to 5; today = filled{wanted}"


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
