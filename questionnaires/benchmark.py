"""How others do: what organisations reported, or a pool of the firm's own, beside a client's own means.

The unit is an organisation, with its latest result. Below five organisations there is no figure, below 20 no
band, below 40 no percentile. A figure names how many organisations stand behind it, its source and its years,
and never one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from questionnaires.rounding import rounded

MEDIAN_FROM, BAND_FROM, PERCENTILE_FROM = 5, 20, 40
"""From how many organisations on there is a median, a band of quartiles, a percentile."""

TENTHS = range(10, 51)
"""The means from 1.0 to 5.0 in tenths of a level: finer than that no organisation's mean is kept."""

Origin = Literal["pool", "entered"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `n` organisations reported of one component or capability, in levels from 1 to 5.

    `low` and `high` are the quartiles, both None below 20 organisations. `source` and `dates` (years, such as
    "2024 to 2026") are shown with it each time. `counts` are the organisations at each of TENTHS where that
    is known and there are 40 of them; else it is empty.
    """

    median: float
    low: float | None
    high: float | None
    n: int
    source: str
    dates: str
    origin: Origin = "entered"
    counts: tuple[int, ...] = ()

    def percentile(self, mean: float | None) -> int | None:
        """Return where a mean stands among them, from 0 to 100 in steps of 5; None below 40.

        100 (B + E / 2) / N, with B organisations below the mean, E as high, all rounded to one decimal.
        """
        if mean is None or self.n < PERCENTILE_FROM or not self.counts:
            return None
        place = tenths(mean) - TENTHS.start
        below, alike = sum(self.counts[:place]), self.counts[place]
        return int(rounded((100 * below + 50 * alike) / self.n / 5, 0)) * 5


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How others do, by the ids of components and capabilities; what nothing is known of is not in it."""

    components: Mapping[str, Comparison] = field(default_factory=dict)
    capabilities: Mapping[str, Comparison] = field(default_factory=dict)
    overall: Comparison | None = None

    @property
    def sources(self) -> tuple[Comparison, ...]:
        """Return one comparison for each source, the first in the pack's order, for a note below a chart."""
        first: dict[str, Comparison] = {}
        whole = [self.overall] if self.overall else []
        for each in (*whole, *self.components.values(), *self.capabilities.values()):
            first.setdefault(each.source, each)
        return tuple(first.values())

    def __bool__(self) -> bool:
        """Return whether there is anything to compare with."""
        return bool(self.components or self.capabilities or self.overall)


def tenths(mean: float) -> int:
    """Return a mean of levels in tenths, half up."""
    return int(rounded(10 * mean, 0))


def years(first: int, last: int) -> str:
    """Return a span of years in words."""
    return str(first) if first == last else f"{first} to {last}"


def entered(
    median: float,
    low: float | None,
    high: float | None,
    n: int,
    source: str,
    dates: str,
) -> Comparison | None:
    """Return a figure that somebody reported, None below five organisations and without its band below 20."""
    if n < MEDIAN_FROM:
        return None
    if n < BAND_FROM or low is None or high is None:
        low = high = None
    return Comparison(median, low, high, n, source, dates)


def pooled(counts: Sequence[int], source: str, dates: str) -> Comparison | None:
    """Return the figure of a pool from its organisations at each of TENTHS; None below five.

    Quartiles are those that lie on the straight line between neighbours (Hyndman and Fan 1996, type 7). All
    are rounded half up to one decimal, so that a figure tells no more than an organisation's own mean does.
    """
    n = sum(counts)
    if n < MEDIAN_FROM:
        return None
    values = [tenth for tenth, many in zip(TENTHS, counts, strict=True) for _ in range(many)]
    low, high = (_quantile(values, 1), _quantile(values, 3)) if n >= BAND_FROM else (None, None)
    kept = tuple(counts) if n >= PERCENTILE_FROM else ()
    return Comparison(_quantile(values, 2), low, high, n, source, dates, "pool", kept)


def _quantile(values: Sequence[int], quarter: int) -> float:
    """Return a quartile of sorted tenths, in levels with one decimal, half up."""
    place, rest = divmod((len(values) - 1) * quarter, 4)
    following = values[min(place + 1, len(values) - 1)]
    quarters = 4 * values[place] + rest * (following - values[place])
    return (quarters + 2) // 4 / 10
