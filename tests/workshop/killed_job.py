"""A worker for a test that kills it: it takes the job that waits, says so, and never gets any further."""

import sys
from contextlib import closing
from pathlib import Path
from time import sleep

from sqlite_utils import Database

from workshop.database import connect
from workshop.jobs.queue.progress import Progress
from workshop.jobs.queue.running import Effect, run_next
from workshop.jobs.queue.store import Job

STARTED = "started"
PATIENCE = 60


def _work(_db: Database, _job: Job, _told: Progress) -> Effect:
    print(STARTED, flush=True)
    sleep(PATIENCE)
    raise AssertionError("nobody killed this worker")


if __name__ == "__main__":
    with closing(connect(Path(sys.argv[1]))) as db:
        run_next(db, {"note": _work})
