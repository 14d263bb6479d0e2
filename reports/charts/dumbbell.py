"""Component dumbbells: today and wanted on the axis of levels, the gap and n beside them."""

from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import shown, signed
from questionnaires.scores import HIDDEN, RollUp, Scores
from reports.charts.findings import NOTHING, by_component_gap, people, roll_up, shortest
from reports.charts.house import GREY, NAVY, RUST, WIDTH, Horizontal, Sheet, bold
from reports.charts.picture import Picture
from reports.charts.scale import Scale
from reports.wording import listed, lowered

_SCALE = Scale(left=54, width=84)
_TOP, _ROW = 11.0, 8.2
_GAP, _N = 155.5, WIDTH - 0.5
_HOT = 2
"""So many of the largest gaps carry the colour of what the finding is about."""


def dumbbell(pack: MethodPack, scores: Scores) -> Picture:
    """Draw every component today and wanted, the largest gap first."""
    rows = by_component_gap(pack, scores)
    sheet = Sheet(_TOP + _ROW * len(rows) + 1.5)
    _SCALE.draw(sheet, pack, _TOP - 3.4, sheet.height)
    sheet.text(_GAP, _TOP - 5.8, "gap", 8, color=GREY, align="right")
    sheet.text(_N, _TOP - 5.8, "n", 8, color=GREY, align="right")
    hot = hot_components(rows, scores)
    for number, part in enumerate(rows):
        _row(sheet, part, scores, _TOP + _ROW * (number + 0.5), part.id in hot, named=number == 0)
    return sheet.picture(_title(rows, scores), _note(rows, scores), _alternative(rows, scores))


def hot_components(rows: list[Component], scores: Scores) -> set[str]:
    """Return the components with the largest gaps, at most half of those that have one."""
    gaps = [part for part in rows if _gap(scores, part) is not None]
    return {part.id for part in gaps[: min(_HOT, len(gaps) // 2)] if (_gap(scores, part) or 0) > 0}


def _gap(scores: Scores, part: Component) -> float | None:
    found = roll_up(scores, part.id)
    return found.gap if found else None


def _row(sheet: Sheet, part: Component, scores: Scores, y: float, hot: bool, named: bool) -> None:
    color = RUST if hot else NAVY
    sheet.name(0, y, part.name, _SCALE.left - 7, height=_ROW - 0.6, weight=bold(hot))
    if scores.components[part.id] is HIDDEN:
        sheet.hidden(_SCALE.left, y - 2.2, _SCALE.width, 4.4)
        return
    found = roll_up(scores, part.id)
    if found is None or found.current is None:
        sheet.text(_SCALE.left + _SCALE.width / 2, y, "no rating", 8, color=GREY, align="center", halo=True)
        return
    _marks(sheet, found, y, color, hot, named)
    if found.gap is not None:
        sheet.text(_GAP, y, signed(found.gap), 9.5, color=color, align="right", weight="bold")
    sheet.text(_N, y, str(people(part, scores)), 8.5, color=GREY, align="right")


def _marks(sheet: Sheet, found: RollUp, y: float, color: str, hot: bool, named: bool) -> None:
    assert found.current is not None
    today = _SCALE.at(found.current)
    wanted = _SCALE.at(found.target) if found.target is not None else None
    left_is_today = wanted is None or today <= wanted
    if wanted is not None and found.target is not None:
        sheet.line([today, wanted], [y, y], color, 2.2 if hot else 1.2, above=2)
        sheet.mark(wanted, y, "wanted", color, 2.7)
        side = 2.2 if left_is_today else -2.2
        align: Horizontal = "left" if left_is_today else "right"
        sheet.text(wanted + side, y, shown(found.target), 9, color=color, align=align, halo=True)
    sheet.mark(today, y, "today", color, 2.6)
    side, align = (-2.0, "right") if left_is_today else (2.0, "left")
    sheet.text(today + side, y, shown(found.current), 9, color=color, align=align, weight="bold", halo=True)
    if named:
        apart = wanted is None or abs(wanted - today) > 9
        sheet.text(today, y - 3.5, "today" if apart else "", 8, color=color, align="center", halo=True)
        if wanted is not None and apart:
            sheet.text(wanted, y - 3.5, "wanted", 8, color=color, align="center", halo=True)


def _title(rows: list[Component], scores: Scores) -> str:
    gaps = [(part, found) for part in rows if (found := roll_up(scores, part.id)) and found.gap is not None]
    if not gaps:
        scored = [
            (part, found.current) for part in rows if (found := roll_up(scores, part.id)) and found.current
        ]
        if not scored:
            return NOTHING
        lowest = min(scored, key=lambda each: each[1])
        return shortest([f"{lowest[0].name} stands lowest today, at {shown(lowest[1])} of 5"])
    first, last = gaps[0], gaps[-1]
    if len(gaps) == 1 or shown(first[1].gap or 0) == shown(last[1].gap or 0):
        return f"The gap is {signed(first[1].gap or 0)} in every component that has one"
    if len(gaps) < 4:
        return shortest([f"{first[0].name} has furthest to go: {signed(first[1].gap or 0)}"])
    two = f"{first[0].name} and {lowered(gaps[1][0].name)} have furthest to go"
    least = f"{lowered(last[0].name)} has least"
    return shortest([f"{two}; {least}", two, f"{first[0].name} has furthest to go"])


def _note(rows: list[Component], scores: Scores) -> str:
    asked = any((found := roll_up(scores, part.id)) and found.target is not None for part in rows)
    wanted = " and wanted (diamond); gap of those who gave both" if asked else ""
    return f"Mean level today (disc){wanted}; n = most people who rated a capability of it"


def _alternative(rows: list[Component], scores: Scores) -> str:
    said = []
    for part in rows[:3]:
        found = roll_up(scores, part.id)
        if found and found.current is not None:
            wanted = f", {shown(found.target)} wanted" if found.target is not None else ""
            said.append(f"{lowered(part.name)} {shown(found.current)} today{wanted}")
    detail = f" Largest gaps: {listed(said)}." if said else ""
    return f"{_title(rows, scores)}.{detail}"
