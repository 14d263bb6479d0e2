"""How many interviews something comes up in, split by the groups of those who were interviewed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH = 2
"""How many interviews each part of a split must have; fewer would tell what one person said."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group of a split, "" where not stated: in how many of its interviews something comes up."""

    group: str
    count: int
    of: int


def split(found: Iterable[str], held: Iterable[str]) -> tuple[Part, ...] | None:
    """Return the parts of a count, by the groups of the interviews it was found in and of all that were held.

    The parts come in the order of `held`. None where the split may not be shown: a group has fewer than two
    interviews, or it comes up in just one interview of a group, or there are not two groups.
    """
    counts, all_of = Counter(found), Counter(held)
    if len(all_of) < ENOUGH or any(size < ENOUGH for size in all_of.values()):
        return None
    if any(0 < count < ENOUGH or count > all_of[group] for group, count in counts.items()):
        return None
    return tuple(Part(group, counts[group], size) for group, size in all_of.items())
