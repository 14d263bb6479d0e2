"""Tables: rules instead of boxes, numbers to the right, a head repeated on every page, rows that stay whole.

Built from elements row by row: reaching a cell by row and column takes python-docx thirteen times as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, twips, valued
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph, text_block
from reports.word.plain_text import plain
from reports.word.runs import Prose, run_elements, style_id

DATA_TABLE = "Blueprint Table"
_PADDING = 5.95
"""Height that a row takes beyond its text, in points: padding above and below, and the rule."""
_HEAD_RULES, _LAST_RULE = 1.5, 0.25
"""How much thicker the rules around the head and below the last row are than those between rows."""

_GUTTER = 2.0
_AFTER_NUMBER = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in mm, and whether it holds numbers."""

    head: str
    width: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of any table: paragraphs made elsewhere, and the height they take in points."""

    content: tuple[BaseOxmlElement, ...]
    height: float


def table_shell(
    style: str, widths: Sequence[float], description: str = "", *, head: bool = False
) -> BaseOxmlElement:
    """Return a table without rows; widths in mm."""
    flags = {
        "firstRow": head,
        "lastRow": False,
        "firstColumn": False,
        "lastColumn": False,
        "noHBand": True,
        "noVBand": True,
    }
    look = {f"w:{name}": str(int(on)) for name, on in flags.items()}
    properties = node(
        "w:tblPr",
        None,
        valued("w:tblStyle", style_id(style)),
        node("w:tblW", {"w:w": twips(sum(widths)), "w:type": "dxa"}),
        valued("w:jc", "left"),
        node("w:tblInd", {"w:w": "0", "w:type": "dxa"}),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblLook", {"w:val": "0620" if head else "0600"} | look),
    )
    if description:
        properties.append(valued("w:tblCaption", plain(description)))
    columns = (node("w:gridCol", {"w:w": twips(width)}) for width in widths)
    return node("w:tbl", None, properties, node("w:tblGrid", None, *columns))


def table_row(cells: Sequence[Cell], widths: Sequence[float], *, head: bool = False) -> BaseOxmlElement:
    """Return a row that no page break divides; a head row comes again on every page."""
    properties = node("w:trPr", None, node("w:cantSplit"))
    if head:
        properties.append(node("w:tblHeader"))
    row = node("w:tr", None, properties)
    for cell, width in zip(cells, widths, strict=True):
        size = node("w:tcPr", None, node("w:tcW", {"w:w": twips(width), "w:type": "dxa"}))
        row.append(node("w:tc", None, size, *cell.content))
    return row


def cell_of(parts: Sequence[tuple[BaseOxmlElement, Block]]) -> Cell:
    """Return paragraphs as the content of a cell."""
    return Cell(tuple(element for element, _ in parts), sum(block.whole for _, block in parts))


def scale_table(element: BaseOxmlElement, by: float) -> None:
    """Make the tables of an element wider or narrower, their columns in proportion."""
    for tag in ("w:tblW", "w:gridCol", "w:tcW"):
        for each in element.iter(qn(tag)):
            width = str(each.get(qn("w:w")))
            if each.get(qn("w:type"), "dxa") == "dxa" and width.isdecimal():
                each.set(qn("w:w"), str(round(int(width) * by)))


def band_rows(element: BaseOxmlElement) -> None:
    """Let the rows of tables of data have a ground in turns, as their style says."""
    for properties in element.iter(qn("w:tblPr")):
        style, look = (properties.find(qn(each)) for each in ("w:tblStyle", "w:tblLook"))
        if style is not None and look is not None and style.get(qn("w:val")) == style_id(DATA_TABLE):
            look.set(qn("w:noHBand"), "0")
            look.set(qn("w:val"), f"{int(str(look.get(qn('w:val'))), 16) & ~0x200:04X}")


def data_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Prose]],
    *,
    description: str,
    body: str = "Table Text",
    room: float,
    kept: bool,
) -> tuple[BaseOxmlElement, list[Block]]:
    """Return a table with a head row, and the height of each row.

    A table lower than `room` (points) stays on one page; `kept` says that what follows belongs to it. A table
    without any head text has no head row.
    """
    widths = [column.width for column in columns]
    head = any(column.head for column in columns)
    element = table_shell(DATA_TABLE, widths, description, head=head)
    heads = [_head_cell(columns, place) for place in range(len(columns))] if head else []
    heights = [
        max(_cell_height(columns, place, value, body) for place, value in enumerate(row)) for row in rows
    ]
    head_height = max(cell.height for cell in heads) + _PADDING + _HEAD_RULES if heads else 0.0
    if heights:
        heights[-1] += _LAST_RULE
    together = head_height + sum(heights) + len(rows) * _PADDING < room
    blocks = []
    if head:
        element.append(table_row(heads, widths, head=True))
        blocks.append(Block(head_height, keep_next=True))
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), start=1):
        keep = (together and number < len(rows)) or (kept and number == len(rows))
        cells = [_body_cell(columns, place, value, body, keep) for place, value in enumerate(row)]
        element.append(table_row(cells, widths))
        blocks.append(Block(height + _PADDING, keep_next=keep, repeated=0 if together else head_height))
    return element, blocks


def _head_cell(columns: Sequence[Column], place: int) -> Cell:
    column = columns[place]
    text = run_elements(column.head)
    made = paragraph("Table Head", text, left=_indent(columns, place), right=column.number)
    height = text_block("Table Head", column.head, width=_room(columns, place)).height
    return Cell((made,), height)


def _body_cell(columns: Sequence[Column], place: int, value: Prose, body: str, keep: bool) -> Cell:
    style = "Table Number" if columns[place].number else body
    made = paragraph(style, run_elements(value), keep_next=keep, left=_indent(columns, place))
    return Cell((made,), 0)


def _cell_height(columns: Sequence[Column], place: int, value: Prose, body: str) -> float:
    style = "Table Number" if columns[place].number else body
    return text_block(style, value, width=_room(columns, place)).whole


def _indent(columns: Sequence[Column], place: int) -> float | None:
    """Return the indent in mm of a text column that follows numbers, which end at its edge."""
    after_number = place > 0 and columns[place - 1].number and not columns[place].number
    return _AFTER_NUMBER if after_number else None


def _room(columns: Sequence[Column], place: int) -> float:
    return columns[place].width - _GUTTER - (_indent(columns, place) or 0)
