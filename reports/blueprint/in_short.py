"""The second page of the two-page summary: the widest gaps, what comes first, and what to talk about."""

from collections.abc import Sequence

from questionnaires.ranking import by_gap
from questionnaires.rounding import shown
from reports.blueprint.gaps import finding as gaps_finding
from reports.blueprint.gaps import largest
from reports.blueprint.overview import finding as range_finding
from reports.blueprint.programme import OPEN, Programme, programme_of
from reports.blueprint.sources import source
from reports.blueprint.summary_wording import what_to_talk_about
from reports.charts.native_gap_bars import native_gap_bars
from reports.dossier import Dossier
from reports.evidence import scored_components
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.paragraphs import text_block
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import counted, raised, set_apart, spelled

_MOST = 8
_ROW = 24.0
"""Points that a row of the table takes at most, its head and caption as three."""


def write_in_short(document: WordDocument, dossier: Dossier) -> None:
    """Write the page; nothing where there is neither a score nor an initiative."""
    gaps, components = largest(dossier), scored_components(dossier.pack, dossier.scores)
    programme = programme_of(dossier)
    if not (components or programme):
        return
    if gaps:
        told = gaps_finding(dossier, gaps)
    else:
        told = range_finding(components) if components else "Initiatives are drafted; ratings are to come."
    document.chapter("What stands out, and what comes first", told)
    if gaps and by_gap(dossier.pack, dossier.scores):
        note = source(dossier, "n = people who rated both today and wanted")
        document.figure(native_gap_bars(dossier.pack, dossier.scores), note)
    talk = what_to_talk_about(dossier)
    needed = text_block("Labelled", talk).whole if talk else 0.0
    if programme is not None:
        rows = int((document.left - needed) // _ROW) - 4
        if rows > 0:
            _write_table(document, programme, min(_MOST, rows))
    if talk and needed <= document.left:
        document.labelled("What to talk about", talk)


def _write_table(document: WordDocument, found: Programme, most: int) -> None:
    columns = (
        Column("", 8, True),
        Column("Initiative", TEXT_WIDTH - 8 - 36 - 13 - 20 - 30),
        Column("When", 36),
        Column("Value", 13, True),
        Column("One-off", 20, True),
        Column("Owner", 30),
    )
    those = found.ranked[:most]
    more = len(found.ranked) - len(those)
    title = f"The {spelled(len(those))} initiatives with most value" if more else "Initiatives by their value"
    rest = f" {raised(counted(more, 'more initiative'))} in the blueprint." if more else ""
    rows: Sequence[Sequence[Prose]] = [
        [
            str(found.numbers[each.id]),
            [strong(brief(found.title(each), 60))],
            found.when(each),
            shown(found.values[each.id].total),
            found.amount(each.one_off),
            brief(set_apart(each.owner), 28) or OPEN,
        ]
        for each in those
    ]
    note = f"Value = levels raised times the worth of a level; one-off = middle of its range.{rest}"
    document.table(title, columns, rows, note)
