"""The list of what belongs to an engagement, against the tables that there are."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlite_utils import Database

from workshop.database import connect
from workshop.transfer.tables import APART, BELONGING, BY_NAME, CARRIED, Table

TYPES = {
    "id": "INTEGER",
    "reference": "INTEGER",
    "number": "INTEGER",
    "amount": "INTEGER",
    "place": "INTEGER",
    "bytes": "BLOB",
}


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def references(db: Database, table: str) -> dict[str, str]:
    return {row["from"]: row["table"] for row in db.query(f'PRAGMA foreign_key_list("{table}")')}


def test_every_table_travels_or_stays_or_stands_apart(db: Database) -> None:
    there = {
        row["name"]
        for row in db.query("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row["name"].startswith(("sqlite_", "_sqlite_"))
    }
    assert {*BY_NAME} & APART == set()
    assert len(BY_NAME) == len(BELONGING)
    assert there == {*BY_NAME} | APART, "add each new table to workshop/transfer/tables.py"


@pytest.mark.parametrize("table", CARRIED, ids=lambda table: table.name)
def test_a_table_that_travels_is_listed_as_it_is(db: Database, table: Table) -> None:
    rows = {row["name"]: row for row in db.query(f'PRAGMA table_info("{table.name}")')}
    assert rows.keys() == {each.name for each in table.columns} | table.emptied
    for column in table.columns:
        row = rows[column.name]
        assert row["type"] == TYPES.get(column.kind, "TEXT"), column.name
        if column != table.owner:
            assert column.optional == (not row["notnull"] and not row["pk"]), column.name
        assert (column.kind == "id") == (column.name == "id")
    for name in table.emptied:
        assert not rows[name]["notnull"], f"{name} cannot be empty"


def test_references_are_listed_and_lead_to_tables_before(db: Database) -> None:
    before: set[str] = set()
    for table in BELONGING:
        real = references(db, table.name)
        listed = {each.name: each.of for each in table.columns if each.of}
        if table.travels:
            assert listed == {name: of for name, of in real.items() if name not in table.emptied}
            assert {BY_NAME[of].travels for of in listed.values()} <= {True}, table.name
        assert listed.items() <= real.items(), table.name
        inside = {of for of in real.values() if of not in APART}
        assert inside <= before, f"{table.name} stands before a table that it refers to"
        before.add(table.name)


def test_what_stands_apart_refers_to_no_engagement(db: Database) -> None:
    for name in APART:
        assert set(references(db, name).values()) <= APART


def test_the_way_to_the_engagement_has_numbers(db: Database) -> None:
    for table in BELONGING:
        owner = table.owner
        assert (owner is None) == (table.name == "engagement")
        if owner is not None:
            assert any(row["name"] == "id" for row in db.query(f'PRAGMA table_info("{owner.of}")'))
