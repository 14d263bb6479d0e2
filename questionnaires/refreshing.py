"""How figures that were shown give way to later ones, so that their difference gives nobody away.

Who keeps the figures of yesterday can subtract them from those of today. So a count that was shown takes up
new ratings cell by cell, and only where at least k people stand behind the difference; elsewhere it stays.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK
from questionnaires.disclosure import visible_growth
from questionnaires.tally import CHOSE, OFFERED, Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def refreshed(shown: Tally | None, counted: Tally, threshold: int) -> Tally:
    """Return what may be shown of a new count beside what was shown before.

    A group column that was not shown before is taken as it is counted, for only the rule of a single count
    holds for it. ValueError where the two count different capabilities.
    """
    if shown is None:
        return counted
    if shown.capabilities != counted.capabilities:
        raise ValueError("the two were counted with different packs")
    base = _aligned(shown, counted)
    columns = {"", *(column for column, _ in shown.sets)}
    known = np.array([column in columns for column, _ in counted.sets])
    waits = _stays(base, counted, known, threshold)
    before, now = base.picks[:, CHOSE], counted.picks[:, CHOSE]
    # Fewer than k were not shown before: there is nothing to subtract.
    return _mixed(base, counted, waits, (before >= threshold) & (np.abs(now - before) < threshold))


def next_shown(shown: Tally | None, counted: Tally, every: Tally, threshold: int) -> Tally:
    """Return what may be shown while answers still come in; all three are over everyone only.

    `counted` are those of some people, and `every` those of all so far: what is shown leaves at least k
    ratings of each item for the count that follows, or none of them could be added later.
    """
    empty = replace(
        counted,
        codes=_blank(counted.codes),
        pairs=np.zeros_like(counted.pairs),
        filed=np.zeros_like(counted.filed),
        picks=counted.picks * (np.arange(3) == OFFERED),
    )
    base = empty if shown is None else _aligned(shown, counted)
    waits = _waits(base.ratings, counted.ratings, every.ratings, threshold)
    before, now, later = (each.picks[:, CHOSE] for each in (base, counted, every))
    return _mixed(base, counted, waits, _waits(before, now, later, threshold))


def _waits(before: Ints, now: Ints, later: Ints, threshold: int) -> Bools:
    """Return what grew by too few, or would leave too few for the count that follows."""
    found: Bools = (later > 0) & (later - now < threshold)
    found |= (before > 0) & (now - before < threshold)
    return found


def _mixed(base: Tally, counted: Tally, waits: Bools, picks_wait: Bools) -> Tally:
    """Return a count in which items keep what they were; a gap goes with its two questions, or not at all."""
    stays = waits[..., :3].copy()
    stays[..., 0] = stays[..., 1] = waits[..., 0] | waits[..., 1] | waits[..., 3]
    with_gap = np.concatenate([stays, stays[..., :1]], axis=-1)
    return replace(
        counted,
        codes=np.where(stays[..., None], base.codes, counted.codes),
        pairs=np.where(stays[..., 0][..., None, None], base.pairs, counted.pairs),
        filed=np.where(with_gap, base.filed, counted.filed),
        picks=np.where(picks_wait[:, None], base.picks, counted.picks),
    )


def _blank(codes: Ints) -> Ints:
    """Return codes as if everyone asked had left everything blank."""
    blank = np.zeros_like(codes)
    blank[..., BLANK] = codes.sum(axis=-1)
    return blank


def _aligned(shown: Tally, counted: Tally) -> Tally:
    """Return what was shown with the sets of the new count, nothing where a set is new."""
    place = {each: row for row, each in enumerate(shown.sets)}
    rows = np.array([place.get(each, -1) for each in counted.sets])
    there = rows >= 0

    def taken(values: Ints) -> Ints:
        return np.where(there.reshape(-1, *[1] * (values.ndim - 1)), values[rows], 0)

    return replace(
        counted,
        codes=taken(shown.codes),
        pairs=taken(shown.pairs),
        filed=taken(shown.filed),
        picks=shown.picks,
    )


def _stays(base: Tally, counted: Tally, known: Bools, threshold: int) -> Bools:
    """Return which cells keep what was shown: those that grew, or shrank, by too few."""
    before, now = base.ratings, counted.ratings
    grown = np.where(known[:, None, None], now - before, 0)
    filed = np.where(known[:, None, None], counted.filed - base.filed, 0)
    sets = len(counted.sets)
    may = visible_growth(counted, grown.reshape(sets, -1), threshold, filed.reshape(sets, -1))
    may = may.reshape(now.shape)
    stays: Bools = known[:, None, None] & (before > 0) & (~may | (now == before))
    return stays
