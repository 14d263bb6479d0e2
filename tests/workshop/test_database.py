"""The one way to write, and what a connection promises."""

import sqlite3
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.bounded import together
from workshop.access import open_to_anyone
from workshop.database import Connections, TransactionLeftOpen, connect, write


@pytest.fixture
def db(tmp_path: Path):
    db = connect(tmp_path / "test.db")
    with write(db):
        db.execute("CREATE TABLE note (text TEXT NOT NULL) STRICT")
    yield db
    db.close()


def notes(db: Database) -> list[str]:
    return [row["text"] for row in db.query("SELECT text FROM note ORDER BY text")]


def add_and_fail(db: Database, text: str) -> None:
    db.execute("INSERT INTO note VALUES (?)", [text])
    raise KeyError(text)


def pragma(db: Database, name: str) -> object:
    return db.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_connection_is_durable_and_checks_references(db: Database) -> None:
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "synchronous") == 2
    assert pragma(db, "foreign_keys") == 1
    assert pragma(db, "secure_delete") == 1
    assert pragma(db, "busy_timeout") >= 10_000


def test_write_commits_at_the_end_of_the_block(db: Database, tmp_path: Path) -> None:
    other = connect(tmp_path / "test.db")
    with write(db):
        db.execute("INSERT INTO note VALUES ('a')")
        assert notes(other) == []
    assert notes(other) == ["a"]
    other.close()


def test_write_leaves_nothing_of_a_block_that_fails(db: Database) -> None:
    with pytest.raises(KeyError), write(db):
        add_and_fail(db, "a")
    assert notes(db) == []
    assert not db.conn.in_transaction


def test_atomic_inside_write_undoes_its_own_part_only(db: Database) -> None:
    with write(db):
        db.execute("INSERT INTO note VALUES ('kept')")
        with pytest.raises(KeyError), db.atomic():
            add_and_fail(db, "undone")
    assert notes(db) == ["kept"]


def test_write_does_not_nest(db: Database) -> None:
    with write(db), pytest.raises(RuntimeError, match="does not nest"), write(db):
        pass


def test_nothing_can_be_written_outside_write(db: Database) -> None:
    with write(db):
        db.execute("INSERT INTO note VALUES ('a')")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("INSERT INTO note VALUES ('b')")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db["typo"].insert({"text": "c"})
    assert db.table_names() == ["note"]


def test_eight_threads_write_at_once_and_none_is_turned_away(tmp_path: Path, db: Database) -> None:
    failed: list[BaseException] = []

    def add_notes(who: int) -> None:
        mine = connect(tmp_path / "test.db")
        try:
            for number in range(10):
                with write(mine):
                    # Reading before writing is what makes a deferred transaction fail.
                    before = mine.execute("SELECT count(*) FROM note").fetchone()[0]
                    mine.execute("INSERT INTO note VALUES (?)", [f"{before:04} {who} {number}"])
        except BaseException as error:
            failed.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=add_notes, args=(who,)) for who in range(8)]
    together(threads)
    assert failed == []
    assert [text[:4] for text in notes(db)] == [f"{number:04}" for number in range(80)]


def test_the_threads_of_an_app_write_in_turn_and_what_fails_holds_up_no_one(
    tmp_path: Path, db: Database
) -> None:
    connections = Connections(tmp_path / "test.db")
    failed: list[BaseException] = []

    def add_notes(who: int) -> None:
        mine = connections.here()
        try:
            for number in range(25):
                with pytest.raises(KeyError), write(mine):
                    add_and_fail(mine, "undone")
                with write(mine):
                    before = mine.execute("SELECT count(*) FROM note").fetchone()[0]
                    mine.execute("INSERT INTO note VALUES (?)", [f"{before:04} {who} {number}"])
                assert f"{before:04} {who} {number}" in notes(mine)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_here()  # others go on writing

    threads = [threading.Thread(target=add_notes, args=(who,)) for who in range(4)]
    together(threads)
    assert failed == []
    assert [text[:4] for text in notes(db)] == [f"{number:04}" for number in range(100)]


def test_each_thread_keeps_one_connection(app: Flask) -> None:
    connections = app.extensions["connections"]
    seen: list[Database] = []

    def look() -> None:
        seen.append(connections.here())
        connections.close_here()

    thread = threading.Thread(target=look)
    together([thread])
    assert connections.here() is connections.here()
    assert seen[0] is not connections.here()


def test_a_request_s_connection_reads_what_it_wrote_and_writes_in_write_only(app: Flask) -> None:
    db = app.extensions["connections"].here()

    def jotted() -> list[str]:
        return [row["text"] for row in db.query("SELECT text FROM jotting ORDER BY text")]

    def jot(text: str) -> None:
        db.execute("INSERT INTO jotting VALUES (:text)", {"text": text})

    def jot_and_fail(text: str) -> None:
        jot(text)
        raise KeyError(text)

    with write(db):
        db.execute("CREATE TABLE jotting (text TEXT NOT NULL) STRICT")
        test_a_connection_is_durable_and_checks_references(db)
    for text in ("a", "b"):
        with write(db):
            jot(text)
            assert text in jotted()
            with pytest.raises(RuntimeError, match="does not nest"), write(db):
                pass
        assert text in jotted()
    with pytest.raises(KeyError), write(db):
        jot_and_fail("undone")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        jot("c")
    assert jotted() == ["a", "b"]


def test_a_request_that_leaves_a_transaction_open_is_caught(app: Flask) -> None:
    connections = app.extensions["connections"]

    @app.get("/careless")
    @open_to_anyone
    def careless() -> str:
        connections.here().execute("BEGIN")
        return "done"

    with pytest.raises(TransactionLeftOpen):
        app.test_client().get("/careless")
    assert not connections.here().conn.in_transaction
