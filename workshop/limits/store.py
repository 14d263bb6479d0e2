"""Counts of tries in a small SQLite file, in the form that the limits library wants its storage to have.

The file may be lost at any time: without it everyone starts afresh. So nothing waits for the disk, and a file
that was broken by a power cut, or taken away, is made anew.
"""

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from limits.storage import Storage
from sqlite_utils import Database

from workshop.database import WAIT_SECONDS, write

T = TypeVar("T")

_SWEPT_AT_A_TIME = 50
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says of a file that is damaged, foreign, or gone."""


class Counts(Storage):
    """How often each key was counted within its window, shared by all processes that open the file."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Remember the file, which is made and opened by the first use; the clock gives UNIX seconds."""
        super().__init__()
        self._path = path
        self._clock = clock
        self._kept = threading.local()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Name what may go wrong."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count a key and return its count; the first count opens a window of `expiry` seconds."""
        values = {"key": key, "amount": amount, "expiry": expiry}
        return self._done(lambda db: _incremented(db, values, self._clock))

    def get(self, key: str) -> int:
        """Return the count of a key, 0 where its window is over."""
        return int(self._seen(key)[0])

    def get_expiry(self, key: str) -> float:
        """Return when the window of a key ends, as UNIX seconds; now where there is none."""
        return self._seen(key)[1]

    def check(self) -> bool:
        """Return whether the file can be used."""
        self._done(lambda db: db.execute("SELECT 1 FROM tries LIMIT 1").fetchone())
        return True

    def reset(self) -> int:
        """Forget everything and return how many keys there were."""
        return self._done(_emptied)

    def clear(self, key: str) -> None:
        """Forget a key."""
        self._done(lambda db: _removed(db, key))

    def give_back(self, key: str) -> None:
        """Count a key once less, if its window is open."""
        self._done(lambda db: _lessened(db, key))

    def close_here(self) -> None:
        """Close this thread's connection, if it has one."""
        db: Database | None = getattr(self._kept, "db", None)
        if db is not None:
            db.close()
            del self._kept.db

    def _seen(self, key: str) -> tuple[int, float]:
        now = self._clock()
        return self._done(lambda db: _found(db, key, now)) or (0, now)

    def _done(self, deed: Callable[[Database], T]) -> T:
        try:
            return deed(self._here())
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BROKEN:
                raise
        self.close_here()
        self._take_away()
        return deed(self._here())

    def _here(self) -> Database:
        """Return this thread's connection, to the file that is at its place now."""
        there = _identity(self._path)
        if there is None or getattr(self._kept, "file", None) != there:
            self.close_here()
        if not hasattr(self._kept, "db"):
            _make(self._path)
            self._kept.db, self._kept.file = _connected(self._path), _identity(self._path)
        db: Database = self._kept.db
        return db

    def _take_away(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _connected(path: Path) -> Database:
    db = Database(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None))
    db.execute("PRAGMA synchronous=OFF")
    return db


def _make(path: Path) -> None:
    """Make the file, readable by us alone, in full beside its place: no one ever finds half of it."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        db = _connected(draft)
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        with write(db):
            db.execute("""
                CREATE TABLE tries (
                    key TEXT PRIMARY KEY,
                    amount INTEGER NOT NULL,
                    ends_at REAL NOT NULL
                ) STRICT, WITHOUT ROWID""")
            db.execute("CREATE INDEX tries_by_end ON tries (ends_at)")
        db.close()
        with suppress(FileExistsError):  # another process was faster
            os.link(draft, path)
    finally:
        draft.unlink()


def _incremented(db: Database, values: dict[str, object], clock: Callable[[], float]) -> int:
    with write(db):
        # Read now that it is our turn: a count that waited is not older than those that went before.
        values = {**values, "now": clock()}
        db.execute(
            f"""
            DELETE FROM tries WHERE key IN (
                SELECT key FROM tries WHERE ends_at <= :now ORDER BY ends_at LIMIT {_SWEPT_AT_A_TIME})""",
            {"now": values["now"]},
        )
        # A window that ends later than one begun now was opened by a clock that has been put back since.
        row = db.execute(
            """
            INSERT INTO tries (key, amount, ends_at) VALUES (:key, :amount, :now + :expiry)
            ON CONFLICT (key) DO UPDATE SET
                amount = CASE WHEN ends_at > :now AND ends_at <= :now + :expiry THEN amount ELSE 0 END
                         + :amount,
                ends_at = CASE WHEN ends_at > :now AND ends_at <= :now + :expiry THEN ends_at
                          ELSE :now + :expiry END
            RETURNING amount""",
            values,
        ).fetchone()
    return int(row[0])


def _found(db: Database, key: str, now: float) -> tuple[int, float] | None:
    found: tuple[int, float] | None = db.execute(
        "SELECT amount, ends_at FROM tries WHERE key = :key AND ends_at > :now", {"key": key, "now": now}
    ).fetchone()
    return found


def _emptied(db: Database) -> int:
    with write(db):
        return len(db.execute("DELETE FROM tries RETURNING key").fetchall())


def _removed(db: Database, key: str) -> None:
    with write(db):
        db.execute("DELETE FROM tries WHERE key = :key", {"key": key})


def _lessened(db: Database, key: str) -> None:
    with write(db):
        db.execute("UPDATE tries SET amount = max(amount - 1, 0) WHERE key = :key", {"key": key})
