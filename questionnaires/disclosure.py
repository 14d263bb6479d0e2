"""What may be shown: nothing about fewer than k people, and nothing from which it could be worked out.

The rule is constructive: cells below the threshold are hidden, then, within each group column, the next
smallest cells too until the hidden ones together hold nobody or at least k people.

Where answers of a file stand among those that people gave here, the rule holds for all of them, and again for
those given here alone: whoever made the file knows what is in it, and can subtract it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def visible_sets(tally: Tally, threshold: int) -> Bools:
    """Return which sets of the tally may be shown at all, by the people in them; everyone is the first."""
    everywhere = np.ones(len(tally.sets), dtype=bool)
    people, filed = tally.people[:, None], tally.filed_people[:, None]
    return _protect(tally, _measures(people, filed), everywhere, threshold)[:, 0]


def visible_cells(tally: Tally, valid: Ints, sets: Bools, threshold: int, filed: Ints | None = None) -> Bools:
    """Return which cells of the visible sets may be shown, from the valid ratings, shape (sets, items).

    A cell that nobody rated is visible, as "no rating", unless its set or the whole item is hidden. `filed`
    are those of the ratings that came from files beside others.
    """
    return _protect(tally, _measures(valid, filed), sets, threshold)


def visible_growth(tally: Tally, growth: Ints, threshold: int, filed: Ints) -> Bools:
    """Return which cells may be shown anew, from how many ratings each has more, shape (sets, items).

    Who keeps the figures of before subtracts them: the difference is held to the rule like any other count.
    `filed` is how many of them came from files; both are negative where it has fewer.
    """
    everywhere = np.ones(len(tally.sets), dtype=bool)
    return _protect(tally, [np.abs(each) for each in _measures(growth, filed)], everywhere, threshold)


def _measures(people: Ints, filed: Ints | None) -> list[Ints]:
    """Return by what cells are held to the rule: by everyone, and by those who answered here."""
    return [people] if filed is None or not filed.any() else [people, people - filed]


def _protect(tally: Tally, measures: Sequence[Ints], sets: Bools, threshold: int) -> Bools:
    """Return which of the cells, shape (sets, items), stay visible within the visible sets."""
    visible: Bools = np.repeat(sets[:, None], measures[0].shape[1], axis=1)
    for each in measures:
        visible &= (each >= threshold) | (each == 0)
    visible &= visible[0]
    for rows in tally.columns.values():
        for item in np.flatnonzero(visible[0]):
            _complement(visible, [each[:, item] for each in measures], list(rows), int(item), threshold)
    return visible


def _complement(visible: Bools, measures: Sequence[Ints], rows: list[int], item: int, threshold: int) -> None:
    """Hide the next smallest cells of one item until those hidden hold nobody or at least the threshold."""
    hidden = [sum(int(each[row]) for row in rows if not visible[row, item]) for each in measures]
    for row in sorted(rows, key=lambda row: int(measures[0][row])):
        short = [place for place, number in enumerate(hidden) if 0 < number < threshold]
        if not short:
            return
        if visible[row, item] and any(measures[place][row] for place in short):
            visible[row, item] = False
            hidden = [number + int(each[row]) for number, each in zip(hidden, measures, strict=True)]
