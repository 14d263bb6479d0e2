"""Gap bars as a chart that Word draws: wanted less today, negative gaps hatched, n beside each name."""

from math import floor

from docx.oxml.xmlchemy import BaseOxmlElement

from questionnaires.pack import MethodPack
from questionnaires.scores import Scores
from reports.charts.gap_bars import GapRows, gap_rows, is_large, is_negative
from reports.charts.house import WIDTH
from reports.palette import GREY, INK, NAVY, RULE, RUST
from reports.word.chart_axes import category_axis, value_axis
from reports.word.chart_parts import (
    Labels,
    bar_chart,
    categories,
    chart_part,
    hatched,
    inside,
    labels,
    line,
    look,
    name_of,
    numbers,
    solid,
    with_value,
)
from reports.word.chart_sheet import ChartColumn, ChartSheet, Formula
from reports.word.elements import node
from reports.word.native_chart import NativeChart
from reports.wording import lowered

_ROW, _HEAD = 7.0, 6.5
_LEFT, _RIGHT = 80.0, 1.0
"""Millimetres for the names, and at the right edge."""
_NAME, _PART, _GAP, _N, _LABEL = "Capability", "Component", "Wanted less today", "n", "Label"
_SIGNED = '+0.0;"\N{MINUS SIGN}"0.0;0.0'


def native_gap_bars(pack: MethodPack, scores: Scores, most: int = 8) -> NativeChart:
    """Return the gaps as `gap_bars` draws them; ValueError where no gap can be shown."""
    found = gap_rows(pack, scores, most)
    height = _HEAD + _ROW * len(found.gaps) + 1
    sheet = _sheet(pack, found)
    low, high = min(0.0, *found.levels.values()), max(1.0, *found.levels.values())
    plot = node(
        "c:plotArea",
        None,
        inside(WIDTH, height, left=_LEFT, right=_RIGHT, top=_HEAD, bottom=1).layout(),
        _bars(_series(sheet, found)),
        category_axis(1, 2, reverse=True, size=9.5, edge=line(INK, 0.8)),
        value_axis(2, 1, (floor(low), high + 0.45), code="0;;0", grid=line(RULE, 0.6), place="t"),
        look(),
    )
    title, note, alternative = found.told
    if any(is_negative(gap) for gap in found.levels.values()):
        note += "; hatched = rated above what is wanted"
    return NativeChart(chart_part(plot), sheet.workbook(), WIDTH, height, title, note, alternative)


def _sheet(pack: MethodPack, found: GapRows) -> ChartSheet:
    names = [pack.capability[key].name for key in found.gaps]
    parts = [lowered(pack.component_of[key].short_name) for key in found.gaps]
    people = [gap.n for gap in found.gaps.values()]
    told = (f"{name}, {part} (n {n})" for name, part, n in zip(names, parts, people, strict=True))
    shown = [Formula('A{row}&", "&B{row}&" (n "&D{row}&")"', each) for each in told]
    return ChartSheet(
        [
            ChartColumn(_NAME, names, 36),
            ChartColumn(_PART, parts, 16),
            ChartColumn(_GAP, list(found.levels.values()), 18),
            ChartColumn(_N, people),
            ChartColumn(_LABEL, shown, 50),
        ]
    )


def _bars(series: BaseOxmlElement) -> BaseOxmlElement:
    return bar_chart("clustered", [series], with_value("c:gapWidth", 70))


def _series(sheet: ChartSheet, found: GapRows) -> BaseOxmlElement:
    levels = list(found.levels.values())
    own = {n: (Labels(9, _colour(gap), True, _SIGNED, "outEnd"), None) for n, gap in enumerate(levels)}
    return node(
        "c:ser",
        None,
        with_value("c:idx", 0),
        with_value("c:order", 0),
        name_of(sheet, _GAP),
        look(solid(NAVY)),
        with_value("c:invertIfNegative", 0),
        *(_point(n, gap) for n, gap in enumerate(levels) if _colour(gap) != NAVY),
        labels(Labels(9, NAVY, True, _SIGNED, "outEnd"), own),
        categories(sheet, _LABEL),
        numbers("c:val", sheet, _GAP, _SIGNED),
    )


def _colour(gap: float) -> str:
    return GREY if is_negative(gap) else RUST if is_large(gap) else NAVY


def _point(number: int, gap: float) -> BaseOxmlElement:
    fill = look(hatched(GREY), line(GREY, 0.6)) if is_negative(gap) else look(solid(RUST))
    flags = (with_value("c:invertIfNegative", 0), with_value("c:bubble3D", 0))
    return node("c:dPt", None, with_value("c:idx", number), *flags, fill)
