"""What the worksheets of an engagement say: their rows with typed values, for whoever works with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlite_utils import Database

from questionnaires.cells import EMPTY, Cell, total
from questionnaires.worksheet import Column
from questionnaires.written import plain
from workshop.engagements.store import Engagement
from workshop.worksheets import store
from workshop.worksheets.sheets import Sheet, sheet_named
from workshop.worksheets.store import StoredRow


@dataclass(frozen=True)
class Row:
    """One row: its number from 1, its cells by column, and their revisions where they were ever written."""

    key: str
    number: int
    place: int
    cells: Mapping[str, Cell]
    revisions: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing stands in it; such a row counts for nothing."""
        return not any(each.text for each in self.cells.values())

    @property
    def faults(self) -> dict[str, str]:
        """Return what is wrong, by column; an empty row has no faults."""
        if self.is_empty:
            return {}
        return {name: cell.fault for name, cell in self.cells.items() if cell.fault}

    def is_complete(self, columns: Iterable[Column]) -> bool:
        """Return whether no required cell has a fault."""
        faults = self.faults
        return not any(each.required and each.id in faults for each in columns)

    def value(self, column: str) -> object:
        """Return the value of a cell, None where it is empty or does not fit."""
        return self.cells.get(column, EMPTY).value


@dataclass(frozen=True, slots=True)
class Total:
    """A sum, and how many cells are left out of it because they do not fit."""

    sum: Decimal
    left_out: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a worksheet stands: rows with something in them, cells to mend by column, and the sums."""

    sheet: Sheet
    rows: int
    faulty: Mapping[str, int]
    totals: Mapping[str, Total]

    @property
    def faults(self) -> int:
        """Return how many cells do not fit or are missing."""
        return sum(self.faulty.values())


@dataclass(frozen=True)
class Table:
    """A worksheet with its rows; `rows` are those with something in them."""

    sheet: Sheet
    every: tuple[Row, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are not empty."""
        return tuple(each for each in self.every if not each.is_empty)

    @property
    def complete(self) -> tuple[Row, ...]:
        """Return the rows without a fault in a required cell."""
        return tuple(each for each in self.rows if each.is_complete(self.sheet.worksheet.columns))

    @cached_property
    def faults(self) -> int:
        """Return how many cells do not fit or are missing."""
        return sum(len(each.faults) for each in self.rows)

    @cached_property
    def totals(self) -> dict[str, Total]:
        """Return the sums that the worksheet asks for, by column."""
        return {
            each.id: summed(row.cells.get(each.id, EMPTY) for row in self.rows)
            for each in self.sheet.totalled
        }


def table(db: Database, engagement: Engagement, worksheet: str) -> Table:
    """Return what a worksheet of an engagement says; LookupError where its pack has none of that id."""
    sheet = sheet_named(db, engagement, worksheet)
    if sheet is None:
        raise LookupError(f"engagement {engagement.id} has no worksheet {worksheet!r}")
    return table_of(db, sheet)


def table_of(db: Database, sheet: Sheet) -> Table:
    """Return what a worksheet says."""
    found = store.rows(db, sheet.engagement.id, sheet.id)
    return Table(sheet, tuple(row_of(sheet, each, number) for number, each in enumerate(found, start=1)))


def row_of(sheet: Sheet, stored: StoredRow, number: int = 0) -> Row:
    """Return a stored row with typed cells, one for each column."""
    nothing = ("", 0)
    return Row(
        stored.key,
        number,
        stored.place,
        {
            name: sheet.kept(stored.cells.get(name, nothing)[0], column)
            for name, column in sheet.columns.items()
        },
        {name: revision for name, (_, revision) in stored.cells.items()},
    )


def standing(db: Database, sheet: Sheet) -> Standing:
    """Return how a worksheet stands, as its table would tell; a text that many cells hold is read once."""
    of = (sheet.engagement.id, sheet.id)
    rows, there = store.filled(db, *of, sheet.columns)
    columns = sheet.columns.values()
    faults = {each.id: rows - there.get(each.id, 0) for each in columns if each.required}
    checked = [each.id for each in columns if each.type != "text"]
    sums = {each.id: Total(Decimal(0), 0) for each in sheet.totalled}
    for name, text, number in store.text_counts(db, *of, checked) if checked else ():
        cell = sheet.kept(text, sheet.columns[name])
        faults[name] = faults.get(name, 0) + (number if cell.fault else 0)
        if name in sums:
            sums[name] = _with(sums[name], cell, number)
    return Standing(sheet, rows, {name: number for name, number in faults.items() if number}, sums)


def totals(db: Database, sheet: Sheet) -> dict[str, Total]:
    """Return the sums that a worksheet asks for, by column, as its table would tell."""
    sums = {each.id: Total(Decimal(0), 0) for each in sheet.totalled}
    for name, text, number in store.text_counts(db, sheet.engagement.id, sheet.id, sums) if sums else ():
        sums[name] = _with(sums[name], sheet.kept(text, sheet.columns[name]), number)
    return sums


def _with(before: Total, cell: Cell, number: int) -> Total:
    """Return a sum with so many cells more that hold the same."""
    value = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    return Total(plain(before.sum + value * number), before.left_out + (number if cell.fault else 0))


def summed(cells: Iterable[Cell]) -> Total:
    """Return the sum of cells, and how many do not fit; what is missing is not left out of it."""
    every = list(cells)
    return Total(total(every), sum(bool(each.fault and each.text) for each in every))
