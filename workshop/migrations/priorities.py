"""The changes for what is said of priorities: a name that stays when they travel, and who saved last."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m075_the_saves_of_an_alignment(db: Database) -> None:
    """Count the saves of each cell, so that one that arrives late cannot undo a later one."""
    db.execute("ALTER TABLE alignment ADD COLUMN revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1)")


@changes()
def m076_the_keys_of_priorities(db: Database) -> None:
    """Give each priority a key that stays when the engagement goes to another installation."""
    db.execute("ALTER TABLE priority ADD COLUMN key TEXT NOT NULL DEFAULT '' CHECK (length(key) <= 40)")
    db.execute("UPDATE priority SET key = lower(hex(randomblob(6)))")
