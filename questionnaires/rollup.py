"""Capabilities become components, and components the whole: weighted means over published cells only."""

from collections.abc import Iterable, Mapping, Sequence
from math import floor

from questionnaires.pack import Component, MethodPack
from questionnaires.scores import HIDDEN, CapabilityScore, Distribution, Gap, Gate, Hidden, RollUp
from questionnaires.statistics import UNIFORM_VARIANCE
from questionnaires.weights import Weights

Span = tuple[int, int]

MINIMUM_COVERAGE = 0.5
"""A component with less than this share of its weight scored has no score: insufficient data."""


def components(
    pack: MethodPack, cells: Mapping[str, CapabilityScore], weights: Weights
) -> dict[str, RollUp | Hidden]:
    """Return the score of each component of a pack, from the scores of its capabilities."""
    return {part.id: _component(part, cells, weights) for part in pack.components}


def _component(part: Component, cells: Mapping[str, CapabilityScore], given: Weights) -> RollUp | Hidden:
    weights = [given.capabilities[each.id] for each in part.capabilities]
    scores = [cells[each.id] for each in part.capabilities]
    answers = [each.current for each in scores]
    current = [mean_of(each) for each in answers]
    coverage = _coverage(weights, current)
    hidden = [each is HIDDEN for each in answers]
    if coverage < MINIMUM_COVERAGE:
        return _too_little(weights, current, hidden, coverage)
    gaps = [each.gap for each in scores]
    ids = [each.id for each in part.capabilities]
    gap = weighted(weights, [mean_of(each) for each in gaps])
    return RollUp(
        current=weighted(weights, current),
        target=weighted(weights, [mean_of(each.target) for each in scores]),
        gap=gap,
        ad=weighted(weights, [_deviation(each) for each in answers]),
        coverage=coverage,
        gated=_gate(zip(weights, ids, current, strict=True)),
        rwg=_agreement(weights, [_variance(each) for each in answers]),
        n=_people(weights, answers),
        gap_n=None if gap is None else _people(weights, gaps),
        bounds=_bounds(weights, [None if isinstance(each, Hidden) else each for each in answers]),
    )


def overall(
    pack: MethodPack,
    scored: Mapping[str, RollUp | Hidden],
    cells: Mapping[str, CapabilityScore],
    given: Weights,
) -> RollUp | Hidden:
    """Return the score of the whole from its components; its gate is the lowest of all capabilities.

    A component that weighs nothing counts neither in the means nor in the gate.
    """
    weights = [given.components[part.id] for part in pack.components]
    parts = [scored[part.id] for part in pack.components]
    seen = [None if isinstance(each, Hidden) else each for each in parts]
    current = [each.current if each else None for each in seen]
    coverage = _coverage(weights, current)
    if coverage < MINIMUM_COVERAGE:
        return _too_little(weights, current, [each is HIDDEN for each in parts], coverage)
    counting = [each for w, each in zip(weights, seen, strict=True) if w and each]
    lowest = (
        (min(given.components[pack.component_of[each.id].id], given.capabilities[each.id]), each.id)
        for each in pack.capabilities
    )
    gap = weighted(weights, [each.gap if each else None for each in seen])
    return RollUp(
        current=weighted(weights, current),
        target=weighted(weights, [each.target if each else None for each in seen]),
        gap=gap,
        ad=weighted(weights, [each.ad if each else None for each in seen]),
        coverage=coverage,
        gated=_gate((w, key, mean_of(cells[key].current)) for w, key in lowest),
        rwg=weighted(weights, [each.rwg if each else None for each in seen]),
        n=_span(each.n for each in counting),
        gap_n=None if gap is None else _span(each.gap_n for each in counting),
        bounds=_bounds(weights, seen),
    )


def _too_little(
    weights: Sequence[float], current: Sequence[float | None], hidden: Sequence[bool], coverage: float
) -> RollUp | Hidden:
    """Return what stands where under half of the weight has a score: hidden people are not missing data."""
    known = [1.0 if away else value for value, away in zip(current, hidden, strict=True)]
    if _coverage(weights, known) >= MINIMUM_COVERAGE:
        return HIDDEN
    return RollUp(None, None, None, None, coverage, None)


def mean_of(cell: Distribution | Gap | Hidden | None) -> float | None:
    """Return the mean that a cell shows, None where it shows none."""
    return None if cell is None or isinstance(cell, Hidden) else cell.mean


def _deviation(cell: Distribution | Hidden | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) else cell.ad


def _variance(cell: Distribution | Hidden | None) -> float | None:
    return None if cell is None or isinstance(cell, Hidden) or cell.sd is None else cell.sd**2


def _agreement(weights: Sequence[float], variances: Sequence[float | None]) -> float | None:
    """Return r*wg(j) = 1 - mean(s2) / 2, floored at 0 (Lindell, Brandt and Whitney 1999).

    Never the classic rwg(j), which grows with the number of capabilities.
    """
    mean = weighted(weights, variances)
    return None if mean is None else max(0.0, 1 - mean / UNIFORM_VARIANCE)


def _bounds(
    weights: Sequence[float], parts: Sequence[Distribution | RollUp | None]
) -> tuple[float, float] | None:
    """Return the weighted means of the lowest and of the highest that each part could be."""
    spans = [each.bounds if each else None for each in parts]
    low = weighted(weights, [each[0] if each else None for each in spans])
    high = weighted(weights, [each[1] if each else None for each in spans])
    return None if low is None or high is None else (low, high)


def _people(weights: Sequence[float], cells: Sequence[Distribution | Gap | Hidden | None]) -> Span | None:
    """Return the fewest and the most people behind the cells that a mean is made of."""
    found = zip(weights, cells, strict=True)
    return _span(
        (each.n, each.n) for w, each in found if w and isinstance(each, Distribution | Gap) and each.n
    )


def _span(spans: Iterable[Span | None]) -> Span | None:
    known = [each for each in spans if each is not None]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def _coverage(weights: Sequence[float], values: Sequence[float | None]) -> float:
    """Return the share of the weight that has a value; 0 where nothing weighs anything."""
    whole = sum(weights)
    known = sum(w for w, value in zip(weights, values, strict=True) if value is not None)
    return known / whole if whole else 0.0


def weighted(weights: Sequence[float], values: Sequence[float | None]) -> float | None:
    """Return the weighted mean over what has a value; None where that is under half of the weight."""
    if _coverage(weights, values) < MINIMUM_COVERAGE:
        return None
    known = [(w, value) for w, value in zip(weights, values, strict=True) if value is not None]
    return sum(w * value for w, value in known) / sum(w for w, _ in known)


def _gate(means: Iterable[tuple[float, str, float | None]]) -> Gate | None:
    """Return the lowest mean of what weighs anything, rounded down, and whose it is."""
    known = [(value, capability) for w, capability, value in means if w and value is not None]
    if not known:
        return None
    value, capability = min(known, key=lambda each: each[0])
    return Gate(floor(value), capability)
