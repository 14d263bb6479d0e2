"""How differently two groups see the same capability."""

from dataclasses import dataclass
from itertools import combinations

from questionnaires.scores import Distribution, GroupScores, Scores

FLAGGED_FROM = 1.0
"""A difference of means of a whole level is worth talking about,"""
LEAST_PEOPLE = 5
"""if each of the two groups has at least so many ratings."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two groups of one column and their means of today, in levels."""

    column: str
    low: str
    low_mean: float
    high: str
    high_mean: float


def widest(scores: Scores, capability: str) -> Difference | None:
    """Return the widest difference between two shown groups, or None where none reaches a level."""
    found = [
        each
        for column, groups in scores.groups.items()
        for each in _pairs(column, {value: _today(group, capability) for value, group in groups.items()})
        if each.high_mean - each.low_mean >= FLAGGED_FROM
    ]
    return max(found, key=lambda each: each.high_mean - each.low_mean, default=None)


def _today(group: object, capability: str) -> float | None:
    if not isinstance(group, GroupScores):
        return None
    current = group.capabilities[capability].current
    return current.mean if isinstance(current, Distribution) and current.n >= LEAST_PEOPLE else None


def _pairs(column: str, means: dict[str, float | None]) -> list[Difference]:
    known = sorted((mean, value) for value, mean in means.items() if mean is not None)
    return [Difference(column, low, a, high, b) for (a, low), (b, high) in combinations(known, 2)]
