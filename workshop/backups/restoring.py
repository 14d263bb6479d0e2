"""A backup put back in place of the database: checked first, and swapped with it in one step.

All work is done on a copy in the data folder. Whatever ends the program before the swap leaves the old
database, and after it the new one; what was replaced is kept under another name.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workshop import erasure
from workshop.backups import NotDone, store
from workshop.backups.in_use import InUse, alone
from workshop.backups.places import BESIDE, LOGS, drafted, keep, put, remove
from workshop.database import connect, write
from workshop.history.store import PROGRAM, record
from workshop.migrations import BrokenReferences, migrate
from workshop.sealing.again import Identity, seal_again, sealed_in

_HELD = "It waited in a backup that was restored, and may have gone out since that was made."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: how many engagements, as of when (None: not known), and where the former is.

    `held_back` counts the mails that waited then: they may have gone out since, and wait for a word now.
    `sealed` counts the waves that were open in the backup, and had been sealed or were due to be.
    """

    engagements: int
    held_back: int
    made_at: datetime | None
    kept: Path | None
    sealed: int = 0


def restore(place: Path, database: Path, now: datetime) -> Restored:
    """Put a backup in place of a database that nobody uses, and bring it up to date; all sign-ins end.

    Raises NotDone with nothing changed where the file is no sound backup of Roadcrew, or comes from a newer
    one, and where the database is in use; OSError where files cannot be read or written.
    """
    if database.exists() and place.samefile(database):
        raise NotDone(f"{place} is the database itself; name a backup of it.")
    with _alone(database.parent), drafted(_draft(database)) as draft:
        _copy(place, draft)
        made_at = _checked(draft, place)
        seals = _seals_of(database, draft.with_name(f"{draft.name}-former"))
        engagements, held_back, sealed = _made_ready(draft, place, made_at, seals, now)
        kept = _set_aside(database, now)
        put(draft, database)
    return Restored(engagements, held_back, made_at, kept, sealed)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with alone(folder):
            yield
    except InUse as error:
        raise NotDone(f"Roadcrew uses {folder} now; end it there first, then restore.") from error


def _draft(database: Path) -> Path:
    """Return the name of a draft, once those of runs that were killed are gone."""
    for each in database.parent.glob(f"{database.name}.draft-*"):
        remove(each)
    return database.with_name(f"{database.name}.draft-{os.getpid()}")


def _copy(place: Path, draft: Path) -> None:
    """Copy a database, and the log beside it if it is in use or was copied by hand while it was."""
    shutil.copyfile(place, draft)
    for log, copied in _logs(place, draft):
        shutil.copyfile(log, copied)


def _checked(draft: Path, place: Path) -> datetime | None:
    """Return when a backup was made, if it says so; NotDone if it is none of ours, damaged or too new."""
    try:
        db = connect(draft)
    except sqlite3.DatabaseError as error:
        what = "no backup of Roadcrew" if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB else "damaged"
        raise NotDone(f"{place} is {what} ({error}); restore another file.") from error
    try:
        found = store.faults(db)
        if found:
            raise NotDone(f"{place} is damaged ({found[0]}); restore another backup.")
        if not store.is_ours(db):
            raise NotDone(f"{place} is no backup of Roadcrew; name another file.")
        unknown = store.changes_unknown(db)
        if unknown:
            raise NotDone(
                f"{place} was made by a newer Roadcrew (this one does not know {unknown[0]}); update the "
                "program first."
            )
        return store.last_made(db)
    except sqlite3.DatabaseError as error:
        raise NotDone(f"{place} is damaged ({error}); restore another backup.") from error
    finally:
        db.close()


def _seals_of(database: Path, draft: Path) -> frozenset[Identity]:
    """Return which waves the database that is replaced had sealed; none where it cannot be read.

    A copy is read: whoever closes a damaged database may delete its log.
    """
    if not database.exists():
        return frozenset()
    try:
        with drafted(draft):
            _copy(database, draft)
            with closing(connect(draft)) as db:
                return sealed_in(db)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return frozenset()
        raise


def _made_ready(
    draft: Path, place: Path, made_at: datetime | None, seals: frozenset[Identity], now: datetime
) -> tuple[int, int, int]:
    """Bring a draft up to date, end its sign-ins, seal what was sealed since it was made.

    Returns how many engagements it has, how many mails were held back, and how many waves were sealed.
    """
    try:
        migrate(draft)
    except (sqlite3.Error, BrokenReferences) as error:
        raise NotDone(f"{place} cannot be brought up to date ({error}); restore another backup.") from error
    db = connect(draft)
    try:
        with write(db):
            store.end_every_sign_in(db)
            held_back = store.hold_mails_back(db, _HELD)
            since = f" made on {made_at.astimezone(UTC):%Y-%m-%d at %H:%M} UTC" if made_at else ""
            record(db, None, PROGRAM, "backup", f"restored a backup{since}; every sign-in ended", now)
            sealed = seal_again(db, seals, now)
        # Nothing is shown before this is done: nobody else knows of the draft.
        erasure.complete(db)
        engagements = store.engagements(db)
        store.fold(db)
    finally:
        db.close()
    return engagements, held_back, sealed


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Give the database that is there a second name and return that; None where there is none."""
    kept = None
    if database.exists():
        kept = _free(database.with_name(f"{database.name}.replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
        logs = _logs(database, kept)
        for log, name in logs:
            keep(log, name)  # before the database is opened: whoever closes a damaged one may delete its log
        damaged = False
        try:
            damaged = not _folded(database)  # which may be why it is replaced
        finally:
            for _, name in logs if not damaged else ():
                name.unlink()
        keep(database, kept)
    for ending in BESIDE:  # a log without its database would be taken for the new one's
        database.with_name(database.name + ending).unlink(missing_ok=True)
    return kept


def _logs(database: Path, other: Path) -> list[tuple[Path, Path]]:
    """Return the logs that lie beside a database, each with its name beside another one."""
    named = [(database.with_name(database.name + each), other.with_name(other.name + each)) for each in LOGS]
    return [each for each in named if each[0].is_file()]


def _folded(database: Path) -> bool:
    """Return whether a database is one file now; it is not where it is damaged. Raises NotDone if in use."""
    try:
        with closing(connect(database)) as db:
            store.fold(db)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise NotDone(f"Some program has {database} open; end it first, then restore.") from error
        return False
    return True


def _free(name: Path) -> Path:
    """Return a name that nothing has yet."""
    tried, number = name, 1
    while any(tried.parent.glob(f"{tried.name}*")):  # or a log that a run kept before it was killed
        number += 1
        tried = name.with_name(f"{name.name}-{number}")
    return tried
