"""Forms with heads: a row for each thing that something is written about, by hand or on screen."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import TINT
from reports.word.elements import POINTS_PER_MM, node, twips, valued
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph, text_block
from reports.word.runs import Prose, run_elements
from reports.word.tables import Column, table_shell

_SIDES = 4.0
"""Room left and right of the text of a cell, together, in mm."""
_PADDING = 2 * POINTS_PER_MM + 0.5
_HEAD, _BODY = "Form Label", "Form Text"


def grid(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Prose]],
    description: str,
    height: float,
    room: float,
) -> tuple[BaseOxmlElement, list[Block]]:
    """Return a form with a head, and the height of each row; a number column is centred.

    Least `height` of a row in mm; a form lower than `room`, in points, stays on one page.
    """
    widths = [each.width for each in columns]
    element = table_shell("Blueprint Form", widths, description, head=True)
    properties = node("w:trPr", None, node("w:cantSplit"), node("w:tblHeader"))
    head = node("w:tr", None, properties)
    head.extend(_cell(_HEAD, each.head, each, keep_next=True, tinted=True) for each in columns)
    element.append(head)
    top = max(_taken(_HEAD, each.head, each) for each in columns)
    heights = [_height(columns, row, height) for row in rows]
    together = top + sum(heights) < room
    blocks = [Block(top, keep_next=True)]
    for number, (row, high) in enumerate(zip(rows, heights, strict=True), start=1):
        keep = together and number < len(rows)
        element.append(_row(columns, row, height, keep_next=keep))
        blocks.append(Block(high, keep_next=keep, repeated=0 if together else top))
    return element, blocks


def _row(
    columns: Sequence[Column], row: Sequence[Prose], height: float, *, keep_next: bool
) -> BaseOxmlElement:
    least = node("w:trHeight", {"w:val": twips(height), "w:hRule": "atLeast"})
    made = node("w:tr", None, node("w:trPr", None, node("w:cantSplit"), least))
    made.extend(
        _cell(_BODY, value, column, keep_next=keep_next) for column, value in zip(columns, row, strict=True)
    )
    return made


def _height(columns: Sequence[Column], row: Sequence[Prose], height: float) -> float:
    taken = (_taken(_BODY, value, column) for column, value in zip(columns, row, strict=True))
    return max(height * POINTS_PER_MM, *taken)


def _taken(style: str, prose: Prose, column: Column) -> float:
    return text_block(style, prose, width=column.width - _SIDES).height + _PADDING


def _cell(
    style: str, prose: Prose, column: Column, *, keep_next: bool, tinted: bool = False
) -> BaseOxmlElement:
    parts = [node("w:tcW", {"w:w": twips(column.width), "w:type": "dxa"})]
    if tinted:
        parts.append(node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": TINT}))
    parts.append(valued("w:vAlign", "bottom" if tinted else "center"))
    text = paragraph(style, run_elements(prose), keep_next=keep_next)
    if column.number:
        text[0].append(valued("w:jc", "center"))
    return node("w:tc", None, node("w:tcPr", None, *parts), text)
