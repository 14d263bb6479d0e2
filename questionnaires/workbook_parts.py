"""The parts of a workbook, looked at before they are read: a small file may hold what fills all memory.

Sheets are read row by row, and their texts one by one, however many there are. Whatever else is in a workbook
is read whole, and so is a single row.
"""

import zipfile
from pathlib import PurePosixPath
from xml.parsers import expat

MAX_WHOLE = 8 * 1024 * 1024
"""Bytes of a part that is read whole; of a larger one each row is counted."""
MAX_IN_ROW = 100_000
"""Elements of one row, or of one text: a spreadsheet has 16,384 columns, with two or three to each cell."""
MAX_ROWS = 2_000_000
"""Rows of a sheet or texts of a workbook; a spreadsheet has 1,048,576 rows."""
MAX_BESIDE = 200_000
"""Elements that are in no row, such as merged cells and links."""

_UNITS = {"sheet": (3, "row"), "texts": (2, "si")}
"""How deep a row stands in a sheet and a text among the texts, and what it is called."""


def is_overgrown(parts: zipfile.ZipFile) -> bool:
    """Return whether reading the workbook would take far more memory than any that a person made.

    Raises expat.ExpatError where a part is no XML.
    """
    return any(_is_overgrown(parts, each) for each in parts.infolist() if each.file_size > MAX_WHOLE)


def _is_overgrown(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(part.filename)
    if path.name.lower() == "sharedstrings.xml":
        kind = "texts"
    elif path.parent.name == "worksheets":
        kind = "sheet"
    else:
        return True  # whatever it is called, a sheet may turn out to be kept in it
    return _Count(*_UNITS[kind]).exceeds(parts, part)


class _TooMuch(Exception):
    """Ends the count where it is clear what comes of it."""


class _Count:
    """Counts the elements of a part, within its rows and beside them."""

    def __init__(self, depth: int, unit: str) -> None:
        self._unit_depth, self._unit = depth, unit
        self._depth = self._units = self._beside = self._inside = 0
        self._is_inside = False

    def exceeds(self, parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
        """Return whether the part has more than it may."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._started, self._ended
        parser.StartDoctypeDeclHandler = self._declared
        try:
            with parts.open(part) as opened:
                parser.ParseFile(opened)
        except _TooMuch:
            return True
        return False

    def _started(self, name: str, _attributes: object) -> None:
        self._depth += 1
        if self._is_inside:
            self._inside += 1
        elif self._depth == self._unit_depth and name.rpartition(":")[2] == self._unit:
            self._is_inside, self._inside = True, 0
            self._units += 1
        else:
            self._beside += 1
        if self._inside > MAX_IN_ROW or self._units > MAX_ROWS or self._beside > MAX_BESIDE:
            raise _TooMuch

    def _ended(self, _name: str) -> None:
        if self._depth == self._unit_depth:
            self._is_inside = False
        self._depth -= 1

    def _declared(self, *_declaration: object) -> None:
        raise _TooMuch  # what a document declares for itself, it can repeat without end
