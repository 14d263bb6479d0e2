"""The value/effort picture: a disc for each initiative, its area the one-off cost, its tone the horizon."""

from collections.abc import Mapping, Sequence

from matplotlib.path import Path

from questionnaires.roadmap.plan import HORIZONS, Horizon
from questionnaires.rounding import shown
from reports.charts.house import BLUE, GREY, INK, MID, NAVY, RULE, WHITE, WIDTH, Sheet, on_top
from reports.charts.ink import Stroke, plain, width_of
from reports.charts.labels import Box, Placed
from reports.charts.picture import Picture
from reports.charts.value_items import Item, title
from reports.charts.value_plot import Measures, Plot, Spot, value_plot
from reports.money import Money
from reports.palette import SKY
from reports.wording import counted, listed

TONES: Mapping[Horizon | None, str] = {"short": NAVY, "medium": BLUE, "long": f"#{SKY}", None: WHITE}
NO_PLACE = "without a place"
_HEIGHT, _LEFT, _TOP, _BOTTOM, _RIGHT = 94.0, 11.0, 6.0, 78.0, 154.0
_SIZE, _LINE = 8.0, 3.35
_MOST_NAMED = 2
_TALLER = {8: 0.0, 12: 6.0, 20: 22.0, 10_000: 60.0}
"""A picture of up to so many initiatives is so many millimetres taller."""


def value_effort(items: Sequence[Item], money: Money) -> Picture:
    """Draw initiatives by value and effort, as many as there are."""
    down = next(more for most, more in _TALLER.items() if len(items) <= most)
    plot = value_plot(items, Box(_LEFT, _TOP, _RIGHT, _BOTTOM + down), measures())
    rest = _unnamed_lines(plot)
    sheet = Sheet(_HEIGHT + down + 3.4 * len(rest))
    _axes(sheet, plot)
    _thresholds(sheet, plot)
    for corner in plot.corners:
        x = corner.box.right if corner.end else corner.box.left
        y = (corner.box.top + corner.box.bottom) / 2
        sheet.text(x, y, corner.text, 9, color=GREY, align="right" if corner.end else "left", weight="bold")
    for each in plot.spots:
        _spot(sheet, each)
    for each in plot.spots:
        if each.name:
            _name(sheet, each.name)
    _legend(sheet, plot, money, _BOTTOM + down + 10.0)
    for number, line in enumerate(rest):
        sheet.text(0, _HEIGHT + down + 3.4 * number, line, 7.5, color=GREY)
    return sheet.picture(title(items), note(items), _alternative(items))


def measures() -> Measures:
    """Return how large things are in a document, in millimetres."""
    return Measures(
        wide=lambda text: width_of(text, _SIZE) + 0.3,
        number_wide=lambda text: width_of(text, _SIZE, "bold"),
        line=_LINE,
        largest=5.4,
        smallest=0.9,
        longest=40.0,
    )


def note(items: Sequence[Item]) -> str:
    """Return what is plotted."""
    lines = "; dashed = the middle of all" if len(items) > 1 else ""
    return f"Value against effort in person-days; area = one-off cost, the middle of its range{lines}"


def _axes(sheet: Sheet, plot: Plot) -> None:
    frame = plot.frame
    for each in plot.value:
        sheet.line([frame.left, frame.right], [each.at] * 2, RULE, 0.4)
        sheet.text(frame.left - 1.4, each.at, each.text, 8, color=GREY, align="right")
    for each in plot.effort:
        sheet.line([each.at] * 2, [frame.bottom, frame.bottom + 1], MID, 0.6)
        sheet.text(each.at, frame.bottom + 3.2, each.text, 8, color=GREY, align="center")
    sheet.line([frame.left] * 2, [frame.top, frame.bottom], MID, 0.8)
    sheet.line([frame.left, frame.right], [frame.bottom] * 2, MID, 0.8)
    sheet.text(0, frame.top - 3.4, "value", 8, color=GREY)
    sheet.text(WIDTH, frame.bottom + 3.2, "person-days", 8, color=GREY, align="right")


def _thresholds(sheet: Sheet, plot: Plot) -> None:
    if plot.middle_value is None or plot.middle_effort is None:
        return
    frame = plot.frame
    sheet.line([frame.left, frame.right], [plot.value_at] * 2, GREY, 0.8, dashes=(3, 2.4), above=2)
    sheet.line([plot.effort_at] * 2, [frame.top, frame.bottom], GREY, 0.8, dashes=(3, 2.4), above=2)
    sheet.text(frame.right + 1, plot.value_at - 1.6, "middle", 8, color=INK)
    sheet.text(frame.right + 1, plot.value_at + 1.8, shown(plot.middle_value), 8, color=INK, weight="bold")
    said = f"middle {shown(plot.middle_effort, 0)} person-days"
    half = width_of(said, 8) / 2
    at = min(max(plot.effort_at, half + 12), WIDTH - half)
    sheet.text(at, frame.top - 3.4, said, 8, color=INK, align="center")


def _spot(sheet: Sheet, spot: Spot) -> None:
    fill = TONES[spot.item.horizon]
    disc = spot.disc
    edge, line = (GREY, 0.9) if spot.item.horizon is None else (WHITE, 0.8)
    path = Path.circle((disc.x, disc.y), disc.r)
    sheet.drawing.strokes.append(Stroke(path, 4, fill, edge, line))
    if spot.inside:
        number = str(spot.item.number)
        sheet.text(disc.x, disc.y, number, _SIZE, color=on_top(fill), align="center", weight="bold")


def _name(sheet: Sheet, name: Placed) -> None:
    if name.leader:
        (x, y), (to_x, to_y) = name.leader
        sheet.line([x, to_x], [y, to_y], MID, 0.6, above=3)
    x = {"left": name.box.left, "right": name.box.right}.get(name.align, (name.box.left + name.box.right) / 2)
    for number, line in enumerate(name.written.lines):
        sheet.text(x, name.box.top + (number + 0.5) * _LINE, line, _SIZE, align=name.align, halo=True)


def _legend(sheet: Sheet, plot: Plot, money: Money, y: float) -> None:
    x = _LEFT
    if plot.key:
        amount, r = plot.key
        sheet.drawing.strokes.append(Stroke(Path.circle((x + r, y), r), 4, None, GREY, 0.9))
        said = f"= {money.shown(amount)} one-off"
        sheet.text(x + 2 * r + 1.5, y, said, 8, color=GREY)
        x += 2 * r + 1.5 + width_of(said, 8) + 10
    for horizon in (*HORIZONS, None):
        if any(each.item.horizon == horizon for each in plot.spots):
            said = HORIZONS[horizon].lower() if horizon else NO_PLACE
            edge = GREY if horizon is None else TONES[horizon]
            sheet.drawing.strokes.append(Stroke(Path.circle((x + 1.3, y), 1.3), 4, TONES[horizon], edge, 0.8))
            sheet.text(x + 4, y, said, 8, color=GREY)
            x += 4 + width_of(said, 8) + 7


def _unnamed_lines(plot: Plot) -> list[str]:
    """Return lines below the picture with the names that had no room in it."""
    names = [f"{each.number} {plain(each.name)}" for each in plot.unnamed]
    lines: list[str] = []
    for each in names:
        if lines and width_of(f"{lines[-1]}; {each}", 7.5) <= WIDTH:
            lines[-1] += f"; {each}"
        else:
            lines.append(each)
    return lines


def _alternative(items: Sequence[Item]) -> str:
    best = sorted(items, key=lambda each: (-each.value, each.days))[:3]
    said = [f"{each.name} {shown(each.value)} for {shown(each.days, 0)} person-days" for each in best]
    detail = f" Worth most: {listed(said)}." if said else ""
    return f"{counted(len(items), 'initiative')} by value and effort. {title(items)}.{detail}"
