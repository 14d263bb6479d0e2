"""The changes for worksheets that several people fill in at once."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m080_versions_of_worksheets(db: Database) -> None:
    """Count the changes of each worksheet, and keep with which of them each row changed last.

    So whoever looks on learns by one number whether there is anything new, and which rows it is in.
    """
    db.execute("""
        CREATE TABLE worksheet_version (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            worksheet TEXT NOT NULL CHECK (worksheet <> ''),
            version INTEGER NOT NULL CHECK (version >= 1),
            PRIMARY KEY (engagement_id, worksheet)
        ) STRICT, WITHOUT ROWID""")
    db.execute("ALTER TABLE worksheet_row ADD COLUMN changed INTEGER NOT NULL DEFAULT 0 CHECK (changed >= 0)")
    db.execute("CREATE INDEX worksheet_row_by_change ON worksheet_row (engagement_id, worksheet, changed)")


@changes()
def m081_saves_of_worksheets(db: Database) -> None:
    """Remember the saves of the last days by name, so that one that is sent twice changes nothing again."""
    db.execute(f"""
        CREATE TABLE worksheet_save (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 8 AND 60),
            saved_at TEXT NOT NULL CHECK (saved_at {UTC_TEXT}),
            PRIMARY KEY (engagement_id, name)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX worksheet_save_by_moment ON worksheet_save (saved_at)")
