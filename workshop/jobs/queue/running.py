"""How a job is done: taken, worked at outside of any transaction, and stored together with its end."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from workshop.database import write
from workshop.jobs.queue import store
from workshop.jobs.queue.progress import LEASE, Beating, Cancelled, Halted, Progress, Stopped, present
from workshop.jobs.queue.store import Job
from workshop.mail.sending.process import tell

Effect = Callable[[Database, datetime], str]
"""What a job does to the database, inside write(); it returns a sentence that tells what was done."""
Work = Callable[[Database, Job, Progress], Effect]
"""What a job takes its time for: it reads, and writes nothing."""

ATTEMPTS = 3
KEPT = timedelta(days=7)
"""How long the record of a job that ended is kept."""
EVERY_SECONDS = 0.7
"""How often a worker looks whether there is something to do."""
_TIDY_SECONDS = 3600.0
_AFTER_TROUBLE_SECONDS = 30.0
_RETRY = timedelta(seconds=10)
_ENDED = "The program ended each time while it was at this."
_FAILED = "It went wrong each time it was tried. The log tells more."


class Again(Exception):
    """Raised by an effect where what it was made from has moved on: the job waits for another turn."""


def never() -> bool:
    """Return that nothing has been stopped."""
    return False


def taken(db: Database, job_id: int, now: datetime) -> Job | None:
    """Take a job for oneself, inside write(); None where it cannot be had, or is not tried again."""
    held = store.lease(db, job_id, secrets.token_hex(8), now, now + LEASE)
    if held is None:
        return None
    if held.cancelling:
        store.end(db, held, "cancelled", "", now)
        return None
    if held.attempts > ATTEMPTS:
        store.end(db, held, "failed", _ENDED, now)
        return None
    return held


def run(
    db: Database,
    held: Job,
    work: Work,
    *,
    clock: Callable[[], datetime] = present,
    stopped: Callable[[], bool] = never,
) -> bool:
    """Do a job that was taken, outside write(), and return whether it was done.

    What goes wrong is told in the log and never raised: the job is tried again some times, then given up.
    """
    try:
        with Beating(_file(db), held, db.conn, stopped) as progress:
            effect = work(db, held, progress)
        with write(db):
            now, found = clock(), store.still_held(db, held)
            if found is None:
                return False
            if found.cancelling:
                raise Cancelled
            told = effect(db, now)
            store.end(db, found, "done", told, now)
    except Again:
        _give_back(db, held, clock(), attempts=held.attempts - 1)
    except Halted as halted:
        _halted(db, held, halted, clock())
    except Exception as error:  # whatever it is, the next job is not to suffer from it
        _failed(db, held, error, clock())
    else:
        return True
    return False


def run_next(
    db: Database,
    kinds: Mapping[str, Work],
    *,
    clock: Callable[[], datetime] = present,
    stopped: Callable[[], bool] = never,
    first: str = "",
) -> bool:
    """Take the job that is due longest and do it; return whether there was one.

    What was asked for after a job of the kind `first` in the same engagement waits for that one.
    """
    waiting = store.next_id(db, kinds, clock(), first=first)
    if waiting is None:
        return False
    with write(db):
        held = taken(db, waiting, clock())
    if held is not None:
        run(db, held, kinds[held.kind], clock=clock, stopped=stopped)
    return True


def watch(
    db: Database,
    kinds: Mapping[str, Work],
    stopped: Callable[[], bool],
    wait: Callable[[float], object],
    clock: Callable[[], datetime] = present,
    *,
    first: str = "",
) -> None:
    """Do the jobs that are due, one after the other, until stopped; for `first` see run_next."""
    tidied: datetime | None = None
    while not stopped():
        pause = EVERY_SECONDS
        try:
            now = clock()
            if tidied is None or (now - tidied).total_seconds() >= _TIDY_SECONDS:
                with write(db):
                    store.tidy(db, now - KEPT)
                tidied = now
            if run_next(db, kinds, clock=clock, stopped=stopped, first=first):
                continue
        except Exception as error:  # a moment without disk must not end all jobs
            tell(error, "jobs")
            pause = _AFTER_TROUBLE_SECONDS
        wait(pause)


def _halted(db: Database, held: Job, halted: Halted, now: datetime) -> None:
    if isinstance(halted, Stopped):
        _give_back(db, held, now, attempts=held.attempts - 1)
    elif isinstance(halted, Cancelled):
        with write(db):
            store.end(db, held, "cancelled", "", now)


def _failed(db: Database, held: Job, error: Exception, now: datetime) -> None:
    if store.still_held(db, held) is None:
        return  # its engagement was deleted under it, or another worker does it again and tells what it meets
    reference = secrets.token_hex(4)
    tell(error, f"job {held.kind}", reference)
    if held.attempts < ATTEMPTS:
        _give_back(db, held, now + held.attempts * _RETRY, attempts=held.attempts)
        return
    with write(db):
        store.end(db, held, "failed", _FAILED, now, reference)


def _give_back(db: Database, held: Job, start_at: datetime, *, attempts: int) -> None:
    with write(db):
        if store.still_held(db, held) is not None:
            store.give_back(db, held, start_at, attempts=attempts)


def _file(db: Database) -> Path:
    """Return the file of a connection's database."""
    return Path(store.file_of(db))
