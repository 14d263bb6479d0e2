"""The bytes of a spreadsheet, CSV or XLSX, to rows of text with the places they came from."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from questionnaires.workbook_parts import is_overgrown

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_COLUMNS = 4000
MAX_ROWS = 1_048_576
"""The rows that a sheet can have; without this limit a row that claims a higher number is never reached."""

MAX_BOOK_BYTES = 8 * 1024 * 1024
MAX_BOOK_UNPACKED = 32 * 1024 * 1024
MAX_BOOK_SHEETS = 40
MAX_BOOK_ROWS = 10_000
MAX_BOOK_COLUMNS = 40
MAX_BOOK_TEXT = 5_000_000
MAX_BOOK_LINES = 100_000
"""What a workbook of several sheets may hold: all is kept in memory, and one text may be shown often."""


class NotASpreadsheet(Exception):
    """The bytes are not a spreadsheet; the message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number as the spreadsheet shows it, and its cells as trimmed text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedRows:
    """One sheet of a workbook; `computed` are the cells with a formula or an error, whose text is empty.

    A computed cell is named by its row's number and its column counted from 0.
    """

    name: str
    rows: tuple[Row, ...]
    computed: frozenset[tuple[int, int]]


def read_rows(data: bytes, separators: str = ",;\t") -> Iterator[Row]:
    """Yield the rows that are not wholly empty; formula cells give their stored values.

    CSV may be UTF-8, or UTF-16 with its mark; of its possible separators the one that the first line holds
    most often counts. NotASpreadsheet otherwise.
    """
    if not data.strip():
        raise NotASpreadsheet("The file is empty. Export the answers again and check that they are in it.")
    if len(data) > MAX_BYTES:
        raise NotASpreadsheet(
            f"The file is larger than {MAX_BYTES // 2**20} MB. Split it, or save it as CSV."
        )
    if data.startswith(b"PK\x03\x04"):
        yield from _workbook_rows(data)
    else:
        yield from _text_rows(_decoded(data), separators)


def read_sheets(data: bytes) -> tuple[NamedRows, ...]:
    """Return every sheet of an XLSX workbook, dates as 2026-01-31, formulas marked instead of computed.

    NotASpreadsheet where the bytes are no workbook, or a larger one than a person writes.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise NotASpreadsheet("This is not an XLSX workbook. Save it as XLSX and choose that file.")
    if len(data) > MAX_BOOK_BYTES:
        raise NotASpreadsheet(
            f"The file is larger than {MAX_BOOK_BYTES // 2**20} MB. Copy what is needed into a new workbook."
        )
    # openpyxl warns of what it passes over, such as the lists that other programs attach to cells.
    with warnings.catch_warnings(), _opened(data, MAX_BOOK_UNPACKED, data_only=False) as book:
        warnings.simplefilter("ignore")
        if len(book.worksheets) > MAX_BOOK_SHEETS:
            raise NotASpreadsheet(
                f"The workbook has more than {MAX_BOOK_SHEETS} sheets. Remove the empty ones."
            )
        sheets = tuple(_named_rows(sheet) for sheet in book.worksheets)
    if sum(len(sheet.rows) for sheet in sheets) > MAX_BOOK_ROWS:
        raise NotASpreadsheet(
            f"The workbook has more than {MAX_BOOK_ROWS:,} rows. Split it into smaller ones."
        )
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row.cells]
    if sum(map(len, cells)) > MAX_BOOK_TEXT or sum(cell.count("\n") for cell in cells) > MAX_BOOK_LINES:
        raise NotASpreadsheet("The workbook holds too much text. Split it into smaller ones.")
    return sheets


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotASpreadsheet("This is an old XLS workbook. Save it as XLSX or as CSV UTF-8.")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotASpreadsheet(
            f"The text is not UTF-8 (line {line} has a byte that does not fit). Save it as CSV UTF-8 or XLSX."
        ) from None
    if "\0" in text or text.lstrip().startswith(("%PDF", "<", "{\\rtf")):
        raise NotASpreadsheet("This is not a spreadsheet. Choose a CSV or XLSX file.")
    return text


def _text_rows(text: str, separators: str) -> Iterator[Row]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(separators, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield from _row(reader.line_num, [each.strip() for each in cells])
    except csv.Error as error:
        raise NotASpreadsheet(
            f"Line {reader.line_num} cannot be read as CSV ({error}). Save it as CSV UTF-8 again, or as XLSX."
        ) from None


def _workbook_rows(data: bytes) -> Iterator[Row]:
    with _opened(data, MAX_UNPACKED, data_only=True) as book:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
        for number, cells in enumerate(rows, start=1):
            yield from _row(number, [_text(each) for each in cells])


@contextmanager
def _opened(data: bytes, most_unpacked: int, *, data_only: bool) -> Iterator[openpyxl.Workbook]:
    """Open an XLSX workbook for reading; NotASpreadsheet, also where it turns out to be broken later."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(each.file_size for each in parts.infolist())
            names = set(parts.namelist())
            overgrown = unpacked <= most_unpacked and is_overgrown(parts)
        if unpacked > most_unpacked:
            raise NotASpreadsheet(
                f"The workbook unpacks to more than {most_unpacked // 2**20} MB. "
                "Copy what is needed into a new workbook."
            )
        if overgrown:
            raise NotASpreadsheet(
                "The workbook holds far more than its cells, such as formats or pictures. "
                "Copy what is needed into a new workbook."
            )
        if "xl/workbook.xml" not in names:
            raise NotASpreadsheet("This is not an XLSX workbook. Choose a CSV or XLSX file.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except NotASpreadsheet:
        raise
    except Exception as error:
        # openpyxl lets many kinds of error through for a broken file; to the reader they mean the same.
        reason = type(error).__name__
        raise NotASpreadsheet(
            f"The workbook is damaged ({reason}). Open it and save it again as XLSX."
        ) from error


def _named_rows(sheet: Worksheet) -> NamedRows:
    rows: list[Row] = []
    computed = set()
    number = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_BOOK_ROWS, max_col=MAX_BOOK_COLUMNS), start=1):
        computed |= {(number, at) for at, cell in enumerate(cells) if cell.data_type in {"f", "e"}}
        values = [
            "" if (number, at) in computed else _dated_text(cell.value) for at, cell in enumerate(cells)
        ]
        rows.extend(_row(number, values))
    if number >= MAX_BOOK_ROWS:
        raise NotASpreadsheet(
            f"The sheet {sheet.title[:40]!r} has {MAX_BOOK_ROWS:,} rows or more. "
            "Delete the empty rows under the text."
        )
    return NamedRows(sheet.title, tuple(rows), frozenset(computed))


def _dated_text(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return _text(value)


def _row(number: int, cells: list[str]) -> Iterator[Row]:
    while cells and not cells[-1]:
        cells.pop()
    if cells:
        yield Row(number, tuple(cells))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
