"""A roadmap as its consultants hold it: initiatives, what there is to do them with, and when each is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from questionnaires.initiative import SuccessMeasure
from questionnaires.pack import Horizons

Horizon = Literal["short", "medium", "long"]
HORIZONS: Mapping[Horizon, str] = {"short": "Short term", "medium": "Medium term", "long": "Long term"}
"""The horizons in their order, and what pages and documents call them."""
RESERVE = 0.15
"""The share of budget and of people's time that a plan leaves unallocated unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of money that is known from and to, in whole units of the engagement's currency."""

    low: float = 0.0
    high: float = 0.0

    @property
    def expected(self) -> float:
        """Return the middle of it, which plans and totals reckon with."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Lift:
    """A capability that an initiative raises, from one level to another, in levels from 1 to 5."""

    capability: str
    origin: float
    to: float


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is reached by the end of a quarter, counted from 1 at the initiative's own start."""

    quarter: int
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """How success shows; `has_data` says whether its figures can be had, None where nobody has looked."""

    name: str
    tier: Literal["primary", "secondary", "tertiary"]
    has_data: bool | None = None

    @classmethod
    def of(cls, measure: SuccessMeasure) -> "Measure":
        """Return a measure of the pack's catalogue."""
        return cls(measure.name, measure.tier)


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-days of one role in one quarter, counted from 1 at the initiative's own start."""

    role: str
    quarter: int
    days: float


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, and what is done about it; `answer` is empty where nothing is planned."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A piece of work on the roadmap.

    `key` is the id of the catalogue's initiative that it was drafted from, empty for one's own. `findings`
    are keys of accepted findings, `priorities` and `objective` numbers of the engagement's, `prerequisites`
    numbers of other initiatives. `quarters` says how long it lasts. `running` is money a year from its end
    on. `owner` and `supplier` are empty while they are open. `stops_if` names what would stop or move it.
    """

    id: int
    title: str
    component: str
    key: str = ""
    why: str = ""
    lifts: tuple[Lift, ...] = ()
    findings: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    objective: int | None = None
    deliverables: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    measures: tuple[Measure, ...] = ()
    owner: str = ""
    supplier: str = ""
    quarters: int = 1
    effort: tuple[Effort, ...] = ()
    one_off: Span = Span()
    running: Span = Span()
    prerequisites: tuple[int, ...] = ()
    risks: tuple[Risk, ...] = ()
    stops_if: str = ""
    uses_strength: bool = False

    @property
    def days(self) -> float:
        """Return all its person-days."""
        return sum(each.days for each in self.effort)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What there is to do the initiatives with, by quarter; None means that nobody set a limit.

    `budget` is money by quarter and `days` person-days by role and quarter, each as long as the roadmap
    (12 quarters). `reserve` is the share of both that stays unallocated.
    """

    starts_on: date
    """The first day of the roadmap's first quarter."""
    quarters: int = 12
    reserve: float = RESERVE
    budget: tuple[float, ...] | None = None
    days: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """By role; a role that is missing has no limit."""
    day_rates: Mapping[str, float] = field(default_factory=dict)
    """By role, where somebody said what its day costs."""

    def name(self, quarter: int) -> str:
        """Return a quarter of the roadmap, counted from 1, as its calendar quarter: Q1 2027."""
        months = self.starts_on.year * 12 + self.starts_on.month - 1 + 3 * (quarter - 1)
        return f"Q{months % 12 // 3 + 1} {months // 12}"


@dataclass(frozen=True, slots=True)
class Placement:
    """When an initiative begins, as a quarter counted from 1; a pinned one stays where it is."""

    start: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An initiative that found no place, and why, as a sentence."""

    id: int
    why: str


@dataclass(frozen=True)
class Roadmap:
    """The initiatives in their order, what there is to do them with, and when each is done."""

    initiatives: tuple[Initiative, ...]
    capacity: Capacity
    placements: Mapping[int, Placement] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    horizons: Horizons = field(default_factory=Horizons)

    @cached_property
    def initiative(self) -> Mapping[int, Initiative]:
        """Return the initiatives by number."""
        return {each.id: each for each in self.initiatives}

    def start(self, number: int) -> int | None:
        """Return the quarter in which an initiative begins; None where it has no place."""
        found = self.placements.get(number)
        return found.start if found else None

    def end(self, number: int) -> int | None:
        """Return the last quarter in which an initiative is worked at; None where it has no place."""
        start = self.start(number)
        return None if start is None else start + self.initiative[number].quarters - 1

    def horizon(self, number: int) -> Horizon | None:
        """Return the horizon in which an initiative ends; None where it has no place."""
        end = self.end(number)
        if end is None:
            return None
        return "short" if end <= self.horizons.short else "medium" if end <= self.horizons.medium else "long"

    @cached_property
    def in_order(self) -> tuple[Initiative, ...]:
        """Return the initiatives that have a place, by start, then end, then as they are listed."""
        placed = [each for each in self.initiatives if each.id in self.placements]
        return tuple(sorted(placed, key=lambda each: (self.start(each.id) or 0, self.end(each.id) or 0)))
