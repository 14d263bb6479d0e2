"""The log: what it tells of each request and crash, and what it never tells."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.typed import ROOT
from tests.workshop import people
from workshop.access import open_to_anyone
from workshop.database import database
from workshop.log import logged

SECRET = "Kastanienallee-4711"


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    """What the log holds so far, a dictionary for each line."""
    found: list[dict[str, object]] = []
    capsys.readouterr()

    def read() -> list[dict[str, object]]:
        found.extend(map(json.loads, capsys.readouterr().err.splitlines()))
        return list(found)

    return read


@pytest.fixture
def breaking(app: Flask) -> FlaskClient:
    """A browser of an app that answers with its error page, as outside tests, and has ways to break."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/broken/<what>")
    @open_to_anyone
    def broken(what: str) -> str:
        try:
            raise KeyError(what)
        except KeyError as error:
            raise ZeroDivisionError(f"divided {what}") from error

    @app.get("/misspelt")
    @open_to_anyone
    def misspelt() -> str:
        database().execute("SELECT * FROM persons")
        return ""

    return app.test_client()


def test_each_request_is_one_line(app: Flask, client: FlaskClient, engagement: int, lines) -> None:
    client.get(f"/engagements/{engagement}/history?topic=people")
    client.post("/engagements/new", data={"client": SECRET})
    client.get("/nowhere")
    history, refused, nowhere = lines()
    who = people.actor(app, people.INES).account_id
    assert history | {"time": "", "ms": 0} == {
        "time": "",
        "method": "GET",
        "route": "history.index",
        "status": 200,
        "ms": 0,
        "engagement": engagement,
        "user": who,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", history["time"])
    assert isinstance(history["ms"], float)
    assert (refused["route"], refused["status"], refused["user"]) == ("engagements.create", 400, who)
    assert (nowhere["route"], nowhere["status"], nowhere["engagement"]) == ("-", 404, None)


def test_files_of_every_page_are_not_logged(client: FlaskClient, lines) -> None:
    client.get("/static/mark.svg", buffered=True)
    client.get("/style.css")
    assert lines() == []


def test_what_people_type_or_are_called_is_not_logged(app: Flask, engagement: int, lines) -> None:
    browser = app.test_client()
    for method in ("get", "post"):
        for address in (
            f"/{SECRET}",
            f"/p/{SECRET}",
            f"/password/{SECRET}",
            f"/engagements/{engagement}/history?find={SECRET}",
            f"/sign-in?next=/{SECRET}",
        ):
            getattr(browser, method)(
                address,
                headers={"User-Agent": SECRET, "Referer": f"http://{SECRET}/", "X-Forwarded-For": SECRET},
                environ_base={"REMOTE_ADDR": "203.0.113.77"},
            )
    browser.open(method=SECRET, path="/")
    assert len(lines()) == 11
    assert SECRET not in json.dumps(lines())
    assert "203.0.113.77" not in json.dumps(lines())
    assert lines()[-1]["method"] == "-"
    assert {each["user"] for each in lines()} == {None}


def test_a_crash_is_found_by_the_reference_on_its_page(breaking: FlaskClient, lines) -> None:
    answer = breaking.get(f"/broken/{SECRET}")
    assert answer.status_code == 500
    found = re.search(r"<code>(\w{8})</code>", answer.text)
    assert found
    crash, request = lines()
    assert crash["reference"] == request["reference"] == found[1]
    assert (crash["crash"], crash["cause"]) == ("ZeroDivisionError", "KeyError")
    assert (request["route"], request["status"]) == ("broken", 500)
    *_, innermost = crash["stack"]
    assert re.fullmatch(r"tests/workshop/test_log\.py:\d+ broken", innermost)
    assert any(re.fullmatch(r"flask/app\.py:\d+ \w+", each) for each in crash["stack"])
    assert SECRET not in json.dumps(lines())
    assert SECRET not in answer.text


def test_the_database_may_say_what_it_misses(breaking: FlaskClient, lines) -> None:
    breaking.get("/misspelt")
    assert lines()[0]["message"] == "no such table: persons"


def test_a_page_for_a_lost_database_needs_none(
    breaking: FlaskClient, monkeypatch: pytest.MonkeyPatch, lines
) -> None:
    def lost(_: object) -> object:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("workshop.database.Connections.here", lost)
    with breaking.session_transaction() as cookie:
        cookie["sign_in"] = "a token that has to be looked up"
    answer = breaking.get("/")
    assert answer.status_code == 500
    assert "Something went wrong here." in answer.text
    crash, _ = lines()
    assert f"<code>{crash['reference']}</code>" in answer.text


def answers(app, environ: dict[str, str]) -> tuple[list[str], bytes]:
    said: list[str] = []
    body = b"".join(app(environ, lambda line, headers, exc_info=None: said.append(line)))
    return said, body


def test_what_breaks_outside_of_every_page_is_logged_and_answered(lines) -> None:
    def app(environ: dict[str, str], start: object) -> Iterator[bytes]:
        raise MemoryError(SECRET)

    said, body = answers(logged(app), {"REQUEST_METHOD": "GET"})
    crash, request = lines()
    assert said == ["500 Internal Server Error"]
    assert str(crash["reference"]) in body.decode()
    assert crash["crash"] == "MemoryError"
    assert request["reference"] == crash["reference"]
    with pytest.raises(MemoryError):
        answers(logged(app, raises=True), {"REQUEST_METHOD": "GET"})


def test_lines_go_to_the_standard_error_whole() -> None:
    program = """
import sys, tempfile, threading
from pathlib import Path
from workshop import create_app
app = create_app(Path(tempfile.mkdtemp()))
get = lambda: [app.test_client().get("/sign-in?" + "x" * 300) for _ in range(20)]
threads = [threading.Thread(target=get) for _ in range(4)]
[each.start() for each in threads]
[each.join() for each in threads]
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    lines = [json.loads(each) for each in done.stderr.splitlines()]
    assert [(each["route"], each["status"]) for each in lines] == [("accounts.door", 200)] * 80
