"""The rows of a file, looked at before any is stored: their columns, values, and what they refer to."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from workshop.dates import from_text
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, file_of, part_of
from workshop.transfer.tables import BY_NAME, CARRIED, Column, Table

Row = Mapping[str, int | str | None]

MOST = 2**31
"""Counts and places are smaller than this."""
_NUMBERS = 2**63
_YEARS = range(1970, 3000)
"""Years that can be shifted to any time zone and back."""
_RANGES = {
    "id": (1, _NUMBERS),
    "reference": (1, _NUMBERS),
    "number": (0, MOST),
    "amount": (0, 2**53),
    "place": (1, 2**62),
}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BREAK = re.compile(r"[\t\n\r]")
_row = msgspec.json.Decoder(dict[str, int | str | None])


def rows(parcel: Parcel, table: Table) -> Iterator[Row]:
    """Yield the rows of a table that was checked; they are read anew each time, since there may be many."""
    yield from map(_row.decode, _lines(parcel, table))


def check_rows(
    parcel: Parcel, by_table: Mapping[str, Callable[[Row], Iterator[str]]], faults: Faults
) -> None:
    """Add what is wrong with the rows of some tables to the faults, as the check of each table yields it."""
    for name, say in by_table.items():
        for number, row in enumerate(rows(parcel, BY_NAME[name]), start=1):
            for said in say(row):
                faults.add(said, part_of(BY_NAME[name]), number)


def check(parcel: Parcel) -> None:
    """Raise FileFaults unless every row could be a row of its table and refers to rows of the file only."""
    faults = Faults()
    numbers: dict[str, set[int]] = {}
    for table in CARRIED:
        _Check(parcel, table, numbers, faults).run()
    faults.raise_if_any()


def _lines(parcel: Parcel, table: Table) -> Iterator[memoryview]:
    """Yield the lines of a table's part without copying it."""
    data = parcel.parts.get(part_of(table), b"")
    whole, start = memoryview(data), 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield whole[start:end]
        start = end + 1


@dataclass(frozen=True, slots=True)
class _Check:
    """The check of one table; `numbers` holds those of the tables before it, by table."""

    parcel: Parcel
    table: Table
    numbers: dict[str, set[int]]
    faults: Faults

    def run(self) -> None:
        """Check the table's part."""
        own = self.numbers[self.table.name] = set()
        part = part_of(self.table)
        claimed = self.parcel.manifest.parts.get(part)
        if claimed is None and not self.parcel.older:
            self.faults.add("is missing. Export the engagement again.", part)
        found = 0
        for number, line in enumerate(_lines(self.parcel, self.table), start=1):
            found = number
            try:
                row = _row.decode(line)
            except ValueError:
                self.faults.add("is no list of names and values.", part, number)
                continue
            for said in self._faults_of(row, own):
                self.faults.add(said, part, number)
        if claimed is not None and claimed.rows != found:
            self.faults.add(f"has {found:,} rows, of {claimed.rows:,} that were written.", part)
        self._check_count(found)

    def _faults_of(self, row: Row, own: set[int]) -> Iterator[str]:
        """Yield what is wrong with a row; its number, if it has one, is added to those of the table."""
        told = self.table.told
        strange = row.keys() - {each.name for each in told}
        if strange:
            yield f"has a value named {min(strange)[:40]!r}, which there is not."
        for column in told:
            if column.name not in row:
                yield f"has no {column.name}."
                continue
            value = row[column.name]
            said = "" if value is None and column.optional else _fault(column, value)
            if not said and column.kind == "id" and value in own:
                said = "stands for two rows"
            if not said and value is not None and column.of and value not in self.numbers[column.of]:
                said = "leads to nothing in this file"
            if said:
                yield f"{column.name} {said}."
            elif column.kind == "id" and isinstance(value, int):
                own.add(value)

    def _check_count(self, found: int) -> None:
        """Check that there is one engagement, and a file for each row that tells of one."""
        if self.table.owner is None and found != 1:
            self.faults.add(f"has {found:,} engagements. A file holds one.", part_of(self.table))
        if self.table.bytes_column:
            there = {
                each for each in self.parcel.files if each.rpartition("-")[0] == f"files/{self.table.name}"
            }
            told = {file_of(self.table, row) for row in range(1, found + 1)}
            for name in sorted(there ^ told):
                self.faults.add("and its row do not belong together.", name)


def _fault(column: Column, value: int | str | None) -> str:
    """Return what is wrong with a value in a few words that follow the column's name, or nothing."""
    if column.kind in _RANGES:
        least, most = _RANGES[column.kind]
        fits = isinstance(value, int) and least <= value < most
        return "" if fits else "is no number that it could be"
    if not isinstance(value, str):
        return "is no text"
    if column.kind == "moment":
        return "" if _is_moment(value) else "is no moment"
    if column.kind == "day":
        return "" if _is_day(value) else "is no day"
    if column.kind in ("line", "printed") and UNPRINTABLE.search(value):
        return "holds a character that cannot be printed"
    if column.kind == "line" and _BREAK.search(value):
        return "has more than one line"
    return ""


def _is_moment(text: str) -> bool:
    try:
        return len(text) == 20 and from_text(text).year in _YEARS
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).year in _YEARS
    except ValueError:
        return False
