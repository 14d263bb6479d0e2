"""What consultants chose of the document and wrote in it: order, switches, and their own paragraphs."""

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from reports.dossier import Dossier
from reports.figure import Printed
from reports.figures import figures
from reports.layout import Layout, Paragraph, Variant
from workshop.blueprints.chapters import store
from workshop.blueprints.chapters.store import OwnParagraph
from workshop.manner import Manner


def layout_told(db: Database, engagement_id: int, variant: Variant) -> Layout:
    """Return the layout of a variant: all of them have the same order and the same switches."""
    placed = store.placed(db, engagement_id)
    return Layout(variant, placed.order, placed.off)


def paragraphs_told(
    held: Iterable[OwnParagraph], dossier: Dossier, manner: Manner
) -> Mapping[str, tuple[Paragraph, ...]]:
    """Return own paragraphs by chapter, each with what changed of the figures that it leans on."""
    those = list(held)
    printed = Printed(figures(dossier) if any(each.figures for each in those) else ())
    found: dict[str, list[Paragraph]] = {}
    for each in those:
        told = Paragraph(each.text, each.by, manner.today(each.at), changed(each, printed))
        found.setdefault(each.chapter, []).append(told)
    return {chapter: tuple(told) for chapter, told in found.items()}


def changed(paragraph: OwnParagraph, printed: Printed) -> tuple[str, ...]:
    """Return what changed of the figures that a paragraph leans on, as sentences."""
    said = []
    for each in paragraph.figures:
        now = printed.found(each.key, each.label)
        if now is None:
            said.append(f"{each.label} was {each.shown}, and is not printed any more.")
        elif now.shown != each.shown:
            said.append(f"{each.label} was {each.shown}, is {now.shown}.")
    return tuple(said)
