"""The heat map: a component's capabilities by the groups of one column, the mean in each cell."""

from collections.abc import Sequence

from questionnaires.pack import MethodPack
from questionnaires.ranking import by_disagreement
from questionnaires.rounding import shown
from questionnaires.scores import Distribution, GroupScores, Hidden, Scores
from reports.charts.findings import NOTHING, shortest, today
from reports.charts.house import GREY, RUST, WIDTH, Horizontal, Sheet, bold, on_top
from reports.charts.picture import Picture
from reports.wording import lowered

CONTRAST = 1.0
"""Groups that differ by so many levels are outlined."""

_TOP, _ROW = 11.0, 7.2
_LEFT = 58.0
_RAMP = ("#F4F8FB", "#B5D2E6", "#38739F", "#12395B")
"""Colours of the levels 1, 2.33, 3.67 and 5."""

Cell = Distribution | Hidden | None


def heatmap(
    pack: MethodPack, scores: Scores, component: str, column: str, capabilities: Sequence[str] | None = None
) -> Picture:
    """Draw the mean today of each capability, over all and in each group of the column."""
    rows = list(capabilities or ordered(pack, scores, component))
    groups = in_order(scores, column)
    sheet = Sheet(_TOP + _ROW * len(rows) + 0.5)
    step = min(22.0, (WIDTH - _LEFT - 4) / (len(groups) + 1))
    places = [_LEFT, *(_LEFT + 4 + step * (number + 1) for number in range(len(groups)))]
    _head(sheet, places[0], step, "All", scores.respondents)
    for x, (name, group) in zip(places[1:], groups.items(), strict=True):
        _head(sheet, x, step, name, None if isinstance(group, Hidden) else group.n)
    for number, key in enumerate(rows):
        top = _TOP + _ROW * number
        ends = contrast(scores, key, column)
        name = pack.capability[key].name
        sheet.name(0, top + _ROW / 2, name, _LEFT - 4, height=_ROW - 0.3, weight=bold(bool(ends)))
        _cell(sheet, places[0], top, step, scores.capabilities[key].current, total=True)
        for x, (value, group) in zip(places[1:], groups.items(), strict=True):
            cell = group if isinstance(group, Hidden) else group.capabilities[key].current
            _cell(sheet, x, top, step, cell, outlined=value in (ends or ()))
    return sheet.picture(
        _title(pack, scores, rows, column), _note(column), _alternative(pack, scores, rows, column)
    )


def in_order(scores: Scores, column: str) -> dict[str, GroupScores | Hidden]:
    """Return the groups of a column, the largest first and those that are hidden last."""
    groups = scores.groups[column]
    size = {value: 0 if isinstance(group, Hidden) else group.n for value, group in groups.items()}
    return {value: groups[value] for value in sorted(groups, key=lambda value: -size[value])}


def contrast(scores: Scores, capability: str, column: str) -> tuple[str, str] | None:
    """Return the groups with the highest and the lowest mean where they differ by a level or more."""
    means = {}
    for value, group in scores.groups[column].items():
        cell = group.capabilities[capability].current if isinstance(group, GroupScores) else None
        if isinstance(cell, Distribution) and cell.mean is not None:
            means[value] = cell.mean
    if len(means) < 2:
        return None
    high, low = max(means, key=lambda value: means[value]), min(means, key=lambda value: means[value])
    return (high, low) if means[high] - means[low] >= CONTRAST else None


def ordered(pack: MethodPack, scores: Scores, component: str) -> list[str]:
    """Return the capabilities of a component, those that need most talk first."""
    part = next(each for each in pack.components if each.id == component)
    own = [each.id for each in part.capabilities]
    order = [key for key in by_disagreement(pack, scores) if key in own]
    return order + [key for key in own if key not in order]


def _head(sheet: Sheet, x: float, step: float, name: str, n: int | None) -> None:
    lines = sheet.wrapped(name, 8.5 if step > 14 else 7.5, step - 1, "bold")
    for number, line in enumerate(lines[:2]):
        cut = line if number == 0 or len(lines) == 2 else f"{line}\N{HORIZONTAL ELLIPSIS}"
        y = 4.6 + (number - len(lines[:2]) / 2 + 0.5) * 3.4 - (0.9 if len(lines) > 1 else 0)
        sheet.text(x + step / 2, y, cut, 8.5 if step > 14 else 7.5, align="center", weight="bold")
    if n is not None:
        sheet.text(x + step / 2, 8.9, f"n {n}", 7.5, color=GREY, align="center")


def _cell(
    sheet: Sheet,
    x: float,
    top: float,
    step: float,
    cell: Cell,
    *,
    outlined: bool = False,
    total: bool = False,
) -> None:
    inner = (x + 0.5, top + 0.4, step - 1.0, _ROW - 0.8)
    if isinstance(cell, Hidden):
        sheet.hidden(*inner)
        return
    middle: Horizontal = "center"
    if cell is None or cell.mean is None:
        lines = sheet.wrapped("no rating", 7.5, step - 1)
        for number, line in enumerate(lines):
            y = top + _ROW / 2 + (number - (len(lines) - 1) / 2) * 2.9
            sheet.text(x + step / 2, y, line, 7.5, color=GREY, align=middle)
        return
    fill = shade(cell.mean)
    sheet.box(*inner, fill)
    if outlined:
        sheet.box(x + 0.75, top + 0.65, step - 1.5, _ROW - 1.3, None, edge=RUST, line=1.8, above=4)
    weight = bold(total or outlined)
    sheet.text(
        x + step / 2, top + _ROW / 2, shown(cell.mean), 9, color=on_top(fill), align=middle, weight=weight
    )


def shade(level: float) -> str:
    """Return the colour of a level from 1 to 5, between the steps of the ramp."""
    place = (level - 1) / 4 * (len(_RAMP) - 1)
    below = min(int(place), len(_RAMP) - 2)
    parts = []
    for start in (1, 3, 5):
        low, high = (int(_RAMP[each][start : start + 2], 16) for each in (below, below + 1))
        parts.append(round(low + (high - low) * (place - below)))
    return "#" + "".join(f"{part:02X}" for part in parts)


def _largest(scores: Scores, rows: Sequence[str], column: str) -> tuple[str, str, str, float, float] | None:
    """Return the capability on which two groups differ most, with the groups and their means."""
    found = []
    for key in rows:
        if ends := contrast(scores, key, column):
            high, low = (_mean(scores, column, value, key) for value in ends)
            found.append((high - low, (key, *ends, high, low)))
    return max(found)[1] if found else None


def _mean(scores: Scores, column: str, value: str, capability: str) -> float:
    group = scores.groups[column][value]
    assert isinstance(group, GroupScores)
    cell = group.capabilities[capability].current
    assert isinstance(cell, Distribution)
    assert cell.mean is not None
    return cell.mean


def _title(pack: MethodPack, scores: Scores, rows: Sequence[str], column: str) -> str:
    if largest := _largest(scores, rows, column):
        key, high, low, above, below = largest
        name = lowered(pack.capability[key].name)
        by = shown(above - below)
        return shortest(
            [
                f"{high} rates {name} {by} levels higher than {low} does",
                f"{high} and {low} differ by {by} levels on {name}",
                f"Two groups differ by {by} levels on {name}",
                f"Two groups differ by {by} levels",
            ]
        )
    compared = [group for group in scores.groups[column].values() if isinstance(group, GroupScores)]
    if len(compared) < 2 or not any(today(scores, key) for key in rows):
        return (
            NOTHING if not any(today(scores, key) for key in rows) else "Groups are too small to be compared"
        )
    return "No two groups that can be shown differ by a level or more"


def _note(column: str) -> str:
    return f"Mean level today by {lowered(column)}; outlined = two groups differ by a level or more"


def _alternative(pack: MethodPack, scores: Scores, rows: Sequence[str], column: str) -> str:
    detail = ""
    if largest := _largest(scores, rows, column):
        _, high, low, above, below = largest
        detail = f" {high} {shown(above)}, {low} {shown(below)}."
    title = _title(pack, scores, rows, column)
    return f"Heat map of {len(rows)} capabilities by {lowered(column)}. {title}.{detail}"
