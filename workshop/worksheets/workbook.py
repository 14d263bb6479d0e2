"""Worksheets as workbooks: typed cells under a head that stays, and a sheet that says what goes where."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from questionnaires.cells import Cell
from questionnaires.worksheet import Column
from workshop.spreadsheets import sheet_name
from workshop.worksheets.reading import Table
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import NUMERIC, shown, told, unit_of

_MOST_LISTED = 255
"""The characters that a list of choices may have in a workbook."""
_WIDE, _NARROW, _BROAD = 28, 14, 44
_HELP = ("Column", "What goes into it", "Counted in", "Required", "Choices")


def as_workbook(tables: Sequence[Table], *, explained: bool = False, blank_lines: int = 0) -> bytes:
    """Return worksheets as XLSX, a sheet each; `explained` adds one that says what goes into the columns.

    Texts are stored as texts, whatever they begin with. `blank_lines` under the rows offer choices too.
    """
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = _formats(book)
        taken: set[str] = set()
        for table in tables:
            name = _unused(sheet_name(table.sheet.title), taken)
            _write(book.add_worksheet(name), table, formats, blank_lines)
        if explained:
            _explain(
                book.add_worksheet(_unused("What goes where", taken)),
                [each.sheet for each in tables],
                formats,
            )
    return memory.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({**top, "bold": True, "bottom": 1, "text_wrap": True}),
        "text": book.add_format({**top, "num_format": "@", "text_wrap": True}),
        "fault": book.add_format({**top, "num_format": "@", "text_wrap": True, "bg_color": "#FBE7E3"}),
        "number": book.add_format({**top, "num_format": "#,##0.######"}),
        "whole": book.add_format({**top, "num_format": "#,##0"}),
        "money": book.add_format({**top, "num_format": "#,##0.00"}),
        # The sign is a word here, and 45 stays 45: a share of 1 could be told from nothing.
        "percentage": book.add_format({**top, "num_format": '0.##" %"'}),
        "date": book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _write(page: Any, table: Table, formats: dict[str, Any], blank_lines: int) -> None:
    columns = table.sheet.worksheet.columns
    for at, column in enumerate(columns):
        wide = _BROAD if column.type == "text" and column.help.count(" ") > 8 else _WIDE
        page.set_column(at, at, _NARROW if column.type in {*NUMERIC, "date"} else wide)
        page.write_string(0, at, column.name, formats["head"])
        _offer(page, at, column, table.sheet, len(table.rows) + blank_lines)
    for line, row in enumerate(table.rows, start=1):
        for at, column in enumerate(columns):
            _put(page, line, at, row.cells[column.id], column, table.sheet, formats)
    page.freeze_panes(1, 1)


def _put(
    page: Any, line: int, at: int, cell: Cell, column: Column, sheet: Sheet, formats: dict[str, Any]
) -> None:
    value = cell.value
    if isinstance(value, Decimal):
        is_whole = value == value.to_integral_value()
        kind = column.type if column.type == "percentage" else "whole" if is_whole else column.type
        page.write_number(line, at, float(value), formats[kind])
    elif isinstance(value, date):
        page.write_datetime(line, at, value, formats["date"])
    elif cell.text:
        page.write_string(line, at, shown(cell, column, sheet), formats["fault" if cell.fault else "text"])


def _offer(page: Any, at: int, column: Column, sheet: Sheet, lines: int) -> None:
    """Offer the choices of a column in its cells, where the format has room for them; others may be typed."""
    choices = column.choices if column.type == "choice" else ()
    choices = tuple(sheet.known.components.values()) if column.type == "component" else choices
    if not choices or not lines or any("," in each for each in choices):
        return
    if len(",".join(choices)) <= _MOST_LISTED:
        offered = {"validate": "list", "source": list(choices), "error_type": "information"}
        page.data_validation(1, at, lines, at, offered)


def _explain(page: Any, sheets: Sequence[Sheet], formats: dict[str, Any]) -> None:
    for at, (name, width) in enumerate(zip(_HELP, (_WIDE, 70, _NARROW, _NARROW, 60))):
        page.set_column(at, at, width)
        page.write_string(0, at, name, formats["head"])
    line = 1
    for sheet in sheets:
        for column in sheet.worksheet.columns:
            offered = dict(sheet.known.components) if column.type == "component" else {}
            choices = "; ".join(column.choices or [f"{key} {name}" for key, name in offered.items()])
            texts = (
                column.name, told(column, sheet), unit_of(column, sheet), "yes" if column.required else "no",
                choices,
            )  # fmt: skip
            for at, text in enumerate(texts):
                page.write_string(line, at, text, formats["text"])
            line += 1
    page.freeze_panes(1, 0)


def _unused(name: str, taken: set[str]) -> str:
    """Return a name that no sheet before has, whatever its capitals."""
    found, number = name, 2
    while found.lower() in taken:
        found, number = f"{name[:27]} {number}", number + 1
    taken.add(found.lower())
    return found
