"""The tables, as a list of changes that only ever grows. Never edit a change that has been released."""

from pathlib import Path

from workshop.database import connect, write
from workshop.migrations import answers, people, visits  # noqa: F401 - in this order they add their changes

# isort: split
from workshop.migrations import backups, waves  # noqa: F401 - after those of the tables that they change

# isort: split
from workshop.migrations import sealing  # noqa: F401

# isort: split
from workshop.migrations import ordered  # noqa: F401

# isort: split
from workshop.migrations import strategy  # noqa: F401

# isort: split
from workshop.migrations import interviews  # noqa: F401

# isort: split
from workshop.migrations import quotes  # noqa: F401

# isort: split
from workshop.migrations import written  # noqa: F401

# isort: split
from workshop.migrations import worksheets  # noqa: F401

# isort: split
from workshop.migrations import priorities  # noqa: F401

# isort: split
from workshop.migrations import charter  # noqa: F401

# isort: split
from workshop.migrations import answering  # noqa: F401

# isort: split
from workshop.migrations import jobs  # noqa: F401

# isort: split
from workshop.migrations import findings  # noqa: F401

# isort: split
from workshop.migrations import benchmarks  # noqa: F401

# isort: split
from workshop.migrations import judgements  # noqa: F401

# isort: split
from workshop.migrations import comments  # noqa: F401

# isort: split
from workshop.migrations import settled  # noqa: F401

# isort: split
from workshop.migrations import initiatives  # noqa: F401

# isort: split
from workshop.migrations import roadmap  # noqa: F401

# isort: split
from workshop.migrations import returns  # noqa: F401

# isort: split
from workshop.migrations import blueprints  # noqa: F401

# isort: split
from workshop.migrations import drafts  # noqa: F401

# isort: split
from workshop.migrations import named  # noqa: F401

# isort: split
from workshop.migrations import pooled  # noqa: F401

# isort: split
from workshop.migrations import released  # noqa: F401

# isort: split
from workshop.migrations import sourced  # noqa: F401
from workshop.migrations.changes import changes


class BrokenReferences(RuntimeError):
    """Says that a change left rows which point to nothing; it was rolled back."""


def migrate(path: Path) -> None:
    """Bring the database up to date, or make it; any number of processes may do this at once."""
    # What people answered is for nobody else on this machine; the files beside it take over its rights.
    path.touch(mode=0o600)
    db = connect(path)
    try:
        # A table that others refer to can only be rebuilt while references are not enforced.
        db.execute("PRAGMA foreign_keys=OFF")
        with write(db):
            changes.apply(db)
            broken = list(db.query("PRAGMA foreign_key_check"))
            if broken:
                raise BrokenReferences(
                    f"{len(broken)} rows refer to something that is gone, first {broken[0]}"
                )
    finally:
        db.close()
