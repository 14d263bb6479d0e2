"""The bytes of a spreadsheet, CSV or XLSX, to rows of text with the places they came from."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_COLUMNS = 4000


class NotASpreadsheet(Exception):
    """The bytes are not a spreadsheet; the message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number as the spreadsheet shows it, and its cells as trimmed text."""

    number: int
    cells: tuple[str, ...]


def read_rows(data: bytes) -> Iterator[Row]:
    """Yield the rows that are not wholly empty; formula cells give their stored values.

    CSV may be UTF-8, or UTF-16 with its mark; with commas, semicolons or tabs. NotASpreadsheet otherwise.
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
        yield from _text_rows(_decoded(data))


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


def _text_rows(text: str) -> Iterator[Row]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield from _row(reader.line_num, [each.strip() for each in cells])
    except csv.Error as error:
        raise NotASpreadsheet(
            f"Line {reader.line_num} cannot be read as CSV ({error}). Save it as CSV UTF-8 again, or as XLSX."
        ) from None


def _workbook_rows(data: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(each.file_size for each in parts.infolist())
            names = set(parts.namelist())
        if unpacked > MAX_UNPACKED:
            raise NotASpreadsheet(
                "The workbook unpacks to more than 512 MB. Save the sheet as CSV UTF-8 instead."
            )
        if "xl/workbook.xml" not in names:
            raise NotASpreadsheet("This is not an XLSX workbook. Choose a CSV or XLSX file.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
                yield from _row(number, [_text(each) for each in cells])
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
