"""What was deleted is gone: from the tables at once, and soon after from the files on the disk.

A deleted row leaves traces: SQLite overwrites it, but not the copies between rows that once moved from page
to page, nor what the log beside the database still holds, nor words in an index. So whoever deletes what
must not be found again begins an erasure in the same transaction. It is completed by writing the files anew:
at once, or by the timekeeper, which also goes on where somebody was reading or the program was killed.
"""

from collections.abc import Callable
from time import sleep

from sqlite_utils import Database

from workshop.database import write
from workshop.erasure import store

TRIES = 5
_PAUSE_SECONDS = 0.1


def begin(db: Database) -> None:
    """Note that the files hold traces of what is deleted now; called inside write()."""
    store.mark(db)


def pending(db: Database) -> bool:
    """Return whether the files may still hold traces of what was deleted."""
    return store.marked(db) != 0


def complete(db: Database, tries: int = TRIES) -> bool:
    """Write the files anew where an erasure was begun; return whether they hold no traces now.

    They do while others read what was there before, or write; outside write().
    """
    marked = store.marked(db)
    if not marked:
        return True
    if not (_tried(lambda: store.write_anew(db), tries) and _tried(lambda: store.empty_log(db), tries)):
        return False
    with write(db):
        store.unmark(db, marked)
    store.empty_log(db)
    return not pending(db)


def _tried(deed: Callable[[], bool], tries: int) -> bool:
    """Return whether a deed came to its end in so many tries."""
    for each in range(tries):
        if each:
            sleep(_PAUSE_SECONDS)
        if deed():
            return True
    return False
