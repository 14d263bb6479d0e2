"""What the database holds of an engagement, table by table, for its export, import and deletion."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.transfer.tables import BY_NAME, Table

EXPORTED = "exported the engagement as a file"
BROUGHT_IN = "brought the engagement in from a file"
"""The deeds as the history says them, by which they are found again."""


@dataclass(frozen=True, slots=True)
class Export:
    """The latest export of an engagement: when, by whom, and how many deeds the history holds since."""

    at: datetime
    by: str
    deeds_since: int


@contextmanager
def unchanging(db: Database) -> Iterator[None]:
    """Let a block read the database as it is at its first look, while others write."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def changes(db: Database) -> tuple[str, ...]:
    """Return the changes that the tables have gone through, in their order."""
    rows = db.query("SELECT name FROM _sqlite_migrations WHERE migration_set = 'workshop' ORDER BY id")
    return tuple(row["name"] for row in rows)


def rows_of(db: Database, table: Table, engagement_id: int) -> Iterator[dict[str, object]]:
    """Yield an engagement's rows of a table that travels, always in the same order."""
    names = ", ".join(f'"{each.name}"' for each in table.columns)
    order = '"id"' if table.numbered else ", ".join(f'"{each.name}"' for each in table.told)
    yield from db.query(
        f'SELECT {names} FROM "{table.name}" WHERE {_whose(table)} ORDER BY {order}',
        {"engagement": engagement_id},
    )


def answered_here(db: Database, engagement_id: int) -> dict[int, int]:
    """Return the waves that people were asked in, not imported ones: numbers by those of their rows."""
    rows = db.query(
        """
        SELECT wave.id, number FROM wave JOIN wave_launch ON wave_launch.wave_id = wave.id
        WHERE engagement_id = :engagement
              AND (EXISTS (SELECT 1 FROM sheet WHERE sheet.wave_id = wave.id AND imported = 0)
                   OR NOT EXISTS (SELECT 1 FROM wave_import WHERE wave_import.wave_id = wave.id))
        ORDER BY number""",
        {"engagement": engagement_id},
    )
    return {row["id"]: row["number"] for row in rows}


def tally_of(db: Database, wave_id: int) -> list[dict[str, str]]:
    """Return the row of a wave's count, if there is one."""
    return list(
        db.query(
            "SELECT wave_id, counted_at, document, charter FROM tally WHERE wave_id = :id", {"id": wave_id}
        )
    )


def counts(db: Database, engagement_id: int, names: Sequence[str]) -> dict[str, int]:
    """Return how many rows an engagement has in each of these tables."""
    return {name: _count(db, BY_NAME[name], engagement_id) for name in names}


def latest_export(db: Database, engagement_id: int) -> Export | None:
    """Return the latest export of an engagement, or None."""
    rows = db.query(
        """
        SELECT exported_at, coalesce(account.name, 'Roadcrew') AS by,
               (SELECT count(*) FROM history
                WHERE history.engagement_id = :engagement AND history.id > coalesce(
                    (SELECT max(id) FROM history AS exporting
                     WHERE exporting.engagement_id = :engagement AND exporting.deed = :exported), 0)) AS since
        FROM export LEFT JOIN account ON account.id = export.account_id
        WHERE export.engagement_id = :engagement""",
        {"engagement": engagement_id, "exported": EXPORTED},
    )
    return next((Export(from_text(row["exported_at"]), row["by"], row["since"]) for row in list(rows)), None)


def brought_in_at(db: Database, engagement_id: int) -> datetime | None:
    """Return when an engagement was last brought in from a file, or None where it began here."""
    row = db.execute(
        "SELECT max(at) FROM history WHERE engagement_id = :engagement AND deed = :deed",
        {"engagement": engagement_id, "deed": BROUGHT_IN},
    ).fetchone()
    return from_text(row[0]) if row[0] else None


def sponsors(db: Database, engagement_id: int) -> list[int]:
    """Return the numbers of the accounts of an engagement's sponsors."""
    rows = db.query("SELECT account_id FROM sponsorship WHERE engagement_id = :id", {"id": engagement_id})
    return [row["account_id"] for row in rows]


def highest(db: Database, table: Table) -> int:
    """Return the highest number of a row in a table, 0 where there is none."""
    number: int = db.execute(f'SELECT coalesce(max("id"), 0) FROM "{table.name}"').fetchone()[0]
    return number


def _count(db: Database, table: Table, engagement_id: int) -> int:
    number: int = db.execute(
        f'SELECT count(*) FROM "{table.name}" WHERE {_whose(table)}', {"engagement": engagement_id}
    ).fetchone()[0]
    return number


def _whose(table: Table) -> str:
    """Return the condition that holds for an engagement's rows, from table to table up to the engagement."""
    owner = table.owner
    if owner is None:
        return '"id" = :engagement'
    if owner.of == "engagement":
        return f'"{owner.name}" = :engagement'
    return f'"{owner.name}" IN (SELECT "id" FROM "{owner.of}" WHERE {_whose(BY_NAME[owner.of])})'


# What follows is called inside write().


def put_export(db: Database, engagement_id: int, account_id: int | None, now: datetime) -> None:
    """Store that an engagement was exported, in place of an earlier time."""
    db.execute(
        """
        INSERT INTO export (engagement_id, exported_at, account_id) VALUES (:engagement, :now, :account)
        ON CONFLICT (engagement_id) DO UPDATE SET
            exported_at = excluded.exported_at, account_id = excluded.account_id""",
        {"engagement": engagement_id, "now": as_text(now), "account": account_id},
    )


def put_rows(db: Database, table: Table, rows: Iterator[Sequence[object]]) -> None:
    """Store rows of a table that travels, their values in the order of its columns.

    Raises sqlite3.IntegrityError where the table refuses one.
    """
    names = ", ".join(f'"{each.name}"' for each in table.columns)
    holes = ", ".join("?" * len(table.columns))
    db.conn.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({holes})', rows)


def begin_deletion(db: Database, engagement_id: int, account_id: int | None, now: datetime) -> None:
    """Store that an engagement is being deleted, which lets its history go."""
    db.execute(
        """
        INSERT INTO deletion (engagement_id, begun_at, account_id) VALUES (:engagement, :now, :account)""",
        {"engagement": engagement_id, "now": as_text(now), "account": account_id},
    )


def forget_mail_to(db: Database, account_ids: Sequence[int]) -> None:
    """Delete the mails that let these accounts in, and what became of them."""
    for account_id in account_ids:
        values = {"account": account_id}
        whose = "(SELECT id FROM mail WHERE account_id = :account)"
        db.execute(f"DELETE FROM mail_attempt WHERE mail_id IN {whose}", values)
        db.execute(f"DELETE FROM mail_delivery WHERE mail_id IN {whose}", values)
        db.execute("DELETE FROM mail WHERE account_id = :account", values)


def delete_rows(db: Database, table: Table, engagement_id: int) -> None:
    """Delete an engagement's rows of a table; those that refer to them must be gone."""
    db.execute(f'DELETE FROM "{table.name}" WHERE {_whose(table)}', {"engagement": engagement_id})
