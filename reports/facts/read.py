"""The facts that the blueprint shows beside ratings: the documents reviewed, and what the worksheets say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reports.facts.saying import Saying


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document that was reviewed, what it shows, and the ids of the capabilities it is evidence for."""

    title: str
    kind: str
    dated_on: date | None
    owner: str
    shows: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Documents and worksheets, read on a day."""

    documents: tuple[DocumentRead, ...] = ()
    sayings: tuple[Saying, ...] = ()
    read_on: date | None = None

    def evidence(self, capabilities: Collection[str]) -> tuple[DocumentRead, ...]:
        """Return the documents that are evidence for any of some capabilities."""
        return tuple(each for each in self.documents if {*each.capabilities} & {*capabilities})

    def of(self, component: str) -> tuple[Saying, ...]:
        """Return what the worksheets of a component say."""
        return tuple(each for each in self.sayings if each.component == component)
