"""A spreadsheet of figures of others: what stands in its rows, and the template for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from questionnaires.benchmark_pool import OVERALL
from questionnaires.pack import MethodPack
from questionnaires.spreadsheet import NotASpreadsheet, Row, read_rows
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.benchmarks.typed import FIELDS, Reader, Typed
from workshop.people.cells import cleaned, folded
from workshop.spreadsheets import as_xlsx

MOST_ROWS = 2_000
_MOST_COLUMNS, _MOST_TEXT, _HEADS_WITHIN = 60, 1_000_000, 10
_LONGEST_CELL = 1_000
_REQUIRED = ("id", "median", "organisations", "source", "years")
_ALSO = {
    "component or capability": "id",
    "value": "median",
    "low": "low",
    "lower quartile": "low",
    "high": "high",
    "upper quartile": "high",
    "n": "organisations",
    "date": "years",
    "dates": "years",
    "year": "years",
}
"""Other names under which columns come."""
_NAMES = {folded(name): each for each, name in FIELDS.items()} | _ALSO


class Draft(msgspec.Struct):
    """A spreadsheet that was read and is not stored: its rows with their numbers, cells by FIELDS."""

    rows: list[tuple[int, dict[str, str]]]
    left_out: list[str]

    @classmethod
    def from_json(cls, document: str) -> "Draft":
        """Return the draft that to_json wrote."""
        return msgspec.json.decode(document, type=cls)

    def to_json(self) -> str:
        """Return the draft as it is stored."""
        return msgspec.json.encode(self).decode()

    def lines(self, reader: Reader, there: Collection[Entered]) -> list["Line"]:
        """Return the rows as they are read today, beside the figures that are there."""
        held = {(each.kind, each.subject): each for each in there}
        first: dict[tuple[str, str], int] = {}
        found = []
        for number, cells in self.rows:
            typed = reader.read(cells)
            figure, earlier = typed.figure, None
            if figure:
                at = (figure.kind, figure.subject)
                earlier = held.get(at)
                if at in first:
                    typed.faults["id"] = f"Row {first[at]} has the same id. Keep one of them."
                    typed.figure = None
                first.setdefault(at, number)
            found.append(Line(number, typed, earlier))
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a spreadsheet, and the figure whose place it takes, if there is one."""

    number: int
    typed: Typed
    earlier: Entered | None

    @property
    def replaces(self) -> bool:
        """Return whether it changes a figure that is there."""
        return self.typed.figure is not None and self.earlier is not None


def read_draft(data: bytes) -> Draft:
    """Return a CSV or XLSX file as a draft; NotASpreadsheet says what is wrong with it."""
    if not data.strip():
        raise NotASpreadsheet("The file is empty. Choose one with a row for each figure.")
    rows = _bounded(data)
    at, held = _heads(rows)
    if not rows[at + 1 :]:
        raise NotASpreadsheet("There are no rows under the names of the columns.")
    left_out = [cleaned(name)[:60] for name, each in zip(rows[at].cells, held) if name and not each]
    figures = [(row.number, _cells(row, held)) for row in rows[at + 1 :]]
    # A template that was filled in part: rows with an id alone say nothing yet.
    return Draft(
        [each for each in figures if any(each[1][name] for name in FIELDS if name != "id")], left_out
    )


def template(pack: MethodPack, figures: Sequence[Entered]) -> bytes:
    """Return a workbook with a row for every component and capability, filled where a figure was entered."""
    held: Mapping[tuple[str, str], Entered] = {(each.kind, each.subject): each for each in figures}
    rows: list[list[str | int | float | None]] = [
        [OVERALL, *_told(held.get(("overall", OVERALL))), "Overall"]
    ]
    for part in pack.components:
        rows.append([part.id, *_told(held.get(("component", part.id))), part.name])
        rows += [
            [each.id, *_told(held.get(("capability", each.id))), each.name] for each in part.capabilities
        ]
    return as_xlsx("Others", [*FIELDS.values(), "Name (not read)"], rows)


def _told(figure: Entered | None) -> list[str | int | float | None]:
    if figure is None:
        return [None] * (len(FIELDS) - 1)
    levels = [
        each / HUNDRED if each is not None else None for each in (figure.median, figure.low, figure.high)
    ]
    first, last = figure.first_year, figure.last_year
    return [*levels, figure.n, figure.source, str(first) if first == last else f"{first} to {last}"]


def _bounded(data: bytes) -> list[Row]:
    found, size = [], 0
    for row in read_rows(data):
        size += sum(map(len, row.cells))
        if len(row.cells) > _MOST_COLUMNS or size > _MOST_TEXT:
            raise NotASpreadsheet("The table holds too much. Keep the columns of the template.")
        if any(row.cells):
            found.append(row)
        if len(found) > MOST_ROWS + _HEADS_WITHIN:
            raise NotASpreadsheet(f"The table has more than {MOST_ROWS:,} rows. Keep one for each id.")
    return found


def _heads(rows: Sequence[Row]) -> tuple[int, list[str]]:
    """Return which row names the columns, and for each of its cells the field or nothing."""
    for at, row in enumerate(rows[:_HEADS_WITHIN]):
        held: list[str] = []
        for cell in row.cells:
            name = _NAMES.get(folded(cleaned(cell)), "")
            held.append("" if name in held else name)
        if sum(map(bool, held)) >= 2:
            lacking = [FIELDS[name] for name in _REQUIRED if name not in held]
            if lacking:
                raise NotASpreadsheet(f"These columns are missing: {', '.join(lacking)}. Add them.")
            return at, held
    raise NotASpreadsheet(
        f"No row names the columns. Put their names above the rows: {', '.join(FIELDS.values())}."
    )


def _cells(row: Row, held: Sequence[str]) -> dict[str, str]:
    cells = {name: cell[:_LONGEST_CELL] for name, cell in zip(held, row.cells) if name}
    return {name: cells.get(name, "") for name in FIELDS}
