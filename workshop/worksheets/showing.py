"""How cells and sums stand on a page, in the engagement's manner; and what a column says of itself."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from questionnaires.cells import Cell, range_of
from questionnaires.worksheet import Column
from workshop.manner import Manner
from workshop.worksheets.sheets import Sheet

NUMERIC = frozenset({"number", "money", "percentage"})
"""The kinds of column whose cells stand at the end of their column."""


def shown(cell: Cell, column: Column, sheet: Sheet) -> str:
    """Return a cell as it is read; what does not fit as it was typed."""
    value = cell.value
    if value is None or isinstance(value, str | tuple):
        if value is not None and column.type == "component":
            return sheet.known.components.get(str(value), str(value))
        return cell.text
    manner = sheet.engagement.manner
    if isinstance(value, date):
        return _day(manner, value)
    return _number(manner, value) + ("%" if column.type == "percentage" else "")


def shown_sum(number: Decimal, sheet: Sheet) -> str:
    """Return a sum as it is read."""
    return _number(sheet.engagement.manner, number)


def unit_of(column: Column, sheet: Sheet) -> str:
    """Return what a column counts in, or nothing: EUR per year, hours, 1 to 5."""
    if column.type == "money":
        return f"{sheet.engagement.currency} {column.unit}".strip()
    return "" if column.type == "percentage" else column.unit


def told(column: Column, sheet: Sheet) -> str:
    """Return what goes into a column, in one or two sentences."""
    return " ".join(filter(None, (column.help, _form(column, sheet))))


def _form(column: Column, sheet: Sheet) -> str:
    if column.type == "date":
        return f"A day, as in {shown(Cell('', date(2026, 3, 31)), column, sheet)} or 2026-03-31."
    if column.type == "capabilities":
        return "Ids of capabilities with commas between them."
    if column.type == "component":
        return "The id or the name of a component."
    if range_of(column) and "whole number" not in column.help.lower():
        return f"A whole number, {column.unit}."
    return ""


@lru_cache(maxsize=4096)
def _day(manner: Manner, day: date) -> str:
    return manner.day(day)


@lru_cache(maxsize=16384)
def _number(manner: Manner, number: Decimal) -> str:
    """Return a number with its country's grouping and all of its decimals."""
    whole, _, decimals = f"{number:f}".partition(".")
    head = "-" if whole == "-0" else ""  # the sign of -0.5 stands in its whole part
    text = head + manner.number(int(whole))
    return f"{text}{manner.decimal_sign}{decimals}" if decimals else text
