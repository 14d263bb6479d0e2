"""A tally becomes scores: capabilities, then components and the whole, made of published cells only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK, DONT_KNOW, NOT_APPLICABLE, QUESTIONS
from questionnaires.disclosure import visible_cells, visible_sets
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
from questionnaires.statistics import Figures, describe
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally

Ints = NDArray[np.int64]
_STEP = np.arange(5)[None, :] - np.arange(5)[:, None]
"""Wanted minus today for each cell of a table of current x target."""


def score(pack: MethodPack, tally: Tally, threshold: int = 5) -> Scores:
    """Return all scores of a tally, with what the threshold protects hidden.

    ValueError where the tally counts other capabilities than the pack has.
    """
    if tally.capabilities != tuple(each.id for each in pack.capabilities):
        raise ValueError("the tally was made with another pack or another version of it")
    reading = _read(tally, threshold)
    sets = [_capabilities(tally, reading, row) for row in range(len(tally.sets))]
    everyone = {
        key: replace(each, picked=_picked(tally, place, threshold))
        for place, (key, each) in enumerate(sets[0].items())
    }
    scored = components(pack, everyone)
    return Scores(
        pack_id=pack.id,
        pack_version=pack.version,
        threshold=threshold,
        respondents=int(tally.people[0]),
        overall=overall(pack, scored, everyone),
        components=scored,
        capabilities=everyone,
        groups=_groups(pack, tally, reading, sets),
    )


def cells(tally: Tally, threshold: int) -> tuple[Mapping[str, CapabilityScore] | Hidden, ...]:
    """Return what each set of a tally said of each item, by the item's name; HIDDEN for a set as a whole."""
    reading = _read(tally, threshold)
    return tuple(
        _capabilities(tally, reading, row) if reading.sets_shown[row] else HIDDEN
        for row in range(len(tally.sets))
    )


@dataclass(frozen=True, eq=False)
class _Reading:
    """Figures of every cell of a tally, and which of them may be shown."""

    figures: Figures
    shown: NDArray[np.bool_]
    sets_shown: NDArray[np.bool_]
    gap_n: Ints
    gap_sum: Ints
    gap_negative: Ints
    gap_shown: NDArray[np.bool_]


def _read(tally: Tally, threshold: int) -> _Reading:
    counts = tally.codes[..., 1:6]
    population = tally.codes.sum(axis=-1) - tally.codes[..., NOT_APPLICABLE]
    valid = counts.sum(axis=-1)
    both = tally.pairs.sum(axis=(-2, -1))
    sets = visible_sets(tally, threshold)
    filed, filed_both = tally.filed[..., :-1], tally.filed[..., -1]
    shown = visible_cells(tally, _flat(valid), sets, threshold, _flat(filed))
    return _Reading(
        figures=describe(counts, population),
        shown=shown.reshape(valid.shape),
        sets_shown=sets,
        gap_n=both,
        gap_sum=(tally.pairs * _STEP).sum(axis=(-2, -1)),
        gap_negative=(tally.pairs * (_STEP < 0)).sum(axis=(-2, -1)),
        gap_shown=visible_cells(tally, both, sets, threshold, filed_both),
    )


def _flat(counts: Ints) -> Ints:
    return counts.reshape(len(counts), -1)


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
    codes = tally.codes[at].tolist()
    one, two, three, four, five = codes[1:6]
    figures = reading.figures
    low, high = _number(figures.low[at]), _number(figures.high[at])
    n = int(figures.n[at])
    return Distribution(
        n=n,
        asked=sum(codes),
        na=codes[NOT_APPLICABLE],
        dk=codes[DONT_KNOW],
        blank=codes[BLANK],
        counts=(one, two, three, four, five),
        mean=_number(figures.mean[at]),
        median=_number(figures.median[at]),
        sd=_number(figures.sd[at]),
        ad=_number(figures.ad[at]),
        rwg=_number(figures.rwg[at]),
        consensus=_number(figures.consensus[at]),
        polarised=bool(figures.polarised[at]) if n else None,
        interval=None if low is None or high is None else (low, high),
    )


def _picked(tally: Tally, place: int, threshold: int) -> Picked | Hidden | None:
    """Return how many picked a capability; who picked none at all made no choice, and is not counted."""
    at = tally.picks[place]
    if not at[OFFERED]:
        return None
    return HIDDEN if 0 < at[CHOSE] < threshold else Picked(int(at[CHOSE]), int(at[PICKED]))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _gap(reading: _Reading, row: int, place: int) -> Gap | Hidden:
    if not reading.gap_shown[row, place]:
        return HIDDEN
    n = int(reading.gap_n[row, place])
    mean = float(reading.gap_sum[row, place]) / n if n else None
    return Gap(n, mean, int(reading.gap_negative[row, place]))


def _groups(
    pack: MethodPack, tally: Tally, reading: _Reading, sets: Sequence[Mapping[str, CapabilityScore]]
) -> dict[str, dict[str, GroupScores | Hidden]]:
    groups: dict[str, dict[str, GroupScores | Hidden]] = {}
    for row, (column, value) in enumerate(tally.sets[1:], start=1):
        held: GroupScores | Hidden = HIDDEN
        if reading.sets_shown[row]:
            cells = {key: GroupCapability(each.current, each.target) for key, each in sets[row].items()}
            held = GroupScores(int(tally.people[row]), components(pack, sets[row]), cells)
        groups.setdefault(column, {})[value] = held
    return groups
