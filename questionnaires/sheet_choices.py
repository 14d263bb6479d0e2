"""What the cells of a pack's workbook offer and refuse while somebody types."""

from typing import Any

from msgspec import inspect
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from questionnaires.sheet_layout import Sheet

SPARE = 300
"""Empty rows below the last one that offer choices too."""


def offer(target: Worksheet, cells: tuple[int, int, int, int], kind: inspect.Type | None) -> None:
    """Let cells offer choices, or refuse what cannot be meant."""
    if isinstance(kind, inspect.UnionType):
        kind = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
    rule: dict[str, Any]
    match kind:
        case inspect.BoolType():
            rule = {"validate": "list", "source": ["yes", "no"]}
        case inspect.LiteralType():
            rule = {"validate": "list", "source": [str(each) for each in kind.values]}
        case inspect.IntType(ge=int(least), le=int(most)):
            message = f"Write a whole number from {least} to {most}."
            rule = {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
            rule["error_message"] = message
        case inspect.StrType(max_length=int(most)):
            rule = {"validate": "length", "criteria": "<=", "value": most}
            rule["error_message"] = f"Keep the text to {most} characters."
        case _:
            return
    target.data_validation(*cells, rule)


def offer_owners(target: Worksheet, last: int, owner: Sheet, owners: int) -> None:
    """Let the first column, down to a last row, offer the ids of the parts that rows may belong to."""
    place = owner.headers.index("Id")
    top = xl_rowcol_to_cell(1, place, row_abs=True, col_abs=True)
    end = xl_rowcol_to_cell(owners + SPARE, place, row_abs=True, col_abs=True)
    rule = {"validate": "list", "source": f"='{owner.title}'!{top}:{end}", "error_type": "warning"}
    target.data_validation(1, 0, last, 0, rule)
