"""Initiatives that would rest on themselves: the way round, so that a page can name it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise


def circle(links: Mapping[int, Iterable[int]], start: int) -> tuple[int, ...]:
    """Return the shortest way from an initiative back to itself, or nothing; its first comes last again."""
    ways: dict[int, tuple[int, ...]] = {}
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        way = waiting.pop(0)
        for other in links.get(way[-1], ()):
            if other == start:
                return (*way, start)
            if other not in ways:
                ways[other] = (*way, other)
                waiting.append(ways[other])
    return ()


def told(way: Iterable[int], titles: Mapping[int, str]) -> str:
    """Return a circle as a sentence that names everything in it, and what to do."""
    names = [f"“{titles[each]}”" for each in way]
    steps = ", ".join(f"{one} rests on {other}" for one, other in pairwise(names))
    return f"This goes in a circle: {steps}. Take one of these away."
