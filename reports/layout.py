"""Which document is made of a dossier, in which order its chapters come, and what consultants add to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Variant = Literal["full", "pre-read", "summary", "facilitator", "participant"]
VARIANTS: Mapping[Variant, str] = {
    "full": "Blueprint",
    "pre-read": "Pre-read",
    "summary": "Two-page summary",
    "facilitator": "Facilitator's guide",
    "participant": "Participant's worksheet",
}
"""The documents that are made of one dossier, and what pages and title pages call them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A variant, the ids of its chapters in the consultants' order, and of those that are switched off.

    Chapters that `order` does not name come where they come by default.
    """

    variant: Variant = "full"
    order: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A consultant's own words in a chapter, who wrote them and when, on the client's clock.

    `changed` are sentences about the figures they lean on that are others by now.
    """

    text: str
    by: str
    on: date
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a document: its number from 1, its day, and what changed since the one before."""

    number: int
    on: date
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """What a document takes from the client: the logo as PNG, and two colours as #RRGGBB; None without."""

    logo: bytes | None = None
    brand: str | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The session as it is planned: how many minutes it has, on which day, and who takes part, by name."""

    minutes: int = 240
    on: date | None = None
    participants: tuple[str, ...] = ()
