"""Bars with a part inside the whole: value-adding time in a process, what is used of the cost of tools."""

from reports.charts.house import GREY, INK, MID, NAVY, RUST, WHITE, WIDTH, Sheet, bold
from reports.charts.house import on_top as text_on
from reports.charts.ink import width_of
from reports.charts.picture import Picture
from reports.facts.saying import Bar, Bars, Tone
from reports.palette import SAND, SKY
from reports.wording import listed

_TOP, _ROW, _BAR = 6.0, 7.2, 4.6
_LEFT, _NAMES = 50.0, 47.0
_BESIDE = 26.0
"""The millimetres kept free at the right for what stands beside a bar."""
_FILL: dict[bool, dict[Tone, str]] = {
    False: {"dark": NAVY, "light": f"#{SKY}", "open": WHITE},
    True: {"dark": RUST, "light": f"#{SAND}", "open": WHITE},
}


def part_bars(given: Bars) -> Picture:
    """Draw bars in their order, as many as a picture has room for."""
    bars = given.drawn
    sheet = Sheet(_TOP + _ROW * len(bars) + 1)
    sheet.text(WIDTH - 0.5, _TOP - 3.4, given.beside, 8, color=GREY, align="right")
    ends = max((width_of(each.end, 9) for each in bars), default=0.0)
    longest = max((each.whole for each in bars), default=0.0)
    per_unit = (WIDTH - _BESIDE - _LEFT - ends - 3) / longest if longest > 0 else 0.0
    for number, each in enumerate(bars):
        _draw(sheet, each, _TOP + _ROW * (number + 0.5), per_unit)
    said = listed([each.said for each in bars[:3]])
    return sheet.picture(given.title, given.told, f"{given.title}. {said}.")


def _draw(sheet: Sheet, bar: Bar, y: float, per_unit: float) -> None:
    sheet.name(0, y, bar.name, _NAMES, height=_ROW - 0.4, weight=bold(bar.hot))
    x, fills = _LEFT, _FILL[bar.hot]
    for tone, length in bar.lengths:
        wide = length * per_unit
        if tone == "open":
            sheet.box(x, y - _BAR / 2, wide, _BAR, fills[tone], edge=MID, hatch=True)
        else:
            sheet.box(x, y - _BAR / 2, wide, _BAR, fills[tone])
        x += wide
    sheet.text(x + 1.6, y, bar.end, 9)
    if bar.inside:
        _inside(sheet, bar, y, per_unit)
    sheet.text(WIDTH - 0.5, y, bar.beside, 9, color=RUST if bar.hot else INK, align="right", weight="bold")


def _inside(sheet: Sheet, bar: Bar, y: float, per_unit: float) -> None:
    """Write the figure of the dark part at its end: inside where it fits, else in what follows it."""
    fills = _FILL[bar.hot]
    dark = sum(length for tone, length in bar.lengths if tone == "dark") * per_unit
    rest = bar.whole * per_unit - dark
    room = width_of(bar.inside, 8.5, "bold") + 2
    if room <= dark:
        color = text_on(fills["dark"])
        sheet.text(_LEFT + dark - 1, y, bar.inside, 8.5, color=color, align="right", weight="bold")
    elif room <= rest:
        sheet.text(_LEFT + dark + 1, y, bar.inside, 8.5, color=INK, weight="bold")
