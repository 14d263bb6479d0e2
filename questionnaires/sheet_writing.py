"""A pack written as a workbook that people can edit: headers that stay, wrapped texts, lists of choices."""

import io
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import xlsxwriter
from msgspec import inspect
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from questionnaires.pack import MethodPack
from questionnaires.sheet_choices import SPARE, offer, offer_owners
from questionnaires.sheet_layout import README, Column, Sheet, layout
from questionnaires.sheet_readme import write_readme

MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The date that a workbook carries: the same pack gives the same bytes."""
MOST = 32_767
"""The characters that a cell can hold."""
_ALTERED = re.compile("x005F_|_x000D_")
"""What programs that read workbooks take for an escape, so that it would not come back as it was."""


class UnwritableText(ValueError):
    """A text does not fit into a cell; the message says which one and why."""


def write_workbook(pack: MethodPack) -> bytes:
    """Return the XLSX workbook of a pack; UnwritableText where a text does not fit into a cell."""
    memory = io.BytesIO()
    plain = msgspec.to_builtins(pack)
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.set_properties({"title": pack.title, "created": MADE.replace(tzinfo=None)})
        looks = {
            "head": book.add_format(
                {"bold": True, "font_color": "#FFFFFF", "bg_color": "#12395B", "valign": "vcenter"}
            ),
            # The format of a text cell keeps what is typed into it as text: 1.10, 2026-01-31, =.
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "number": book.add_format({"valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": "#12395B"}),
        }
        write_readme(book.add_worksheet(README), pack, looks)
        for sheet in layout():
            _write_sheet(book.add_worksheet(sheet.title), sheet, plain, looks)
    return memory.getvalue()


def _parts(sheet: Sheet, plain: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the parts of a sheet, each with the id of its owner."""
    if sheet.owner is None:
        yield "", plain
        return
    for _, owner in _parts(sheet.owner, plain):
        value = _at(owner, sheet.path)
        named = owner.get("id", "")
        if sheet.form == "entries":
            yield from ((named, {"key": key, "text": text}) for key, text in value.items())
        elif sheet.form == "rows":
            yield from ((named, each) for each in value)
        elif value is not None:
            yield named, value


def _at(part: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        part = part[step]
    return part


def _cell(column: Column, part: Mapping[str, Any] | None) -> str | float:
    """Return what stands in a cell."""
    value = _at(part, column.path) if part is not None else None
    if value is None:
        return ""
    match column.form:
        case "slot":
            value = value[column.slot]
        case "lines":
            return "\n".join(value)
        case "pairs":
            return "\n".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int | float) else str(value)


def _write_sheet(
    target: Worksheet, sheet: Sheet, plain: Mapping[str, Any], looks: Mapping[str, Format]
) -> None:
    for place, header in enumerate(sheet.headers):
        target.write_string(0, place, header, looks["head"])
    target.set_row(0, 22)
    if sheet.form == "keys":
        target.set_column(0, 0, 26, looks["text"])
        target.set_column(1, 1, 90, looks["text"])
        part = next((each for _, each in _parts(sheet, plain)), None)
        for row, column in enumerate(sheet.columns, start=1):
            target.write_string(row, 0, column.header, looks["text"])
            _write(target, row, 1, _cell(column, part), looks)
            offer(target, (row, 1, row, 1), column.kind if column.form in {"one", "slot"} else None)
        target.freeze_panes(1, 1)
        return
    first = 1 if sheet.owner_header else 0
    for place, column in enumerate(sheet.columns, start=first):
        target.set_column(place, place, _width(column), looks["number" if _is_number(column) else "text"])
    last = 0
    for last, (owner, part) in enumerate(_parts(sheet, plain), start=1):
        if first:
            target.write_string(last, 0, owner, looks["text"])
        for place, column in enumerate(sheet.columns, start=first):
            _write(target, last, place, _cell(column, part), looks)
    for place, column in enumerate(sheet.columns, start=first):
        if column.form in {"one", "slot"}:
            offer(target, (1, place, last + SPARE, place), column.kind)
    if first and sheet.owner:
        target.set_column(0, 0, 18, looks["text"])
        owners = sum(1 for _ in _parts(sheet.owner, plain))
        offer_owners(target, last + SPARE, sheet.owner, owners)
    target.freeze_panes(1, first + (sheet.columns[0].header == "Id"))
    target.autofilter(0, 0, max(last, 1), len(sheet.headers) - 1)


def _write(target: Worksheet, row: int, place: int, value: str | float, looks: Mapping[str, Format]) -> None:
    if isinstance(value, str):
        if len(value) > MOST or _ALTERED.search(value):
            why = f"has {len(value):,} characters" if len(value) > MOST else "holds an escape of the format"
            cell = xl_rowcol_to_cell(row, place)
            raise UnwritableText(f"{target.get_name()} {cell}: the text {why}, so no cell can hold it")
        target.write_string(row, place, value, looks["text"])
    elif float(f"{value:.16G}") != value or not math.isfinite(value):
        # The writer keeps 16 digits of a number; the few that need a 17th are written as texts.
        target.write_string(row, place, repr(value), looks["text"])
    else:
        target.write_number(row, place, value, looks["number"])


def _is_number(column: Column) -> bool:
    return column.form in {"one", "slot"} and isinstance(column.kind, inspect.IntType | inspect.FloatType)


def _width(column: Column) -> int:
    """Return a width that suits the longest text of its kind."""
    if column.form in {"lines", "pairs"}:
        return 48 if getattr(column.kind, "max_length", None) else 20
    match column.kind:
        case inspect.StrType(max_length=int(most)):
            return min(60, 12 + most // 5)
        case inspect.StrType(pattern=None):
            return 40
    return 16
