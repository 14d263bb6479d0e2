"""The method pack: what is asked, as data. Python knows nothing about any one function of a company."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

import msgspec
from msgspec import Meta

LEVELS = (1, 2, 3, 4, 5)
"""The five anchored levels, from the least to the most developed."""

Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
ShortText = Annotated[str, Meta(min_length=1, max_length=80)]
LevelText = Annotated[str, Meta(min_length=1, max_length=320)]
Weight = Annotated[float, Meta(gt=0)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A part of a pack: frozen, named by its fields, strict about what it does not know."""


class Capability(_Part, frozen=True):
    """Something the organisation can do more or less well, rated on the five levels."""

    id: Identifier
    name: ShortText
    levels: Mapping[int, LevelText]
    weight: Weight = 1.0


class Component(_Part, frozen=True):
    """A part of the method that capabilities belong to and that gets a score of its own."""

    id: Identifier
    name: ShortText
    short_name: ShortText
    capabilities: Annotated[tuple[Capability, ...], Meta(min_length=1)]
    weight: Weight = 1.0


class MethodPack(_Part, frozen=True):
    """A whole method, identified by id and version."""

    id: Identifier
    version: ShortText
    title: ShortText
    function: ShortText
    level_names: Annotated[tuple[ShortText, ...], Meta(min_length=5, max_length=5)]
    components: Annotated[tuple[Component, ...], Meta(min_length=1)]

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

    def level_name(self, level: int) -> str:
        """Return the name of a level from 1 to 5."""
        return self.level_names[level - 1]
