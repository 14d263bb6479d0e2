"""Rows over the quarters of the roadmap: suppliers, measures, and work on technology with its renewals."""

from matplotlib.path import Path

from reports.charts.house import (
    BLUE,
    GREY,
    INK,
    MAX_HEIGHT,
    MID,
    NAVY,
    RULE,
    RUST,
    WHITE,
    WIDTH,
    Sheet,
    bold,
    wrapped,
)
from reports.charts.ink import Stroke
from reports.charts.picture import Picture
from reports.palette import SKY
from reports.plans.timeline import Mark, Strip, Timeline, Tone
from reports.wording import listed

_NAMES, _ENDS, _TOP, _ROW = 72.0, 26.0, 12.5, 7.4
_FILLS: dict[Tone, str] = {"dark": NAVY, "middle": BLUE, "light": f"#{SKY}", "open": WHITE}
MOST = int((MAX_HEIGHT - _TOP - 1) / _ROW)
"""So many rows a picture has room for; the first ones are drawn."""


def timeline(given: Timeline) -> Picture:
    """Draw rows in their order, as many as a picture has room for."""
    strips = given.strips[:MOST]
    sheet = Sheet(_TOP + _ROW * len(strips) + 1)
    step = (WIDTH - _NAMES - _ENDS) / len(given.names)
    _axis(sheet, given, step)
    for number, each in enumerate(strips):
        _strip(sheet, each, _TOP + _ROW * (number + 0.5), step)
        y = _TOP + _ROW * (number + 1)
        sheet.line([0, WIDTH], [y, y], RULE, 0.4)
    more = len(given.strips) - len(strips)
    note = f"{given.note}; the first {len(strips)} of {len(given.strips)}" if more else given.note
    said = listed([each.said for each in strips[:3]])
    return sheet.picture(given.title, note, f"{given.title}. {said}.")


def _axis(sheet: Sheet, given: Timeline, step: float) -> None:
    for year in given.years:
        x = _NAMES + step * year.quarters.start
        sheet.text(x + 0.4, 3, str(year.year), 9.5, color=NAVY, weight="bold")
        if year.quarters.start:
            sheet.line([x, x], [2, sheet.height], MID, 0.5, dashes=(2, 2))
    for place, name in enumerate(given.names):
        text = name.partition(" ")[0]
        sheet.text(_NAMES + step * (place + 0.5), 8.6, text, 7.5, color=GREY, align="center")
    sheet.text(WIDTH - 0.5, 8.6, given.ends, 8, color=GREY, align="right")
    sheet.line([0, WIDTH], [_TOP - 1, _TOP - 1], MID, 0.8)


def _strip(sheet: Sheet, strip: Strip, y: float, step: float) -> None:
    room = _NAMES - 3
    if strip.detail:
        line = wrapped(strip.name, 8.5, room, bold(strip.hot), 1)[0]
        sheet.text(0, y - 1.6, line, 8.5, weight=bold(strip.hot))
        sheet.text(0, y + 1.6, wrapped(strip.detail, 7.5, room, most=1)[0], 7.5, color=GREY)
    else:
        sheet.name(0, y, strip.name, room, height=_ROW - 0.4, weight=bold(strip.hot))
    for bar in strip.bars:
        x, wide = _NAMES + step * (bar.start - 1) + 0.4, step * (bar.end - bar.start + 1) - 0.8
        if bar.tone == "open":
            sheet.box(x, y - 1.6, wide, 3.2, WHITE, edge=MID, hatch=True)
        else:
            sheet.box(x, y - 1.6, wide, 3.2, _FILLS[bar.tone])
    for mark in strip.marks:
        _mark(sheet, mark, y, step)
    color = RUST if strip.hot else INK
    end = wrapped(strip.end, 8, _ENDS - 2, bold(strip.hot), 2)
    for place, text in enumerate(end):
        sheet.text(
            WIDTH - 0.5, y + 3.2 * (place - (len(end) - 1) / 2), text, 8, color=color, align="right",
            weight=bold(strip.hot),
        )  # fmt: skip


def _mark(sheet: Sheet, mark: Mark, y: float, step: float) -> None:
    """Draw a diamond at the end of a quarter: dark where something is there, rust where it needs a look."""
    x, half = _NAMES + step * mark.quarter - 0.6, 2.0
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y), (x, y - half)]
    fill = RUST if mark.kind == "warning" else INK
    sheet.drawing.strokes.append(Stroke(Path(corners, closed=True), 7, fill, WHITE, 0.8))
