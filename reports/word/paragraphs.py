"""One paragraph: its element, and the height it takes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, twips, valued
from reports.word.geometry import TEXT_WIDTH
from reports.word.pagination import Block
from reports.word.runs import Inline, Prose, Run, foot_height, pieces, shown, style_id
from reports.word.styles import CHARACTER_STYLES, STYLES, ParagraphStyle
from reports.word.typeface import CALIBRI, CALIBRI_BOLD, Typeface, lines_of

_CHARACTERS = {each.name: each for each in CHARACTER_STYLES}
_SETTING: ContextVar[tuple[Mapping[str, ParagraphStyle], float]] = ContextVar(
    "setting", default=(STYLES, 1.0)
)


@contextmanager
def set_in(styles: Mapping[str, ParagraphStyle], scale: float) -> Iterator[None]:
    """Let heights of texts be measured meanwhile, in this thread, in other styles and in other widths."""
    token = _SETTING.set((styles, scale))
    try:
        yield
    finally:
        _SETTING.reset(token)


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
    prose: Prose,
    *,
    width: float = TEXT_WIDTH,
    keep_next: bool = False,
    before: float | None = None,
    after: float | None = None,
) -> Block:
    """Return the height that a text takes in a named style, in a column of so many mm."""
    styles, scale = _SETTING.get()
    look = styles[style]
    height = lines_of(_typed(prose, look), look.column(width * scale)) * look.line_height
    return Block(
        height=height
        + sum(rule.distance + rule.width / 8 for rule in look.rules if rule.side in ("top", "bottom")),
        before=look.before if before is None else before,
        after=look.after if after is None else after,
        keep_next=keep_next or look.keep_next,
        new_page=look.new_page,
        line=0 if look.keep_lines else look.line_height,
    )


def with_notes(block: Block, prose: Prose) -> Block:
    """Return the block with the height that the notes of its text take at the foot of the page."""
    return replace(block, height=block.height + foot_height(prose))


def air(height: float) -> tuple[BaseOxmlElement, Block]:
    """Return an empty paragraph that keeps so many points free, and its height."""
    return paragraph("Section End", [], after=height), Block(1, after=height)


def _typed(prose: Prose, look: ParagraphStyle) -> list[tuple[str, Typeface, float]]:
    """Return the pieces of a text, each with its face and size."""
    typed = []
    for piece in pieces(prose):
        own = _CHARACTERS.get(piece.style) if isinstance(piece, Run) else None
        bold = own is not None and own.bold and look.face is CALIBRI
        size = own.size if own and own.size else look.size
        text = piece.wide if isinstance(piece, Inline) and piece.wide else shown(piece)
        text = text.upper() if look.caps else text
        typed.append((text, CALIBRI_BOLD if bold else look.face, size))
    return typed
