"""Forms to fill in, on screen or on paper: boxes with a tinted label and room for what is written."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import TINT
from reports.word.elements import POINTS_PER_MM, node, twips
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph, text_block
from reports.word.runs import Prose, run_elements
from reports.word.tables import table_shell

_NAME, _FIELD = "Form Label", "Form Text"
_LABEL = 30.0
_SIDES = 4.0
"""Room left and right of the text of a cell, together, in mm."""
_PADDING = 2 * POINTS_PER_MM + 0.5


def form_table(
    rows: Sequence[Sequence[tuple[str, Prose]]], description: str, width: float, height: float
) -> tuple[BaseOxmlElement, list[Block]]:
    """Return a form, and the height of each row; every row has as many labels as the first.

    `width` of the whole and least `height` of a row in mm. ValueError where rows differ in length.
    """
    number = len(rows[0]) if rows else 0
    if not number or any(len(row) != number for row in rows):
        raise ValueError("A form has rows of one length, and at least one of them.")
    label = _LABEL if number < 3 else 0.4 * width / number
    field = width / number - label
    element = table_shell("Blueprint Form", [label, field] * number, description)
    blocks = []
    for place, row in enumerate(rows, start=1):
        last = place == len(rows)
        cells = [each for name, value in row for each in ((_NAME, name, label), (_FIELD, value, field))]
        made = node("w:tr", None, _row_properties(height))
        made.extend(_cell(*each, keep_next=not last) for each in cells)
        element.append(made)
        taken = (
            text_block(style, text, width=wide - _SIDES).height + _PADDING for style, text, wide in cells
        )
        blocks.append(Block(max(height * POINTS_PER_MM, *taken), keep_next=not last))
    return element, blocks


def _row_properties(height: float) -> BaseOxmlElement:
    least = node("w:trHeight", {"w:val": twips(height), "w:hRule": "atLeast"})
    return node("w:trPr", None, node("w:cantSplit"), least)


def _cell(style: str, prose: Prose, width: float, *, keep_next: bool) -> BaseOxmlElement:
    parts = [node("w:tcW", {"w:w": twips(width), "w:type": "dxa"})]
    if style == _NAME:
        parts.append(node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": TINT}))
    text = paragraph(style, run_elements(prose), keep_next=keep_next)
    return node("w:tc", None, node("w:tcPr", None, *parts), text)
