"""A count without what its scores hide: it has the same scores, and nothing is left to find beneath them.

What is hidden is blank in it, and it says itself what that is: with nothing beneath, the rule that hid it
could not find it again. How groups cross, and what came from files, is needed for that rule alone, and left
out.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.disclosure import gate, visible_without
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_STEP = np.arange(5)[None, :] - np.arange(5)[:, None]
"""Wanted minus today for each cell of a table of current x target."""
_HIGHEST, _LOWEST = 4, -4


def published(tally: Tally, threshold: int) -> Tally:
    """Return a count that holds what the scores of a tally show at a threshold, and no more.

    Of those who gave both levels it keeps how many they are, the sum of their gaps, and how many want less.
    """
    held = gate(tally, threshold)
    people = np.where(held.sets, tally.people, 0)
    people[0] = tally.people[0]  # how many responded is told in any case
    nothing = np.zeros(0, dtype=np.int64)
    found = replace(
        held.tally,
        people=people,
        codes=np.where(held.levels[..., None] & tally.asked[..., None], held.tally.codes, 0),
        pairs=np.where(held.gaps[..., None, None], _alike(tally.pairs), 0),
        filed_people=nothing,
        filed=nothing,
        filed_levels=nothing,
        picks=_picks(tally.picks, threshold),
        crossings=(),
        crossed_people=nothing,
        crossed=nothing,
        crossed_filed_people=nothing,
        crossed_filed=nothing,
        ahead=nothing,
        told=held.sets,
        told_ratings=np.concatenate([held.levels, held.gaps[..., None]], axis=-1),
    )
    return _without(found, tally, threshold)


def _without(found: Tally, tally: Tally, threshold: int) -> Tally:
    """Return the count with what is shown of those who answered all alike, else with too few of them."""
    everyone, alike = int(tally.people[0]), tally.alike_people
    few = min(threshold - 1, everyone)
    if (
        tally.filed.any()
        or tally.filed_people.any()
        or any(0 < n < threshold for n in (alike, everyone - alike))
    ):
        return replace(found, alike=np.zeros_like(tally.alike), alike_people=few)
    hidden = np.array([threshold - 1, 0, 0, 0, 0])
    kept = visible_without(tally, threshold)[..., None]
    return replace(found, alike=np.where(kept, found.alike, hidden))


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
