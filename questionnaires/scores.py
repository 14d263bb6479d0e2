"""The scores of one assessment: frozen values that pages, workbook, Word and JSON all read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from questionnaires.weights import Weights


class Hidden(Enum):
    """Stands where the threshold protects people; there is nothing behind it."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a set of people answered to one question about one capability.

    `counts` are people at levels 1 to 5 and `n` is their sum; `asked` counts `na`, `dk` and `blank` too.
    Figures are in levels; None where undefined (statistics: n = 0, or n = 1 for those that need spread).
    `bounds` are the lowest and the highest mean there could be, had all others who could rate done so; None
    where nobody rated, or where an open link leaves it unknown how many were asked.
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
    bounds: tuple[float, float] | None = None

    def at_or_above(self, level: int) -> int:
        """Return how many people gave this level or a higher one."""
        return sum(self.counts[level - 1 :])

    def share_at_or_above(self, level: int) -> float | None:
        """Return the share of people, from 0 to 1, who gave this level or a higher one; None for nobody."""
        return self.at_or_above(level) / self.n if self.n else None

    @property
    def is_census(self) -> bool:
        """Return whether everyone did who could rate it: then its mean is no estimate."""
        return self.bounds is not None and self.n == self.asked - self.na


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
    """Weighted means over published cells; only `coverage` where under half of the weight has a score.

    `rwg` is r*wg(j), the agreement over several capabilities; `n` and `gap_n` are the fewest and the most
    people behind the capabilities that make up `current` and `gap`. `bounds` are what `current` could be at
    the lowest and the highest, had everyone answered who could.
    """

    current: float | None
    target: float | None
    gap: float | None
    ad: float | None
    coverage: float
    gated: Gate | None
    rwg: float | None = None
    n: tuple[int, int] | None = None
    gap_n: tuple[int, int] | None = None
    bounds: tuple[float, float] | None = None


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
class Alpha:
    """Krippendorff's alpha for ordinal levels, None where nothing varies, and what it rests on."""

    value: float | None
    capabilities: int
    ratings: int


@dataclass(frozen=True, slots=True)
class Explained:
    """How much belonging to a group of one column explains, in the median capability of those that can tell.

    `icc1` is the share of the differences between people that lies between groups, `icc2` how reliably the
    groups' means can be told apart; `capabilities` have at least three shown groups of five ratings.
    """

    icc1: float
    icc2: float
    capabilities: int


@dataclass(frozen=True, slots=True)
class Without:
    """The scores of a component or the whole without those who always gave the same level."""

    current: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class StraightLining:
    """How many `people` gave 10 or more ratings that are all equal, and the scores without them."""

    people: int
    overall: Without | Hidden
    components: Mapping[str, Without | Hidden]


@dataclass(frozen=True, slots=True)
class Soundness:
    """How far the scores can be relied on; every figure rests on what is published anyway.

    `asked` is how many people were asked, None where an open link or different questionnaires leave that
    unknown; `ratings` of `ratings_asked` ratings about today were given, not applicable left out.
    `explained` is by group column, None where too few groups are shown. `straight_lining` is None where
    nothing is known about it.
    """

    asked: int | None = None
    ratings: int = 0
    ratings_asked: int | None = None
    alpha: Alpha = Alpha(None, 0, 0)
    explained: Mapping[str, Explained | None] = field(default_factory=dict)
    straight_lining: StraightLining | Hidden | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one assessment; `groups` maps a group column to its values, hidden ones as HIDDEN.

    `open_ended` says that an open link took people in: how many were asked is unknown.
    """

    pack_id: str
    pack_version: str
    threshold: int
    respondents: int
    overall: RollUp | Hidden
    components: Mapping[str, RollUp | Hidden]
    capabilities: Mapping[str, CapabilityScore]
    groups: Mapping[str, Mapping[str, GroupScores | Hidden]]
    weights: Weights
    soundness: Soundness
    open_ended: bool = False

    @property
    def response(self) -> float | None:
        """Return the share of those asked who gave at least one rating; None where it is not known."""
        asked = self.soundness.asked
        return self.respondents / asked if asked else None
