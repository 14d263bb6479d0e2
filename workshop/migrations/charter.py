"""The change for the count of what people answered about the charter."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m090_counts_of_the_charter(db: Database) -> None:
    """Keep the count of the charter's ratings beside that of the capabilities; empty where none was asked."""
    db.execute("ALTER TABLE tally ADD COLUMN charter TEXT NOT NULL DEFAULT ''")
