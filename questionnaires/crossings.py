"""Combinations of group values: which sets of people they belong to, and those of the columns compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import NOT_STATED

Ints = NDArray[np.int64]
COMPARED = 2
"""So many columns are told apart: of more, nobody can tell quickly what follows from all of them together."""


@dataclass(frozen=True, eq=False)
class Crossings:
    """Combinations of the values of group columns.

    `sets` names everyone, ("", ""), then each value of each column as (column, value), values in the order of
    the alphabet and those who did not say last. `held` is (columns, combinations): the row of each in `sets`.
    """

    sets: tuple[tuple[str, str], ...]
    held: Ints

    @property
    def belongs(self) -> Ints:
        """Return which combinations each set holds, (sets, combinations), 1 or 0."""
        found = np.zeros((len(self.sets), self.held.shape[1]), dtype=np.int64)
        found[0] = 1
        for rows in self.held:
            found[rows, np.arange(found.shape[1])] = 1
        return found

    def compared(self) -> tuple[tuple[tuple[int, ...], ...], Ints]:
        """Return the crossings of the columns compared, and which combinations each holds, 1 or 0.

        The crossings are the rows in `sets`; the second is (crossings, combinations).
        """
        kept, which = np.unique(self.held[:COMPARED], axis=1, return_inverse=True)
        if not len(self.held):
            kept, which = kept[:, :1], np.zeros(self.held.shape[1], dtype=np.int64)
        found = np.zeros((kept.shape[1], self.held.shape[1]), dtype=np.int64)
        found[which.ravel(), np.arange(found.shape[1])] = 1
        return tuple(tuple(each) for each in kept.T.tolist()), found


def crossings_of(columns: Sequence[str], values: Sequence[Sequence[str]]) -> Crossings:
    """Return the crossings of combinations, each with one value per column, empty where not stated."""
    each_column = {column: tuple(each[place] for each in values) for place, column in enumerate(columns)}
    sets, held = [("", "")], np.zeros((len(columns), len(values)), dtype=np.int64)
    for place, (column, stated) in enumerate(each_column.items()):
        names, rows = _in_order(stated)
        held[place] = rows + len(sets)
        sets += [(column, value) for value in names]
    return Crossings(tuple(sets), held)


def respondents_of(groups: Mapping[str, Sequence[str]], people: int) -> tuple[Crossings, Ints]:
    """Return the combinations that occur among people, and the combination of each person.

    Answers are counted once per combination and then added up: further columns cost next to nothing.
    """
    sets, held = [("", "")], list[Ints]()
    crossing = np.zeros(people, dtype=np.int64)
    for column, values in groups.items():
        names, rows = _in_order(values)
        kept, crossing = np.unique(crossing * len(names) + rows, return_inverse=True)
        held = [each[kept // len(names)] for each in held]
        held.append(kept % len(names) + len(sets))
        sets += [(column, value) for value in names]
    rows_held = np.array(held, dtype=np.int64) if held else np.zeros((0, 1), dtype=np.int64)
    return Crossings(tuple(sets), rows_held), crossing


def _in_order(values: Sequence[str]) -> tuple[list[str], Ints]:
    """Return the values of a column in order, and the place of each person's.

    In the order of the alphabet: that of the rows says nothing, and might tell.
    """
    stated = [value or NOT_STATED for value in values]
    names = sorted(set(stated), key=lambda value: (value == NOT_STATED, value))
    places = {value: place for place, value in enumerate(names)}
    return names, np.array([places[value] for value in stated], dtype=np.int64)
