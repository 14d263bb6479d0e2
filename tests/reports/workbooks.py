"""Workbooks read back: their tables by name, and each cell as a spreadsheet would show it."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell

from questionnaires.pack import MethodPack
from questionnaires.scores import Scores
from reports.workbook import workbook
from reports.workbook.export import Export

BANDS, HEAD = 3, 4
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Table:
    """A sheet's table: its cells by row and head; a head under a band is called "Today: Mean"."""

    rows: list[dict[str, Cell]]

    def row(self, **named: str) -> dict[str, Cell]:
        """Return the one row in which these heads hold these texts."""
        found = [row for row in self.rows if all(row[head].value == text for head, text in named.items())]
        assert len(found) == 1, (named, len(found))
        return found[0]


def export(pack: MethodPack, scores: Scores, **changes) -> Export:
    """Return an export with everything but pack and scores filled in."""
    given = {
        "client": "Tarnfield Controls",
        "consultancy": "Fenwick Hale Advisory",
        "wave": 1,
        "mode": "confidential",
        "comment_threshold": 10,
        "assessed": date(2026, 11, 2),
        "issued": date(2026, 11, 22),
        "weighing": "Components weigh alike.",
    }
    return Export(pack=pack, scores=scores, **(given | changes))


def tables(data: bytes) -> dict[str, Table]:
    """Return the tables of a workbook by the names of their sheets."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {sheet.title: _table(sheet) for sheet in book.worksheets}


def written(pack: MethodPack, scores: Scores, **changes) -> dict[str, Table]:
    """Return the tables of the workbook of these scores."""
    return tables(workbook(export(pack, scores, **changes)))


def _table(sheet) -> Table:
    bands = {cell.column: cell.value for cell in sheet[BANDS] if cell.value}
    for merged in sheet.merged_cells.ranges:
        for column in range(merged.min_col, merged.max_col + 1):
            bands[column] = sheet.cell(BANDS, merged.min_col).value
    heads = [
        f"{bands[cell.column]}: {cell.value}" if cell.column in bands else cell.value for cell in sheet[HEAD]
    ]
    rows = [
        dict(zip(heads, row, strict=True))
        for row in sheet.iter_rows(min_row=HEAD + 1)
        if any(cell.value is not None for cell in row)
    ]
    return Table(rows)


def holds(cell: Cell, value: float | None) -> bool:
    """Return whether a cell holds this number unrounded; what lies a hair below a half may be that half."""
    if value is None:
        return not isinstance(cell.value, int | float)
    return cell.data_type == "n" and cell.value in (value, round(value, 9))


def displayed(cell: Cell) -> str:
    """Return a figure as a spreadsheet shows it: by its format, rounded half up at 15 digits."""
    value, form = cell.value, cell.number_format
    if not isinstance(value, int | float):
        return str(value)
    exact = Decimal(f"{value:.15g}")
    sections = form.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if len(sections) > 1:
        exact = abs(exact)
    if section.endswith("%"):
        exact *= 100
    digits = len(section.rstrip("%").partition(".")[2])
    number = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{number:,}" if section.startswith("#,") else str(number)
    before = section[0] if section[0] in ("+", MINUS) else ""
    return f"{before}{text}{'%' if section.endswith('%') else ''}"
