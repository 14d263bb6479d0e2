"""A backup: the database copied into one file while it is served, checked, and only then put in its place."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from workshop import erasure
from workshop.backups import NotDone, store
from workshop.backups.places import drafted, put
from workshop.database import connect, write


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, in engagements and bytes, and whether the database has a note of it."""

    engagements: int
    size: int
    noted: bool


def back_up(database: Path, place: Path, now: datetime) -> Backup:
    """Copy a database that may be in use into a file, in place of what is there.

    Raises NotDone where the database cannot be read or its copy has faults, OSError where the file cannot be
    written; either way what was in its place is as it was.
    """
    place = place.resolve()
    source = _opened(database)
    try:
        with drafted(place.with_name(f".{place.name}.{os.getpid()}.part")) as draft:
            engagements = _copied(source, draft, place.name, now)
            size = draft.stat().st_size
            put(draft, place)
        return Backup(engagements, size, _noted(source, place.name, now))
    finally:
        source.close()


def _opened(database: Path) -> Database:
    try:
        return connect(database)
    except sqlite3.Error as error:
        raise NotDone(
            f"The database {database} cannot be read ({error}); restore an earlier backup."
        ) from error


def _copied(source: Database, draft: Path, name: str, now: datetime) -> int:
    """Copy and check, and return how many engagements the copy holds."""
    target = Database(sqlite3.connect(draft, isolation_level=None))
    try:
        store.copy(source, target)
        store.fold(target)  # one file, that can be read where nothing can be written
        found = store.faults(target)
        if found:
            raise _damaged(found[0])
        erasure.complete(target)  # where a wave was sealed a moment ago, its traces are not copied along
        with write(target):
            store.record_backup(target, name, now)
        return store.engagements(target)
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
            raise _damaged(error) from error
        raise NotDone(f"The backup could not be made ({error}); see to that, and try again.") from error
    finally:
        target.close()


def _damaged(what: object) -> NotDone:
    return NotDone(f"The database is damaged ({what}); no backup was made of it. Restore an earlier one.")


def _noted(source: Database, name: str, now: datetime) -> bool:
    """Note the backup in the database itself; that it cannot be is no reason to throw the backup away."""
    try:
        with write(source):
            store.record_backup(source, name, now)
    except sqlite3.Error:
        return False
    return True
