"""A worker for a test that kills it: it stops for good while it writes a document, or while it stores it."""

import sys
from contextlib import closing
from pathlib import Path
from time import sleep

from tests.workshop.killed_job import PATIENCE, STARTED
from workshop.blueprints import making, store
from workshop.database import connect
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue.running import run_next

WHILE = {"writing": (making, "written"), "storing": (store, "remove_wish")}
"""Where it stops; the wish is removed after the issue was added, in the same transaction."""


def _stop(*_: object) -> bytes:
    print(STARTED, flush=True)
    sleep(PATIENCE)
    raise AssertionError("nobody killed this worker")


if __name__ == "__main__":
    making.written = lambda *_: b"PK: cut short"
    setattr(*WHILE[sys.argv[2]], _stop)
    with closing(connect(Path(sys.argv[1]))) as db:
        run_next(db, KINDS)
