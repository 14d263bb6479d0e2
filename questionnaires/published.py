"""A count without what its scores hide: it has the same scores, and nothing is left to find beneath them.

What is hidden is told by a number that is the same everywhere, one below the threshold: the gate hides it
again, and two such cells of a column are enough people for it to hide no further one. Where answers of a
file stand beside others, that number is of those who answered here, and the file has the threshold more.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.disclosure import visible_cells, visible_sets
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_STEP = np.arange(5)[None, :] - np.arange(5)[:, None]
"""Wanted minus today for each cell of a table of current x target."""
_HIGHEST, _LOWEST = 4, -4


def published(tally: Tally, threshold: int) -> Tally:
    """Return a count that holds what the scores of a tally show at a threshold, and no more.

    Of those who gave both levels it keeps how many they are, the sum of their gaps, and how many want less;
    of the answers of a file, only whether all of a cell came from it.
    """
    sets = visible_sets(tally, threshold)
    shown = _shown(tally, sets, threshold)
    of_files = threshold if tally.filed.any() else 0
    few = threshold - 1 + of_files
    hidden_codes, hidden_pairs = np.zeros(tally.codes.shape[-1], np.int64), np.zeros((5, 5), np.int64)
    hidden_codes[1] = hidden_pairs[0, 0] = few
    codes = np.where(shown[..., :-1, None], tally.codes, hidden_codes)
    people, filed_people = _people(tally, sets, threshold)
    return replace(
        tally,
        people=people,
        codes=np.where(tally.asked[None, ..., None], codes, 0),
        pairs=np.where(shown[..., -1, None, None], _alike(tally.pairs), hidden_pairs),
        filed_people=filed_people,
        filed=np.where(shown, _wholly(tally.ratings, tally.filed), of_files),
        picks=_picks(tally.picks, threshold),
    )


def _shown(tally: Tally, sets: Bools, threshold: int) -> Bools:
    """Return which ratings the scores show, in the shape of the ratings: gaps are held to the rule apart."""
    ratings, many = tally.ratings, len(sets)
    levels, gaps = ratings[..., :-1], ratings[..., -1]
    filed = tally.filed[..., :-1].reshape(many, -1)
    shown = visible_cells(tally, levels.reshape(many, -1), sets, threshold, filed)
    gaps_shown = visible_cells(tally, gaps, sets, threshold, tally.filed[..., -1])
    found: Bools = np.concatenate([shown.reshape(levels.shape), gaps_shown[..., None]], axis=-1)
    return found


def _wholly(counts: Ints, filed: Ints) -> Ints:
    """Return those from files, of cells that hold no others."""
    return np.where(counts == filed, filed, 0)


def _people(tally: Tally, sets: Bools, threshold: int) -> tuple[Ints, Ints]:
    """Return how many people each set has, and of files; how many responded is told in any case."""
    few, of_files = threshold - 1, threshold if tally.filed_people.any() else 0
    people = np.where(sets, tally.people, few + of_files)
    filed = np.where(sets, _wholly(tally.people, tally.filed_people), of_files)
    people[0] = everyone = tally.people[0]
    if not sets[0]:
        filed[0] = max(0, int(everyone) - few)
    return people, filed


def _picks(picks: Ints, threshold: int) -> Ints:
    """Return what is shown of picks: of how many people how many picked, and nothing of who was offered."""
    chose = picks[:, CHOSE]
    hidden = (chose > 0) & (chose < threshold)
    found = np.zeros_like(picks)
    found[:, OFFERED] = picks[:, OFFERED] > 0
    found[:, CHOSE] = np.where(hidden, threshold - 1, chose)
    found[:, PICKED] = np.where(hidden, 0, picks[:, PICKED])
    found[found[:, OFFERED] == 0] = 0
    return found


def _alike(pairs: Ints) -> Ints:
    """Return other pairs of as many people, with the same sum of gaps and as many that want less.

    Those who want less begin one step down, all others where they are; then as few as possible go further.
    """
    people = pairs.sum(axis=(-2, -1))
    less = (pairs * (_STEP < 0)).sum(axis=(-2, -1))
    further = (pairs * _STEP).sum(axis=(-2, -1)) + less
    found: Ints = np.zeros_like(pairs)
    _spread(found[..., 0, :], people - less, np.maximum(further, 0), _HIGHEST)
    _spread(found[..., 1:, 0], less, np.maximum(-further, 0), -_LOWEST - 1)
    return found


def _spread(steps: Ints, people: Ints, total: Ints, most: int) -> None:
    """Let as few of the people as possible take so many steps in all, each `most` at the most."""
    steps[..., most] = total // most
    for rest in range(1, most):
        steps[..., rest] = total % most == rest
    steps[..., 0] = people - steps[..., 1:].sum(axis=-1)
