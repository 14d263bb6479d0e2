"""The sets of people that a count is made of: everyone, and the groups of each column."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import NOT_STATED
from questionnaires.tally import Tally
from workshop.waves.counting.store import Set

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
ALL: Set = ("", "")


def in_order(found: Iterable[Set]) -> tuple[Set, ...]:
    """Return everyone, then each column with its values in the order of the alphabet, the unstated last."""
    columns: dict[str, set[str]] = {}
    for column, value in found:
        columns.setdefault(column, {NOT_STATED}).add(value or NOT_STATED)
    groups = (
        (column, value)
        for column in sorted(columns)
        for value in sorted(columns[column], key=lambda value: (value == NOT_STATED, value))
    )
    return (ALL, *groups)


def named(at: Set) -> Set:
    """Return a set under the name that it is counted by."""
    return at if at == ALL else (at[0], at[1] or NOT_STATED)


def add_unstated(tally: Tally, *counts: Ints) -> None:
    """Add to each column whose sheet does not name it at all: everyone less those who are named."""
    for rows in tally.columns.values():
        rest = next(at for at in rows if tally.sets[at][1] == NOT_STATED)
        for values in counts:
            values[rest] += values[0] - values[list(rows)].sum(axis=0)


def without(tally: Tally, gone: Bools) -> Tally:
    """Return a count without the groups that nobody belongs to."""
    stays = ~gone
    stays[0] = True
    return _rows(tally, np.flatnonzero(stays))


def everyone(tally: Tally) -> Tally:
    """Return a count over everyone only."""
    return _rows(tally, np.array([0]))


def _rows(tally: Tally, rows: Ints) -> Tally:
    return replace(
        tally,
        sets=tuple(tally.sets[row] for row in rows.tolist()),
        people=tally.people[rows],
        codes=tally.codes[rows],
        pairs=tally.pairs[rows],
        filed_people=tally.filed_people[rows],
        filed=tally.filed[rows],
    )
