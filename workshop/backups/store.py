"""What is asked of a whole database, and done to it, when it is copied or replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.migrations.changes import changes

_PAGES = 256
"""How many pages are copied in one step: a megabyte, between two of which Ctrl-C is heard."""
_IN_USE_MS = 500
_MADE = "backup_made"


def copy(source: Database, target: Database) -> None:
    """Copy a database into an empty one as it is at this moment.

    The source is read at one moment from first to last, as writers need not wait for readers. Without that,
    each write of theirs between two steps would begin the copy anew, on a busy day without end.
    """
    with _at_one_moment(source):
        source.conn.backup(target.conn, pages=_PAGES)


def fold(db: Database) -> None:
    """Make a database one file, without its log beside it.

    Raises sqlite3.OperationalError if anyone else has it open, or reads or writes it.
    """
    db.execute(f"PRAGMA busy_timeout={_IN_USE_MS}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.execute("PRAGMA journal_mode=DELETE").fetchall()


def faults(db: Database) -> list[str]:
    """Return what is wrong with a database as a whole: pages that are damaged, rows that point to nothing."""
    found = [row["integrity_check"] for row in db.query("PRAGMA integrity_check(5)")]
    found = [] if found == ["ok"] else found
    broken = list(db.query("PRAGMA foreign_key_check"))
    if broken:
        found.append(f"{len(broken):,} rows refer to something gone, the first in {broken[0]['table']}")
    return found


def is_ours(db: Database) -> bool:
    """Return whether a database is one of Roadcrew's, of whatever age."""
    return bool(changes.applied(db)) and {"engagement", "wave"} <= set(db.table_names())


def changes_unknown(db: Database) -> list[str]:
    """Return the changes of a database that this program does not know, as a newer one made them."""
    nothing_yet = Database(memory=True)
    known = {each.name for each in changes.pending(nothing_yet)}
    nothing_yet.close()
    return [each.name for each in changes.applied(db) if each.name not in known]


def engagements(db: Database) -> int:
    """Return how many engagements there are."""
    count: int = db.execute("SELECT count(*) FROM engagement").fetchone()[0]
    return count


def last_made(db: Database) -> datetime | None:
    """Return when the last backup was made, or None."""
    if _MADE not in db.table_names():
        return None
    row = db.execute("SELECT max(made_at) FROM backup_made").fetchone()
    return from_text(row[0]) if row[0] else None


@contextmanager
def _at_one_moment(db: Database) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment is that of the first reading
        yield
    finally:
        db.rollback()


# What follows is called inside write().


def record_backup(db: Database, file_name: str, now: datetime) -> None:
    """Store that a backup was made; a database that an older program made has no place for it yet."""
    if _MADE in db.table_names():
        db.execute(
            "INSERT INTO backup_made (made_at, file_name) VALUES (:now, :name)",
            {"now": as_text(now), "name": file_name},
        )


def hold_mails_back(db: Database, reason: str) -> int:
    """Keep every mail that waits from going out until someone says so, and return how many that are."""
    cursor = db.execute(
        """
        INSERT INTO mail_attempt (mail_id, tries, reason, next_at)
        SELECT mail.id, 0, :reason, NULL FROM mail
        LEFT JOIN mail_attempt AS made ON made.mail_id = mail.id
        WHERE mail.id NOT IN (SELECT mail_id FROM mail_delivery)
              AND (made.mail_id IS NULL OR made.next_at IS NOT NULL)
        ON CONFLICT (mail_id) DO UPDATE SET reason = excluded.reason, next_at = NULL""",
        {"reason": reason},
    )
    return cursor.rowcount


def end_every_sign_in(db: Database) -> None:
    """Sign everyone out, everywhere."""
    db.execute("DELETE FROM sign_in")
