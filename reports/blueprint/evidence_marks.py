"""What the marked statements rest on: a list in groups, each entry with the chapters that lean on it."""

from collections.abc import Sequence
from itertools import groupby

from questionnaires.pack import Component
from reports.blueprint.said import held, sources_said
from reports.days import dated
from reports.dossier import Dossier
from reports.evidence import Rated, rated
from reports.facts.read import Facts
from reports.layout import Variant
from reports.marks import KINDS, Evidence, Kind
from reports.strategy import Sources, Strategy
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.marks import Listed
from reports.word.runs import Piece, Prose, pieces
from reports.word.tables import Column
from reports.wording import counted, lowered, stretch

_MARK, _N, _SOURCE, _USED = 13.0, 18.0, 60.0, 18.0
_HOW = "A mark in the text leads here; the numbers at the right lead back to the chapters that rest on it."


MARKED: frozenset[Variant] = frozenset({"full", "facilitator"})
"""The documents that list what their statements rest on."""
ESTIMATES = Evidence.estimate("Cost, effort and length of the initiatives", "Initiative sheets")
"""What amounts, days and quarters of the roadmap rest on."""


def write_evidence_marks(document: WordDocument, dossier: Dossier) -> None:
    """Write the list of what all statements so far rest on; nothing where none is marked."""
    entries = document.evidence()
    if not entries:
        return
    document.chapter("Evidence", finding(entries))
    for kind, group in groupby(entries, lambda each: each.evidence.kind):
        _write_group(document, KINDS[kind], list(group))


def finding(entries: Sequence[Listed]) -> str:
    """Return how many statements can be traced, and to how much."""
    marked = sum(len(each.places) for each in entries)
    verb = "leads" if marked == 1 else "lead"
    return f"{counted(marked, 'evidence mark')} {verb} to {counted(len(entries), 'source')}."


def marked(document: WordDocument, prose: Prose, *evidence: Evidence) -> Prose:
    """Return a statement with the marks of what it rests on; without any, and without words, as it is."""
    given: list[Piece] = list(pieces(prose))
    return [*given, document.mark(*evidence)] if given and evidence else prose


def answers_today(dossier: Dossier, ratings: Sequence[Rated], what: str) -> Evidence:
    """Return the visible answers about today as evidence; `what` says of which questions."""
    n = stretch([seen.n for _, seen in ratings], 0)
    return Evidence.people(n, f"{what}: level today", f"Capability assessment, {dossier.assessed}")


def all_answers(dossier: Dossier) -> list[Evidence]:
    """Return the visible answers about today to all questions; none where none is visible."""
    ratings = rated(dossier.pack.capabilities, dossier.scores)
    return [answers_today(dossier, ratings, "All capabilities")] if ratings else []


def interviewed(strategy: Strategy, theme: str, n: int | None = None) -> Evidence:
    """Return what was heard in interviews; `n` where fewer than all of those held spoke of it."""
    return Evidence.interviews(strategy.interviews.held if n is None else n, theme, held(strategy.interviews))


def named(sources: Sources) -> list[Evidence]:
    """Return the sources that something names; none where it names none."""
    lines = sources_said(sources)
    if not lines:
        return []
    kind: Kind = "words" if sources.heard or sources.unnamed else "documents"
    return [Evidence(kind, "; ".join(lines), source="Strategy")]


def shown_by_facts(dossier: Dossier, component: Component, *, documents: bool = True) -> list[Evidence]:
    """Return the worksheets of a component, and the documents that are evidence for it, as one."""
    facts = dossier.facts or Facts()
    when = f", as of {dated(facts.read_on)}" if facts.read_on else ""
    found = [
        Evidence.document(f"Worksheet “{each.title}”", f"Worksheets{when}", each.rows)
        for each in facts.of(component.id)
    ]
    read = facts.evidence([each.id for each in component.capabilities])
    if read and documents:
        found.append(Evidence.document(f"Documents on {lowered(component.name)}", n=len(read)))
    return found


def _write_group(document: WordDocument, head: str, entries: Sequence[Listed]) -> None:
    counts = any(each.evidence.n for each in entries)
    columns = [Column("Mark", _MARK), Column("Rests on", 0)]
    columns += [Column("n", _N, True)] if counts else []
    columns += [Column("Source", _SOURCE), Column("Used in", _USED)]
    columns[1] = Column("Rests on", TEXT_WIDTH - sum(each.width for each in columns))
    rows: list[list[Prose]] = []
    for each in entries:
        name, places = document.entry(each)
        n = [each.evidence.n] if counts else []
        rows.append([(name,), each.evidence.rests_on, *n, each.evidence.source, places])
    document.table(head, columns, rows, _HOW)
