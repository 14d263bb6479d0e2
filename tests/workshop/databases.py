"""Databases to copy and to damage, and a look into a file without the program."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from workshop.backups import store
from workshop.database import connect, write
from workshop.engagements.store import add_engagement
from workshop.migrations import changes

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ROOM = Path(__file__).resolve().parents[2] / "workshop"
IN_PART = f"""
import sys, types
sys.modules["workshop"] = types.ModuleType("workshop")
sys.modules["workshop"].__path__ = [{str(ROOM)!r}]
"""
"""Begins a program that needs a part of the workshop: to import all of it takes seconds in each process."""


def add(database: Path, *clients: str) -> None:
    db = connect(database)
    try:
        with write(db):
            for each in clients:
                add_engagement(db, client=each, function_assessed="F", consultancy="", pack="p", now=NOW)
    finally:
        db.close()


def column(database: Path, sql: str) -> list[object]:
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return [value for (value,) in db.execute(sql)]
    finally:
        db.close()


def clients(database: Path) -> list[object]:
    return column(database, "SELECT client FROM engagement ORDER BY id")


def damage(database: Path) -> None:
    """Overwrite an index in the middle of a database, which opens as before."""
    db = connect(database)
    store.fold(db)
    page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'history_by_engagement'").fetchone()[0]
    size = db.execute("PRAGMA page_size").fetchone()[0]
    db.close()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def old_database(path: Path) -> Path:
    """Make a database as it was when there were no accounts yet."""
    db = connect(path)
    with write(db):
        changes.apply(db, stop_before="m004_accounts")
        db.execute(
            "INSERT INTO engagement (client, function_assessed, created_at) VALUES ('Old', 'F', :now)",
            {"now": "2026-11-22T09:30:00Z"},
        )
    db.close()
    return path
