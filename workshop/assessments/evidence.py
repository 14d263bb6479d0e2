"""What else speaks to a capability: documents, worksheets, and what interviewees may be quoted with."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from questionnaires.alignment import STRONG
from questionnaires.pack import MethodPack
from reports.facts.saying import Saying
from workshop.alignment.matrix import matrix
from workshop.documents.reading import evidence, reviewed
from workshop.documents.store import Document
from workshop.engagements.store import Engagement
from workshop.facts.reading import read
from workshop.quotes.showing import Quote, showable
from workshop.sources.store import sources

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks to a capability beside ratings."""

    documents: tuple[Document, ...] = ()
    sayings: tuple[Saying, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything does."""
        return bool(self.documents or self.sayings or self.quotes)


def evidence_for(
    db: Database, engagement: Engagement, pack: MethodPack, capability: str, day: date, *, by_sponsor: bool
) -> Evidence:
    """Return what speaks to a capability on a day.

    What the consultants noted of documents and worksheets is for them; a quote is for anyone once its speaker
    allows it. Worksheets are about the capability's component.
    """
    quotes = _quotes(db, engagement, capability)
    if by_sponsor:
        return Evidence(quotes=quotes)
    component = pack.component_of[capability].id
    said = (each.saying for each in read(db, engagement, day) if each.saying)
    return Evidence(
        evidence(reviewed(db, engagement.id)).get(capability, ()),
        tuple(each for each in said if each.component == component),
        quotes,
    )


def _quotes(db: Database, engagement: Engagement, capability: str) -> tuple[Quote, ...]:
    """Return quotes that a priority rests on which the capability supports strongly."""
    found = sources(db, engagement.id, "priority")
    spoken = {of: [each.kind_id for each in its if each.kind == "passage"] for of, its in found.items()}
    if not any(spoken.values()):
        return ()
    row = next((each for each in matrix(db, engagement).rows if each.capability.id == capability), None)
    cells = row.cells if row else ()
    wanted = [
        number for cell in cells if cell.strength == STRONG for number in spoken.get(cell.priority_id, ())
    ]
    may = {each.passage_id: each for each in showable(db, engagement.id)}
    return tuple(may[each] for each in dict.fromkeys(wanted) if each in may)[:MOST_QUOTES]
