"""Figures that are rounded and still add up: along a row, and in a table with its totals."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from questionnaires.rounding import rounded

Table = tuple[tuple[int, ...], ...]
"""Rows of whole numbers, all of one length."""


def whole(amounts: Sequence[float]) -> tuple[int, ...]:
    """Return whole numbers whose running sums are the running sums of the amounts, rounded half up.

    So the last of them is the rounded total, and what is larger throughout stays so in its running sums.
    """
    sums = [0]
    for end, amount in enumerate(amounts, 1):
        # Most amounts are 0: what has not changed is not summed up again.
        sums.append(int(rounded(fsum(amounts[:end]), 0)) if amount else sums[-1])
    return tuple(after - before for before, after in pairwise(sums))


def evened(table: Sequence[Sequence[int]], unit: int) -> Table:
    """Return a table in larger units, rounded so that rows, columns and the whole add up.

    Every cell, every total of a row or column and the total of all differ by less than one unit from what
    they are; cells and totals that are whole units already stay. Controlled rounding, after Cox (1987), "A
    constructive procedure for unbiased controlled rounding", here without chance.
    """
    if not table or not table[0]:
        return tuple(tuple(0 for _ in row) for row in table)
    padded = _padded(table, unit)
    rest = [[cell % unit for cell in row] for row in padded]
    base = [[cell // unit for cell in row] for row in padded]
    while (ring := _ring(rest)) is not None:
        _shift(rest, base, ring, unit)
    return tuple(tuple(row[:-1]) for row in base[:-1])


def _padded(table: Sequence[Sequence[int]], unit: int) -> list[list[int]]:
    """Return the table with a row and a column that bring every sum to whole units."""
    rows = [[*row, -sum(row) % unit] for row in table]
    return [*rows, [-sum(column) % unit for column in zip(*rows, strict=True)]]


Place = tuple[int, int]


def _ring(rest: Sequence[Sequence[int]]) -> list[Place] | None:
    """Return places that are no whole units, by turns in one row and in one column, round to the first.

    Every row and column adds up to whole units, so none has a single such place, and the way never ends
    before it meets itself.
    """
    place = next(((r, c) for r, row in enumerate(rest) for c, cell in enumerate(row) if cell), None)
    if place is None:
        return None
    along_row, way = False, [place]
    seen = {(True, place[0]): 0, (False, place[1]): 1}
    while True:
        row, column = place
        if along_row:
            others = ((row, each) for each, cell in enumerate(rest[row]) if cell and each != column)
            place = min(others, key=lambda one: abs(one[1] - column))
        else:
            others = ((each, column) for each, cells in enumerate(rest) if cells[column] and each != row)
            place = min(others, key=lambda one: abs(one[0] - row))
        way.append(place)
        # Having gone along a row the way stands in a column, and the other way round.
        stop = (False, place[1]) if along_row else (True, place[0])
        if stop in seen:
            return way[seen[stop] :]
        seen[stop] = len(way)
        along_row = not along_row


def _shift(rest: list[list[int]], base: list[list[int]], ring: Sequence[Place], unit: int) -> None:
    """Add to every second place of a ring and take from the others, until one is in whole units."""
    adding, taking = ring[::2], ring[1::2]
    up = min(*(unit - rest[r][c] for r, c in adding), *(rest[r][c] for r, c in taking))
    down = min(*(rest[r][c] for r, c in adding), *(unit - rest[r][c] for r, c in taking))
    step = up if up <= down else -down
    for places, sign in ((adding, 1), (taking, -1)):
        for r, c in places:
            rest[r][c] += sign * step
            if rest[r][c] == unit:
                rest[r][c], base[r][c] = 0, base[r][c] + 1
