"""Files changed at random: each is refused in words, or makes an engagement whose pages all work."""

import contextlib
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people, whole
from tests.workshop.conftest import NOW
from tests.workshop.parcels import MANIFEST, parts_of, sealed, with_rows
from workshop.accounts.store import Account
from workshop.database import connect
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM
from workshop.transfer.arriving import bring_in
from workshop.transfer.ending import delete
from workshop.transfer.faults import FileFaults
from workshop.transfer.leaving import export
from workshop.transfer.tables import CARRIED

PAGES = (
    "", "/assessment", "/results", "/capabilities", f"/capabilities/{whole.CAPABILITY}", "/scores.json",
    "/people", "/history", "/mail", "/settings", "/export", "/delete", "/brought-in", "/interviews",
    "/interviews.ics", "/quotes", "/themes", "/priorities", "/outlook", "/alignment", "/disagreements",
    "/documents", "/documents.xlsx", "/worksheets", "/worksheets/renewals", "/findings", "/initiatives",
    "/roadmap", "/roadmap/value", "/roadmap/plans", "/roadmap/return", "/blueprint", "/blueprint/chapters",
)  # fmt: skip
tries = settings(max_examples=50, deadline=None)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = whole.copied(tmp_path_factory.mktemp("mutations") / "data")
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture(scope="module")
def ada(db: Database) -> Account:
    return people.account(db, people.ADA)


@pytest.fixture(scope="module")
def visitor(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.ADA)


@pytest.fixture(scope="module")
def file(db: Database) -> bytes:
    return whole.exported(db)


OWN = {
    "interview": "interviews",
    "document": "documents",
    "passage": "quotes",
    "theme": "themes",
    "initiative": "initiatives",
}
"""Where the pages of one thing each are, by its table."""


def own_pages(db: Database, engagement_id: int) -> list[str]:
    """Return the pages of the first of each thing that an engagement has."""
    found = []
    for table, where in OWN.items():
        sql = f"SELECT min(id) FROM {table} WHERE engagement_id = :id"
        number = db.execute(sql, {"id": engagement_id}).fetchone()[0]
        found += [f"/{where}/{number}"] if number else []
    return found


def try_it(db: Database, data: bytes, ada: Account, visitor: FlaskClient | None = None) -> None:
    """Bring a file in, look at the pages of what came, and delete it; nothing may be left in either case."""
    before = whole.belonging_rows(db)
    made = None
    with contextlib.suppress(FileFaults):
        made = bring_in(db, data, ada.actor, NOW)
    if made is not None:
        for page in (*PAGES, *own_pages(db, made)) if visitor else ():
            status = visitor.get(f"/engagements/{made}{page}").status_code
            # Without a stored count there are no results yet.
            assert status in (200, 404), page
        found = engagements.engagement(db, made)
        assert found is not None
        export(db, found, PROGRAM, NOW)
        delete(db, found, PROGRAM, NOW)
    assert whole.belonging_rows(db) == before


@tries
@given(data=st.data())
def test_bytes_changed_at_random(data: st.DataObject, db: Database, file: bytes, ada: Account) -> None:
    start = data.draw(st.integers(0, len(file)))
    end = data.draw(st.integers(start, min(len(file), start + 40)))
    put = data.draw(st.binary(max_size=40))
    try_it(db, file[:start] + put + file[end:], ada)


@tries
@given(data=st.data())
def test_parts_changed_at_random(data: st.DataObject, db: Database, file: bytes, ada: Account) -> None:
    parts = parts_of(file)
    name = data.draw(st.sampled_from(sorted(parts.keys() - {MANIFEST})))
    part = parts[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 20)))
    put = data.draw(st.binary(max_size=20))
    try_it(db, sealed({**parts, name: part[:start] + put + part[end:]}), ada)


VALUES = st.one_of(
    st.none(),
    st.integers(-3, 60),
    st.integers(2**31 - 1, 2**64),
    st.text(max_size=30),
    st.sampled_from(["", " ", "x" * 5000, "\u202e", "2026-02-28", "2999-12-31T23:59:59Z", "{}", "A1", "é"]),
    st.datetimes().map(lambda each: each.strftime("%Y-%m-%dT%H:%M:%SZ")),
    st.dates().map(str),
)


@tries
@given(data=st.data())
def test_values_changed_at_random(
    data: st.DataObject, db: Database, file: bytes, ada: Account, visitor: FlaskClient
) -> None:
    table = data.draw(st.sampled_from(CARRIED))
    column = data.draw(st.sampled_from(table.told))
    value = data.draw(VALUES)
    row = data.draw(st.integers(0, 10_000))

    def change(rows: list[dict[str, object]]) -> None:
        if rows:
            rows[row % len(rows)][column.name] = value

    try_it(db, with_rows(file, table.name, change), ada, visitor)


@settings(parent=tries, max_examples=30)
@given(data=st.data())
def test_rows_changed_at_random(
    data: st.DataObject, db: Database, file: bytes, ada: Account, visitor: FlaskClient
) -> None:
    table = data.draw(st.sampled_from(CARRIED))
    kept = data.draw(st.lists(st.integers(0, 10_000), max_size=8))

    def change(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [rows[place % len(rows)] for place in kept if rows]

    try_it(db, with_rows(file, table.name, change), ada, visitor)
