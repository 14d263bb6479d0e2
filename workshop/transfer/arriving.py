"""A file becomes an engagement of its own, stored whole or not at all."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlite_utils import Database

from workshop.database import write
from workshop.engagements.store import add_member
from workshop.history.store import Actor, record
from workshop.transfer import store
from workshop.transfer.checking import Row, rows
from workshop.transfer.contents import Contents, contents
from workshop.transfer.faults import Fault, FileFaults
from workshop.transfer.parcel import file_of, opened, part_of
from workshop.transfer.tables import CARRIED, Table

_REFUSALS = {
    "UNIQUE": "repeats an earlier row.",
    "CHECK": "holds a value that is not allowed there.",
    "NOT NULL": "lacks a value.",
    "FOREIGN KEY": "leads to nothing in this file.",
}


def bring_in(db: Database, data: bytes, actor: Actor, now: datetime) -> int:
    """Store the engagement in a file under a number of its own, which is returned.

    The actor's account becomes its consultant. Raises FileFaults with what is wrong with the file, and then
    nothing has been stored.
    """
    found = contents(opened(data, store.changes(db)))
    with write(db):
        engagement_id = _put(db, found)
        if actor.account_id is not None:
            add_member(db, engagement_id, actor.account_id)
        record(db, engagement_id, actor, "engagement", store.BROUGHT_IN, now)
    return engagement_id


def _put(db: Database, found: Contents) -> int:
    """Store every row with new numbers, and return that of the engagement."""
    numbers: dict[str, dict[object, int]] = {}
    engagement_id = 0
    for table in CARRIED:
        place = _Place()
        try:
            store.put_rows(db, table, _values(db, table, found, numbers, place))
        except sqlite3.IntegrityError as error:
            said = next((each for sign, each in _REFUSALS.items() if str(error).startswith(sign)), "")
            fault = Fault(said or "holds a value that its table does not take.", part_of(table), place.row)
            raise FileFaults([fault]) from None
        if table.owner is None:
            (engagement_id,) = numbers[table.name].values()
    return engagement_id


class _Place:
    """The row that is being stored, counted from 1."""

    row = 0


def _values(
    db: Database, table: Table, found: Contents, numbers: dict[str, dict[object, int]], place: _Place
) -> Iterator[list[object]]:
    """Yield the values of each row in the order of the columns, with the numbers they have here."""
    own = numbers[table.name] = {}
    next_number = store.highest(db, table) + 1 if table.numbered else 0
    for place.row, row in enumerate(rows(found.parcel, table), start=1):
        told = _told(row, table, place.row, found)
        values: list[object] = []
        for column in table.columns:
            value = told[column.name]
            if column.kind == "id":
                own[value] = value = next_number + len(own)
            elif column.of and value is not None:
                value = numbers[column.of][value]
            values.append(value)
        yield values


def _told(row: Row, table: Table, number: int, found: Contents) -> Mapping[str, object]:
    """Return a row as it is stored: with its bytes, and with what was made anew of it."""
    told: dict[str, object] = {**row, **found.remade.get((table.name, number), {})}
    if table.name == "tally":
        told["document"], told["charter"] = found.counts[int(row["wave_id"] or 0)]
    if table.bytes_column and table.bytes_column.name not in told:
        told[table.bytes_column.name] = found.parcel.files.read(file_of(table, number))
    return told
