"""What a page is told of a worksheet: which version it is, and the rows that changed since another one."""

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from workshop.worksheets import store
from workshop.worksheets.reading import Total, totals
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import shown, shown_sum
from workshop.worksheets.store import StoredRow

_NEVER = ("", 0)
"""The text and the revision of a cell that was never written."""
Told = dict[tuple[str, str], tuple[str, str, str]]
"""What is told of a cell by its column and text: to edit, to read, and its fault."""


def state(db: Database, sheet: Sheet, since: int, keys: Collection[str] = ()) -> dict[str, Any]:
    """Return the version; where it is another one, also the rows that changed since, and the sums.

    The rows with some `keys` are told in any case.
    """
    version = store.version(db, sheet.engagement.id, sheet.id)
    if since == version and not keys:
        return {"version": version}
    # A page that knows a later version than there is looks at a database that was put back: it gets all.
    after = since if since <= version else -1
    found = store.changed_rows(db, sheet.engagement.id, sheet.id, after)
    others = set(keys) - {each.key for each in found}
    found += store.rows_by_key(db, sheet.engagement.id, sheet.id, others).values()
    # Thousands of cells say what others in their column say: each is put into words once.
    worded: Told = {}
    return {
        "version": version,
        "rows": [told(sheet, each, worded) for each in found],
        "totals": {name: said(sheet, each) for name, each in totals(db, sheet).items()},
    }


def told(sheet: Sheet, stored: StoredRow, worded: Told) -> dict[str, Any]:
    """Return a row: each cell that was ever written as [to edit, revision, to read, fault].

    An empty row has no faults. `worded` remembers what was told of other rows.
    """
    written = any(stored.cells.get(name, _NEVER)[0] for name in sheet.columns)
    cells = {}
    for name in sheet.columns:
        text, revision = stored.cells.get(name, _NEVER)
        words = worded.get((name, text)) or _worded(sheet, name, text, worded)
        fault = words[2] if written else ""
        if revision or fault:
            cells[name] = [words[0], revision, words[1], fault]
    return {
        "key": stored.key,
        "place": stored.place,
        "removed": stored.removed_at is not None,
        "cells": cells,
    }


def _worded(sheet: Sheet, name: str, text: str, worded: Told) -> tuple[str, str, str]:
    column = sheet.columns[name]
    cell = sheet.kept(text, column)
    words = worded[name, text] = (sheet.typed(cell, column), shown(cell, column, sheet), cell.fault)
    return words


def said(sheet: Sheet, total: Total) -> list[str]:
    """Return a sum as it stands under its column, and what is left out of it."""
    left = total.left_out
    out = f"{left} {'cell is' if left == 1 else 'cells are'} left out" if left else ""
    return [shown_sum(total.sum, sheet), out]
