"""What a page is told of a worksheet: which version it is, and the rows that changed since another one."""

from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from workshop.worksheets import store
from workshop.worksheets.reading import Total, row_of, standing
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import shown, shown_sum
from workshop.worksheets.store import StoredRow


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
    return {
        "version": version,
        "rows": [told(sheet, each) for each in found],
        "totals": {name: said(sheet, each) for name, each in standing(db, sheet).totals.items()},
    }


def told(sheet: Sheet, stored: StoredRow) -> dict[str, Any]:
    """Return a row: each cell that was ever written as [to edit, revision, to read, fault]."""
    row = row_of(sheet, stored)
    faults = row.faults
    cells = {}
    for name, cell in row.cells.items():
        column, revision = sheet.columns[name], row.revisions.get(name, 0)
        if revision or name in faults:
            cells[name] = [
                sheet.typed(cell, column),
                revision,
                shown(cell, column, sheet),
                faults.get(name, ""),
            ]
    return {
        "key": stored.key,
        "place": stored.place,
        "removed": stored.removed_at is not None,
        "cells": cells,
    }


def said(sheet: Sheet, total: Total) -> list[str]:
    """Return a sum as it stands under its column, and what is left out of it."""
    left = total.left_out
    out = f"{left} {'cell is' if left == 1 else 'cells are'} left out" if left else ""
    return [shown_sum(total.sum, sheet), out]
