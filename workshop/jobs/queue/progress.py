"""How far a job is, and whether it may go on: kept up by a thread with a connection of its own."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection, OperationalError
from threading import Event, Thread
from time import monotonic
from types import TracebackType

from workshop.database import connect, write
from workshop.jobs.queue import store
from workshop.jobs.queue.store import Job

LEASE = timedelta(seconds=30)
"""How long a job is left to a worker that says nothing."""
BEAT_SECONDS = 2.0
MOST_SECONDS = 3600.0
"""How long one attempt may last: one that hangs is not kept alive for ever."""


class Halted(Exception):
    """Says that a job goes no further now."""


class Cancelled(Halted):
    """Says that somebody cancelled the job."""


class Lost(Halted):
    """Says that another worker may have the job by now."""


class Stopped(Halted):
    """Says that the program ends; the job waits for another one."""


def present() -> datetime:
    """Return the moment it is."""
    return datetime.now(UTC)


class Progress:
    """What a job's code says of its way; `step` raises Halted where it may not go on."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.done = self.total = 0
        self.halted: Halted | None = None

    def step(self, done: int, total: int) -> None:
        """Note that so many of all steps are done. Raises Halted."""
        self.done, self.total = done, total
        if self.halted is not None:
            raise self.halted


class Beating:
    """Keeps the lease of a job for as long as a block runs, and halts its work when that may not go on.

    A query that runs on the job's connection is interrupted then: it could take longer than anyone waits.
    """

    def __init__(self, path: Path, held: Job, connection: Connection, stopped: Callable[[], bool]) -> None:
        """Remember the database file, the job, the connection of its work, and who says that all ends."""
        self._path, self._held, self._connection, self._stopped = path, held, connection, stopped
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)
        self.progress = Progress()

    def __enter__(self) -> Progress:
        """Begin to keep the lease."""
        self._thread.start()
        return self.progress

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the thread, so that it interrupts nothing that comes later; tell why it interrupted."""
        self._over.set()
        self._thread.join()
        if isinstance(error, OperationalError) and self.progress.halted is not None:
            raise self.progress.halted from error

    def _beat(self) -> None:
        until = monotonic() + MOST_SECONDS
        while not self._over.wait(BEAT_SECONDS):
            if self.progress.halted is None:
                try:
                    self.progress.halted = self._reason(hung=monotonic() > until)
                except OperationalError:  # others write just now: the lease lasts for more than one beat
                    continue
            if self.progress.halted is not None:
                self._connection.interrupt()  # at each beat: between two queries it would interrupt neither

    def _reason(self, *, hung: bool) -> Halted | None:
        """Renew the lease, and return why the work may not go on, or None."""
        if hung:
            return Lost()
        if self._stopped():
            return Stopped()
        with closing(connect(self._path)) as db, write(db):
            kept = store.renew(db, self._held, self.progress.done, self.progress.total, present() + LEASE)
        if kept is None:
            return Lost()
        return Cancelled() if kept.cancelling else None
