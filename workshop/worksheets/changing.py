"""What a save does to a worksheet: cells written, rows added, removed and brought back, each by its key.

The last one wins, cell by cell; who overwrites what they have not seen is told what stood there. Nothing that
was stored is deleted: a removed row keeps its cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from sqlite_utils import Database

from questionnaires.cells import LONGEST, Cell
from questionnaires.worksheet import Column
from workshop.engagements.packs import freeze_pack
from workshop.worksheets import store
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.store import STEP, StoredRow

MOST_ROWS = 2_000
MOST_CHANGES = 12_000
MOST_SPREADS = 20
"""How often one save moves all rows to make room; nobody puts so many rows above others at once."""
KEY = r"\A[A-Za-z0-9_-]{8,40}\Z"
_REMEMBERED = timedelta(days=30)
"""How long a save that is sent again is known to have come before."""
_END = 1 << 62

Key = Annotated[str, Meta(pattern=KEY)]


class Change(msgspec.Struct):
    """One change of a row: a cell written, the row added (above another), removed or brought back.

    `was` and `revision` tell the cell as whoever wrote it saw it.
    """

    row: Key
    do: Literal["cell", "add", "remove", "restore"] = "cell"
    field: Annotated[str, Meta(max_length=40)] = ""
    text: str = ""
    was: str = ""
    revision: Annotated[int, Meta(ge=0, le=2**53)] = 0
    above: Annotated[str, Meta(max_length=40)] = ""


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A cell that somebody else had changed meanwhile, as it stood before the last one won."""

    row: str
    column: Column
    was: Cell


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that cannot be stored, and why."""

    row: str
    field: str
    said: str


@dataclass(slots=True)
class Outcome:
    """What a save did: `added`, `removed` and `restored` are rows, `written` cells."""

    added: int = 0
    removed: int = 0
    restored: int = 0
    written: int = 0
    overwritten: list[Overwritten] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def save(db: Database, sheet: Sheet, name: str, changes: Sequence[Change], now: datetime) -> Outcome:
    """Apply changes unless a save of this name came before; called inside write()."""
    if store.is_saved(db, sheet.engagement.id, name):
        return Outcome()
    store.record_save(db, sheet.engagement.id, name, now, now - _REMEMBERED)
    return apply(db, sheet, changes, now)


def apply(db: Database, sheet: Sheet, changes: Sequence[Change], now: datetime) -> Outcome:
    """Apply changes in their order; called inside write()."""
    writing = _Writing(db, sheet, changes, now)
    for each in changes:
        writing.do(each)
    writing.finish()
    return writing.outcome


class _Writing:
    """The rows that a save touches, and what it has done so far."""

    def __init__(self, db: Database, sheet: Sheet, changes: Sequence[Change], now: datetime) -> None:
        self.db, self.sheet, self.now = db, sheet, now
        self.of = (sheet.engagement.id, sheet.id)
        self.outcome = Outcome()
        self.rows = store.rows_by_key(
            db, *self.of, {key for each in changes for key in (each.row, each.above)}
        )
        self.live = store.count(db, *self.of)
        self.touched: set[int] = set()
        self.unstored: list[tuple[int, str, str]] = []
        self.last = self.spreads = 0

    def do(self, change: Change) -> None:
        """Do one change."""
        row = self.rows.get(change.row)
        if change.do == "remove":
            self._remove(row)
        elif row is None or change.do == "restore":
            row = self._there(change, row)
        if row is not None and change.do == "cell":
            self._write(row, change)

    def finish(self) -> None:
        """Store what was written, and count the change of the worksheet, if there was one."""
        self._store_cells()
        if self.touched:
            freeze_pack(self.db, self.sheet.engagement, self.now)
            store.mark_changed(self.db, self.touched, store.next_version(self.db, *self.of))

    def _there(self, change: Change, row: StoredRow | None) -> StoredRow | None:
        """Return a row that is new, or was removed and is back; None where there is no room for it."""
        if row is None and change.do == "restore":
            return None
        if row is not None and row.removed_at is None:
            return row
        if self.live >= MOST_ROWS:
            said = f"A worksheet takes up to {MOST_ROWS:,} rows."
            self.outcome.refused.append(Refusal(change.row, change.field, said))
            return None
        self.live += 1
        if row is None:
            row = store.add_row(self.db, *self.of, change.row, self._place(change.above))
            self.outcome.added += 1
        else:
            store.mark_removed(self.db, row.id, None)
            row = StoredRow(row.id, row.key, row.place, None, row.cells)
            self.outcome.restored += 1
        self.rows[row.key] = row
        self.touched.add(row.id)
        return row

    def _remove(self, row: StoredRow | None) -> None:
        if row is None or row.removed_at is not None:
            return
        store.mark_removed(self.db, row.id, self.now)
        self.rows[row.key] = StoredRow(row.id, row.key, row.place, "now", row.cells)
        self.live -= 1
        self.outcome.removed += 1
        self.touched.add(row.id)

    def _write(self, row: StoredRow, change: Change) -> None:
        column = self.sheet.columns.get(change.field)
        cell = self.sheet.read(change.text, column) if column else None
        if column is None or cell is None:
            self.outcome.refused.append(Refusal(row.key, change.field, "There is no such column."))
            return
        if len(cell.text) > LONGEST:
            self.outcome.refused.append(Refusal(row.key, column.id, f"Not saved. {cell.fault}"))
            return
        stood, revision = row.cells.get(column.id, ("", 0))
        if cell.text == stood:
            return
        if stood and revision != change.revision and self.sheet.read(change.was, column).text != stood:
            was = self.sheet.kept(stood, column)
            self.outcome.overwritten.append(Overwritten(row.key, column, was))
        self.unstored.append((row.id, column.id, cell.text))
        row.cells[column.id] = (cell.text, revision + 1)
        self.outcome.written += 1
        self.touched.add(row.id)

    def _store_cells(self) -> None:
        """Store the cells that were written, all at once: thousands of them are pasted."""
        store.put_cells(self.db, self.unstored)
        self.unstored.clear()

    def _place(self, above: str) -> int:
        """Return the place of a new row: above another one, or at the end."""
        target = self.rows.get(above)
        if target is None or self.spreads == MOST_SPREADS:
            self.last = (self.last or store.place_before(self.db, *self.of, _END)) + STEP
            return self.last
        before = store.place_before(self.db, *self.of, target.place)
        if target.place - before < 2:
            self.spreads += 1
            self._store_cells()  # the rows are read again
            store.spread(self.db, *self.of, store.next_version(self.db, *self.of))
            self.rows = store.rows_by_key(self.db, *self.of, self.rows)
            self.last = 0
            target = self.rows[above]
            before = store.place_before(self.db, *self.of, target.place)
        return (before + target.place) // 2
