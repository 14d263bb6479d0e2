"""Restores a backup again and again, each time killed at a later step, and prints what is left each time.

It forks, and so has a process of its own, without threads. Arguments: the backup, the database that it
replaces, an empty folder.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from workshop.backups import restoring, store
from workshop.backups.restoring import restore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
STEPS = (
    (os, "open"), (os, "fsync"), (os, "link"), (os, "replace"), (os, "unlink"), (shutil, "copyfile"),
    (store, "fold"), (store, "faults"), (restoring, "migrate"), (restoring, "write"),
)  # fmt: skip


def kill_at(step: int) -> None:
    """Have this process killed, as by a lost battery, right before it takes a step."""
    taken = 0

    def doomed(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return call

    for place, name in STEPS:
        setattr(place, name, doomed(getattr(place, name)))


def clients(database: Path) -> list[str]:
    db = sqlite3.connect(database)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in db.execute("SELECT client FROM engagement ORDER BY client")]
    finally:
        db.close()


def main() -> None:
    backup, former, room = map(Path, sys.argv[1:])
    killed, step = True, 0
    while killed:
        step += 1
        database = room / str(step) / "workshop.db"
        database.parent.mkdir()
        shutil.copyfile(former, database)
        child = os.fork()
        if child == 0:
            kill_at(step)
            restore(backup, database, NOW)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        left = clients(database)
        restore(backup, database, NOW)
        drafts = [each.name for each in database.parent.iterdir() if "draft" in each.name]
        print("killed" if killed else "done", *left, "then", *clients(database), *drafts)


if __name__ == "__main__":
    main()
