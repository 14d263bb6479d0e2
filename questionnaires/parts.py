"""What the parts of a method pack are made of: texts of a known length, ids, weights."""

from typing import Annotated

import msgspec
from msgspec import Meta

LEVELS = (1, 2, 3, 4, 5)
"""The five anchored levels, from the least to the most developed."""

Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=160)]
Text = Annotated[str, Meta(min_length=1, max_length=320)]
Paragraph = Annotated[str, Meta(min_length=1, max_length=800)]
Weight = Annotated[float, Meta(gt=0)]
Level = Annotated[int, Meta(ge=1, le=5)]
Count = Annotated[int, Meta(ge=1, le=400)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A part of a pack: frozen, named by its fields, strict about what it does not know."""
