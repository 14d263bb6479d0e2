"""The one SQLite file: how threads read it, and write(), the only way to change anything.

Each thread keeps a connection that reads; what all threads of a process write goes through one, in turn.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app
from sqlite_utils import Database

WAIT_SECONDS = 15
"""How long a writer waits for the others before it gives up."""
SENT_AGAIN_SECONDS = 3
"""How long one waits that a script sends again: meanwhile it keeps a thread from whoever reads."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged answer survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted for confidentiality is overwritten
    "query_only=ON",  # until write() says otherwise
)
_WRITING = "query_only=OFF"


class Busy(sqlite3.OperationalError):
    """Says that others wrote for longer than a writer waits, and that nothing was stored."""


class TransactionLeftOpen(RuntimeError):
    """Says that a request ended while its connection still held a transaction."""


def connect(path: Path) -> Database:
    """Open a connection that can read; use it in the thread that opened it, and write through write()."""
    return Database(_connection(path, _PRAGMAS))


def _connection(path: Path, pragmas: Iterable[str], *, lent: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=not lent)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        # Left to be collected, it would be closed at any time, and take the log beside the file along then.
        connection.close()
        raise
    return connection


class _Writer:
    """The one connection of a process that writes, which its threads have in turn.

    Whoever waits is woken here, where SQLite would have it ask again after a while; and what one thread read
    or wrote the next finds in the connection's memory, where it would have to read the file anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def lent(self, patience: float | None) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread for a block. Raises Busy if that takes too long."""
        if not self._turn.acquire(timeout=WAIT_SECONDS if patience is None else patience):
            raise Busy
        try:
            if self._connection is None:
                self._connection = _connection(self._path, (*_PRAGMAS, _WRITING), lent=True)
            yield self._connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close the connection until somebody writes again."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class _Pair(Database):
    """Two connections in one: what reads, and what writes, in write()'s blocks alone.

    SQLite prepares every statement anew after `query_only` was changed, which takes longer than most of them:
    for whoever writes again and again, as requests do, neither connection ever changes.
    """

    def __init__(self, path: Path, writer: _Writer) -> None:
        super().__init__(_connection(path, _PRAGMAS))
        self._writer = writer

    @contextmanager
    def writing(self, patience: float | None) -> Iterator[None]:
        """Let the connection that writes take the place of the one that reads."""
        with self._writer.lent(patience) as connection:
            reader, self.conn = self.conn, connection
            try:
                yield
            finally:
                self.conn = reader

    def close(self) -> None:
        """Close both."""
        super().close()
        self._writer.close()


@contextmanager
def write(db: Database, patience: float | None = None) -> Iterator[Database]:
    """Hold the write lock for a block: committed at its end, rolled back whole if it raises.

    The lock is taken at once, so that two writers queue instead of failing when the second one turns from
    reading to writing. It does not nest; inside it, db.atomic() makes a savepoint. Raises Busy, and the block
    is not begun, where others write for longer than `patience`, in seconds (WAIT_SECONDS unless given).
    """
    if db.conn.in_transaction:
        raise RuntimeError("write() does not nest; use db.atomic() for a part that may fail alone")
    with db.writing(patience) if isinstance(db, _Pair) else _writing(db):
        _begin(db, patience)
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            db.rollback()  # does nothing if the error itself ended the transaction
            raise


def _begin(db: Database, patience: float | None) -> None:
    """Take the write lock."""
    if patience is not None:
        db.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Busy from error
        raise
    finally:
        if patience is not None:
            db.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")


@contextmanager
def _writing(db: Database) -> Iterator[None]:
    db.execute(f"PRAGMA {_WRITING}")
    try:
        yield
    finally:
        db.execute("PRAGMA query_only=ON")


class Connections:
    """The connections of one process, those of each thread for itself, opened when first asked for."""

    def __init__(self, path: Path) -> None:
        """Remember the database file."""
        self._path = path
        self._kept = threading.local()
        self._writer = _Writer(path)

    def here(self) -> Database:
        """Return this thread's connection."""
        db: Database | None = getattr(self._kept, "db", None)
        if db is None:
            db = self._kept.db = _Pair(self._path, self._writer)
        return db

    def close_here(self) -> None:
        """Close this thread's connections, if it has any; the one that writes is opened anew when needed."""
        db: Database | None = getattr(self._kept, "db", None)
        if db is not None:
            db.close()
            del self._kept.db

    def assert_nothing_open(self, _error: BaseException | None = None) -> None:
        """Roll back and raise TransactionLeftOpen if this thread still holds a transaction."""
        db: Database | None = getattr(self._kept, "db", None)
        if db is not None and db.conn.in_transaction:
            db.rollback()
            raise TransactionLeftOpen("a request ended inside a transaction, which was rolled back")


def join_database(app: Flask) -> None:
    """Give the app its connections; nothing is opened until the first request, so workers may be forked."""
    connections = Connections(app.config["DATABASE"])
    app.extensions["connections"] = connections
    app.teardown_appcontext(connections.assert_nothing_open)


def database() -> Database:
    """Return the connection of the thread that serves the current request."""
    connections: Connections = current_app.extensions["connections"]
    return connections.here()
