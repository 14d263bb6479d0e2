"""How differently two groups see the same thing: from what is shown of each, and from nothing else."""

from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, GroupScores, Scores
from questionnaires.statistics import cliffs_delta, effect_size

FLAGGED_FROM = 1.0
"""A difference of means of a whole level is worth talking about,"""
LEAST_PEOPLE = 5
"""if each of the two groups has at least so many ratings."""


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """Two groups of one column and how they rate one capability today; `low` has the lower mean.

    Means and their `difference`, zero or more, are in levels; `delta` is Cliff's, from -1 to 1, above zero
    where the higher group tends to give the higher levels, and `size` its word.
    """

    capability: str
    column: str
    low: str
    low_mean: float
    low_n: int
    high: str
    high_mean: float
    high_n: int
    delta: float
    size: str

    @property
    def difference(self) -> float:
        """Return how many levels the two means are apart."""
        return self.high_mean - self.low_mean

    @property
    def flagged(self) -> bool:
        """Return whether it is worth talking about: a level or more, and enough people on both sides."""
        # Nine decimals, as figures are shown: a difference of one may arrive as 0.9999999999999998.
        is_far = round(self.difference, 9) >= FLAGGED_FROM
        return is_far and min(self.low_n, self.high_n) >= LEAST_PEOPLE


def perception_gaps(pack: MethodPack, scores: Scores) -> tuple[PerceptionGap, ...]:
    """Return the widest gap of each capability and group column, flagged ones first, then the wider.

    Groups, or cells, that are hidden are not there; a capability that fewer than two groups rated has none.
    """
    found = [
        gap
        for each in pack.capabilities
        for column in scores.groups
        if (gap := _widest_in(scores, each.id, column)) is not None
    ]
    return tuple(sorted(found, key=lambda gap: (not gap.flagged, -round(gap.difference, 9))))


def widest(scores: Scores, capability: str) -> PerceptionGap | None:
    """Return the widest flagged gap of a capability, over all group columns; None where there is none."""
    gaps = [_widest_in(scores, capability, column) for column in scores.groups]
    flagged = [gap for gap in gaps if gap is not None and gap.flagged]
    return max(flagged, key=lambda gap: round(gap.difference, 9), default=None)


def between(
    pack: MethodPack, scores: Scores, column: str, one: str, other: str
) -> dict[str, PerceptionGap | None]:
    """Return how two groups of a column compare, by capability; None where either has no figure to show."""
    shown = {value: scores.groups[column][value] for value in (one, other)}
    found: dict[str, PerceptionGap | None] = {}
    for each in pack.capabilities:
        cells = [(value, _today(group, each.id)) for value, group in shown.items()]
        known = [(value, cell) for value, cell in cells if cell is not None]
        found[each.id] = _gap(each.id, column, *known) if len(known) == len(("one", "other")) else None
    return found


def _widest_in(scores: Scores, capability: str, column: str) -> PerceptionGap | None:
    """Return the widest gap within a column, between groups that are large enough where there are two."""
    cells = [(value, _today(group, capability)) for value, group in scores.groups[column].items()]
    known = [(value, cell) for value, cell in cells if cell is not None]
    large = [(value, cell) for value, cell in known if cell.n >= LEAST_PEOPLE]
    compared = large if len(large) > 1 else known
    if len(compared) < len(("low", "high")):
        return None
    in_order = sorted(compared, key=lambda each: each[1].mean or 0.0)
    return _gap(capability, column, in_order[0], in_order[-1])


def _today(group: object, capability: str) -> Distribution | None:
    """Return what a group shows of a capability today; None where that is nothing."""
    if not isinstance(group, GroupScores):
        return None
    current = group.capabilities[capability].current
    return current if isinstance(current, Distribution) and current.n else None


def _gap(
    capability: str, column: str, one: tuple[str, Distribution], other: tuple[str, Distribution]
) -> PerceptionGap:
    (low, lower), (high, higher) = sorted([one, other], key=lambda each: each[1].mean or 0.0)
    delta = cliffs_delta(higher.counts, lower.counts)
    assert lower.mean is not None
    assert higher.mean is not None
    return PerceptionGap(
        capability=capability,
        column=column,
        low=low,
        low_mean=lower.mean,
        low_n=lower.n,
        high=high,
        high_mean=higher.mean,
        high_n=higher.n,
        delta=delta,
        size=effect_size(delta),
    )
