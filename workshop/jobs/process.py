"""The process beside the server: it keeps time, does jobs and sends mail, and ends with the server."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from sqlite_utils import Database

from workshop import erasure
from workshop.backups import in_use
from workshop.config import settings
from workshop.database import connect
from workshop.jobs.kinds import FIRST, LANES
from workshop.jobs.queue.running import Work
from workshop.jobs.queue.running import watch as do_jobs
from workshop.jobs.timekeeper import keep
from workshop.mail.sending.process import tell, watch
from workshop.mail.sending.rounds import Way
from workshop.waves.counting import completing

EVERY_SECONDS = 5
"""How often the timekeeper looks whether something is due."""
_AFTER_TROUBLE_SECONDS = 30


def run(folder: Path, parent: int | None = None) -> None:
    """Do what falls due in a data folder until told to stop, or until the process `parent` is gone.

    Raises InUse while a backup is put back there.
    """
    told = told_to_stop(("SIGTERM",) if parent is not None else ("SIGTERM", "SIGINT", "SIGHUP"))
    for each in ("SIGINT", "SIGHUP"):
        if hasattr(signal, each) and parent is not None:
            # A terminal sends these to the server too, which then says when to stop.
            signal.signal(getattr(signal, each), signal.SIG_IGN)

    def stopped() -> bool:
        return told.is_set() or (parent is not None and os.getppid() != parent)

    # No backup takes the folder's place while this runs, which may be a little longer than the server does.
    in_use.share_until_the_end(folder)
    known = settings(folder, testing=False)
    database, address = Path(str(known["DATABASE"])), str(known["ADDRESS"])
    # A count may take a while, and a mail server may keep its sender waiting: no wave waits for either.
    beside = [_part(told, work, database, stopped, told)]
    if known["SMTP"] is not None:
        way = Way(known["SMTP"], address, str(known["SECRET_KEY"]))  # type: ignore[arg-type]
        beside.append(_part(told, _send, database, way, stopped, told.wait))
    for thread in beside:
        thread.start()
    try:
        with closing(connect(database)) as db:
            keep_time(db, address, stopped, told.wait)
    finally:
        told.set()
    for thread in beside:
        thread.join()


def _part(told: Event, do: Callable[..., object], *given: object) -> Thread:
    """Return a thread that does a part of the work; with its end the others stop, and all begin anew.

    Whoever started this process replaces it when it ends, but sees nothing of a part that is missing.
    """

    def part() -> None:
        try:
            do(*given)
        except Exception as error:
            tell(error, "worker")
        finally:
            told.set()

    return Thread(target=part)


def told_to_stop(names: Iterable[str]) -> Event:
    """Return what is set once one of these signals came.

    A handler runs amid whatever the main thread does: were that at the event just then, it would wait for
    itself for ever. Into such a queue it may put something at any time, and a thread takes it out.
    """
    told, word = Event(), SimpleQueue[int]()
    for each in names:
        if hasattr(signal, each):
            signal.signal(getattr(signal, each), lambda number, _frame: word.put(number))

    def listen() -> None:
        word.get()
        told.set()

    Thread(target=listen, daemon=True).start()
    return told


def keep_time(
    db: Database,
    address: str,
    stopped: Callable[[], bool],
    wait: Callable[[float], object],
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Look what is due, again and again, until stopped."""
    while not stopped():
        pause: float = EVERY_SECONDS
        try:
            keep(db, clock(), address)
            erasure.complete(db, tries=1)  # of removed people, or where one could not be completed at once
        except Exception as error:  # one wave, or a moment without disk, must not stop the clock for all
            tell(error, "timekeeper")
            pause = _AFTER_TROUBLE_SECONDS
        wait(pause)


def work(
    database: Path,
    stopped: Callable[[], bool],
    told: Event,
    lanes: Sequence[Mapping[str, Work]] = LANES,
) -> None:
    """Do jobs, those of each lane in a thread of its own, until stopped or told to."""
    with closing(connect(database)) as db:
        try:
            completing.complete(db)  # before any document is made
        except Exception as error:  # what was counted before is shown as it is
            tell(error, "worker")

    def do(kinds: Mapping[str, Work]) -> None:
        with closing(connect(database)) as db:  # a connection belongs to its thread
            do_jobs(db, kinds, stopped, told.wait, first=FIRST)

    threads = [_part(told, do, lane) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _send(database: Path, way: Way, stopped: Callable[[], bool], wait: Callable[[float], object]) -> None:
    with closing(connect(database)) as db:
        watch(db, way, stopped, wait)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
