"""Capabilities become components, and components the whole: weighted means over published cells only."""

from collections.abc import Iterable, Mapping, Sequence
from math import floor

from questionnaires.pack import Component, MethodPack
from questionnaires.scores import HIDDEN, CapabilityScore, Distribution, Gap, Gate, Hidden, RollUp

MINIMUM_COVERAGE = 0.5
"""A component with less than this share of its weight scored has no score: insufficient data."""


def components(pack: MethodPack, cells: Mapping[str, CapabilityScore]) -> dict[str, RollUp | Hidden]:
    """Return the score of each component of a pack, from the scores of its capabilities."""
    return {part.id: _component(part, cells) for part in pack.components}


def _component(part: Component, cells: Mapping[str, CapabilityScore]) -> RollUp | Hidden:
    weights = [each.weight for each in part.capabilities]
    scores = [cells[each.id] for each in part.capabilities]
    current = [_mean(each.current) for each in scores]
    coverage = _coverage(weights, current)
    hidden = [each.current is HIDDEN for each in scores]
    if coverage < MINIMUM_COVERAGE:
        return _too_little(weights, current, hidden, coverage)
    return RollUp(
        current=_weighted(weights, current),
        target=_weighted(weights, [_mean(each.target) for each in scores]),
        gap=_weighted(weights, [_mean(each.gap) for each in scores]),
        ad=_weighted(weights, [_deviation(each.current) for each in scores]),
        coverage=coverage,
        gated=_gate(zip((each.id for each in part.capabilities), current, strict=True)),
    )


def overall(
    pack: MethodPack, scored: Mapping[str, RollUp | Hidden], cells: Mapping[str, CapabilityScore]
) -> RollUp | Hidden:
    """Return the score of the whole from its components; its gate is the lowest of all capabilities."""
    weights = [part.weight for part in pack.components]
    parts = [scored[part.id] for part in pack.components]
    seen = [None if isinstance(each, Hidden) else each for each in parts]
    current = [each.current if each else None for each in seen]
    coverage = _coverage(weights, current)
    if coverage < MINIMUM_COVERAGE:
        return _too_little(weights, current, [each is HIDDEN for each in parts], coverage)
    return RollUp(
        current=_weighted(weights, current),
        target=_weighted(weights, [each.target if each else None for each in seen]),
        gap=_weighted(weights, [each.gap if each else None for each in seen]),
        ad=_weighted(weights, [each.ad if each else None for each in seen]),
        coverage=coverage,
        gated=_gate((each.id, _mean(cells[each.id].current)) for each in pack.capabilities),
    )


def _too_little(
    weights: Sequence[float], current: Sequence[float | None], hidden: Sequence[bool], coverage: float
) -> RollUp | Hidden:
    """Return what stands where under half of the weight has a score: hidden people are not missing data."""
    known = [1.0 if away else value for value, away in zip(current, hidden, strict=True)]
    if _coverage(weights, known) >= MINIMUM_COVERAGE:
        return HIDDEN
    return RollUp(None, None, None, None, coverage, None)


def _mean(cell: Distribution | Gap | Hidden | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) else cell.mean


def _deviation(cell: Distribution | Hidden | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) else cell.ad


def _coverage(weights: Sequence[float], values: Sequence[float | None]) -> float:
    """Return the share of the weight that has a value."""
    return sum(w for w, value in zip(weights, values, strict=True) if value is not None) / sum(weights)


def _weighted(weights: Sequence[float], values: Sequence[float | None]) -> float | None:
    """Return the weighted mean over what has a value; None where that is under half of the weight."""
    if _coverage(weights, values) < MINIMUM_COVERAGE:
        return None
    known = [(w, value) for w, value in zip(weights, values, strict=True) if value is not None]
    return sum(w * value for w, value in known) / sum(w for w, _ in known)


def _gate(means: Iterable[tuple[str, float | None]]) -> Gate | None:
    """Return the lowest mean, rounded down, and whose it is."""
    known = [(value, capability) for capability, value in means if value is not None]
    if not known:
        return None
    value, capability = min(known, key=lambda each: each[0])
    return Gate(floor(value), capability)
