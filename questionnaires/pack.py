"""The method pack: what is asked, as data. Python knows nothing about any one function of a company."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta

from questionnaires.charter import Charter
from questionnaires.guide import GuideSection
from questionnaires.initiative import Initiative
from questionnaires.parts import LEVELS, Count, Identifier, Line, Name, Part, Text, Weight
from questionnaires.worksheet import Worksheet

__all__ = [
    "LEVELS",
    "Capability",
    "Component",
    "Fact",
    "Horizons",
    "MethodPack",
    "Priority",
    "Strength",
    "Term",
]

Strength = Literal["some", "strong"]
"""How much a capability supports a priority; where nothing is said, not at all."""


class Term(Part, frozen=True):
    """A word that a reader may not know, and what it means."""

    term: Name
    meaning: Text


class Fact(Part, frozen=True):
    """What others report, with its source and its year where that is known; never turned into a level."""

    statement: Text
    source: Line
    year: Annotated[int, Meta(ge=1950, le=2100)] | None = None
    secondary: bool = False


class Capability(Part, frozen=True):
    """Something the organisation can do more or less well, rated on the five levels."""

    id: Identifier
    name: Name
    question: Line
    levels: Mapping[int, Text]
    evidence: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=3)]
    help: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    serves: Mapping[Identifier, Strength] = {}
    rests_on: tuple[Identifier, ...] = ()
    short_form: bool = False
    weight: Weight = 1.0


class Component(Part, frozen=True):
    """A part of the method that capabilities belong to and that gets a score of its own."""

    id: Identifier
    name: Name
    short_name: Name
    capabilities: Annotated[tuple[Capability, ...], Meta(min_length=1)]
    weight: Weight = 1.0


class Priority(Part, frozen=True):
    """A business objective that leaders typically name."""

    id: Identifier
    name: Name
    meaning: Text
    measured_by: Annotated[tuple[Line, ...], Meta(min_length=1)]


class Horizons(Part, frozen=True):
    """The last quarter of the short, the medium and the long term, counted from 1."""

    short: Count = 4
    medium: Count = 8
    long: Count = 12


class MethodPack(Part, frozen=True):
    """A whole method, identified by id and version."""

    id: Identifier
    version: Name
    title: Name
    function: Name
    level_names: Annotated[tuple[Name, ...], Meta(min_length=5, max_length=5)]
    components: Annotated[tuple[Component, ...], Meta(min_length=1)]
    horizons: Horizons = Horizons()
    priorities: tuple[Priority, ...] = ()
    guide: tuple[GuideSection, ...] = ()
    charter: Charter | None = None
    worksheets: tuple[Worksheet, ...] = ()
    initiatives: tuple[Initiative, ...] = ()

    @cached_property
    def capabilities(self) -> tuple[Capability, ...]:
        """Return every capability in the order of the pack."""
        return tuple(each for part in self.components for each in part.capabilities)

    @cached_property
    def capability(self) -> Mapping[str, Capability]:
        """Return the capabilities by id."""
        return {each.id: each for each in self.capabilities}

    @cached_property
    def component_of(self) -> Mapping[str, Component]:
        """Return the component that holds each capability, by the capability's id."""
        return {each.id: part for part in self.components for each in part.capabilities}

    @cached_property
    def short_form(self) -> tuple[Capability, ...]:
        """Return the capabilities of the five-minute pulse."""
        return tuple(each for each in self.capabilities if each.short_form)

    def level_name(self, level: int) -> str:
        """Return the name of a level from 1 to 5."""
        return self.level_names[level - 1]
