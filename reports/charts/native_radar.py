"""The radar of components as a chart that Word draws: today filled, wanted dashed, others dotted."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from questionnaires.benchmark import Benchmark
from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Scores
from reports.charts.findings import unscored
from reports.charts.radar import Lines, levels_of, told
from reports.palette import INK, NAVY, RULE, RUST
from reports.word.chart_axes import category_axis, value_axis
from reports.word.chart_parts import (
    Box,
    Labels,
    categories,
    chart_part,
    labels,
    line,
    look,
    look_of_line,
    name_of,
    numbers,
    solid,
    with_value,
)
from reports.word.chart_sheet import ChartColumn, ChartSheet, Formula
from reports.word.elements import node
from reports.word.native_chart import NativeChart

_WIDTH, _HEIGHT = 104.0, 88.0
_PLOT = Box(0.23, 0.155, 0.54, 0.69)
_COMPONENT, _TODAY, _WANTED, _OTHERS, _LABEL = "Component", "today", "wanted", "others", "Label"
_ARROW = "\N{RIGHTWARDS ARROW}"


def native_radar(pack: MethodPack, scores: Scores, benchmark: Benchmark | None = None) -> NativeChart:
    """Return the radar as `radar` draws it; ValueError below three components."""
    lines = levels_of(pack, scores, benchmark)
    title, note, alternative = told(pack, lines)
    parts = list(pack.components)
    rows = [_label(scores, *each) for each in zip(parts, lines.current, lines.wanted, strict=True)]
    columns = [
        ChartColumn(_COMPONENT, [each.short_name for each in parts], 30),
        ChartColumn(_TODAY, lines.current),
    ]
    if any(each is not None for each in lines.wanted):
        columns.append(ChartColumn(_WANTED, lines.wanted))
    if lines.others:
        columns.append(ChartColumn(_OTHERS, lines.others))
    sheet = ChartSheet([*columns, ChartColumn(_LABEL, rows, 40)])
    drawn = [each.head for each in columns[:0:-1]]
    series = [_series(sheet, head, place, lines) for place, head in enumerate(drawn)]
    plot = node(
        "c:plotArea",
        None,
        _PLOT.layout(),
        _drawn("filled", [_area(sheet, len(series))]),
        _drawn("marker", series),
        category_axis(1, 2, grid=line(RULE, 0.5), edge=line(RULE, 0.5), place="b"),
        value_axis(2, 1, (0, 5), code="0;;", grid=line(RULE, 0.6), place="l"),
        look(),
    )
    return NativeChart(chart_part(plot), sheet.workbook(), _WIDTH, _HEIGHT, title, note, alternative)


def _drawn(style: str, series: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    axes = (with_value("c:axId", number) for number in (1, 2))
    parts = (with_value("c:radarStyle", style), with_value("c:varyColors", 0))
    return node("c:radarChart", None, *parts, *series, *axes)


def _area(sheet: ChartSheet, place: int) -> BaseOxmlElement:
    """Return the area within the line of today, which shows the same cells."""
    return node(
        "c:ser",
        None,
        with_value("c:idx", place),
        with_value("c:order", place),
        name_of(sheet, _TODAY),
        look(solid(NAVY, 0.12)),
        node("c:marker", None, with_value("c:symbol", "none")),
        categories(sheet, _LABEL),
        numbers("c:val", sheet, _TODAY, "0.0"),
    )


def _named(head: str, lines: Lines) -> BaseOxmlElement:
    """Return the labels of a line: its name, once, where today and wanted lie furthest apart."""
    apart = {
        n: (0.0 if wanted is None else wanted) - today
        for n, (today, wanted) in enumerate(zip(lines.current, lines.wanted, strict=True))
        if today is not None
    }
    own = Labels(8, NAVY, head == _TODAY, shows="SerName")
    named = {max(apart, key=lambda n: apart[n]): (own, None)} if apart and head != _OTHERS else {}
    return labels(None, named)


def _label(scores: Scores, part: Component, today: float | None, wanted: float | None) -> Formula | str:
    if today is None:
        return f"{part.short_name}\n{unscored(scores, part.id)}"
    text = f"{part.short_name}\n{shown(today)}"
    if wanted is None:
        return Formula("A{row}&CHAR(10)&FIXED(B{row},1)", text)
    formula = f'A{{row}}&CHAR(10)&FIXED(B{{row}},1)&" {_ARROW} "&FIXED(C{{row}},1)'
    return Formula(formula, f"{text} {_ARROW} {shown(wanted)}")


_LINES = {_TODAY: (NAVY, 2.0, ""), _WANTED: (NAVY, 1.2, "dash"), _OTHERS: (INK, 1.0, "sysDot")}


def _series(sheet: ChartSheet, head: str, place: int, lines: Lines) -> BaseOxmlElement:
    colour, width, dash = _LINES[head]
    today = lines.current
    known = [each for each in today if each is not None]
    low = min(known, default=0.0)
    hot = [n for n, each in enumerate(today) if each == low and low < max(known)] if head == _TODAY else []
    return node(
        "c:ser",
        None,
        with_value("c:idx", place),
        with_value("c:order", place),
        name_of(sheet, head),
        look_of_line(line(colour, width, dash)),
        _marker(head, colour),
        *(_point(n, width) for n in hot),
        _named(head, lines),
        categories(sheet, _LABEL),
        numbers("c:val", sheet, head, "0.0"),
    )


def _marker(head: str, colour: str) -> BaseOxmlElement:
    """Return the mark of a series: a filled disc today, an open diamond wanted, none for others."""
    if head == _OTHERS:
        return node("c:marker", None, with_value("c:symbol", "none"))
    symbol, size = ("circle", 7) if head == _TODAY else ("diamond", 7)
    inside = solid(colour if head == _TODAY else "FFFFFF")
    shape = (with_value("c:symbol", symbol), with_value("c:size", size), look(inside, line(colour, 1.25)))
    return node("c:marker", None, *shape)


def _point(number: int, width: float) -> BaseOxmlElement:
    """Return the mark of the lowest component, in the colour of what the finding is about."""
    shape = (with_value("c:symbol", "circle"), with_value("c:size", 9), look(solid(RUST), line(RUST, 1.25)))
    parts = (with_value("c:idx", number), node("c:marker", None, *shape), with_value("c:bubble3D", 0))
    return node("c:dPt", None, *parts, look_of_line(line(NAVY, width)))
