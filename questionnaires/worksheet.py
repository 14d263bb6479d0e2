"""The worksheets of a pack: tables of facts that are typed in or imported, one row a thing."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from questionnaires.parts import Identifier, Name, Part, Text

Kind = Literal[
    "text", "number", "money", "date", "choice", "person", "percentage", "component", "capabilities"
]


class Column(Part, frozen=True):
    """One column of a worksheet; `choices` belong to the kind `choice`, `total` asks for a sum."""

    id: Identifier
    name: Name
    type: Kind
    unit: str = ""
    choices: tuple[Name, ...] = ()
    help: str = ""
    required: bool = False
    total: bool = False


class Worksheet(Part, frozen=True):
    """A table of one component, or of the whole where it names none."""

    id: Identifier
    title: Name
    purpose: Text
    columns: Annotated[tuple[Column, ...], Meta(min_length=1)]
    example: Mapping[Identifier, str]
    component: Identifier | None = None
