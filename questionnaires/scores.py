"""The scores of one assessment: frozen values that pages, workbook, Word and JSON all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Hidden(Enum):
    """Stands where the threshold protects people; there is nothing behind it."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a set of people answered to one question about one capability.

    `counts` are people at levels 1 to 5 and `n` is their sum; `asked` counts `na`, `dk` and `blank` too.
    Figures are in levels; None where undefined (statistics: n = 0, or n = 1 for those that need spread).
    """

    n: int
    asked: int
    na: int
    dk: int
    blank: int
    counts: tuple[int, int, int, int, int]
    mean: float | None
    median: float | None
    sd: float | None
    ad: float | None
    rwg: float | None
    consensus: float | None
    polarised: bool | None
    interval: tuple[float, float] | None

    def at_or_above(self, level: int) -> int:
        """Return how many people gave this level or a higher one."""
        return sum(self.counts[level - 1 :])


@dataclass(frozen=True, slots=True)
class Gap:
    """Wanted minus today among the `n` people who gave both; `negative` of them want less than there is."""

    n: int
    mean: float | None
    negative: int


@dataclass(frozen=True, slots=True)
class Picked:
    """Of `n` people who picked what matters most and could pick this, how many did."""

    n: int
    people: int

    @property
    def share(self) -> float | None:
        """Return the share of them, from 0 to 1; None where nobody picked anything."""
        return self.people / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Gate:
    """The lowest capability that holds a component down: its mean rounded down, and its id."""

    level: int
    capability: str


@dataclass(frozen=True, slots=True)
class RollUp:
    """Weighted means over published cells; only `coverage` where under half of the weight has a score."""

    current: float | None
    target: float | None
    gap: float | None
    ad: float | None
    coverage: float
    gated: Gate | None


@dataclass(frozen=True, slots=True)
class CapabilityScore:
    """One capability over everyone; a question that was not asked is None, and picks that were not."""

    current: Distribution | Hidden | None
    target: Distribution | Hidden | None
    importance: Distribution | Hidden | None
    gap: Gap | Hidden
    picked: Picked | Hidden | None = None


@dataclass(frozen=True, slots=True)
class GroupCapability:
    """One capability within one group; a question that was not asked is None."""

    current: Distribution | Hidden | None
    target: Distribution | Hidden | None


@dataclass(frozen=True, slots=True)
class GroupScores:
    """The scores of one group of `n` people."""

    n: int
    components: Mapping[str, RollUp | Hidden]
    capabilities: Mapping[str, GroupCapability]


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one assessment; `groups` maps a group column to its values, hidden ones as HIDDEN."""

    pack_id: str
    pack_version: str
    threshold: int
    respondents: int
    overall: RollUp | Hidden
    components: Mapping[str, RollUp | Hidden]
    capabilities: Mapping[str, CapabilityScore]
    groups: Mapping[str, Mapping[str, GroupScores | Hidden]]
