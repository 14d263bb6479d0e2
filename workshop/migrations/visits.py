"""The change for when each account was last here, which outlives its sign-ins."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m013_visits(db: Database) -> None:
    """Make the table of when each account was last seen."""
    db.execute(f"""
        CREATE TABLE account_visit (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            seen_at TEXT NOT NULL CHECK (seen_at {UTC_TEXT})
        ) STRICT""")
