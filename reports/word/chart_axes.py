"""Axes of a native chart in the house style."""

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import GREY
from reports.word.chart_parts import look, look_of_line, type_of, with_value
from reports.word.elements import node


def category_axis(
    number: int, other: int, *, hidden: bool = False, reverse: bool = False, size: float = 9,
    edge: BaseOxmlElement | None = None, place: str = "l", grid: BaseOxmlElement | None = None,
) -> BaseOxmlElement:  # fmt: skip
    """Return the axis of what the values belong to; reversed, the first one is uppermost."""
    return node(
        "c:catAx",
        None,
        *_begun(number, reverse=reverse, hidden=hidden, place=place, grid=grid),
        node("c:numFmt", {"formatCode": "General", "sourceLinked": "0"}),
        *_ticks("low"),
        look(edge=edge),
        type_of(size),
        with_value("c:crossAx", other),
        with_value("c:crosses", "autoZero"),
        with_value("c:auto", 0),
        with_value("c:lblAlgn", "ctr"),
        with_value("c:lblOffset", 100),
        with_value("c:noMultiLvlLbl", 1),
    )


def value_axis(
    number: int, other: int, ends: tuple[float, float], *, hidden: bool = False, reverse: bool = False,
    code: str = "General", step: float = 1, grid: BaseOxmlElement | None = None, place: str = "b",
    labels_at: str = "nextTo", crosses: str = "autoZero",
) -> BaseOxmlElement:  # fmt: skip
    """Return the axis of values between its ends."""
    return node(
        "c:valAx",
        None,
        *_begun(number, reverse=reverse, hidden=hidden, place=place, grid=grid, ends=ends),
        node("c:numFmt", {"formatCode": code, "sourceLinked": "0"}),
        *_ticks(labels_at),
        look(),
        type_of(8, GREY),
        with_value("c:crossAx", other),
        with_value("c:crosses", crosses),
        with_value("c:crossBetween", "between"),
        with_value("c:majorUnit", float(step)),
    )


def _begun(
    number: int, *, reverse: bool, hidden: bool, place: str, grid: BaseOxmlElement | None,
    ends: tuple[float, float] | None = None,
) -> list[BaseOxmlElement]:  # fmt: skip
    """Return how both kinds of axis begin."""
    scaling = node("c:scaling", None, with_value("c:orientation", "maxMin" if reverse else "minMax"))
    if ends:
        scaling.append(with_value("c:max", float(ends[1])))
        scaling.append(with_value("c:min", float(ends[0])))
    parts = [with_value("c:axId", number), scaling, with_value("c:delete", int(hidden))]
    parts.append(with_value("c:axPos", place))
    if grid is not None:
        parts.append(node("c:majorGridlines", None, look_of_line(grid)))
    return parts


def _ticks(labels_at: str) -> list[BaseOxmlElement]:
    names = (("c:majorTickMark", "none"), ("c:minorTickMark", "none"), ("c:tickLblPos", labels_at))
    return [with_value(name, value) for name, value in names]
