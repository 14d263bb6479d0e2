"""The heat map: a component's capabilities by the groups of one column, the mean in each cell."""

from collections.abc import Mapping, Sequence

from questionnaires.comparison import FLAGGED_FROM, LEAST_PEOPLE
from questionnaires.pack import MethodPack
from questionnaires.ranking import by_disagreement
from questionnaires.rounding import shown
from questionnaires.scores import Distribution, GroupScores, Hidden, Scores
from reports.charts.findings import NOTHING
from reports.charts.house import GREY, RUST, WIDTH, Horizontal, Sheet, bold, holds_words, on_top, wrapped
from reports.charts.ink import width_of
from reports.charts.picture import Picture
from reports.evidence import answers_today
from reports.wording import counted, lowered, raised, shortest, spelled

MOST_GROUPS = 12
"""So many columns can be read on a page."""

_TOP, _ROW = 11.0, 7.2
_HEAD = 7.0
"""Millimetres for the name of a group above its n."""
_LONGEST_HEAD = 34.0
_LEFT, _NARROW_LEFT, _FEW = 58.0, 50.0, 7
_RAMP = ("#F4F8FB", "#B5D2E6", "#38739F", "#12395B")
"""Colours of the levels 1, 2.33, 3.67 and 5."""

Cell = Distribution | Hidden | None
Groups = Mapping[str, GroupScores | Hidden]
"""The groups of one column, by their names, as they are drawn."""


def heatmap(
    pack: MethodPack, scores: Scores, component: str, column: str, capabilities: Sequence[str] | None = None
) -> Picture:
    """Draw the mean today of each capability, over all and in each group of the column."""
    rows = list(capabilities or ordered(pack, scores, component))
    groups = in_order(scores, column)
    left = _LEFT if len(groups) <= _FEW else _NARROW_LEFT
    step = min(22.0, (WIDTH - left - 4) / (len(groups) + 1))
    places = [left, *(left + 4 + step * (number + 1) for number in range(len(groups)))]
    heads = [("All", scores.respondents)]
    heads += [(name, 0 if isinstance(group, Hidden) else group.n) for name, group in groups.items()]
    upright = not all(_fits(name, step) for name, _ in heads)
    top = _TOP + (_longest(heads) - _HEAD if upright else 0)
    sheet = Sheet(top + _ROW * len(rows) + 0.5)
    for x, (name, n) in zip(places, heads, strict=True):
        _head(sheet, x, top, step, name, n, upright=upright)
    for number, key in enumerate(rows):
        _row(sheet, pack, scores, key, groups, places, top + _ROW * number, step)
    note = _note(column, len(scores.groups[column]))
    return sheet.picture(_title(pack, scores, rows, groups), note, _alternative(pack, scores, rows, column))


def _row(
    sheet: Sheet,
    pack: MethodPack,
    scores: Scores,
    key: str,
    groups: Groups,
    places: Sequence[float],
    top: float,
    step: float,
) -> None:
    ends = contrast(groups, key)
    room = places[0] - 4
    name = pack.capability[key].name
    sheet.name(0, top + _ROW / 2, name, room, height=_ROW - 0.3, weight=bold(bool(ends)))
    _cell(sheet, places[0], top, step, scores.capabilities[key].current, total=True)
    for x, (value, group) in zip(places[1:], groups.items(), strict=True):
        cell = group if isinstance(group, Hidden) else group.capabilities[key].current
        _cell(sheet, x, top, step, cell, outlined=value in (ends or ()))


def in_order(scores: Scores, column: str) -> Groups:
    """Return the groups of a column, the largest first and those that are hidden last; at most twelve."""
    groups = scores.groups[column]
    size = {value: 0 if isinstance(group, Hidden) else group.n for value, group in groups.items()}
    largest = sorted(groups, key=lambda value: -size[value])[:MOST_GROUPS]
    return {value: groups[value] for value in largest}


def contrast(groups: Groups, capability: str) -> tuple[str, str] | None:
    """Return the groups with the highest and the lowest mean where they differ by a level or more.

    As in questionnaires.comparison: each has five ratings or more, and nine decimals count.
    """
    means = _means(groups, capability, LEAST_PEOPLE)
    if len(means) < 2:
        return None
    high, low = max(means, key=lambda value: means[value]), min(means, key=lambda value: means[value])
    return (high, low) if round(means[high] - means[low], 9) >= FLAGGED_FROM else None


def _means(groups: Groups, capability: str, least: int = 1) -> dict[str, float]:
    means = {}
    for value, group in groups.items():
        cell = group.capabilities[capability].current if isinstance(group, GroupScores) else None
        if isinstance(cell, Distribution) and cell.mean is not None and cell.n >= least:
            means[value] = cell.mean
    return means


def ordered(pack: MethodPack, scores: Scores, component: str) -> list[str]:
    """Return the capabilities of a component, those that need most talk first."""
    part = next(each for each in pack.components if each.id == component)
    own = [each.id for each in part.capabilities]
    order = [key for key in by_disagreement(pack, scores) if key in own]
    return order + [key for key in own if key not in order]


def _head_size(step: float) -> float:
    return 8.5 if step > 14 else 7.5


def _fits(name: str, step: float) -> bool:
    """Return whether a name stands in its column in two lines with no word broken."""
    size, room = _head_size(step), step - 1
    return holds_words(name, size, room, "bold") and len(wrapped(name, size, room, "bold")) <= 2


def _longest(heads: Sequence[tuple[str, int]]) -> float:
    """Return the millimetres that names need when they run upwards."""
    return max(_HEAD, *(min(width_of(name, 8, "bold") + 1.0, _LONGEST_HEAD) for name, _ in heads))


def _head(sheet: Sheet, x: float, top: float, step: float, name: str, n: int, *, upright: bool) -> None:
    """Write the name of a column over its n, which is 0 where it is hidden."""
    size, middle = _head_size(step), x + step / 2
    if upright:
        line = wrapped(name, 8, _LONGEST_HEAD - 1, "bold", most=1)[0]
        sheet.upright(middle - 1.6, top - 3.8, line, 8, "bold")
    else:
        lines = wrapped(name, size, step - 1, "bold")
        for number, line in enumerate(lines):
            y = top - 6.4 + (number - len(lines) / 2 + 0.5) * 3.4 - (0.9 if len(lines) > 1 else 0)
            sheet.text(middle, y, line, size, align="center", weight="bold")
    if n:
        said = f"n {n}" if width_of(f"n {n}", 7.5) < step - 0.6 else str(n)
        sheet.text(middle, top - 2.1, said, 7.5, color=GREY, align="center")


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
        lines = wrapped("no rating", 7.5, step - 1)
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


def _largest(rows: Sequence[str], groups: Groups) -> tuple[str, str, str, float, float] | None:
    """Return the capability on which two groups differ most, with the groups and their means."""
    found = []
    for key in rows:
        if ends := contrast(groups, key):
            high, low = (_means(groups, key)[value] for value in ends)
            found.append((high - low, (key, *ends, high, low)))
    return max(found)[1] if found else None


def _title(pack: MethodPack, scores: Scores, rows: Sequence[str], groups: Groups) -> str:
    if largest := _largest(rows, groups):
        key, high, low, above, below = largest
        name = lowered(pack.capability[key].name)
        first = raised(high)
        by = f"{shown(above - below)} levels"
        return shortest(
            [
                f"{first} rates {name} {by} higher than {low} does",
                f"{first} and {low} differ by {by} on {name}",
                f"{first} and {low} differ by {by} on one capability",
                f"Two groups differ by {by} on {name}",
                f"Two groups differ by {by} on one capability",
            ]
        )
    if not any(answers_today(scores, key) for key in rows):
        return NOTHING
    if not any(len(_means(groups, key)) > 1 for key in rows):
        return "No two groups can be compared"
    return "No two groups that can be shown differ by a level or more"


def _note(column: str, groups: int) -> str:
    which = f", the {spelled(MOST_GROUPS)} largest" if groups > MOST_GROUPS else ""
    outlined = "outlined = two differ by a level or more"
    return f"Mean level today by {lowered(column)}{which}; {outlined}; n = people in the group"


def _alternative(pack: MethodPack, scores: Scores, rows: Sequence[str], column: str) -> str:
    groups, detail = in_order(scores, column), ""
    if largest := _largest(rows, groups):
        key, high, low, above, below = largest
        name = pack.capability[key].name
        detail = f" {name}: {high} {shown(above)}, {low} {shown(below)}."
    what = f"{counted(len(rows), 'capability')} by {lowered(column)}"
    return f"Heat map of {what}. {_title(pack, scores, rows, groups)}.{detail}"
