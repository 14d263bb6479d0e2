"""A list of people as it comes in, pasted or as a file, to a table of tidied cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from questionnaires.spreadsheet import NotASpreadsheet, Row, read_rows
from workshop.people.cells import cleaned
from workshop.people.columns import is_header

MOST_ROWS = 5_000
MOST_COLUMNS = 40
MOST_TEXT = 4_000_000
"""What one list may hold: rows, columns, and characters in all."""

_ROWS_BEFORE_HEADER = 5
# There is one way only to split an address, at its first @, or a text full of them would be tried for ever.
_NAMED = r'(?:"([^"<>\n]*)"|([^"<>;,\n@]*)) ?< ?([^<>\s;,@]+@[^<>\s;,]+) ?>'
_ALONE = r'([^\s<>;,"@]+@[^\s<>;,"]+)'
_ENTRY = re.compile(rf" ?(?:{_NAMED}|{_ALONE}) ?(?:[;,\n][;,\n ]*|\Z)")
"""One of the people that a mail program lists: Name <name@place>, or the address alone."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it was read: the header (empty where there is none), and the rows that are not blank."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return max(map(len, (self.header, *(row.cells for row in self.rows))))


def read_file(data: bytes) -> Table:
    """Return the people of a CSV or XLSX file; NotASpreadsheet says what is wrong with it."""
    if not data.strip():
        raise NotASpreadsheet("The file is empty. Choose one with a row for each person.")
    return _table(read_rows(data, _separator(data[:10_000].decode("utf-8", "replace"))))


def read_pasted(text: str) -> Table:
    """Return the people of a text: cells with tabs, semicolons or commas between them, or mail addresses."""
    entries = () if "\t" in text else _entries(text)
    if entries:
        return _table(Row(number, each) for number, each in enumerate(entries, start=1))
    separator = _separator(text)
    try:
        return _table(read_rows(text.encode("utf-8", "replace"), separator))
    except NotASpreadsheet:
        if '"' not in text:
            raise
        # What was not copied from a spreadsheet has quotation marks where it likes; nobody's name needs them.
        return _table(read_rows(text.replace('"', "").encode("utf-8", "replace"), separator))


def _separator(text: str) -> str:
    """Return what stands between cells: a tab where there is one, since names may hold commas."""
    lines = text.splitlines()[:_ROWS_BEFORE_HEADER]
    head = next((line for line in lines if any(mark in line for mark in "\t;,")), "")
    return "\t" if "\t" in head else max(";,", key=head.count)


def _entries(text: str) -> Sequence[tuple[str, str]]:
    """Return names and addresses as a mail program lists them; nothing where the text is anything else."""
    text = "\n".join(cleaned(line) for line in text.splitlines() if cleaned(line))
    entries = []
    place = 0
    while place < len(text):
        found = _ENTRY.match(text, place)
        if not found:
            return ()
        entries.append((cleaned(found[1] or found[2] or ""), found[3] or found[4]))
        place = found.end()
    return entries


def _table(found: Iterable[Row]) -> Table:
    """Return the rows that are not blank, their header apart; NotASpreadsheet where there are too many."""
    header, rows = _header_apart(list(islice(_tidied(found), MOST_ROWS + _ROWS_BEFORE_HEADER + 1)))
    if not rows:
        raise NotASpreadsheet("There is nobody in this list. It needs a row for each person.")
    if len(rows) > MOST_ROWS:
        raise NotASpreadsheet(
            f"The list has more than {MOST_ROWS:,} people. Split it, and add one part at a time."
        )
    return Table(header, tuple(rows))


def _tidied(found: Iterable[Row]) -> Iterator[Row]:
    """Yield tidied rows, and stop as soon as they are more than a list of people holds."""
    size = 0
    for row in found:
        if len(row.cells) > MOST_COLUMNS:
            raise NotASpreadsheet(
                f"The list has more than {MOST_COLUMNS} columns. Keep name, mail, function, seniority, role "
                "and job title."
            )
        size += sum(map(len, row.cells))
        if size > MOST_TEXT:
            raise NotASpreadsheet(
                "The list holds too much text. Keep one row for each person, and short cells."
            )
        tidied = Row(row.number, tuple(map(cleaned, row.cells)))
        if any(tidied.cells):
            yield tidied


def _header_apart(rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """Return the header and the rows under it; a title above the header, alone in its row, is passed over."""
    for at, row in enumerate(rows[:_ROWS_BEFORE_HEADER]):
        if is_header(row.cells):
            return row.cells, rows[at + 1 :]
        if sum(map(bool, row.cells)) > 1:
            break
    return (), rows
