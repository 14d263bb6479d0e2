"""A worksheet as it was filled in, and those of its rows that a saying can rest on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from questionnaires.cells import Value
from questionnaires.worksheet import Column, Kind

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, and the columns whose text does not fit, which have no value."""

    values: Mapping[str, Value]
    faulty: frozenset[str] = frozenset()

    def amount(self, column: str) -> Decimal | None:
        """Return a number, an amount or a percentage, None where there is none."""
        found = self.values.get(column)
        return found if isinstance(found, Decimal) else None

    def figure(self, column: str) -> Decimal:
        """Return a number of a column that every row taken has."""
        return self.amount(column) or Decimal(0)

    def text(self, column: str) -> str:
        """Return a text in one line, empty where there is none."""
        found = self.values.get(column)
        return " ".join(found.split()) if isinstance(found, str) else ""

    def day(self, column: str) -> date | None:
        """Return a day, None where there is none."""
        found = self.values.get(column)
        return found if isinstance(found, date) else None


@dataclass(frozen=True, slots=True)
class Given:
    """A worksheet's columns, and its rows that have something in them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A column for which rows are left out: its name, how many lack it, and in how many it does not fit."""

    name: str
    missing: int
    misfit: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many of the rows are left out, each told once, under the first column that it lacks."""

    rows: int
    of: int
    lacking: tuple[Lacking, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows with a value in every column that is needed, and the columns that can be read."""

    rows: tuple[Row, ...]
    columns: frozenset[str]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Needs:
    """The columns that a saying rests on, by id with their kinds, and the choices that it knows."""

    needed: Mapping[str, Kind]
    also: Mapping[str, Kind]
    choices: Mapping[str, Sequence[str]]


def taken(given: Given, needs: Needs) -> Taken | None:
    """Return the rows that a saying can rest on; None where the worksheet lacks a column that is needed.

    A column of another kind, or without a choice that the saying knows, counts as lacking.
    """
    there = {each.id: each for each in given.columns if _fits(each, needs)}
    if not there.keys() >= needs.needed.keys():
        return None
    known = there.keys() & {*needs.needed, *needs.also}
    kept, lacking = [], Counter[tuple[str, bool]]()
    for row in given.rows:
        first = next((each for each in needs.needed if row.values.get(each) is None), None)
        if first is None:
            kept.append(Row({each: row.values.get(each) for each in known}))
        else:
            lacking[first, first in row.faulty] += 1
    told = tuple(
        Lacking(there[each].name, lacking[each, False], lacking[each, True])
        for each in needs.needed
        if lacking[each, False] or lacking[each, True]
    )
    return Taken(tuple(kept), frozenset(known), LeftOut(lacking.total(), len(given.rows), told))


def folded(name: str) -> str:
    """Return a name as it is compared: without differences of case and blanks."""
    return " ".join(name.split()).casefold()


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a part of a whole, 0 to 1 for parts of it; None where the whole is not above nought."""
    return part / whole if whole > 0 else None


def _fits(column: Column, needs: Needs) -> bool:
    kind = needs.needed.get(column.id) or needs.also.get(column.id)
    return column.type == kind and {*needs.choices.get(column.id, ())} <= {*column.choices}
