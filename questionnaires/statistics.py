"""Figures of a distribution over the levels 1 to 5, for any number of distributions at once.

Everything follows from how many people gave each level, so the cost does not depend on how many they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

VALUES = np.arange(1.0, 6.0)
UNIFORM_VARIANCE = 2.0
"""Variance of a uniform answer over five levels, (5^2 - 1) / 12: the null of rwg."""
ACCEPTABLE_AD = 5 / 6
"""Up to this average deviation agreement counts as acceptable: levels / 6 (Burke and Dunlap 2002)."""
_SMALLEST_INTERVAL_N = 5
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of many distributions; every array has the shape of `n`, NaN where a figure is undefined."""

    n: Ints
    mean: Floats
    median: Floats
    sd: Floats
    ad: Floats
    rwg: Floats
    consensus: Floats
    polarised: NDArray[np.bool_]
    low: Floats
    high: Floats


def describe(counts: Ints, population: Ints) -> Figures:
    """Return the figures of the distributions whose last axis counts levels 1 to 5.

    `population` has the leading shape: how many people could have rated (asked less not applicable).
    Mean, median, SD (n - 1) and AD are in levels; rwg follows James, Demaree and Wolf (1984), floored at 0;
    consensus Tastle and Wierman (2007); polarised carries the RAND/UCLA rule to five points.
    """
    n = counts.sum(axis=-1)
    people = np.maximum(n, 1)
    # Sums before division: a mean of whole levels comes out whole, and can be rounded down.
    mean = np.where(n > 0, counts @ VALUES / people, np.nan)
    away = np.where(counts > 0, np.abs(VALUES - mean[..., None]), 0.0)
    spread = np.where(n > 1, 1.0, np.nan)
    variance = (counts * away**2).sum(axis=-1) / np.maximum(n - 1, 1) * spread
    sd = np.sqrt(variance)
    low, high = _intervals(n, mean, sd, population)
    return Figures(
        n=n,
        mean=mean,
        median=_median(counts, n),
        sd=sd,
        ad=(counts * away).sum(axis=-1) / people * spread,
        rwg=np.maximum(0.0, 1 - variance / UNIFORM_VARIANCE),
        consensus=(1 + (counts * np.log2(1 - away / 4)).sum(axis=-1) / people) * spread,
        polarised=(n > 0) & (3 * counts[..., :2].sum(axis=-1) >= n) & (3 * counts[..., 3:].sum(axis=-1) >= n),
        low=low,
        high=high,
    )


def _median(counts: Ints, n: Ints) -> Floats:
    """Return the middle rating, or the mean of the two middle ones."""
    running = counts.cumsum(axis=-1)
    lower = (running < ((n + 1) // 2)[..., None]).sum(axis=-1) + 1
    upper = (running < (n // 2 + 1)[..., None]).sum(axis=-1) + 1
    return np.where(n > 0, (lower + upper) / 2, np.nan)


def _intervals(n: Ints, mean: Floats, sd: Floats, population: Ints) -> tuple[Floats, Floats]:
    """Return the 95% interval of each mean, clipped to the scale.

    m +- t(n-1) s sqrt((1 - n/N) / n), with the finite population correction; none for a census,
    for fewer than five people, or where everybody agrees.
    """
    defined = (n >= _SMALLEST_INTERVAL_N) & (sd > 0) & (n < population)
    half = np.full(n.shape, np.nan)
    if defined.any():
        some = n[defined]
        t = np.array([student_t(int(each) - 1) for each in some])
        half[defined] = t * sd[defined] * np.sqrt((1 - some / population[defined]) / some)
    return np.maximum(1.0, mean - half), np.minimum(5.0, mean + half)


@lru_cache(maxsize=4096)
def student_t(freedom: int) -> float:
    """Return the 97.5% quantile of Student's t with so many degrees of freedom.

    Newton's method on the distribution function, integrated by Gauss-Legendre; ValueError below 1.
    """
    if freedom < 1:
        raise ValueError("Student's t needs at least one degree of freedom")
    if freedom == 1:
        return 1 / float(np.tan(pi / 40))
    scale = _student_scale(freedom)

    def density(x: Floats) -> Floats:
        return np.asarray(scale * np.exp(-(freedom + 1) / 2 * np.log1p(x * x / freedom)))

    t = 1.96 + 2.4 / freedom
    for _ in range(30):
        area = t / 2 * float(_WEIGHTS @ density(t / 2 * (_NODES + 1)))
        step = (area - 0.475) / float(density(np.array(t)))
        t -= step
        if abs(step) < 1e-14 * t:
            break
    return t


def _student_scale(freedom: int) -> float:
    """Return the density of Student's t at zero."""
    if freedom < 100:
        return exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    # The two gammas are huge and cancel; their ratio's expansion in 1/freedom keeps all digits.
    return exp(-1 / (4 * freedom) + 1 / (24 * freedom**3) - 1 / (20 * freedom**5)) / sqrt(2 * pi)


def disagreement(sd: float, n: int) -> float:
    """Return how much a capability needs talk: SD x ln(n + 1)."""
    return sd * log(n + 1)


def agreement_label(rwg: float) -> str:
    """Return the word for an rwg: none, weak, moderate, strong or very strong."""
    bounds = ((0.30, "none"), (0.50, "weak"), (0.70, "moderate"), (0.90, "strong"))
    return next((word for bound, word in bounds if rwg <= bound), "very strong")


def cliffs_delta(counts: Sequence[int], others: Sequence[int]) -> float:
    """Return Cliff's delta of two distributions over the levels: 2U / (n m) - 1, from -1 to 1.

    Above zero where the first tends to higher levels (Cliff 1993); ValueError where either is empty.
    """
    pairs = sum(counts) * sum(others)
    if not pairs:
        raise ValueError("Cliff's delta compares ratings with ratings")
    above = sum(count * sum(others[:level]) for level, count in enumerate(counts))
    below = sum(count * sum(others[level + 1 :]) for level, count in enumerate(counts))
    return (above - below) / pairs


def effect_size(delta: float) -> str:
    """Return the word for a Cliff's delta (Romano et al. 2006): negligible, small, medium or large."""
    bounds = ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"))
    return next((word for bound, word in bounds if abs(delta) < bound), "large")


def worst_cases(counts: Sequence[int], population: int) -> tuple[float, float] | None:
    """Return the lowest and the highest mean there could be, had everyone rated: all others 1, or all 5.

    [(sum + (N - n)) / N, (sum + 5 (N - n)) / N], N being those who could rate; None where nobody did.
    """
    one, two, three, four, five = counts
    n = one + two + three + four + five
    if not n:
        return None
    total = one + 2 * two + 3 * three + 4 * four + 5 * five
    missing = max(0, population - n)
    return (total + missing) / (n + missing), (total + 5 * missing) / (n + missing)
