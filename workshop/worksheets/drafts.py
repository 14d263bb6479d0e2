"""A spreadsheet that was read for a worksheet and is not in it yet: columns matched, cells checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec
from sqlite_utils import Database

from questionnaires.cells import LONGEST, Cell, tidied
from questionnaires.spreadsheet import NotASpreadsheet, Row, read_rows
from questionnaires.worksheet import Column
from questionnaires.written import in_figures, rounded
from workshop.worksheets import store
from workshop.worksheets.changing import MOST_ROWS, Change
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import NUMERIC

MOST_COLUMNS = 60
MOST_TEXT = 4_000_000
_ROWS_BEFORE_HEADER = 10
_XLSX = b"PK\x03\x04"
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d(?:\.\d+)?", re.ASCII)


class Done(msgspec.Struct):
    """What became of a spreadsheet: its rows were added, or stand in the place of those with these keys."""

    replaced: list[str]


class Draft(msgspec.Struct):
    """A spreadsheet: for each of its columns the worksheet's column or nothing, and its rows with numbers."""

    header: list[str]
    held: list[str]
    rows: list[tuple[int, list[str]]]
    done: Done | None = None

    @classmethod
    def from_json(cls, document: str) -> "Draft":
        """Return the draft that to_json wrote."""
        return msgspec.json.decode(document, type=cls)

    def to_json(self) -> str:
        """Return the draft as it is stored."""
        return msgspec.json.encode(self).decode()

    @property
    def left_out(self) -> list[str]:
        """Return the names of the columns that the worksheet does not have."""
        return [name for name, held in zip(self.header, self.held) if name and not held]

    def lacking(self, sheet: Sheet) -> list[Column]:
        """Return the required columns that the spreadsheet does not have."""
        return [each for each in sheet.worksheet.columns if each.required and each.id not in self.held]

    def checked(self, sheet: Sheet) -> list["Checked"]:
        """Return the rows with typed cells."""
        at = {name: place for place, name in enumerate(self.held) if name}
        found = []
        for number, cells in self.rows:
            texts = {
                name: cells[at[name]] if at.get(name, 1 << 30) < len(cells) else "" for name in sheet.columns
            }
            found.append(
                Checked(number, {name: sheet.read(text, sheet.columns[name]) for name, text in texts.items()})
            )
        return found

    def changes(self, sheet: Sheet, draft_id: str) -> list[Change]:
        """Return what adding the rows does; their keys are those of the draft, so that none comes twice."""
        found = []
        for row in self.checked(sheet):
            key = row_key(draft_id, row.number)
            found.append(Change(key, "add"))
            for name, cell in row.cells.items():
                text = sheet.typed(cell, sheet.columns[name])[:LONGEST]
                found += [Change(key, field=name, text=text)] if text else []
        return found


@dataclass(frozen=True, slots=True)
class Checked:
    """A row of a spreadsheet, its number as the spreadsheet shows it."""

    number: int
    cells: dict[str, Cell]

    @property
    def faults(self) -> dict[str, str]:
        """Return what is wrong with its cells."""
        return {name: cell.fault for name, cell in self.cells.items() if cell.fault}


def row_key(draft_id: str, number: int) -> str:
    """Return the key of the row that comes from a row of a draft."""
    return f"{draft_id}-{number}"[:40]


def read_draft(data: bytes, sheet: Sheet) -> Draft:
    """Return a CSV or XLSX file as a draft for a worksheet; NotASpreadsheet says what is wrong with it."""
    if not data.strip():
        raise NotASpreadsheet("The file is empty. Choose one with a row for each thing.")
    found = _bounded(data)
    header, rows = _header_apart(found, sheet)
    held = _held(header, sheet)
    if not rows:
        raise NotASpreadsheet("There are no rows under the head of this table.")
    if len(rows) > MOST_ROWS:
        raise NotASpreadsheet(f"The table has more than {MOST_ROWS:,} rows. Split it.")
    width = max(len(header), *(len(row.cells) for row in rows))
    held += [""] * (width - len(held))
    draft = Draft(
        [*header, *[""] * (width - len(header))],
        held,
        [(row.number, [tidied(each) for each in row.cells]) for row in rows],
    )
    if data.startswith(_XLSX):
        _in_manner(draft, sheet)
    _in_percent(draft, sheet)
    return draft


def undoable(db: Database, sheet: Sheet, draft_id: str) -> tuple[str, Draft] | None:
    """Return a spreadsheet that is in the worksheet since lately, and how many rows it replaced."""
    stored = store.draft(db, sheet.engagement.id, sheet.id, draft_id) if len(draft_id) == 32 else None
    draft = Draft.from_json(stored.document) if stored else None
    return (draft_id, draft) if draft and draft.done else None


def _bounded(data: bytes) -> list[Row]:
    """Return the rows of a file, as long as they are no more than a worksheet could hold."""
    found, size = [], 0
    for row in read_rows(data):
        size += sum(map(len, row.cells))
        if len(row.cells) > MOST_COLUMNS:
            raise NotASpreadsheet(
                f"The table has more than {MOST_COLUMNS} columns. Keep those of the worksheet."
            )
        if size > MOST_TEXT:
            raise NotASpreadsheet(
                "The table holds too much text. Keep one row for each thing, and short cells."
            )
        if any(row.cells):
            found.append(row)
        if len(found) > MOST_ROWS + _ROWS_BEFORE_HEADER:
            raise NotASpreadsheet(f"The table has more than {MOST_ROWS:,} rows. Split it.")
    return found


def _header_apart(rows: Sequence[Row], sheet: Sheet) -> tuple[list[str], Sequence[Row]]:
    """Return the header, the row among the first that names most columns, and the rows under it."""
    best, most = -1, 0
    for at, row in enumerate(rows[:_ROWS_BEFORE_HEADER]):
        named = sum(map(bool, _held(row.cells, sheet)))
        if named > most:
            best, most = at, named
    if not most or (most == 1 and len(sheet.columns) > 1):
        names = ", ".join(each.name for each in sheet.worksheet.columns)
        raise NotASpreadsheet(f"No row names the columns. Put their names above the rows: {names}.")
    return [tidied(each) for each in rows[best].cells], rows[best + 1 :]


def _held(header: Sequence[str], sheet: Sheet) -> list[str]:
    """Return for each name the column that it names, or nothing; the first of two that name one counts."""
    names: dict[str, str] = {}
    for column in sheet.worksheet.columns:
        names.setdefault(_folded(column.name), column.id)
        names.setdefault(_folded(column.id), column.id)
    found: list[str] = []
    for name in header:
        held = names.get(_folded(name), "")
        found.append("" if held in found else held)
    return found


def _folded(name: str) -> str:
    return " ".join(tidied(name).rstrip("*").replace("_", " ").split()).casefold()


def _in_manner(draft: Draft, sheet: Sheet) -> None:
    """Write the numbers and days of a workbook as people would: there they are values, with a point."""
    for at, held in enumerate(draft.held):
        kind = sheet.columns[held].type if held else ""
        for _, cells in draft.rows:
            text = cells[at] if at < len(cells) else ""
            if kind in NUMERIC and _NUMBER.fullmatch(text):
                # What a program computed ends in the noise of its arithmetic.
                number = Decimal(text)
                if abs(number.adjusted()) < 20:
                    cells[at] = in_figures(rounded(number, 2 if kind == "money" else 6), sheet.writing)
            elif kind == "date" and (moment := _MOMENT.fullmatch(text)):
                cells[at] = moment[1]


def _in_percent(draft: Draft, sheet: Sheet) -> None:
    """Take 1 for the whole in a column of shares: 0.45 and 1 are 45 and 100 %."""
    for at, held in enumerate(draft.held):
        if not held or sheet.columns[held].type != "percentage":
            continue
        texts = [cells[at] for _, cells in draft.rows if at < len(cells) and cells[at]]
        values = [sheet.read(f"{each} %", sheet.columns[held]).value for each in texts if "%" not in each]
        numbers = [each for each in values if isinstance(each, Decimal)]
        if numbers and max(numbers) == 1 and any(0 < each < 1 for each in numbers):
            for _, cells in draft.rows:
                if at < len(cells) and cells[at] == "1":
                    cells[at] = "100 %"
