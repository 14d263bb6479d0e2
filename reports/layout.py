"""Which document is made of a dossier, in which order its chapters come, and what consultants add to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Variant = Literal["full", "pre-read", "summary", "facilitator", "participant"]
VARIANTS: Mapping[Variant, str] = {
    "full": "Blueprint",
    "pre-read": "Pre-read",
    "summary": "Two-page summary",
    "facilitator": "Facilitator’s guide",
    "participant": "Participant’s worksheet",
}
"""The documents that are made of one dossier, and what pages and title pages call them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A variant, the ids of its chapters in the consultants' order, and of those that are switched off.

    Chapters that `order` does not name come where they come by default. `aside` is what the document itself
    keeps out of its body for the length's sake: ids of chapters, and of components whose pages are shorter.
    """

    variant: Variant = "full"
    order: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()


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
class Released:
    """An issue that was released to the client: its number and its day."""

    number: int
    on: date


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a document: its number from 1, its day, and what changed since the client’s last one.

    `since` is the issue before it that the client had when it was made, None where the client had none: then
    nothing is told as changed. `meanwhile` is what changed since the issue numbered just before, where that
    is another one; no document says it.
    """

    number: int
    on: date
    changes: tuple[str, ...] = ()
    since: Released | None = None
    meanwhile: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """What a document takes from the client: the logo as PNG, and two colours as #RRGGBB; None without."""

    logo: bytes | None = None
    brand: str | None = None
    accent: str | None = None


LEAST_MINUTES, MOST_MINUTES = 120, 540
"""How short and how long a session may be."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The session as it is planned: minutes, day, who takes part by name, and when it starts, if known.

    `expected` is how many are to take part where somebody said so; not all of them need have a name yet.
    ValueError, as one sentence, where it has fewer minutes than LEAST_MINUTES or more than MOST_MINUTES.
    """

    minutes: int = 240
    on: date | None = None
    participants: tuple[str, ...] = ()
    starts_at: time | None = None
    expected: int | None = None

    @property
    def people(self) -> int:
        """Return how many take part as far as that is known: as many as are expected or named, 0 for none."""
        return max(self.expected or 0, len(self.participants))

    def __post_init__(self) -> None:
        """Refuse what no agenda can be made for."""
        if not LEAST_MINUTES <= self.minutes <= MOST_MINUTES:
            raise ValueError(f"A session has {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {self.minutes}.")
