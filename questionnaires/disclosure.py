"""What may be shown: nothing about fewer than k people, and nothing from which it could be worked out.

The rule is constructive: cells below the threshold are hidden, then, within each group column, the next
smallest cells too until the hidden ones together hold nobody or at least k people.
"""

import numpy as np
from numpy.typing import NDArray

from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def visible_sets(tally: Tally, threshold: int) -> Bools:
    """Return which sets of the tally may be shown at all, by the people in them; everyone is the first."""
    everywhere = np.ones(len(tally.sets), dtype=bool)
    return _protect(tally, tally.people[:, None], everywhere, threshold)[:, 0]


def visible_cells(tally: Tally, valid: Ints, sets: Bools, threshold: int) -> Bools:
    """Return which cells of the visible sets may be shown, from the valid ratings, shape (sets, items).

    A cell that nobody rated is visible, as "no rating", unless its set or the whole item is hidden.
    """
    return _protect(tally, valid, sets, threshold)


def visible_growth(tally: Tally, growth: Ints, threshold: int) -> Bools:
    """Return which cells may be shown anew, from how many ratings each has more, shape (sets, items).

    Who keeps the figures of before subtracts them: the difference is held to the rule like any other count.
    """
    return _protect(tally, growth, np.ones(len(tally.sets), dtype=bool), threshold)


def _protect(tally: Tally, people: Ints, sets: Bools, threshold: int) -> Bools:
    """Return which of the cells of `people`, shape (sets, items), stay visible within the visible sets."""
    visible: Bools = sets[:, None] & ((people >= threshold) | (people == 0))
    visible &= visible[0]
    for rows in tally.columns.values():
        for item in np.flatnonzero(visible[0]):
            _complement(visible, people, list(rows), int(item), threshold)
    return visible


def _complement(visible: Bools, people: Ints, rows: list[int], item: int, threshold: int) -> None:
    """Hide the next smallest cells of one item until those hidden hold nobody or at least the threshold."""
    hidden = sum(int(people[row, item]) for row in rows if not visible[row, item])
    for row in sorted(rows, key=lambda row: int(people[row, item])):
        if hidden == 0 or hidden >= threshold:
            return
        if visible[row, item] and people[row, item]:
            visible[row, item] = False
            hidden += int(people[row, item])
