"""The charter of a pack: which jobs the function does, and which kind of function that makes it."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from questionnaires.parts import Identifier, Level, Line, Name, Paragraph, Part, Text, Weight

Place = Annotated[float, Meta(ge=1, le=5)]


class Anchor(Part, frozen=True):
    """One step of the scale on which jobs are rated."""

    value: Level
    name: Name
    meaning: Text


class Job(Part, frozen=True):
    """Something that the function does or should do, with both questions."""

    id: Identifier
    name: Name
    description: Text
    today: Line
    wanted: Line


class Archetype(Part, frozen=True):
    """A kind of function, and its place between 1 and 5."""

    id: Identifier
    name: Name
    place: Place
    description: Text
    signs: Annotated[tuple[Line, ...], Meta(min_length=1)]


class Statement(Part, frozen=True):
    """How each archetype behaves in one respect, by the archetype's id."""

    id: Identifier
    topic: Name
    behaviours: Mapping[Identifier, Line]


class Bound(Part, frozen=True, rename={"origin": "from"}):
    """From which place on an archetype is named."""

    id: Identifier
    origin: Place


class CharterRule(Part, frozen=True):
    """How ratings become a place: the mean of the statements less a share of odd jobs."""

    text: Paragraph
    odd_job: Identifier
    statements_needed: Annotated[int, Meta(ge=1, le=20)]
    odd_job_weight: Weight
    bounds: Annotated[tuple[Bound, ...], Meta(min_length=2)]


class Charter(Part, frozen=True):
    """Jobs, statements about behaviour, archetypes, and the rule that places an organisation."""

    job_scale: Annotated[tuple[Anchor, ...], Meta(min_length=5, max_length=5)]
    jobs: Annotated[tuple[Job, ...], Meta(min_length=1)]
    statements: Annotated[tuple[Statement, ...], Meta(min_length=4, max_length=6)]
    archetypes: Annotated[tuple[Archetype, ...], Meta(min_length=2)]
    rule: CharterRule


def job_item(identity: str) -> str:
    """Return the name under which the ratings of a job of the charter are stored."""
    return f"charter:job:{identity}"


def statement_item(identity: str) -> str:
    """Return the name under which the ratings of a statement of the charter are stored."""
    return f"charter:statement:{identity}"


def charter_items(charter: Charter) -> tuple[str, ...]:
    """Return the names of all that a charter asks, jobs first, each in the order of the charter."""
    jobs = (job_item(each.id) for each in charter.jobs)
    return (*jobs, *(statement_item(each.id) for each in charter.statements))
