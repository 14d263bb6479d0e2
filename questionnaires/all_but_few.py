"""Whether people of whom only sums are told could be all but a few of others: then the few could be told."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_MOST_PARTS = 10
"""With more groups than this their unions are not gone through, and it could be."""


def could_be(alike: Ints, everyone: Ints, columns: Iterable[Ints], threshold: int) -> bool:
    """Return whether some groups could be all but a few of these people, or these all but a few of them.

    `alike` and `everyone` are (5 levels,); each column is (groups shown, 5). Groups may be joined, and with
    whoever is in none that is shown.
    """
    if not alike.any():
        return False
    for shown in columns:
        rest = everyone - shown.sum(axis=0)
        parts = np.concatenate([shown, rest[None]])
        if _could_be(alike, parts[parts.any(axis=1)], threshold):
            return True
    return False


@cache
def _unions(parts: int) -> Ints:
    """Return every choice among so many parts, (choices, parts), 1 for what is chosen."""
    return (np.arange(2**parts)[:, None] >> np.arange(parts)) & 1


def _could_be(alike: Ints, parts: Ints, threshold: int) -> bool:
    if len(parts) > _MOST_PARTS:
        return True
    unions = _unions(len(parts))
    more = unions @ parts.sum(axis=1) - int(alike.sum())
    close = (more != 0) & (np.abs(more) < threshold)
    if not close.any():
        return False
    ratings = unions[close] @ parts
    around = (ratings >= alike).all(axis=1) | (ratings <= alike).all(axis=1)
    return bool(around.any())
