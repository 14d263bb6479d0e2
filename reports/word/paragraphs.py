"""One paragraph: its element, and the height it takes."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, twips, valued
from reports.word.geometry import TEXT_WIDTH
from reports.word.pagination import Block
from reports.word.runs import style_id
from reports.word.styles import STYLES


def paragraph(
    style: str,
    content: Sequence[BaseOxmlElement],
    *,
    keep_next: bool = False,
    new_page: bool = False,
    before: float | None = None,
    after: float | None = None,
    left: float | None = None,
    right: bool = False,
) -> BaseOxmlElement:
    """Return a paragraph in a named style.

    Space before and after in points and the indent in mm only where they depart from the style.
    """
    properties = node("w:pPr", None, valued("w:pStyle", style_id(style)))
    if keep_next:
        properties.append(node("w:keepNext"))
    if new_page:
        properties.append(node("w:pageBreakBefore"))
    spacing = {"w:before": before, "w:after": after}
    points = {name: str(round(value * 20)) for name, value in spacing.items() if value is not None}
    if points:
        properties.append(node("w:spacing", points))
    if left is not None:
        properties.append(node("w:ind", {"w:left": twips(left)}))
    if right:
        properties.append(valued("w:jc", "right"))
    return node("w:p", None, properties, *content)


def text_block(
    style: str,
    text: str,
    *,
    width: float = TEXT_WIDTH,
    keep_next: bool = False,
    before: float | None = None,
    after: float | None = None,
) -> Block:
    """Return the height that a text takes in a named style, in a column of so many mm."""
    look = STYLES[style]
    height = look.lines(text, width) * look.line_height
    return Block(
        height=height
        + sum(rule.distance + rule.width / 8 for rule in look.rules if rule.side in ("top", "bottom")),
        before=look.before if before is None else before,
        after=look.after if after is None else after,
        keep_next=keep_next or look.keep_next,
        new_page=look.new_page,
        line=0 if look.keep_lines else look.line_height,
    )
