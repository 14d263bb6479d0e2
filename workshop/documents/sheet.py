"""The document review as its method describes it: what its columns are called, and which kinds there are."""

from collections.abc import Mapping

from sqlite_utils import Database

from questionnaires.cells import Known
from questionnaires.pack import MethodPack
from questionnaires.worksheet import Column, Worksheet
from workshop.documents.store import Document
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.worksheets.reading import Row, Table
from workshop.worksheets.sheets import DOCUMENTS, Sheet, writing_of

_KINDS = (
    "Strategy", "Plan", "Process", "Policy", "Report or dashboard", "Metric definition", "Data or analysis",
    "Budget", "Contract", "Organisation chart", "Other",
)  # fmt: skip
_OURS = Worksheet(
    id=DOCUMENTS,
    title="Documents reviewed",
    purpose="Lists what was read, and what each document shows.",
    columns=(
        Column(id="title", name="Title", type="text", help="As it stands on the document.", required=True),
        Column(id="kind", name="Kind", type="choice", choices=_KINDS, required=True),
        Column(id="date", name="Date", type="date", help="Of the version that was read."),
        Column(id="owner", name="Owner", type="person", help="Who keeps it up to date."),
        Column(
            id="shows",
            name="What it shows",
            type="text",
            help="One or two sentences: what can be seen in it, and what is missing.",
            required=True,
        ),
        Column(
            id="capabilities",
            name="Evidence for",
            type="capabilities",
            help="The capabilities whose level it helps to judge.",
        ),
    ),
    example={},
)
"""What is asked of a document where the method does not say it, or says it otherwise than can be kept."""


def review(db: Database, engagement: Engagement) -> Sheet:
    """Return the document review of an engagement as a worksheet, with the six columns that are kept."""
    return review_of(engagement_pack(db, engagement), engagement)


def review_of(pack: MethodPack, engagement: Engagement) -> Sheet:
    """Return the document review of a pack, filled in for an engagement."""
    known = Known(
        {each.id: each.name for each in pack.components}, {each.id: each.name for each in pack.capabilities}
    )
    writing = writing_of(engagement.manner, engagement.currency)
    return Sheet(engagement, _worksheet(pack), writing, known)


def kinds(sheet: Sheet) -> tuple[str, ...]:
    """Return the kinds of document that there are to choose from."""
    return sheet.columns["kind"].choices


def table(sheet: Sheet, documents: list[Document]) -> Table:
    """Return documents as the rows of their worksheet."""
    rows = []
    for number, each in enumerate(documents, start=1):
        cells = {name: sheet.kept(text, sheet.columns[name]) for name, text in _texts(each, sheet).items()}
        rows.append(Row(str(each.id), number, number, cells, {}))
    return Table(sheet, tuple(rows))


def in_order(capabilities: tuple[str, ...], sheet: Sheet) -> tuple[str, ...]:
    """Return capabilities in the order of the method; what it does not know comes last."""
    place = {each: at for at, each in enumerate(sheet.known.capabilities)}
    return tuple(sorted(capabilities, key=lambda each: (place.get(each, len(place)), each)))


def _texts(document: Document, sheet: Sheet) -> Mapping[str, str]:
    return {
        "title": document.title,
        "kind": document.kind,
        "date": document.dated_on.isoformat() if document.dated_on else "",
        "owner": document.owner,
        "shows": document.shows,
        "capabilities": ", ".join(in_order(document.capabilities, sheet)),
    }


def _worksheet(pack: MethodPack) -> Worksheet:
    """Return the method's own worksheet of documents, its columns where they are what is kept."""
    theirs = next((each for each in pack.worksheets if each.id == DOCUMENTS), None)
    if theirs is None:
        return _OURS
    named = {(each.id, each.type): each for each in theirs.columns}
    columns = tuple(named.get((each.id, each.type), each) for each in _OURS.columns)
    return Worksheet(
        id=DOCUMENTS, title=theirs.title, purpose=theirs.purpose, columns=columns, example=theirs.example
    )
