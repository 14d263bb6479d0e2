"""The watch over what is to be sent: it looks again whenever something was written."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from workshop.mail.sending import store
from workshop.mail.sending.post import Post
from workshop.mail.sending.rounds import Way, present, send_due

EVERY_SECONDS = 2
"""How often the sender looks whether something is to be sent."""
_AFTER_TROUBLE_SECONDS = 30


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
            tell(error, "mail")
            pause = _AFTER_TROUBLE_SECONDS
        post.close()
        wait(pause)


def tell(error: Exception, work: str, reference: str = "") -> None:
    """Write what went wrong at a work to the log as one line; the text may quote a person and stays out."""
    trace, places = error.__traceback__, []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "process": work,
        **({"reference": reference} if reference else {}),
        "crash": type(error).__qualname__,
        "stack": places,
    }
    print(json.dumps(line), file=sys.stderr, flush=True)
