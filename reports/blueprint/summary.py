"""The summary for the board, always one page: finding, picture, three columns, decisions, soundness."""

from dataclasses import dataclass

from reports.blueprint.evidence_marks import all_answers, marked
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.getting_there import how_we_get_there
from reports.blueprint.programme import programme_of
from reports.blueprint.session_evidence import decided
from reports.blueprint.session_forms import asked
from reports.blueprint.sources import source
from reports.blueprint.summary_wording import (
    finding,
    how_sound,
    what_to_talk_about,
    where_we_are,
    where_we_want_to_be,
)
from reports.charts.dumbbell import dumbbell
from reports.charts.picture import Picture
from reports.dossier import Dossier
from reports.evidence import scored_components
from reports.others import others_source
from reports.session.agenda import agenda
from reports.session.decisions import decisions
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose
from reports.word.tables import Column

__all__ = ["finding", "how_sound", "where_we_are", "where_we_want_to_be", "write_summary"]

_BY, _AMOUNT = 30.0, 24.0
_WIDTHS = (50.0, 46.0, 72.0)
"""Of the three columns, in mm: the last one lists."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is said: sentences, components drawn, and initiatives named."""

    sentences: int = 99
    sound: int = 99
    components: int = 12
    named: int = 2


_EXTENTS = (
    Extent(),
    Extent(sentences=4, sound=4),
    Extent(sentences=4, sound=3),
    Extent(sentences=3, sound=3),
    Extent(sentences=3, sound=3, named=1),
    Extent(sentences=3, sound=2, named=1),
    Extent(sentences=2, sound=2, named=1),
    Extent(sentences=2, sound=2, named=1, components=9),
    Extent(sentences=2, sound=1, named=1, components=7),
    Extent(sentences=2, sound=1, named=1, components=6),
    Extent(sentences=1, sound=1, named=1, components=5),
)
"""From all there is to say to the least; the first that fits a page is written."""


def write_summary(document: WordDocument, dossier: Dossier) -> None:
    """Write as much as one page holds."""
    pictures: dict[int, Picture] = {}

    def write(page: WordDocument, extent: Extent) -> None:
        rows = min(extent.components, len(dossier.pack.components))
        if rows not in pictures:
            pictures[rows] = dumbbell(dossier.pack, dossier.scores, dossier.benchmark, rows)
        _write(page, dossier, extent, pictures[rows])

    write_what_fits(document, dossier, write, _EXTENTS, "summary")


def _write(document: WordDocument, dossier: Dossier, extent: Extent, picture: Picture) -> None:
    document.chapter("Summary for the board", finding(dossier))
    if scored_components(dossier.pack, dossier.scores):
        said = others_source(dossier.benchmark) if "organisation" in picture.note else ""
        document.figure(picture, source(dossier, said))
    _write_columns(document, dossier, extent)
    _write_decisions(document, dossier)
    sound = marked(document, _first(how_sound(dossier), extent.sound), *all_answers(dossier))
    document.labelled("How sound this is", sound, before=8)


def _write_columns(document: WordDocument, dossier: Dossier, extent: Extent) -> None:
    third: tuple[str, Prose] = ("What to talk about first", what_to_talk_about(dossier, extent.sentences))
    if programme := programme_of(dossier):
        third = ("How we get there", how_we_get_there(programme, extent.named))
    columns: list[tuple[str, Prose]] = [
        ("Where we are", _first(where_we_are(dossier), extent.sentences)),
        ("Where we want to be", _first(where_we_want_to_be(dossier), extent.sentences)),
        third,
    ]
    there = [(head, text) for head, text in columns if text]
    if there:
        widths = _WIDTHS if len(there) == len(_WIDTHS) else (TEXT_WIDTH / len(there),) * len(there)
        heads = [Column(head, width) for (head, _), width in zip(there, widths, strict=True)]
        row = [text for _, text in there]
        document.plain_table(heads, [row], "The three answers in short", "Table Prose")


def _write_decisions(document: WordDocument, dossier: Dossier) -> None:
    """Write the decisions that the session takes, in its words and its order."""
    plan = agenda(dossier)
    those = decisions(dossier, plan)
    dated, costed = any(each.by for each in those), any(each.amount for each in those)
    columns = [Column("", 8.0), Column("Decision", 0.0)]
    columns += [Column("Needed by", _BY)] if dated else []
    columns += [Column("Amount", _AMOUNT, True)] if costed else []
    columns[1] = Column("Decision", TEXT_WIDTH - sum(each.width for each in columns))
    rows: list[list[Prose]] = []
    for number, each in enumerate(those, start=1):
        more = [each.by] if dated else []
        more += [each.amount or "\N{EN DASH}"] if costed else []
        rows.append([str(number), decided(document, dossier, plan, each.item, each.text), *more])
    document.captioned_table(asked(len(those)), columns, rows)


def _first(text: str, most: int) -> str:
    """Return the first sentences of a text."""
    sentences = text.split(". ")
    return text if len(sentences) <= most else f"{'. '.join(sentences[:most])}."
