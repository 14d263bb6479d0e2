"""The initiative catalogue of a pack: what has been done elsewhere to raise a capability."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from questionnaires.parts import Count, Identifier, Level, Line, Name, Part, Text

Tier = Literal["primary", "secondary", "tertiary"]
Amount = Annotated[float, Meta(ge=0)]
Range = Annotated[tuple[Amount, ...], Meta(min_length=2, max_length=2)]
Quarter = Annotated[int, Meta(ge=1, le=12)]


class Raise(Part, frozen=True, rename={"origin": "from"}):
    """A capability that an initiative raises, from one level to another."""

    capability: Identifier
    origin: Level
    to: Level


class Milestone(Part, frozen=True):
    """What is reached by the end of a quarter, counted from the initiative's start."""

    quarter: Quarter
    text: Line


class SuccessMeasure(Part, frozen=True):
    """How success shows: primary moves with business outcomes, secondary with programmes, tertiary counts."""

    name: Line
    tier: Tier


class Cost(Part, frozen=True):
    """From and to, in thousands of an open currency: once, and running per year."""

    one_off: Range
    running: Range


class Initiative(Part, frozen=True):
    """A piece of work that raises capabilities; effort is in person-days by role."""

    id: Identifier
    title: Name
    why: Text
    raises: Annotated[tuple[Raise, ...], Meta(min_length=1)]
    deliverables: Annotated[tuple[Line, ...], Meta(min_length=1)]
    milestones: Annotated[tuple[Milestone, ...], Meta(min_length=2, max_length=4)]
    measures: Annotated[tuple[SuccessMeasure, ...], Meta(min_length=1)]
    effort: Mapping[Identifier, Count]
    quarters: Quarter
    cost: Cost
    stops_if: Text
    prerequisites: tuple[Identifier, ...] = ()
    risks: tuple[Line, ...] = ()
    uses_strength: bool = False
