"""What the return of a programme rests on: outcomes, and figures of marketing, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from questionnaires.roadmap.spending import Case

Kind = Literal["discount", "spend", "contribution"]
"""The single figures: discount rate a year, marketing spend a year, and what marketing contributes a year."""
KINDS: Mapping[Kind, str] = {
    "discount": "Discount rate",
    "spend": "Marketing spend",
    "contribution": "Marketing contribution",
}
"""What pages and documents call the single figures."""
Timing = Literal["together", "step by step"]
"""Whether an outcome comes once all its initiatives have ended, or an equal share with each of them."""
LONGEST_LAG = LONGEST_RAMP = 12
"""Quarters that an outcome waits at most, and takes at most to come whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the programme, or some of its initiatives, bring in a year once they have their full effect.

    `low`, `expected` and `high` are money a year in whole units. `counted` is the share of it, 0 to 1, that
    counts as return: the contribution margin of a revenue, 1 for a saving. It begins `lag` quarters after
    what it waits for has ended, and has grown to its full size in the `ramp`-th quarter from then.
    `initiatives` are numbers, None for the whole programme; `priority` is the one it serves, None for none.
    `source` is who at the client says so; `by` and `on` are who entered it, and when.
    """

    id: int
    name: str
    low: float
    expected: float
    high: float
    counted: float = 1.0
    lag: int = 0
    ramp: int = 1
    priority: int | None = None
    initiatives: tuple[int, ...] | None = None
    timing: Timing = "together"
    reason: str = ""
    by: str = ""
    on: date | None = None
    source: str = ""

    def yearly(self, case: Case) -> float:
        """Return what counts of it in a year at its full effect."""
        return {"low": self.low, "expected": self.expected, "high": self.high}[case] * self.counted


@dataclass(frozen=True, slots=True)
class Settled:
    """A single figure: money a year in whole units, or a rate a year where 0.08 is 8%.

    `source` is who at the client says so; `by` and `on` are who entered it, and when.
    """

    value: float
    reason: str
    by: str = ""
    on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that the return rests on beside the roadmap, whose capacity holds the day rates."""

    outcomes: tuple[Outcome, ...] = ()
    figures: Mapping[Kind, Settled] = field(default_factory=dict)
