"""Parts of a native chart in the house style: series, labels, axes, and the whole of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.opc.oxml import serialize_part_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import GREY, INK
from reports.word.chart_sheet import ChartSheet
from reports.word.elements import node
from reports.word.native_chart import WORKBOOK_RELATION
from reports.word.plain_text import plain

_POINT = 12_700


def with_value(name: str, value: str | float) -> BaseOxmlElement:
    """Return an element whose one attribute is val."""
    return node(name, {"val": f"{value:g}" if isinstance(value, float) else str(value)})


@dataclass(frozen=True, slots=True)
class Box:
    """A place within the chart, in parts of its width and height."""

    x: float
    y: float
    width: float
    height: float

    def layout(self) -> BaseOxmlElement:
        """Return it as the layout of a plot, without its labels."""
        edges = (("c:x", self.x), ("c:y", self.y), ("c:w", self.width), ("c:h", self.height))
        modes = (("c:layoutTarget", "inner"), ("c:xMode", "edge"), ("c:yMode", "edge"))
        parts = [with_value(name, mode) for name, mode in modes]
        return node("c:layout", None, node("c:manualLayout", None, *parts, *(_part(*each) for each in edges)))


def inside(width: float, height: float, *, left: float, right: float, top: float, bottom: float) -> Box:
    """Return the place that margins leave of a chart; all in mm."""
    across, down = width - left - right, height - top - bottom
    return Box(left / width, top / height, across / width, down / height)


def bar_chart(grouping: str, series: Sequence[BaseOxmlElement], *spacing: BaseOxmlElement) -> BaseOxmlElement:
    """Return bars from left to right, on the axes 1 and 2."""
    head = (("c:barDir", "bar"), ("c:grouping", grouping), ("c:varyColors", 0))
    axes = (with_value("c:axId", number) for number in (1, 2))
    return node("c:barChart", None, *(with_value(*each) for each in head), *series, *spacing, *axes)


def shift(x: float, y: float) -> BaseOxmlElement:
    """Return a layout that moves a label by so much of the chart's width and height."""
    return node("c:layout", None, node("c:manualLayout", None, _part("c:x", x), _part("c:y", y)))


def _part(name: str, value: float) -> BaseOxmlElement:
    return node(name, {"val": f"{value:.5f}"})


def solid(colour: str, opacity: float = 1) -> BaseOxmlElement:
    """Return a fill of one colour."""
    shade = node("a:srgbClr", {"val": colour})
    if opacity < 1:
        shade.append(with_value("a:alpha", round(opacity * 100_000)))
    return node("a:solidFill", None, shade)


def hatched(colour: str) -> BaseOxmlElement:
    """Return the fill of what is hidden or negative."""
    ink, paper = (node("a:srgbClr", {"val": each}) for each in (colour, "FFFFFF"))
    return node("a:pattFill", {"prst": "wdUpDiag"}, node("a:fgClr", None, ink), node("a:bgClr", None, paper))


def line(colour: str | None, width: float = 0.75, dash: str = "") -> BaseOxmlElement:
    """Return an outline, its width in points; none without a colour."""
    if colour is None:
        return node("a:ln", None, node("a:noFill"))
    parts = [solid(colour), *([with_value("a:prstDash", dash)] if dash else []), node("a:round")]
    return node("a:ln", {"w": str(round(width * _POINT)), "cap": "flat"}, *parts)


def look(
    fill: BaseOxmlElement | None = None, edge: BaseOxmlElement | None = None, name: str = "c:spPr"
) -> BaseOxmlElement:
    """Return the look of a shape; without a fill it has none."""
    return node(name, None, node("a:noFill") if fill is None else fill, line(None) if edge is None else edge)


def look_of_line(edge: BaseOxmlElement) -> BaseOxmlElement:
    """Return the look of something that is a line only."""
    return node("c:spPr", None, edge)


def type_of(size: float, colour: str = INK, *, bold: bool = False) -> BaseOxmlElement:
    """Return the type of a text that the program writes; size in points."""
    defaults = node("a:defRPr", _type(size, bold=bold), solid(colour), *_faces())
    text = node("a:p", None, node("a:pPr", None, defaults), node("a:endParaRPr", {"lang": "en-GB"}))
    return node("c:txPr", None, node("a:bodyPr"), node("a:lstStyle"), text)


def _type(size: float, *, bold: bool) -> dict[str, str]:
    return {"sz": str(round(size * 100)), "b": str(int(bold))}


def _faces() -> list[BaseOxmlElement]:
    return [node(f"a:{script}", {"typeface": "+mn-lt"}) for script in ("latin", "ea", "cs")]


def name_of(sheet: ChartSheet, head: str) -> BaseOxmlElement:
    """Return the name of a series: the head of its column."""
    return node("c:tx", None, _text_reference("c:strRef", sheet.title(head), [head]))


def categories(sheet: ChartSheet, head: str) -> BaseOxmlElement:
    """Return what the values belong to: the texts of a column."""
    texts = ["" if each is None else str(each) for each in sheet.values(head)]
    return node("c:cat", None, _text_reference("c:strRef", sheet.range(head), texts))


def numbers(name: str, sheet: ChartSheet, head: str, code: str = "General") -> BaseOxmlElement:
    """Return the values of a column; a blank cell has none."""
    values = sheet.values(head)
    points = [(n, f"{each:.10g}") for n, each in enumerate(values) if isinstance(each, int | float)]
    cache = node("c:numCache", None, _said("c:formatCode", code), *_points(points, len(values)))
    return node(name, None, node("c:numRef", None, _said("c:f", sheet.range(head)), cache))


def _text_reference(name: str, formula: str, texts: Sequence[str]) -> BaseOxmlElement:
    lines = ["\n".join(plain(each) for each in text.split("\n")) for text in texts]
    cache = node("c:strCache", None, *_points(list(enumerate(lines)), len(texts)))
    return node(name, None, _said("c:f", formula), cache)


def _points(points: Sequence[tuple[int, str]], number: int) -> list[BaseOxmlElement]:
    made = [with_value("c:ptCount", number)]
    made += [node("c:pt", {"idx": str(n)}, _said("c:v", text)) for n, text in points]
    return made


def _said(name: str, text: str) -> BaseOxmlElement:
    element = node(name)
    element.text = text
    return element


_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


@dataclass(frozen=True, slots=True)
class Labels:
    """How values are written beside their marks; by point where one differs, None leaves it out."""

    size: float = 9
    colour: str = INK
    bold: bool = False
    code: str = "General"
    place: str = ""
    shows: str = "Val"

    def parts(self, *, moved: BaseOxmlElement | None = None) -> list[BaseOxmlElement]:
        """Return what stands in the labels of a series, or in that of a point, moved or not."""
        code = node("c:numFmt", {"formatCode": self.code, "sourceLinked": "0"})
        place = [with_value("c:dLblPos", self.place)] if self.place else []
        shown = (with_value(f"c:show{each}", int(each == self.shows)) for each in _SHOWN)
        layout = [] if moved is None else [moved]
        return [*layout, code, look(), type_of(self.size, self.colour, bold=self.bold), *place, *shown]


def labels(
    general: Labels | None, points: Mapping[int, tuple[Labels | None, BaseOxmlElement | None]] | None = None
) -> BaseOxmlElement:
    """Return the labels of a series, and by its number each point's that differs."""
    made = []
    for number, (own, moved) in sorted((points or {}).items()):
        index = with_value("c:idx", number)
        parts = [with_value("c:delete", 1)] if own is None else own.parts(moved=moved)
        made.append(node("c:dLbl", None, index, *parts))
    if general is None:
        shown = (with_value(f"c:show{each}", 0) for each in _SHOWN)
        return node("c:dLbls", None, *made, *shown)
    return node("c:dLbls", None, *made, *general.parts())


def chart_part(plot: BaseOxmlElement, legend: BaseOxmlElement | None = None) -> bytes:
    """Return the XML of a chart's part: no frame, no title, and blanks are gaps."""
    parts = [with_value("c:autoTitleDeleted", 1), plot, *([] if legend is None else [legend])]
    parts += [with_value("c:plotVisOnly", 1), with_value("c:dispBlanksAs", "gap")]
    data = node("c:externalData", {"r:id": WORKBOOK_RELATION}, with_value("c:autoUpdate", 0))
    space = node(
        "c:chartSpace",
        None,
        with_value("c:date1904", 0),
        with_value("c:lang", "en-GB"),
        with_value("c:roundedCorners", 0),
        node("c:chart", None, *parts),
        look(),
        type_of(9),
        data,
    )
    return serialize_part_xml(space)


def legend(place: Box, size: float = 8) -> BaseOxmlElement:
    """Return a key of the series above the plot."""
    edges = (("c:x", place.x), ("c:y", place.y), ("c:w", place.width), ("c:h", place.height))
    modes = (with_value(name, "edge") for name in ("c:xMode", "c:yMode"))
    layout = node("c:layout", None, node("c:manualLayout", None, *modes, *(_part(*each) for each in edges)))
    parts = (layout, with_value("c:overlay", 0), look(), type_of(size, GREY))
    return node("c:legend", None, with_value("c:legendPos", "t"), *parts)
