"""Counts that stay as they came: the answers beside them are blanked, and cannot be counted again."""

import numpy as np

from questionnaires.charter import charter_items
from questionnaires.pack import MethodPack
from questionnaires.tally import CHOSE, PICKED, Tally
from workshop.transfer.checking import MOST, UNPRINTABLE

MAX_SETS = 10_000
"""Groups of one wave: far more than anyone can tell apart."""


def final_count(document: str, pack: MethodPack) -> str | None:
    """Return a count as it is stored, or None where it is none of what a method asks."""
    return _final(document, tuple(each.id for each in pack.capabilities))


def final_charter(document: str, pack: MethodPack) -> str | None:
    """Return the count of a charter as it is stored, or None where it is none of the method's charter."""
    return _final(document, charter_items(pack.charter)) if pack.charter else None


def _final(document: str, items: tuple[str, ...]) -> str | None:
    try:
        tally = Tally.from_json(document)
    except (ValueError, OverflowError, RecursionError):
        return None
    return tally.as_json().decode() if _is_sound(tally, items) else None


def _is_sound(tally: Tally, items: tuple[str, ...]) -> bool:
    """Return whether scores can be made of a count and shown: names to print, and numbers of people."""
    everyone, *groups = tally.sets or (("?", ""),)
    counts = (tally.people, tally.codes, tally.pairs, tally.filed_people, tally.filed, tally.picks)
    counts += (
        tally.alike,
        tally.filed_levels,
        tally.crossed_people,
        tally.crossed,
        tally.crossed_filed_people,
        tally.crossed_filed,
        tally.ahead,
    )
    return (
        tally.capabilities == items
        and everyone == ("", "")
        and len({*tally.sets}) == len(tally.sets) <= MAX_SETS
        and all(column and not UNPRINTABLE.search(column + value) for column, value in groups)
        and tally.people.shape == (len(tally.sets),)
        and bool(np.all(tally.picks[:, PICKED] <= tally.picks[:, CHOSE]))
        and 0 <= tally.alike_people < MOST
        and tally.absent == 0  # all who were asked here have a sheet
        and all(bool(np.all((values >= 0) & (values < MOST))) for values in counts)
    )
