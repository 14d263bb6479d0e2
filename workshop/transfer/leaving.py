"""An engagement becomes a file: everything that was entered, without what opens doors here."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache

import msgspec
from sqlite_utils import Database

from workshop.config import ROOT
from workshop.database import write
from workshop.engagements.store import Engagement
from workshop.history.store import Actor, record
from workshop.transfer import parcel, store
from workshop.transfer.blanked import Row, blanked_waves
from workshop.transfer.tables import CARRIED, Table
from workshop.transfer.unsealed import refuse_unsealed


def export(db: Database, engagement: Engagement, actor: Actor, now: datetime) -> bytes:
    """Store that an engagement is exported and return its file, a ZIP; its history says so too.

    Raises NotSealedYet where a wave was launched and not sealed, and then nothing has changed.
    """
    with write(db):
        refuse_unsealed(db, engagement.id)
        store.put_export(db, engagement.id, actor.account_id, now)
        record(db, engagement.id, actor, "engagement", store.EXPORTED, now)
    # Read after it was recorded: whatever comes in between is in the file, and is said to be later than it.
    with store.unchanging(db):
        refuse_unsealed(db, engagement.id)
        return parcel.packed(
            _parts(db, engagement.id),
            program=program_version(),
            client=engagement.client,
            changes=store.changes(db),
            now=now,
        )


@cache
def program_version() -> str:
    """Return the version of this program, as its project file says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def _parts(db: Database, engagement_id: int) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of an engagement; numbers of rows begin at 1 in each table, whatever they are here."""
    numbers: dict[str, dict[object, int]] = {}
    blanked = blanked_waves(db, engagement_id)
    encode = msgspec.json.Encoder().encode
    for table in CARRIED:
        lines: list[bytes] = []
        numbers[table.name] = {}
        rows = blanked.rows_of(db, table, engagement_id, numbers.get("sheet", {}))
        for number, row in enumerate(rows, start=1):
            if table.bytes_column:
                yield parcel.file_of(table, number), bytes(row.pop(table.bytes_column.name))  # type: ignore[call-overload]
            lines.append(encode(_renumbered(table, row, numbers)) + b"\n")
        yield parcel.part_of(table), b"".join(lines)


def _renumbered(table: Table, row: Row, numbers: dict[str, dict[object, int]]) -> Row:
    """Return a row with the numbers that it and what it refers to have in the file."""
    own = numbers[table.name]
    for column in table.told:
        value = row[column.name]
        if column.kind == "id":
            row[column.name] = own[value] = len(own) + 1
        elif column.of:
            row[column.name] = None if value is None else numbers[column.of].get(value)
    return row
