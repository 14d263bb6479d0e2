"""Tables that leave the workshop as spreadsheets, written so that no text in them turns into a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
"""The media types of the two kinds of file; Flask adds to each text that it is UTF-8."""

Cell = str | int | float | None

_MOST = 32_767
"""The characters that a cell of a workbook can hold."""
_NARROWEST, _WIDEST = 8, 60
_SIGNS = "=+@\uff1d\uff0b\uff20\u2212\uff0d"
# A program that takes another sign for the separator starts a new cell after it, or after a line break. A
# dash and a blank after a line break is an entry of a list far more often than a sum, and stays.
_FORMULA = re.compile(rf"(?:\A|[;\t])(?=\s*[{_SIGNS}-]|[\t\r])|[\r\n](?=\s*[{_SIGNS}]|\s*-\S)")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, commas, every cell in quotes.

    A text that a spreadsheet would compute gets an apostrophe before it; numbers stay as they are.
    """
    memory = io.StringIO(newline="")
    lines = csv.writer(memory, quoting=csv.QUOTE_ALL)
    lines.writerow([_inert(each) for each in header])
    lines.writerows([_inert(each) for each in row] for row in rows)
    return memory.getvalue().encode("utf-8-sig")


def as_xlsx(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a workbook of one sheet: its head stays, its columns are as wide as their texts.

    A text is stored as text, whatever it begins with; one of more than 32,767 characters is cut.
    """
    kept = [list(row) for row in rows]
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        text = book.add_format({"valign": "top", "num_format": "@"})
        number = book.add_format({"valign": "top"})
        sheet = book.add_worksheet(sheet_name(name))
        for place, each in enumerate(header):
            sheet.set_column(place, place, _width(each, [row[place] for row in kept if place < len(row)]))
            sheet.write_string(0, place, each[:_MOST], head)
        for line, row in enumerate(kept, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(line, place, cell, number)
                elif cell:
                    sheet.write_string(line, place, cell[:_MOST], text)
        sheet.freeze_panes(1, 0)
    return memory.getvalue()


def _inert(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet computes."""
    return _FORMULA.sub(lambda found: f"{found[0]}'", cell) if isinstance(cell, str) else cell


def _width(head: str, cells: Iterable[Cell]) -> int:
    """Return the width of a column in characters."""
    longest = max((_longest_line(each) for each in [head, *cells]), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _longest_line(cell: Cell) -> int:
    return max(map(len, str(cell).splitlines()), default=0) if cell is not None else 0


def sheet_name(name: str) -> str:
    """Return a name that a sheet can have; "History" is kept by Excel for itself."""
    named = _NOT_IN_A_NAME.sub(" ", name).strip(" '")[:31].strip(" '") or "Sheet"
    return "Deeds" if named.lower() == "history" else named
