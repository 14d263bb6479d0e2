"""A worksheet as its page draws it: one line a row, each cell with no more than what is not plain."""

from dataclasses import dataclass

from questionnaires.worksheet import Column
from workshop.worksheets.reading import Row, Table
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import NUMERIC, shown, told, unit_of

_ON_CARDS = 3
"""How many columns beside the first stand on a phone's card of a row."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its kind for the grid, what goes into it, and its sum where there is one."""

    column: Column
    unit: str
    told: str
    choices: dict[str, str]

    @property
    def is_numeric(self) -> bool:
        """Return whether its cells stand at the end."""
        return self.column.type in NUMERIC


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell: what is read; `typed`, `revision` and `label` only where they are not as one would think."""

    shown: str
    typed: str | None
    revision: int | None
    fault: str
    label: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row, as it is drawn."""

    row: Row
    cells: list[Drawn]


def heads(sheet: Sheet) -> list[Head]:
    """Return the heads of a worksheet's columns."""
    return [
        Head(each, unit_of(each, sheet), told(each, sheet), _choices(each, sheet))
        for each in sheet.worksheet.columns
    ]


def lines(table: Table) -> list[Line]:
    """Return the lines of a worksheet."""
    labels = _labels(table.sheet)
    return [_line(table.sheet, row, labels) for row in table.every]


def _line(sheet: Sheet, row: Row, labels: dict[str, str]) -> Line:
    faults, revisions, cells = row.faults, row.revisions, []
    for name, column in sheet.columns.items():
        cell = row.cells[name]
        fault = faults.get(name, "")
        text, read = sheet.typed(cell, column), shown(cell, column, sheet)
        revision = revisions.get(name, 0)
        label = labels.get(name) or (column.name if fault else "")
        cells.append(
            Drawn(
                read,
                text if text != read else None,
                revision if revision != (1 if text else 0) else None,
                fault,
                label,
                column.type in NUMERIC,
            )
        )
    return Line(row, cells)


def _labels(sheet: Sheet) -> dict[str, str]:
    """Return the columns that stand on a card, by id, with their names; the first is the card's title."""
    _, *others = sheet.worksheet.columns
    weighed = sorted(others, key=lambda each: (not each.total, not each.required))
    return {each.id: each.name for each in weighed[:_ON_CARDS]}


def _choices(column: Column, sheet: Sheet) -> dict[str, str]:
    """Return what can be chosen in a column, by the text that is stored."""
    if column.type == "choice":
        return {each: each for each in column.choices}
    return dict(sheet.known.components) if column.type == "component" else {}
