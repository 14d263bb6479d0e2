"""Which answers may leave with a name: never so many that figures less these tell about too few others.

Whoever knows some answers subtracts them from the figures that hold them, as the maker of a file does. So
answers that leave are taken for answers of a file, and those stay behind without which more would be hidden.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import NOT_STATED
from questionnaires.crossings import COMPARED
from questionnaires.disclosure import Gate, gate
from questionnaires.lone_ratings import TODAY, WANTED
from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def may_be_known(
    tally: Tally, groups: Sequence[Mapping[str, str]], codes: NDArray[np.uint8], threshold: int
) -> Bools:
    """Return which answers may be known beside the figures of a tally, (capabilities, questions, people).

    `groups` are the values of each person by column, and `codes` is shaped like what is returned.
    """
    rows = [_rows(tally, each) for each in groups]
    known = np.array([row is not None for row in rows], dtype=bool) & np.ones_like(codes, dtype=bool)
    held = np.zeros((len(tally.sets), len(groups)), dtype=np.int64)
    crossed = np.zeros((len(tally.crossings), len(groups)), dtype=np.int64)
    crossings = {each: place for place, each in enumerate(tally.crossings)}
    for person, places in enumerate(rows):
        if places is not None:
            held[[0, *places], person] = 1
            if tuple(places[:COMPARED]) in crossings:
                crossed[crossings[tuple(places[:COMPARED])], person] = 1
    before = gate(tally, threshold)
    while (told := _told(tally, before, held, crossed, np.where(known, codes, 0), threshold)).any():
        # One of each group that tells too much stays behind, until they are enough; where none is left, all.
        theirs = told[..., None] & (held > 0)[:, None, None] & (known & (codes > 0))
        first = theirs & (np.cumsum(theirs, axis=-1) == 1)
        known &= ~(first.any(axis=0) | (told.any(axis=0) & ~theirs.any(axis=(0, -1)))[..., None])
        # Who is known by one of today and wanted alone would be taken for somebody who gave only that.
        known[:, TODAY] = known[:, WANTED] = known[:, TODAY] & known[:, WANTED]
    return np.asarray(known)


def _rows(tally: Tally, groups: Mapping[str, str]) -> tuple[int, ...] | None:
    """Return the rows of somebody's groups in a tally; None where it does not hold one."""
    found = []
    for column, rows in tally.columns.items():
        value = groups.get(column, "") or NOT_STATED
        row = next((each for each in rows if tally.sets[each][1] == value), None)
        if row is None:
            return None
        found.append(row)
    return tuple(found)


def _told(
    tally: Tally, before: Gate, held: Ints, crossed: Ints, codes: NDArray[np.uint8], threshold: int
) -> Bools:
    """Return what could not be shown beside these answers, and is, (sets, capabilities, questions)."""
    given = (codes > 0) & (codes <= 5)
    both = given[:, TODAY] & given[:, WANTED]
    ratings = np.concatenate([given, both[:, None], codes > 0], axis=1).astype(np.int64)  # see tally.rated
    of_sets, of_crossings = (np.tensordot(where, ratings, axes=(1, 2)) for where in (held, crossed))
    filed = tally.filed + of_sets
    after = gate(replace(tally, filed=filed, crossed_filed=tally.crossed_filed + of_crossings), threshold)
    # A count that has not taken up all that was said may hold less than these.
    ahead = np.asarray((filed > tally.ratings).any(axis=-1))
    altered = ahead[..., None] | (before.tally.codes != after.tally.codes).any(axis=-1)
    found = np.array(before.levels & (~after.levels | altered), dtype=bool)
    of_both = np.asarray(found[..., TODAY] | found[..., WANTED] | (before.gaps & ~after.gaps))
    found[..., TODAY] = found[..., WANTED] = of_both
    return np.asarray(found & np.asarray((codes > 0).any(axis=-1)))
