"""What a consultant says of a capability beside what people answered, never mixed into their figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from questionnaires.scores import CapabilityScore, Distribution, Hidden

Kind = Literal["evidence", "target", "adjustment"]
KINDS: Mapping[Kind, str] = {
    "evidence": "Evidence-based rating",
    "target": "Agreed target",
    "adjustment": "Adjusted score of today",
}
"""What a consultant may say of a capability, and what pages and documents call it."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document of the review that a judgement rests on; `id` is None where it was removed since."""

    id: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A figure in levels from 1 to 5: who says so, why, on what evidence, and when.

    Evidence-based ratings and agreed targets come in half levels, adjusted scores in tenths; `wave` is the
    number of the wave that a score was adjusted of, None for the others.
    """

    id: int
    kind: Kind
    value: float
    reason: str
    evidence: str
    by: str
    at: datetime
    documents: tuple[Reviewed, ...] = ()
    wave: int | None = None

    @property
    def name(self) -> str:
        """Return what it is called."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements of one capability that stand; None where there is none of a kind."""

    evidence: Judgement | None = None
    target: Judgement | None = None
    adjustment: Judgement | None = None

    def of(self, kind: Kind) -> Judgement | None:
        """Return the judgement of a kind."""
        standing: dict[Kind, Judgement | None] = {
            "evidence": self.evidence,
            "target": self.target,
            "adjustment": self.adjustment,
        }
        return standing[kind]

    @property
    def standing(self) -> tuple[Judgement, ...]:
        """Return those there are, in the order of their kinds."""
        return tuple(each for kind in KINDS if (each := self.of(kind)))


NOTHING = Judgements()
"""The judgements of a capability of which nothing was said."""

Which = Literal["agreed", "wanted", "hidden", "none"]
WHICH: Mapping[Which, str] = {
    "agreed": "agreed target",
    "wanted": "mean wanted",
    "hidden": "hidden",
    "none": "no target",
}
"""What a target is, as pages and documents say it."""


@dataclass(frozen=True, slots=True)
class Target:
    """The level to reach, unrounded, and which figure that is; None where nobody said, or it is hidden."""

    value: float | None
    which: Which


def target_of(score: CapabilityScore | None, judgements: Judgements | None = None) -> Target:
    """Return the target of a capability: the agreed one, else the mean wanted, and which of them it is.

    Source: the method's M5h. An agreed target stands whatever people answered, so it tells nothing of them.
    """
    agreed = judgements.target if judgements else None
    if agreed is not None:
        return Target(agreed.value, "agreed")
    wanted = score.target if score is not None else None
    if isinstance(wanted, Hidden):
        return Target(None, "hidden")
    if isinstance(wanted, Distribution) and wanted.mean is not None:
        return Target(wanted.mean, "wanted")
    return Target(None, "none")
