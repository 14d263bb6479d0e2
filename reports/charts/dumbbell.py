"""Component dumbbells: today and wanted on the axis of levels, others as a tick, gap and n beside them."""

from collections.abc import Sequence

from questionnaires.benchmark import Benchmark, Comparison
from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import RollUp, Scores
from reports.charts.findings import NOTHING, by_component_gap, people, unscored
from reports.charts.house import GREY, INK, MID, NAVY, RUST, WIDTH, Horizontal, Sheet, bold
from reports.charts.ink import width_of
from reports.charts.picture import Picture
from reports.charts.scale import Scale
from reports.evidence import component_score
from reports.others import organisations
from reports.wording import lowered, shortest, spelled

_SCALE = Scale(left=54, width=84)
_TOP, _ROW = 11.0, 8.2
_GAP, _N = 155.5, WIDTH - 0.5
_TICK, _BELOW, _BAND = 0.8, 2.7, 0.7
_OTHERS = "others"
_HOT = 2
"""So many of the largest gaps carry the colour of what the finding is about."""


def dumbbell(
    pack: MethodPack, scores: Scores, benchmark: Benchmark | None = None, most: int | None = None
) -> Picture:
    """Draw every component today and wanted, beside what others report, the largest gap first.

    With `most` only the first of them are drawn, and the note says so.
    """
    others = benchmark.components if benchmark else {}
    whole = by_component_gap(pack, scores)
    rows = whole[:most]
    sheet = Sheet(_TOP + _ROW * len(rows) + 1.5)
    _SCALE.draw(sheet, pack, _TOP - 3.4, sheet.height)
    sheet.text(_GAP, _TOP - 5.8, "gap", 8, color=GREY, align="right")
    sheet.text(_N, _TOP - 5.8, "n", 8, color=GREY, align="right")
    hot = hot_components(rows, scores)
    named = next((part.id for part in rows if component_score(scores, part)), None)
    for number, part in enumerate(rows):
        y = _TOP + _ROW * (number + 0.5)
        other = others.get(part.id)
        if other and component_score(scores, part):
            _draw_other(sheet, other, y)
        _row(sheet, part, scores, y, other, hot=part.id in hot, named=part.id == named)
    note = _note(rows, scores, [others[part.id] for part in rows if part.id in others])
    if len(rows) < len(whole):
        note += f"; the first {len(rows)} of {len(whole)} components"
    return sheet.picture(_title(whole, scores), note, _alternative(whole, scores))


def hot_components(rows: list[Component], scores: Scores) -> set[str]:
    """Return the components with the largest gaps, at most half of those that have one; no tie is cut."""
    gaps = [(part.id, rounded(gap)) for part in rows if (gap := _gap(scores, part)) is not None]
    most = min(_HOT, len(gaps) // 2)
    floor = max(gaps[most][1], rounded(0)) if most else rounded(0)
    return {key for key, gap in gaps[:most] if gap > floor}


def _gap(scores: Scores, part: Component) -> float | None:
    found = component_score(scores, part)
    return found.gap if found else None


def _draw_other(sheet: Sheet, other: Comparison, y: float) -> None:
    """Draw what others report: a tick at their median, on a line between their quartiles below the marks."""
    if other.low is not None and other.high is not None:
        left, right = _SCALE.at(other.low), _SCALE.at(other.high)
        sheet.box(left, y + _BELOW - _BAND, right - left, _BAND, MID, above=4)
    sheet.box(_SCALE.at(other.median) - _TICK / 2, y - _BELOW, _TICK, 2 * _BELOW, INK, above=5)


def _row(
    sheet: Sheet,
    part: Component,
    scores: Scores,
    y: float,
    other: Comparison | None,
    *,
    hot: bool,
    named: bool,
) -> None:
    color = RUST if hot else NAVY
    sheet.name(0, y, part.name, _SCALE.left - 7, height=_ROW - 0.6, weight=bold(hot))
    found = component_score(scores, part)
    if found is None or found.current is None:
        why = unscored(scores, part.id)
        if why == "hidden":
            sheet.hidden(_SCALE.left, y - 2.2, _SCALE.width, 4.4)
        else:
            sheet.text(_SCALE.left + _SCALE.width / 2, y, why, 8, color=GREY, align="center", halo=True)
        return
    _marks(sheet, found, y, other, color, hot=hot, named=named)
    if found.gap is not None:
        sheet.text(_GAP, y, signed(found.gap), 9.5, color=color, align="right", weight="bold")
    sheet.text(_N, y, str(people(part, scores)), 8.5, color=GREY, align="right")


def _marks(
    sheet: Sheet, found: RollUp, y: float, other: Comparison | None, color: str, *, hot: bool, named: bool
) -> None:
    assert found.current is not None
    tick = _SCALE.at(other.median) if other else None
    today = _SCALE.at(found.current)
    wanted = _SCALE.at(found.target) if found.target is not None else None
    left_is_today = wanted is None or today <= wanted
    if wanted is not None and found.target is not None:
        sheet.line([today, wanted], [y, y], color, 2.2 if hot else 1.2, above=2)
        sheet.mark(wanted, y, "wanted", color, 2.7)
        _figure(sheet, wanted, y, shown(found.target), 2.2, tick, color, right=left_is_today)
    sheet.mark(today, y, "today", color, 2.6)
    # Where both marks lie on each other, the diamond is the wider one.
    clear = 2.0 if wanted is None or abs(wanted - today) > 1 else 2.4
    figure = shown(found.current)
    _figure(sheet, today, y, figure, clear, tick, color, right=not left_is_today, heavy=True)
    if named:
        taken = _mark_names(sheet, today, wanted, y - 3.5, color)
        half = width_of(_OTHERS, 8) / 2 + 1
        if tick is not None and all(tick + half < left or tick - half > right for left, right in taken):
            sheet.text(tick, y - 3.5, _OTHERS, 8, color=INK, align="center", halo=True)


def _figure(
    sheet: Sheet,
    x: float,
    y: float,
    figure: str,
    clear: float,
    tick: float | None,
    color: str,
    *,
    right: bool,
    heavy: bool = False,
) -> None:
    """Write the figure of a mark beside it; beyond the tick of others where that stands in its place."""
    away, wide = (1 if right else -1), width_of(figure, 9, bold(heavy))
    start = x + away * clear
    if tick is not None and -0.6 < away * (tick - start) + 0.6 < wide + 1.8:
        start = tick + away * 1.3
    align: Horizontal = "left" if right else "right"
    sheet.text(start, y, figure, 9, color=color, align=align, weight=bold(heavy), halo=True)


def _mark_names(
    sheet: Sheet, today: float, wanted: float | None, y: float, color: str
) -> Sequence[tuple[float, float]]:
    """Name the marks of one row above them; where they are close, to the left and right of their middle.

    Return from where to where the names reach.
    """
    if wanted is None:
        sheet.text(today, y, "today", 8, color=color, align="center", halo=True)
        return [_around(today, width_of("today", 8))]
    left, right = ("today", "wanted") if today <= wanted else ("wanted", "today")
    first, second = width_of(left, 8), width_of(right, 8)
    if abs(wanted - today) > (first + second) / 2 + 1.5:
        sheet.text(min(today, wanted), y, left, 8, color=color, align="center", halo=True)
        sheet.text(max(today, wanted), y, right, 8, color=color, align="center", halo=True)
        return [_around(min(today, wanted), first), _around(max(today, wanted), second)]
    middle = max((today + wanted) / 2, _SCALE.left - 6 + first)
    sheet.text(middle - 0.8, y, left, 8, color=color, align="right", halo=True)
    sheet.text(middle + 0.8, y, right, 8, color=color, halo=True)
    return [(middle - 0.8 - first, middle + 0.8 + second)]


def _around(middle: float, wide: float) -> tuple[float, float]:
    return middle - wide / 2, middle + wide / 2


def _title(rows: list[Component], scores: Scores) -> str:
    gaps = [(part, gap) for part in rows if (gap := _gap(scores, part)) is not None]
    if not gaps:
        return _lowest(rows, scores)
    seen = [rounded(gap) for _, gap in gaps]
    largest = signed(gaps[0][1])
    if len(gaps) == 1:
        return shortest([f"{gaps[0][0].name} has a gap of {largest}", f"The one gap is {largest}"])
    if seen[0] == seen[-1]:
        return f"The gap is {largest} in every component that has one"
    if seen[0] <= 0:
        return "No component is wanted higher than it stands today"
    top = seen.count(seen[0])
    if top > _HOT:
        return f"{spelled(top).capitalize()} components share the largest gap, {largest}"
    bare = f"The largest gap is {largest}, the smallest {signed(gaps[-1][1])}"
    one = f"{gaps[0][0].name} has furthest to go: {largest}"
    two = f"{gaps[0][0].name} and {lowered(gaps[1][0].name)} have furthest to go"
    if top == _HOT:
        return shortest([two, bare])
    if len(gaps) < 4 or seen[1] == seen[2] or seen[1] <= 0:
        return shortest([one, bare])
    # The last may be said to have least only where it has a way to go, and no other has as little.
    least = f"; {lowered(gaps[-1][0].name)} has least" if 0 < seen[-1] < seen[-2] else ""
    return shortest([f"{two}{least}", two, one, bare])


def _lowest(rows: list[Component], scores: Scores) -> str:
    """Return the title where what is wanted was not asked."""
    levels = [
        (part, found.current) for part in rows if (found := component_score(scores, part)) and found.current
    ]
    if not levels:
        return NOTHING
    part, lowest = min(levels, key=lambda each: each[1])
    level = shown(lowest)
    if len(levels) == 1:
        return shortest(
            [f"{part.name} stands at {level} of 5 today", f"One component stands at {level} of 5"]
        )
    alike = sum(shown(each) == level for _, each in levels)
    if alike == len(levels):
        return f"Every component stands at {level} of 5 today"
    if alike > 1:
        return f"{spelled(alike).capitalize()} components stand lowest today, at {level} of 5"
    return shortest(
        [f"{part.name} stands lowest today, at {level} of 5", f"The lowest component stands at {level} today"]
    )


def _note(rows: list[Component], scores: Scores, others: Sequence[Comparison]) -> str:
    asked = any((found := component_score(scores, part)) and found.target is not None for part in rows)
    wanted = " and wanted (diamond); gap of those who gave both" if asked else ""
    band = ", the line below it their quartiles" if any(each.low is not None for each in others) else ""
    tick = f"; tick = median of {organisations(others)}{band}" if others else ""
    return f"Mean level today (disc){wanted}{tick}; n = most people who rated a capability of it"


def _alternative(rows: list[Component], scores: Scores) -> str:
    said = []
    for part in rows[:3]:
        found = component_score(scores, part)
        if found and found.current is not None:
            wanted = f", {shown(found.target)} wanted" if found.target is not None else ""
            said.append(f"{lowered(part.name)} {shown(found.current)} today{wanted}")
    what = "Largest gaps" if any(_gap(scores, part) is not None for part in rows) else "Levels"
    detail = f" {what}: {'; '.join(said)}." if said else ""
    return f"{_title(rows, scores)}.{detail}"
