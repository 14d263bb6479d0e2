"""How far several people agree in how they order the same things."""

from collections import Counter
from collections.abc import Sequence
from math import fsum


def kendalls_w(rows: Sequence[Sequence[float]]) -> float | None:
    """Return Kendall's W of people, one row each, over the same things: 1 one order, 0 none in common.

    W = 12 S / (m^2 (n^3 - n) - m T), S being the sum of squares of the rank sums around their mean, T the sum
    of t^3 - t over the ties of all rows; tied things share the mean of their ranks (Kendall and Gibbons
    1990). None for fewer than two people or things, and where everybody finds everything equal. Raises
    ValueError for rows of unequal length.
    """
    people = len(rows)
    things = len(rows[0]) if rows else 0
    if any(len(row) != things for row in rows):
        raise ValueError("everyone is asked about the same things")
    if people < 2 or things < 2:
        return None
    ties = sum(count**3 - count for row in rows for count in Counter(row).values())
    possible = people**2 * (things**3 - things) - people * ties
    if not possible:
        return None
    sums = [fsum(each) for each in zip(*map(ranks, rows), strict=True)]
    middle = people * (things + 1) / 2
    return min(1.0, 12 * fsum((each - middle) ** 2 for each in sums) / possible)


def ranks(row: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1, the smallest first; equal ones share the mean of their ranks."""
    counts = Counter(row)
    rank: dict[float, float] = {}
    below = 0
    for value in sorted(counts):
        rank[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    return [rank[each] for each in row]


def reading(w: float) -> str:
    """Return a W in words."""
    bounds = ((0.3, "they hardly order them alike"), (0.5, "they order them alike in part"))
    last = "they order them much alike" if w <= 0.7 else "they order them alike"
    return next((words for bound, words in bounds if w <= bound), last)
