"""An engagement is deleted once it was exported, and then nothing of it is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people, whole
from tests.workshop.conftest import NOW
from workshop.accounts import store as accounts
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM, record
from workshop.transfer import ending
from workshop.transfer.arriving import bring_in
from workshop.transfer.ending import NotExported, delete
from workshop.transfer.leaving import export

HOME = f"/engagements/{whole.ENGAGEMENT}"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = whole.copied(tmp_path / "data")
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def exported(client: FlaskClient, token: str) -> bytes:
    return client.post(f"{HOME}/export", data={"csrf_token": token}).data


def on_disk(app: Flask) -> bytes:
    return b"".join(path.read_bytes() for path in app.config["DATA_FOLDER"].glob("workshop.db*"))


def test_nothing_of_it_is_left(app: Flask, client: FlaskClient, token: str) -> None:
    assert all(word.encode() in on_disk(app) for word in whole.SECRETS)
    exported(client, token)
    answer = client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": "Alder & Sons"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert "The engagement of Alder &amp; Sons is deleted." in client.get("/").text
    assert "is deleted" not in client.get("/").text
    assert client.get(HOME).status_code == 404
    app.extensions["connections"].close_here()
    left = on_disk(app)
    assert [word for word in whole.SECRETS if word.encode() in left] == []


def test_no_row_is_left_and_no_other_is_touched(
    app: Flask, client: FlaskClient, token: str, db: Database
) -> None:
    before = whole.everything(db)
    file = exported(client, token)
    made = bring_in(db, file, people.account(db, people.TOM).actor, NOW)
    assert (
        client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": "Alder & Sons"}).status_code == 303
    )
    assert engagements.engagement(db, made) is not None
    assert bring_in(db, file, PROGRAM, NOW)
    for each in (made, made + 1):
        found = engagements.engagement(db, each)
        assert found is not None
        export(db, found, PROGRAM, NOW)
        delete(db, found, PROGRAM, NOW)
    assert whole.belonging_rows(db) == 0
    after = whole.everything(db)
    assert after["account"] == before["account"]
    assert after["password"] == before["password"]
    assert [row[-1] for row in db.execute("SELECT * FROM history").fetchall()] == [
        "deleted the engagement of Alder & Sons"
    ] * 3


def test_its_sponsors_are_kept_out(app: Flask, client: FlaskClient, token: str, db: Database) -> None:
    lars = people.signed_in(app, people.LARS)
    assert lars.get(HOME).status_code == 200
    assert lars.get("/account").status_code == 200
    exported(client, token)
    client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": "Alder & Sons"})
    assert lars.get("/account").status_code == 404
    found = accounts.account_by_email(db, people.LARS.email)
    assert found is not None
    assert found.closed
    assert db.execute("SELECT count(*) FROM password_link").fetchone()[0] == 0
    assert not people.account(db, people.TOM).closed


@pytest.mark.parametrize(
    "typed", ["", "alder & sons", "Alder", "Alder & Sons.", "Alder &amp; Sons", "x" * 10_000]
)
def test_the_client_is_named_exactly(client: FlaskClient, token: str, db: Database, typed: str) -> None:
    exported(client, token)
    before = whole.everything(db)
    answer = client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": typed})
    assert answer.status_code == 422
    assert "Type the name exactly as it stands here: Alder &amp; Sons" in answer.text
    assert whole.everything(db) == before


def test_blanks_around_the_name_do_not_count(client: FlaskClient, token: str) -> None:
    exported(client, token)
    answer = client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": " Alder & Sons "})
    assert answer.status_code == 303


def test_it_has_to_be_exported_first(client: FlaskClient, token: str, db: Database) -> None:
    assert "It was not exported yet." in client.get(f"{HOME}/delete").text
    before = whole.everything(db)
    answer = client.post(f"{HOME}/delete", data={"csrf_token": token, "typed": "Alder & Sons"})
    assert answer.status_code == 422
    assert "It was not exported yet." in answer.text
    assert whole.everything(db) == before


def test_a_file_that_has_become_old_is_pointed_out(client: FlaskClient, token: str, db: Database) -> None:
    exported(client, token)
    assert "older than the engagement" not in client.get(f"{HOME}/delete").text
    with write(db):
        record(db, whole.ENGAGEMENT, PROGRAM, "people", "added 1 person", NOW)
    page = client.get(f"{HOME}/delete").text
    assert "older than the engagement" in page
    assert "the history has 1 entry" in page


def test_a_failure_half_way_leaves_everything(
    client: FlaskClient, token: str, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(client, token)
    before = whole.everything(db)
    found = engagements.engagement(db, whole.ENGAGEMENT)
    assert found is not None

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ending, "record", fail)
    with pytest.raises(ZeroDivisionError):
        delete(db, found, PROGRAM, NOW)
    assert whole.everything(db) == before


def test_it_is_deleted_once(client: FlaskClient, token: str, db: Database) -> None:
    exported(client, token)
    found = engagements.engagement(db, whole.ENGAGEMENT)
    assert found is not None
    assert delete(db, found, PROGRAM, NOW)
    with pytest.raises(NotExported):
        delete(db, found, PROGRAM, NOW)
    assert client.post(f"{HOME}/delete", data={"csrf_token": token}).status_code == 404


def test_a_reader_holds_up_only_the_disk(client: FlaskClient, token: str, app: Flask, db: Database) -> None:
    exported(client, token)
    reader = connect(app.config["DATABASE"])
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        db.execute("PRAGMA busy_timeout=50")
        found = engagements.engagement(db, whole.ENGAGEMENT)
        assert found is not None
        assert not delete(db, found, PROGRAM, NOW)
        assert whole.belonging_rows(db) == 0
    finally:
        reader.execute("ROLLBACK")
        reader.close()
