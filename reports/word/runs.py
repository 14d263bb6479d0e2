"""Text of a paragraph: plain pieces, some in a character style. Nothing in a text is read as markup."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, valued
from reports.word.plain_text import plain


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in a character style, given by its name."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """Something in a line of text that is made elsewhere: a mark, a note, a reference, a field to fill in.

    `text` is what it reads as; `foot` is the height in points that it takes at the foot of the page. What is
    filled in later only takes as much of a line as the text `wide`.
    """

    text: str
    elements: tuple[BaseOxmlElement, ...]
    foot: float = 0
    wide: str = ""


Piece: TypeAlias = str | Run | Inline
Prose: TypeAlias = str | Sequence[Piece]
"""What a paragraph says."""

TAB = Run("\t")
BREAK = Run("\n")


def strong(text: str) -> Run:
    """Return the text as what the sentence is about."""
    return Run(text, "Strong")


def quiet(text: str) -> Run:
    """Return the text as an aside, small and grey."""
    return Run(text, "Quiet")


def pieces(prose: Prose) -> tuple[Run | Inline, ...]:
    """Return the prose as runs, and what was made elsewhere."""
    parts = (prose,) if isinstance(prose, str) else prose
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def wording(prose: Prose) -> str:
    """Return what the prose says, without its styles."""
    return "".join(map(shown, pieces(prose)))


def shown(piece: Run | Inline) -> str:
    """Return what a piece of a paragraph says, without what a document cannot hold."""
    return piece.text if piece in (TAB, BREAK) else plain(piece.text)


def run_elements(prose: Prose) -> list[BaseOxmlElement]:
    """Return the elements of the prose; what was made elsewhere is copied where it stands already."""
    elements = []
    for piece in pieces(prose):
        if isinstance(piece, Inline):
            for each in piece.elements:
                stands = each.getparent() is not None or each in elements
                elements.append(deepcopy(each) if stands else each)
        elif piece.text:
            elements.append(run_element(piece))
    return elements


def foot_height(prose: Prose) -> float:
    """Return the height in points that the notes of the prose take at the foot of the page."""
    return sum(piece.foot for piece in pieces(prose) if isinstance(piece, Inline))


def run_element(piece: Run) -> BaseOxmlElement:
    """Return one w:r element."""
    if piece == TAB:
        content = node("w:tab")
    elif piece == BREAK:
        content = node("w:br")
    else:
        content = node("w:t", {"xml:space": "preserve"})
        content.text = plain(piece.text)
    return run_with(content, piece.style)


def run_with(content: BaseOxmlElement, style: str = "") -> BaseOxmlElement:
    """Return a run that holds an element, in a character style where one is named."""
    if not style:
        return node("w:r", None, content)
    return node("w:r", None, node("w:rPr", None, valued("w:rStyle", style_id(style))), content)


def style_id(name: str) -> str:
    """Return the identifier under which a style is stored: its name without spaces."""
    return name.replace(" ", "")
