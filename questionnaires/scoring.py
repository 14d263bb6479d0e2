"""A tally becomes scores: capabilities, then components and the whole, made of published cells only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK, DONT_KNOW, NOT_APPLICABLE, QUESTIONS
from questionnaires.disclosure import Gate, gate
from questionnaires.pack import MethodPack
from questionnaires.rollup import components, overall
from questionnaires.scores import (
    HIDDEN,
    CapabilityScore,
    Distribution,
    Gap,
    GroupCapability,
    GroupScores,
    Hidden,
    Picked,
    Scores,
)
from questionnaires.soundness import soundness
from questionnaires.statistics import describe, worst_cases
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally
from questionnaires.weights import Weights, pack_weights

Ints = NDArray[np.int64]
_NUMBERS = ("mean", "median", "sd", "ad", "rwg", "consensus", "low", "high")
_STEP = np.arange(5)[None, :] - np.arange(5)[:, None]
"""Wanted minus today for each cell of a table of current x target."""


def score(pack: MethodPack, tally: Tally, threshold: int = 5, weights: Weights | None = None) -> Scores:
    """Return all scores of a tally, with what the threshold protects hidden.

    They are weighed as the pack says where no other weights are given. ValueError where the tally
    or the weights are of other capabilities than the pack has.
    """
    if tally.capabilities != tuple(each.id for each in pack.capabilities):
        raise ValueError("the tally was made with another pack or another version of it")
    given = weights or pack_weights(pack)
    if set(given.capabilities) != set(pack.capability) or set(given.components) != {
        part.id for part in pack.components
    }:
        raise ValueError("the weights were made with another pack or another version of it")
    held = gate(tally, threshold)
    tally, reading = held.tally, _read(held)
    sets = [_capabilities(tally, reading, row) for row in range(len(tally.sets))]
    everyone = {
        key: replace(each, picked=_picked(tally, place, threshold))
        for place, (key, each) in enumerate(sets[0].items())
    }
    scored = components(pack, everyone, given)
    groups = _groups(pack, tally, reading, sets, given)
    return Scores(
        pack_id=pack.id,
        pack_version=pack.version,
        threshold=threshold,
        respondents=int(tally.people[0]),
        overall=overall(pack, scored, everyone, given),
        components=scored,
        capabilities=everyone,
        groups=groups,
        weights=given,
        soundness=soundness(pack, held, everyone, groups, given, threshold),
        open_ended=tally.open_ended,
    )


def cells(tally: Tally, threshold: int) -> tuple[Mapping[str, CapabilityScore] | Hidden, ...]:
    """Return what each set of a tally said of each item, by the item's name; HIDDEN for a set as a whole.

    Gaps are hidden: these items are rated today and wanted, and read one by one.
    """
    held = gate(tally, threshold, with_gaps=False)
    tally, reading = held.tally, _read(held)
    return tuple(
        _capabilities(tally, reading, row) if reading.sets_shown[row] else HIDDEN
        for row in range(len(tally.sets))
    )


@dataclass(frozen=True, eq=False)
class _Reading:
    """Figures of every cell of a tally, and which of them may be shown.

    `codes` and `numbers` hold the counts and the figures of _NUMBERS by set, capability and question: lists,
    for single values are read from them much faster than from arrays. An undefined figure is None.
    """

    codes: list[list[list[list[int]]]]
    numbers: list[list[list[list[float | None]]]]
    polarised: list[list[list[bool]]]
    shown: NDArray[np.bool_]
    sets_shown: NDArray[np.bool_]
    gap_n: Ints
    gap_sum: Ints
    gap_negative: Ints
    gap_shown: NDArray[np.bool_]


def _read(held: Gate) -> _Reading:
    tally = held.tally
    counts = tally.codes[..., 1:6]
    population = tally.codes.sum(axis=-1) - tally.codes[..., NOT_APPLICABLE]
    figures = describe(counts, population)
    found = np.stack([getattr(figures, each) for each in _NUMBERS], axis=-1)
    numbers = found.astype(object)
    numbers[np.isnan(found)] = None
    return _Reading(
        codes=tally.codes.tolist(),
        numbers=numbers.tolist(),
        polarised=figures.polarised.tolist(),
        shown=held.levels,
        sets_shown=held.sets,
        gap_n=tally.pairs.sum(axis=(-2, -1)),
        gap_sum=(tally.pairs * _STEP).sum(axis=(-2, -1)),
        gap_negative=(tally.pairs * (_STEP < 0)).sum(axis=(-2, -1)),
        gap_shown=held.gaps,
    )


def _capabilities(tally: Tally, reading: _Reading, row: int) -> dict[str, CapabilityScore]:
    """Return what one set of people said of each capability."""
    result = {}
    for place, capability in enumerate(tally.capabilities):
        answers = (_distribution(tally, reading, row, place, question) for question in range(len(QUESTIONS)))
        current, target, importance = answers
        result[capability] = CapabilityScore(current, target, importance, _gap(reading, row, place))
    return result


def _distribution(
    tally: Tally, reading: _Reading, row: int, place: int, question: int
) -> Distribution | Hidden | None:
    if not tally.asked[place, question]:
        return None
    at = (row, place, question)
    if not reading.shown[at]:
        return HIDDEN
    codes = reading.codes[row][place][question]
    mean, median, sd, ad, rwg, consensus, low, high = reading.numbers[row][place][question]
    one, two, three, four, five = codes[1:6]
    levels = (one, two, three, four, five)
    n, asked = one + two + three + four + five, sum(codes)
    unknown = tally.open_ended or (row > 0 and tally.absent > 0)
    return Distribution(
        n=n,
        asked=asked,
        na=codes[NOT_APPLICABLE],
        dk=codes[DONT_KNOW],
        blank=codes[BLANK],
        counts=levels,
        mean=mean,
        median=median,
        sd=sd,
        ad=ad,
        rwg=rwg,
        consensus=consensus,
        polarised=reading.polarised[row][place][question] if n else None,
        interval=None if unknown or low is None or high is None else (low, high),
        bounds=None if unknown else worst_cases(levels, asked - codes[NOT_APPLICABLE]),
    )


def _picked(tally: Tally, place: int, threshold: int) -> Picked | Hidden | None:
    """Return how many picked a capability; who picked none at all made no choice, and is not counted."""
    at = tally.picks[place]
    if not at[OFFERED]:
        return None
    return HIDDEN if 0 < at[CHOSE] < threshold else Picked(int(at[CHOSE]), int(at[PICKED]))


def _gap(reading: _Reading, row: int, place: int) -> Gap | Hidden:
    if not reading.gap_shown[row, place]:
        return HIDDEN
    n = int(reading.gap_n[row, place])
    mean = float(reading.gap_sum[row, place]) / n if n else None
    return Gap(n, mean, int(reading.gap_negative[row, place]))


def _groups(
    pack: MethodPack,
    tally: Tally,
    reading: _Reading,
    sets: Sequence[Mapping[str, CapabilityScore]],
    weights: Weights,
) -> dict[str, dict[str, GroupScores | Hidden]]:
    groups: dict[str, dict[str, GroupScores | Hidden]] = {}
    for row, (column, value) in enumerate(tally.sets[1:], start=1):
        held: GroupScores | Hidden = HIDDEN
        if reading.sets_shown[row]:
            cells = {key: GroupCapability(each.current, each.target) for key, each in sets[row].items()}
            held = GroupScores(int(tally.people[row]), components(pack, sets[row], weights), cells)
        groups.setdefault(column, {})[value] = held
    return groups
