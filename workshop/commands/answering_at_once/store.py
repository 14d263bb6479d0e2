"""The least that a database must do to keep a page of answers: a table of its own, upserted whole."""

from collections.abc import Sequence

from sqlite_utils import Database

Row = tuple[int, str, int, int]
"""A respondent's number, a capability, and its levels today and wanted."""


def prepare(db: Database) -> None:
    """Make the table; called inside write()."""
    db.execute(
        """
        CREATE TABLE kept (
            respondent INTEGER NOT NULL, capability TEXT NOT NULL,
            current INTEGER NOT NULL, target INTEGER NOT NULL,
            PRIMARY KEY (respondent, capability)
        ) STRICT, WITHOUT ROWID"""
    )


def keep(db: Database, rows: Sequence[Row]) -> None:
    """Store rows over those before them; called inside write()."""
    db.execute(
        f"""
        INSERT INTO kept (respondent, capability, current, target)
        VALUES {", ".join(["(?, ?, ?, ?)"] * len(rows))}
        ON CONFLICT (respondent, capability)
        DO UPDATE SET current = excluded.current, target = excluded.target""",
        [value for row in rows for value in row],
    )
