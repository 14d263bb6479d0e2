"""How reliable ratings are as a whole: Krippendorff's alpha, and how much a group explains."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from questionnaires.statistics import VALUES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST_GROUPS, LEAST_PEOPLE = 3, 5
"""So many groups of so many ratings it takes to say how much belonging to one explains."""
ALPHA_READINGS = (
    (0.2, "People order the capabilities hardly alike"),
    (0.4, "People order the capabilities somewhat alike"),
    (0.667, "People order the capabilities fairly alike"),
    (0.8, "People order the capabilities much alike"),
)


def ordinal_alpha(counts: Ints) -> float | None:
    """Return Krippendorff's alpha of units, shape (units, 5 levels), on an ordinal scale.

    alpha = 1 - (n - 1) sum o_ck d2_ck / sum n_c n_k d2_ck, o being the coincidences of pairs within units and
    d2_ck = (sum of n_g for g = c..k - (n_c + n_k) / 2)^2 (Krippendorff 2011). Units with fewer than two
    ratings say nothing. None where no pair is left, or where everything is the same level.
    """
    ratings = counts.sum(axis=-1)
    pairable = counts[ratings > 1].astype(np.float64)
    if not len(pairable):
        return None
    coincidences = _coincidences(pairable)
    totals = coincidences.sum(axis=-1)
    distance = _ordinal_distance(totals)
    expected = float((np.outer(totals, totals) * distance).sum())
    if not expected:
        return None
    observed = float((coincidences * distance).sum())
    return 1 - (float(totals.sum()) - 1) * observed / expected


def _coincidences(counts: Floats) -> Floats:
    """Return how often each pair of levels meets in a unit, each unit weighing by its ratings."""
    scaled = counts / (counts.sum(axis=-1, keepdims=True) - 1)
    return np.asarray(scaled.T @ counts - np.diag(scaled.sum(axis=0)))


def _ordinal_distance(totals: Floats) -> Floats:
    """Return the squared ordinal distance of each two levels: the ratings that lie between them."""
    middle = totals.cumsum() - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def alpha_reading(alpha: float) -> str:
    """Return an alpha in words; .667 and .8 are Krippendorff's own bounds."""
    last = "People order the capabilities alike"
    return next((words for bound, words in ALPHA_READINGS if alpha < bound), last)


def icc_reading(icc1: float) -> str:
    """Return a share explained by groups in words (LeBreton and Senter 2008: .01, .10 and .25)."""
    bounds = ((0.01, "next to nothing"), (0.10, "a little"), (0.25, "a fair part"))
    return next((word for bound, word in bounds if icc1 < bound), "a large part")


def explained(groups: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    """Return ICC(1) and ICC(2) of groups, each given as its ratings counted by level.

    From the one-way analysis of variance (Bliese 2000): ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), ICC(2) =
    (MSB - MSW) / MSB, k = (N - sum n^2 / N) / (G - 1). Both are 0 where groups differ less than people within
    them do. Groups of fewer than five ratings are left out; None where fewer than three remain, or where
    nobody differs from anybody.
    """
    counts = np.array([each for each in groups if sum(each) >= LEAST_PEOPLE], dtype=np.float64)
    if len(counts) < LEAST_GROUPS:
        return None
    n = counts.sum(axis=-1)
    people, others = float(n.sum()), len(n) - 1
    means = counts @ VALUES / n
    away = means - float((counts @ VALUES).sum()) / people
    between = float((n * away**2).sum()) / others
    within = float((counts * (VALUES - means[:, None]) ** 2).sum()) / (people - len(n))
    if not between and not within:
        return None
    if between <= within:
        return 0.0, 0.0
    size = (people - float((n**2).sum()) / people) / others
    return (between - within) / (between + (size - 1) * within), (between - within) / between
