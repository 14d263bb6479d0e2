"""The consultants' own paragraphs at the end of a chapter: marked as judgement, signed and dated."""

from reports.days import dated
from reports.dossier import Dossier
from reports.layout import Paragraph
from reports.word.document import WordDocument
from reports.word.paragraphs import text_block
from reports.word.runs import BREAK, Prose, Run, quiet
from reports.wording import set_apart

LABEL = "Consultants’ view"
FLAG = "Check before issue"
UNFOUNDED = "There is no figure of this yet; what the consultants say of it stands alone."


def write_own_words(document: WordDocument, dossier: Dossier, room: str) -> None:
    """Write the paragraphs that are kept under an id; nothing without any.

    Where a figure that one leans on has changed, a draft says so below it; an issued document never does.
    """
    label = LABEL
    for each in dossier.paragraphs.get(room, ()):
        for paragraph in _prose(each):
            document.labelled(label, paragraph)
            label = ""
        if each.changed and dossier.issue is None:
            document.flagged(FLAG, " ".join(each.changed))


def has_own_words(dossier: Dossier, room: str) -> bool:
    """Return whether consultants wrote anything under an id."""
    return any(each.text.strip() for each in dossier.paragraphs.get(room, ()))


def room_for(dossier: Dossier, room: str) -> float:
    """Return the height in points that the paragraphs under an id take."""
    height = 0.0
    for each in dossier.paragraphs.get(room, ()):
        height += sum(text_block("Labelled", prose).whole for prose in _prose(each))
        if each.changed and dossier.issue is None:
            height += text_block("Flag", " ".join(each.changed)).whole
    return height


def _prose(each: Paragraph) -> list[Prose]:
    """Return the paragraphs of a text, the last with who judges so and since when."""
    lines = [line.strip() for line in each.text.splitlines() if line.strip()]
    if not lines:
        return []
    signed: list[str | Run] = [BREAK, quiet(f"Judgement of {set_apart(each.by)}, {dated(each.on)}")]
    return [*lines[:-1], [lines[-1], *signed]]
