"""An engagement leaves as a file and comes in again, the same but for its numbers."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import people, whole
from tests.workshop.conftest import NOW
from tests.workshop.visits import links
from workshop import create_app
from workshop.database import connect, write
from workshop.engagements.store import add_engagement, add_member
from workshop.history.store import PROGRAM, record
from workshop.transfer.arriving import bring_in
from workshop.transfer.parcel import MANIFEST, PARTS
from workshop.transfer.tables import CARRIED

LOGO, FILES = "files/logo-1", (
    "files/document_file-1", "files/document_file-2", "files/issue-1", "files/client_template-1",
)  # fmt: skip


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


@pytest.fixture
def filled(app: Flask) -> int:
    return whole.ENGAGEMENT


def token_of(visitor: FlaskClient) -> str:
    page = visitor.get("/", follow_redirects=True).text
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def exported(client: FlaskClient, number: int, token: str) -> bytes:
    answer = client.post(f"/engagements/{number}/export", data={"csrf_token": token})
    assert answer.status_code == 200
    return answer.data


def send(client: FlaskClient, token: str, data: bytes, name: str = "a.zip") -> TestResponse:
    sent = {"csrf_token": token, "file": (BytesIO(data), name)}
    return client.post("/engagements/import", data=sent, content_type="multipart/form-data")


def number_of(answer: TestResponse) -> int:
    assert answer.status_code == 303, answer.text
    return int(re.findall(r"/engagements/(\d+)", answer.location)[0])


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def rows(data: bytes, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in parts_of(data)[f"{table}.jsonl"].splitlines()]


def test_the_file_has_every_part_and_says_what_it_is(client: FlaskClient, filled: int, token: str) -> None:
    answer = client.post(f"/engagements/{filled}/export", data={"csrf_token": token})
    assert answer.headers["Content-Disposition"] == "attachment; filename=Alder-Sons-engagement.zip"
    assert answer.mimetype == "application/zip"
    parts = parts_of(answer.data)
    assert parts.keys() == {MANIFEST, *PARTS, LOGO, *FILES}
    told = json.loads(parts[MANIFEST])
    assert told["format"] == 1
    assert told["client"] == "Alder & Sons"
    assert "m002_answers" in told["changes"]
    assert told["parts"]["person.jsonl"]["rows"] == 2
    assert told["parts"]["answer.jsonl"]["rows"] == 2 * 23 * 12 * 3
    assert parts[LOGO].startswith(b"\x89PNG")


def test_what_opens_doors_does_not_travel(client: FlaskClient, filled: int, token: str) -> None:
    parts = parts_of(exported(client, filled, token))
    everything = b"\n".join(parts.values())
    for word in (b"f00dface", b"scrypt", b"lars@alder.example", b"ines@fenwick.example", b"account_id"):
        assert word not in everything
    assert b"Ines Okafor" in parts["history.jsonl"]


def test_an_engagement_comes_in_as_it_left(client: FlaskClient, filled: int, token: str) -> None:
    file = exported(client, filled, token)
    made = number_of(send(client, token, file))
    assert made != filled
    again = parts_of(exported(client, made, token))
    before = parts_of(file)
    *earlier, arrived, left = again["history.jsonl"].splitlines(keepends=True)
    assert b"".join(earlier) == before.pop("history.jsonl")
    assert b"brought the engagement in from a file" in arrived
    assert b"exported the engagement as a file" in left
    del before[MANIFEST], again[MANIFEST], again["history.jsonl"]
    assert again == before


def test_results_are_the_same_elsewhere(client: FlaskClient, filled: int, token: str, tmp_path: Path) -> None:
    file = exported(client, filled, token)
    other = create_app(tmp_path / "elsewhere", testing=True)
    try:
        there = people.signed_in(other, people.TOM)
        made = number_of(send(there, people.csrf(there), file))
        for page in ("scores.json", "results", "capabilities", f"capabilities/{whole.CAPABILITY}"):
            ours = client.get(f"/engagements/{filled}/{page}").text
            theirs = there.get(f"/engagements/{made}/{page}").text
            figures = re.compile(r">([^<>]*\d\.\d[^<>]*)<")
            assert figures.findall(theirs) == figures.findall(ours)
            if page == "scores.json":
                assert theirs == ours
        assert there.get(f"/engagements/{made}/history").status_code == 200
        assert there.get(f"/engagements/{made}/people").status_code == 200
        assert people.signed_in(other, people.INES).get(f"/engagements/{made}").status_code == 404
    finally:
        other.extensions["connections"].close_here()


def test_the_same_file_twice_gives_two_and_says_so(client: FlaskClient, filled: int, token: str) -> None:
    file = exported(client, filled, token)
    first, second = (number_of(send(client, token, file)) for _ in range(2))
    assert len({filled, first, second}) == 3
    page = client.get(f"/engagements/{second}/brought-in").text
    assert "There are 2 other engagements of Alder &amp; Sons." in page
    assert {f"/engagements/{filled}", f"/engagements/{first}"} <= links(page).found


def test_how_many_were_asked_travels(client: FlaskClient, filled: int, token: str) -> None:
    form = {"csrf_token": token, "threshold": "5", "asked": "200"}
    form["answers"] = (BytesIO(whole.sheet()), "answers.csv")
    assert client.post(f"/engagements/{filled}/assessment", data=form).status_code == 303
    made = number_of(send(client, token, exported(client, filled, token)))
    ours, theirs = (client.get(f"/engagements/{each}/scores.json").get_json() for each in (filled, made))
    assert ours == theirs
    assert theirs["soundness"]["asked"] == 200


def test_a_page_of_arrival_is_for_those_that_arrived(client: FlaskClient, filled: int) -> None:
    assert client.get(f"/engagements/{filled}/brought-in").status_code == 404


def test_an_engagement_without_anything_travels_too(
    app: Flask, client: FlaskClient, token: str, db: Database
) -> None:
    with write(db):
        made = add_engagement(
            db, client="Empty", function_assessed="IT", consultancy="", pack=whole.PACK, now=NOW
        )
        add_member(db, made, people.account(db, people.INES).id)
    arrived = number_of(send(client, token, exported(client, made, token)))
    assert client.get(f"/engagements/{arrived}/assessment").status_code == 200
    assert LOGO not in parts_of(exported(client, arrived, token))


def test_history_arrives_without_accounts(client: FlaskClient, filled: int, token: str, db: Database) -> None:
    made = number_of(send(client, token, exported(client, filled, token)))
    found = list(db.query("SELECT account_id, actor, deed FROM history WHERE engagement_id = ?", [made]))
    assert [row["account_id"] is None for row in found] == [True] * (len(found) - 1) + [False]
    assert found[0]["actor"] == "Ines Okafor"
    assert found[-1]["deed"] == "brought the engagement in from a file"


def test_no_row_of_another_engagement_travels(
    app: Flask, client: FlaskClient, filled: int, token: str, db: Database
) -> None:
    other = number_of(send(client, token, exported(client, filled, token)))
    with write(db):
        db.execute("UPDATE person SET name = 'Someone Else' WHERE engagement_id = ?", [other])
    assert b"Someone Else" not in b"".join(parts_of(exported(client, filled, token)).values())


@pytest.mark.parametrize("address", ["export", "delete", "brought-in"])
def test_who_may_see_the_pages(
    app: Flask, filled: int, address: str, client: FlaskClient, token: str
) -> None:
    made = number_of(send(client, token, exported(client, filled, token)))
    with connect(app.config["DATABASE"]).conn as connection:
        connection.execute("PRAGMA query_only=OFF")
        connection.execute(
            "DELETE FROM membership WHERE account_id <> (SELECT id FROM account WHERE name LIKE 'I%')"
        )
        connection.execute("UPDATE sponsorship SET engagement_id = ?", [made])
    expected = {people.ADA: 200, people.INES: 200, people.TOM: 404, people.LARS: 404, None: 404}
    for person, status in expected.items():
        visitor = people.signed_in(app, person)
        assert visitor.get(f"/engagements/{made}/{address}").status_code == status, person
    for person in (people.TOM, people.LARS):
        visitor = people.signed_in(app, person)
        sent = {"csrf_token": token_of(visitor), "typed": "Alder & Sons"}
        assert visitor.post(f"/engagements/{made}/{address}", data=sent).status_code in (404, 405)


@pytest.mark.parametrize(
    ("person", "status"), [(people.ADA, 200), (people.TOM, 200), (people.LARS, 404), (None, 404)]
)
def test_who_may_bring_in(app: Flask, person: people.Person | None, status: int) -> None:
    visitor = people.signed_in(app, person)
    assert visitor.get("/engagements/import").status_code == status
    if status == 404:
        sent = {"csrf_token": token_of(visitor), "file": (BytesIO(b"x"), "a.zip")}
        assert visitor.post("/engagements/import", data=sent).status_code == 404


@pytest.mark.parametrize(
    "address", ["/engagements/{}/export", "/engagements/{}/delete", "/engagements/import"]
)
def test_writes_need_a_token(client: FlaskClient, filled: int, address: str) -> None:
    assert client.post(address.format(filled), data={"typed": "Alder & Sons"}).status_code == 400


def test_the_export_page_says_how_old_the_file_is(
    client: FlaskClient, filled: int, token: str, db: Database
) -> None:
    home = f"/engagements/{filled}/export"
    page = client.get(home).text
    assert "Not exported yet." in page
    assert "2 people" in page
    assert "<noscript><p>Open this page again once you have the file" in page
    assert "connect-src 'self'" in client.get(home).headers["Content-Security-Policy"], "a script looks again"
    exported(client, filled, token)
    assert "Nothing was written in the history since then." in client.get(home).text
    with write(db):
        record(db, filled, PROGRAM, "people", "added 1 person", NOW - timedelta(days=400))
    assert "The history has 1 entry since then" in client.get(home).text


def test_a_broken_reference_does_not_stop_an_export(
    client: FlaskClient, filled: int, token: str, db: Database
) -> None:
    other = number_of(send(client, token, exported(client, filled, token)))
    with write(db):
        db.execute("UPDATE person SET function_id = 501 WHERE engagement_id = ? AND name = 'Ola'", [other])
    file = exported(client, other, token)
    assert [row["function_id"] for row in rows(file, "person")] == [1, None]


def test_bringing_in_belongs_to_whoever_does_it(
    app: Flask, client: FlaskClient, filled: int, token: str
) -> None:
    file = exported(client, filled, token)
    db = connect(app.config["DATABASE"])
    try:
        made = bring_in(db, file, PROGRAM, NOW)
        assert (
            db.execute("SELECT count(*) FROM membership WHERE engagement_id = ?", [made]).fetchone()[0] == 0
        )
    finally:
        db.close()
    assert client.get(f"/engagements/{made}").status_code == 404
    assert people.signed_in(app, people.ADA).get(f"/engagements/{made}").status_code == 200


def test_each_table_that_travels_has_rows_in_these_tests(
    client: FlaskClient, filled: int, token: str
) -> None:
    file = exported(client, filled, token)
    assert [table.name for table in CARRIED if not rows(file, table.name)] == []
