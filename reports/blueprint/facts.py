"""What the documents reviewed and the worksheets show of a component, beside its ratings."""

from collections.abc import Sequence

from questionnaires.pack import Component
from reports.blueprint.evidence_marks import marked, shown_by_facts
from reports.blueprint.fitting import Told
from reports.charts.part_bars import part_bars
from reports.days import dated
from reports.dossier import Dossier
from reports.facts.read import DocumentRead, Facts
from reports.facts.saying import Board, Saying, brief
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, listed, lowered, raised, spelled_out

HEADING = "What the documents and worksheets show"
_DRAWN = frozenset({"technology", "processes", "capital"})
"""The worksheets whose bars show what their tables do not; the others stand as tables only."""
_MOST_DOCUMENTS = 20
_LONGEST_SHOWN = 300


def has_facts(dossier: Dossier, component: Component) -> bool:
    """Return whether a document or a worksheet shows something of the component."""
    documents, sayings = _of(dossier, component)
    return bool(documents or sayings)


def facts_finding(dossier: Dossier, component: Component) -> str:
    """Return the finding of a component that has facts and no ratings."""
    documents, sayings = _of(dossier, component)
    return sayings[0].finding if sayings else f"{_documents_title(documents, component)}."


def shown_in_short(document: WordDocument, dossier: Dossier, component: Component, most: int) -> list[Told]:
    """Return the findings of the first worksheets, and how many documents are evidence."""
    documents, sayings = _of(dossier, component)
    found = [each.finding for each in sayings[:most]]
    if documents:
        found.append(f"{_documents_title(documents, component)}.")
    told = marked(document, " ".join(found), *shown_by_facts(dossier, component))
    return [Told("Beside the ratings", told, 60)] if found else []


def write_facts(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the section; nothing where there are no facts of the component."""
    if not has_facts(dossier, component):
        return
    documents, sayings = _of(dossier, component)
    document.write("Heading 3", HEADING)
    for each in sayings:
        _write_saying(document, dossier, component, each)
    if documents:
        _write_documents(document, documents, component)


def _of(dossier: Dossier, component: Component) -> tuple[tuple[DocumentRead, ...], tuple[Saying, ...]]:
    facts = dossier.facts or Facts()
    return facts.evidence([each.id for each in component.capabilities]), facts.of(component.id)


def _write_saying(document: WordDocument, dossier: Dossier, component: Component, saying: Saying) -> None:
    line = _source(saying, dossier.facts)
    rests = shown_by_facts(dossier, component, documents=False)
    first = f"{line} {saying.left_out}".rstrip()
    drawn = saying.chart if saying.worksheet in _DRAWN else None
    if drawn is None or not saying.is_drawn_as_found:
        document.labelled(saying.title, marked(document, (strong(saying.finding),), *rests))
    if drawn:
        document.figure(part_bars(drawn), first)
    for label, text in saying.remarks:
        document.labelled(label, text)
    for number, board in enumerate(saying.boards):
        under = line if number or drawn else first
        document.table(board.title, _columns(board), _rows(board), under)
    if saying.left_out and not drawn and not saying.boards:
        document.labelled("Left out", saying.left_out)


def _source(saying: Saying, facts: Facts | None) -> str:
    """Return the line under a figure or table: which worksheet, how many rows, as it stood when."""
    when = f", as of {dated(facts.read_on)}" if facts and facts.read_on else ""
    return f"Worksheet \N{LEFT DOUBLE QUOTATION MARK}{saying.title}\N{RIGHT DOUBLE QUOTATION MARK}, " \
        f"{counted(saying.rows, 'row')}{when}."  # fmt: skip


def _columns(board: Board) -> list[Column]:
    rest = TEXT_WIDTH - sum(each.width for each in board.heads)
    return [Column(each.name, each.width or rest, each.number) for each in board.heads]


def _rows(board: Board) -> list[list[Prose]]:
    rows: list[list[Prose]] = [list(each) for each in board.rows]
    if board.has_total:
        rows[-1] = [[strong(each)] for each in board.rows[-1]]
    return rows


def _write_documents(document: WordDocument, documents: Sequence[DocumentRead], component: Component) -> None:
    columns = [
        Column("Document", 48),
        Column("Date", 26),
        Column("What it shows", TEXT_WIDTH - 48 - 26 - 38),
        Column("Evidence for", 38),
    ]
    rows = [_document(each, component) for each in documents[:_MOST_DOCUMENTS]]
    more = len(documents) - len(rows)
    others = f"; {counted(more, 'other')} not listed" if more else ""
    title = _documents_title(documents, component)
    document.table(title, columns, rows, f"Document review{others}.")


def _document(each: DocumentRead, component: Component) -> list[Prose]:
    names = [one.name for one in component.capabilities if one.id in each.capabilities]
    about = quiet(", ".join(filter(None, (each.kind, brief(each.owner)))))
    return [
        (strong(brief(each.title, 120)), BREAK, about),
        dated(each.dated_on) if each.dated_on else "not dated",
        brief(each.shows, _LONGEST_SHOWN),
        raised(listed([lowered(one) for one in names])),
    ]


def _documents_title(documents: Sequence[DocumentRead], component: Component) -> str:
    verb = "is" if len(documents) == 1 else "are"
    return f"{raised(spelled_out(len(documents), 'document'))} {verb} evidence for {lowered(component.name)}"
