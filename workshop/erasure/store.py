"""How the files of the database are written anew, and the mark that says that they have to be."""

import sqlite3

from sqlite_utils import Database

from workshop.database import WAIT_SECONDS

_PATIENCE_MS = 500
"""How long the log waits for those who read what was before: they have their pages in that time."""


def marked(db: Database) -> int:
    """Return a number that is not 0 while the files may hold traces of what was deleted."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def write_anew(db: Database) -> bool:
    """Write the whole database anew; outside write(), and before the log beside it is emptied.

    Indexes of words are put together first, since they keep those of deleted texts until then. Returns
    whether that came to its end, which it does not while another connection writes.
    """
    db.execute("PRAGMA query_only=OFF")
    try:
        for name in _word_indexes(db):
            db.execute(f"""INSERT INTO "{name}" ("{name}") VALUES ('optimize')""")
        db.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise
    finally:
        db.execute("PRAGMA query_only=ON")
    return True


def empty_log(db: Database) -> bool:
    """Empty the log beside the database and return whether that came to its end; outside write()."""
    db.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    try:
        busy: int = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        db.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
    return not busy


def _word_indexes(db: Database) -> list[str]:
    rows = db.query("""
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE %' AND sql LIKE '%USING fts5%'""")
    return [row["name"] for row in rows]


# What follows is called inside write().


def mark(db: Database) -> None:
    """Store that the files have to be written anew."""
    db.execute(f"PRAGMA user_version={marked(db) + 1}")


def unmark(db: Database, before: int) -> None:
    """Store that the files were written anew, unless more was deleted since the mark was `before`."""
    if marked(db) == before:
        db.execute("PRAGMA user_version=0")
