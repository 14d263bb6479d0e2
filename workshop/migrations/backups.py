"""The changes for backups, and for a history in which nothing is replaced either."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m014_backups(db: Database) -> None:
    """Make the table of the backups that were made of this database."""
    db.execute(f"""
        CREATE TABLE backup_made (
            id INTEGER PRIMARY KEY,
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            file_name TEXT NOT NULL CHECK (file_name <> '')
        ) STRICT""")


@changes()
def m015_history_is_not_replaced(db: Database) -> None:
    """Refuse entries in the place of earlier ones: INSERT OR REPLACE deletes without asking a trigger."""
    db.execute("""
        CREATE TRIGGER history_is_not_replaced BEFORE INSERT ON history
        WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'history is never replaced'); END""")
