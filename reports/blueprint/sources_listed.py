"""What this document rests on beside answers: documents, worksheets, interviews and other organisations."""

from reports.blueprint.said import held
from reports.days import dated
from reports.dossier import Dossier
from reports.facts.read import DocumentRead, Facts
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, listed, raised, set_apart, spelled_out

_MOST = 60
_LONGEST = 240


def write_sources(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix; nothing where there is no source beside the answers."""
    facts = dossier.facts or Facts()
    talks = dossier.strategy.interviews if dossier.strategy else None
    others = dossier.benchmark.sources if dossier.benchmark else ()
    spoken = talks if talks and talks.held else None
    if not (facts.documents or facts.sayings or spoken or others):
        return
    document.chapter("Sources", finding(facts, spoken.held if spoken else 0, len(others)))
    document.labelled(
        "Assessment", f"{dossier.pack.title}, version {dossier.pack.version}, {dossier.assessed}."
    )
    if spoken:
        document.labelled("Interviews", f"{held(spoken)}. Who said what stands beside each statement.")
    for number, each in enumerate(others):
        said = f"{set_apart(each.source)}, {each.dates}: {counted(each.n, 'organisation')}."
        document.labelled("" if number else "Others", said)
    _write_worksheets(document, facts)
    _write_documents(document, facts)


def finding(facts: Facts, interviews: int, others: int) -> str:
    """Return how many sources there are of each kind."""
    numbers = (
        (interviews, "interview"),
        (len(facts.documents), "document"),
        (len(facts.sayings), "worksheet"),
        (others, "comparison"),
    )
    told = raised(listed([spelled_out(number, noun) for number, noun in numbers if number]))
    verb = "stands" if sum(number for number, _ in numbers) == 1 else "stand"
    return f"{told} {verb} beside the answers."


def _write_worksheets(document: WordDocument, facts: Facts) -> None:
    if not facts.sayings:
        return
    columns = (Column("Worksheet", 52), Column("Rows", 16, True), Column("What it says", TEXT_WIDTH - 68))
    rows: list[list[Prose]] = [[[strong(each.title)], str(each.rows), each.finding] for each in facts.sayings]
    when = f", as of {dated(facts.read_on)}" if facts.read_on else ""
    title = f"{raised(spelled_out(len(rows), 'worksheet'))} {'was' if len(rows) == 1 else 'were'} filled in"
    document.table(title, columns, rows, f"Worksheets{when}.")


def _write_documents(document: WordDocument, facts: Facts) -> None:
    if not facts.documents:
        return
    columns = (Column("Document", 62), Column("Date", 32), Column("What it shows", TEXT_WIDTH - 94))
    rows = [_document(each) for each in facts.documents[:_MOST]]
    more = len(facts.documents) - len(rows)
    left = f"; {counted(more, 'other')} not listed" if more else ""
    verb = "was" if len(facts.documents) == 1 else "were"
    title = f"{raised(spelled_out(len(facts.documents), 'document'))} {verb} reviewed"
    document.table(title, columns, rows, f"Document review{left}.")


def _document(each: DocumentRead) -> list[Prose]:
    about = quiet(", ".join(filter(None, (each.kind, brief(each.owner)))))
    return [
        (strong(brief(each.title, 120)), BREAK, about),
        dated(each.dated_on) if each.dated_on else "not dated",
        brief(each.shows, _LONGEST),
    ]
