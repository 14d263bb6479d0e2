"""The tables: made once whoever starts, strict, and refusing what cannot be."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.workshop.databases import IN_PART
from workshop.database import connect, write
from workshop.migrations import BrokenReferences, changes, migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshop.db"


@pytest.fixture
def db(path: Path):
    migrate(path)
    db = connect(path)
    yield db
    db.close()


def test_all_tables_are_strict(db: Database) -> None:
    tables = {row["name"]: row["strict"] for row in db.query("PRAGMA table_list") if row["type"] == "table"}
    ours = {name: strict for name, strict in tables.items() if not name.startswith(("sqlite_", "_sqlite_"))}
    assert len(ours) > 20
    assert set(ours.values()) == {1}


def test_a_second_run_changes_nothing(path: Path, db: Database) -> None:
    before = db.schema
    migrate(path)
    assert db.schema == before
    assert db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == len(changes._migrations)


def test_four_processes_start_at_once(path: Path) -> None:
    start = f"{IN_PART}\nimport pathlib, workshop.migrations as m; m.migrate(pathlib.Path(sys.argv[1]))"
    running = [
        subprocess.Popen([sys.executable, "-c", start, str(path)], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    db = connect(path)
    assert set(db.table_names()) >= {"engagement", "answer", "account", "person", "history"}
    db.close()


def test_a_change_that_breaks_references_is_undone(path: Path, db: Database, monkeypatch) -> None:
    add_wave(db)
    monkeypatch.setattr(changes, "_migrations", list(changes._migrations))

    @changes(name="m999_careless")
    def careless(db: Database) -> None:
        db.execute("DELETE FROM engagement")

    with pytest.raises(BrokenReferences):
        migrate(path)
    assert db.execute("SELECT count(*) FROM engagement").fetchone()[0] == 1


def add_wave(db: Database) -> None:
    with write(db):
        db.execute(
            "INSERT INTO engagement (id, client, function_assessed, created_at) VALUES (1, 'A', 'B', :now)",
            {"now": "2026-11-22T09:30:00Z"},
        )
        db.execute(
            "INSERT INTO wave (id, engagement_id, number, threshold, pack_id, pack_version, pack, created_at)"
            " VALUES (1, 1, 1, 5, 'p', '1', '{}', '2026-11-22T09:30:00Z')"
        )
        db.execute("INSERT INTO sheet (id, wave_id, label) VALUES (1, 1, 'x')")


def test_a_blueprint_that_was_never_issued_is_released_no_longer(path: Path, db: Database) -> None:
    add_wave(db)
    with write(db):
        db.execute(
            "INSERT INTO account (id, email, name, role, created_at)"
            " VALUES (1, 'a@b.example', 'A', 'consultant', '2026-11-22T09:30:00Z')"
        )
        for what in ("results", "blueprint"):
            db.execute("INSERT INTO release VALUES (1, :what, '2026-11-22T09:30:00Z', 1)", {"what": what})
        db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm157%'")
    migrate(path)
    assert [row["what"] for row in db.query("SELECT what FROM release")] == ["results"]


@pytest.mark.parametrize(
    "impossible",
    [
        "INSERT INTO answer VALUES (1, 'A1', 'current', 8, 0)",
        "INSERT INTO answer VALUES (1, 'A1', 'mood', 3, 0)",
        "INSERT INTO answer VALUES (1, 'A1', 'current', 'three', 0)",
        "INSERT INTO answer VALUES (2, 'A1', 'current', 3, 0)",
        "INSERT INTO sheet (wave_id, label) VALUES (1, 'x')",
        "INSERT INTO comment (sheet_id, capability, text) VALUES (1, 'A1', ' ')",
        "INSERT INTO tally VALUES (1, 'yesterday', '{}', '')",
        "UPDATE wave SET threshold = 2",
        "UPDATE engagement SET client = ' '",
        "DELETE FROM engagement",
        "DELETE FROM sheet WHERE id = 1 AND (SELECT count(*) FROM answer) = 1",
    ],
)
def test_impossible_states_are_refused(db: Database, impossible: str) -> None:
    add_wave(db)
    with write(db):
        db.execute("INSERT INTO answer VALUES (1, 'B1', 'current', 3, 0)")
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.execute(impossible)
