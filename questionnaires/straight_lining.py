"""Those who always gave the same level: how many they are, and the scores without them.

Scores with and without them can be subtracted, so what is shown without them holds to the rule of all counts:
each figure leaves out nobody or at least k people, and keeps nobody or at least k. Nor may a group be all but
a few of them, or they be all but a few of a group: where that could be, the figure is hidden.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from questionnaires.disclosure import Gate, without_alike
from questionnaires.pack import MethodPack
from questionnaires.rollup import weighted
from questionnaires.scores import (
    HIDDEN,
    CapabilityScore,
    Distribution,
    Hidden,
    StraightLining,
    Without,
)
from questionnaires.tally import Tally
from questionnaires.weights import Weights

_QUESTIONS = ("current", "target")


def straight_lining(
    pack: MethodPack,
    held: Gate,
    everyone: Mapping[str, CapabilityScore],
    weights: Weights,
    threshold: int,
) -> StraightLining | Hidden | None:
    """Return how many gave 10 or more ratings that are all equal, and the scores without them.

    HIDDEN where they, or all others, are too few to be told of; None where it is not known.
    """
    tally = held.tally
    people, others = tally.alike_people, int(tally.people[0]) - tally.alike_people
    if not tally.people[0] or others < 0:
        return None
    if any(0 < each < threshold for each in (people, others)) or _is_mixed(tally):
        return HIDDEN
    may, parts = without_alike(held, threshold), pack.components
    means = [
        _means(held, question, everyone, may) if people else _shown(question, everyone)
        for question in range(len(_QUESTIONS))
    ]
    components = {
        part.id: _joined(
            [weights.capabilities[each.id] for each in part.capabilities],
            [[each[capability.id] for capability in part.capabilities] for each in means],
        )
        for part in parts
    }
    return StraightLining(
        people,
        _joined(
            [weights.components[part.id] for part in parts],
            [[_of(components[part.id], question) for part in parts] for question in _QUESTIONS],
        ),
        components,
    )


def _of(found: Without | Hidden, question: str) -> float | Hidden | None:
    return found if isinstance(found, Hidden) else getattr(found, question)


def _is_mixed(tally: Tally) -> bool:
    """Return whether answers of a file stand beside others: its maker knows who of it gave one level only."""
    return bool(tally.filed.any() or tally.filed_people.any())


def _joined(weights: Sequence[float], columns: Sequence[Sequence[float | Hidden | None]]) -> Without | Hidden:
    """Return what parts are together, today and wanted; HIDDEN where one that counts is hidden."""
    figures = []
    for values in columns:
        if any(w and isinstance(each, Hidden) for w, each in zip(weights, values, strict=True)):
            return HIDDEN
        figures.append(weighted(weights, [None if isinstance(each, Hidden) else each for each in values]))
    return Without(*figures)


def _shown(question: int, everyone: Mapping[str, CapabilityScore]) -> dict[str, float | Hidden | None]:
    """Return the means as they are shown; what is hidden anyway is left out, as in the scores."""
    cells = {key: getattr(each, _QUESTIONS[question]) for key, each in everyone.items()}
    return {key: each.mean if isinstance(each, Distribution) else None for key, each in cells.items()}


def _means(
    held: Gate, question: int, everyone: Mapping[str, CapabilityScore], may: NDArray[np.bool_]
) -> dict[str, float | Hidden | None]:
    """Return the means of the others by capability, HIDDEN where they would tell about too few."""
    found: dict[str, float | Hidden | None] = {}
    for place, (key, score) in enumerate(everyone.items()):
        cell = getattr(score, _QUESTIONS[question])
        if not isinstance(cell, Distribution):
            found[key] = None
        elif not may[place, question]:
            found[key] = HIDDEN
        else:
            rest = np.array(cell.counts) - held.tally.alike[place, question]
            left = int(rest.sum())
            found[key] = float(rest @ np.arange(1, 6)) / left if left else None
    return found
