"""What else speaks to a finding: documents, worksheets, comments, and quotes that may be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.alignment import STRONG
from workshop.assessments.comments import store as comments
from workshop.documents.reading import evidence, reviewed
from workshop.documents.store import Document
from workshop.dossiers.sources import Telling, telling_of
from workshop.engagements.store import Engagement
from workshop.facts.reading import Read, read
from workshop.findings.reading import Basis
from workshop.findings.standing import Standing
from workshop.priorities import store as priorities
from workshop.sources import store as sources
from workshop.sources.store import Source
from workshop.waves.store import wave_by_id

_MOST = 3
"""So many of each sort are named; the page of the capability holds them all."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Something that speaks to a finding: its sort, what it is called, what it says, and where it stands.

    `view` is the endpoint of its page, empty for a quote, with the `values` of its address.
    """

    sort: str
    name: str
    said: str
    view: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Everything of an engagement that could speak to a finding, read once for a page."""

    ground: Basis | None
    comments: Mapping[str, int]
    documents: Mapping[str, tuple[Document, ...]]
    worksheets: tuple[Read, ...]
    telling: Telling
    sources: Mapping[str, list[Source]]

    def of(self, standing: Standing) -> list[Speaking]:
        """Return what speaks to a finding."""
        return [
            *self._comments(standing),
            *self._documents(standing),
            *self._worksheets(standing),
            *self._quotes(standing),
        ]

    def _comments(self, standing: Standing) -> Iterator[Speaking]:
        """Yield the comments on its capabilities, of those whose words may be shown."""
        if self.ground is None:
            return
        named = self.ground.wave.pack.capability
        for each in standing.capabilities[:_MOST]:
            if each in self.comments and each in named:
                name = f"{self.comments[each]} on {each} {named[each].name}"
                yield Speaking("Comments", name, "", "assessments.capability", {"capability_id": each})

    def _documents(self, standing: Standing) -> Iterator[Speaking]:
        found = {one.id: one for each in standing.capabilities for one in self.documents.get(each, ())}
        for one in list(found.values())[:_MOST]:
            yield Speaking("Document", one.title, one.shows, "documents.document", {"document_id": one.id})

    def _worksheets(self, standing: Standing) -> Iterator[Speaking]:
        for each in self.worksheets:
            if each.saying and standing.component and each.saying.component == standing.component:
                values = {"worksheet": each.sheet.id}
                yield Speaking(
                    "Worksheet", each.sheet.title, each.saying.finding, "worksheets.worksheet", values
                )

    def _quotes(self, standing: Standing) -> Iterator[Speaking]:
        """Yield what was said of the priorities that it serves strongly, or is about."""
        aims = self.ground.context.aims if self.ground else ()
        told = set[int]()
        for aim in aims:
            serves = any(aim.supports.get(each) == STRONG for each in standing.capabilities)
            if serves or standing.key == f"unsupported:{aim.key}":
                for quote in self.telling.quotes(self.sources.get(aim.key, ()), told)[:1]:
                    said = f"{quote.attribution}, on “{aim.name}”"
                    yield Speaking("Quote", f"“{quote.text}”", said, "", {})


def _comments(db: Database, ground: Basis | None, now: datetime) -> dict[str, int]:
    """Return how many comments are shown of each capability; none while answers come in."""
    wave = wave_by_id(db, ground.wave.id) if ground else None
    return comments.totals(db, wave.id) if wave and wave.state(now) != "open" else {}


def witnesses(db: Database, engagement: Engagement, ground: Basis | None, now: datetime) -> Witnesses:
    """Return what could speak to the findings of an engagement."""
    keys = {each.id: each.key for each in priorities.priorities(db, engagement.id)}
    found = sources.sources(db, engagement.id, "priority")
    return Witnesses(
        ground,
        _comments(db, ground, now),
        evidence(reviewed(db, engagement.id)),
        tuple(read(db, engagement, engagement.manner.today(now))),
        telling_of(db, engagement.id),
        {keys[number]: its for number, its in found.items() if number in keys},
    )
