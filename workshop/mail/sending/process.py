"""The process that sends mail while the app is served; it ends with the server, however that ends."""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from sqlite_utils import Database

from workshop.backups import in_use
from workshop.config import settings
from workshop.database import connect
from workshop.mail.sending import store
from workshop.mail.sending.post import Post
from workshop.mail.sending.rounds import Way, present, send_due

EVERY_SECONDS = 2
"""How often the sender looks whether something is to be sent."""
_AFTER_TROUBLE_SECONDS = 30


def run(folder: Path, parent: int) -> None:
    """Send what is due of a data folder until told to stop, or until the process `parent` is gone.

    Raises InUse while a backup is put back there.
    """
    told = Event()
    for each in ("SIGINT", "SIGHUP"):
        # A terminal sends these to the server too, which then says when to stop.
        if hasattr(signal, each):
            signal.signal(getattr(signal, each), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: told.set())

    def stopped() -> bool:
        return told.is_set() or os.getppid() != parent

    # No backup takes the folder's place while this runs, which may be a little longer than the server does.
    in_use.share_until_the_end(folder)
    known = settings(folder, testing=False)
    way = Way(known["SMTP"], known["ADDRESS"], known["SECRET_KEY"])  # type: ignore[arg-type]
    db = connect(known["DATABASE"])  # type: ignore[arg-type]
    try:
        watch(db, way, stopped, told.wait)
    finally:
        db.close()


def watch(db: Database, way: Way, stopped: Callable[[], bool], wait: Callable[[float], object]) -> None:
    """Hold rounds whenever something was written or a mail is due, until stopped."""
    post = Post(way.server, way.host)
    seen, due_at = -1, None
    while not stopped():
        pause: float = EVERY_SECONDS
        try:
            # Asked before the round, so that what is written meanwhile makes another one.
            version, now = store.version(db), present()
            if version != seen or (due_at is not None and due_at <= now):
                send_due(db, way, post, stopped=stopped)
                seen, due_at = version, store.next_due_at(db, now)
        except Exception as error:  # one mail, or a moment without disk, must not end all mail
            _tell(error)
            pause = _AFTER_TROUBLE_SECONDS
        post.close()
        wait(pause)


def _tell(error: Exception) -> None:
    """Write what went wrong to the log as one line; an exception's text may quote a mail and stays out."""
    trace, places = error.__traceback__, []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "process": "mail",
        "crash": type(error).__qualname__,
        "stack": places,
    }
    print(json.dumps(line), file=sys.stderr, flush=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
