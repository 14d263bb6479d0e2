"""The first step of the demonstration: each thing reaches its page, and nothing in it is to be mended."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.quoting import Withheld
from tests.workshop import people
from workshop import create_app, demo
from workshop.database import connect
from workshop.demo.furnishing import furnished
from workshop.engagements.store import engagement
from workshop.interviews import store as interviews
from workshop.interviews.store import Interview
from workshop.quotes import store as quotes
from workshop.quotes.showing import gate_of
from workshop.worksheets.reading import standing
from workshop.worksheets.sheets import sheets

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOLD: dict[str, Any] = yaml.safe_load((files(demo) / "strategy.yaml").read_text(encoding="utf-8"))
HERE = "/engagements/1"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(tmp_path_factory.mktemp("demo"), testing=True)
    number, _, _ = furnished(app, NOW)
    assert number == 1
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.ADA)


@pytest.fixture(scope="module")
def held(db: Database) -> dict[str, Interview]:
    return {each.name: each for each in interviews.interviews(db, 1)}


def page(client: FlaskClient, inside: str) -> str:
    answer = client.get(f"{HERE}/{inside}")
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.mark.parametrize("told", TOLD["interviews"], ids=lambda told: told["name"])
def test_what_was_said_stands_on_the_page_of_its_interview(
    told: dict[str, Any], client: FlaskClient, held: dict[str, Interview], db: Database
) -> None:
    found = held[told["name"]]
    assert found.state == ("planned" if "in_days" in told else "received" if told.get("written") else "done")
    assert found.starts_at is not None
    assert found.starts_at.weekday() < 5
    shown = page(client, f"interviews/{found.id}")
    for text in told.get("notes", {}).values():
        assert text in shown
    for text, _ in told.get("answers", {}).values():
        assert text in shown
    assert set(told.get("notes", {})) - {""} <= {each.id for each in found.questions}
    assert sum(interviews.points(db, found.id).values()) == (100 if told.get("points") else 0)
    rated = sum(map(len, (told.get("statements", {}), told.get("jobs", {}))))
    assert len(interviews.ratings(db, found.id)) == 2 * rated


def test_every_quote_is_word_for_word_and_has_a_theme(client: FlaskClient, db: Database) -> None:
    told = {each["text"]: each for one in TOLD["interviews"] for each in one.get("passages", ())}
    found = {each.text: each for each in quotes.passages(db, 1)}
    assert {*found} == {*told}
    shown, gate = page(client, "quotes"), gate_of(db, 1)
    for text, each in found.items():
        assert each.stretch == text
        assert {*each.themes.values()} == {*told[text]["themes"]}
        assert each.allowed == told[text]["consent"]
        assert isinstance(gate.judged(each), Withheld) == (told[text]["consent"] == "none"), text
        assert text in shown


def test_what_was_drawn_from_it_reaches_its_page(client: FlaskClient) -> None:
    themes, priorities = page(client, "themes"), page(client, "priorities")
    assert all(name in themes for name in TOLD["themes"])
    assert all(each["name"] in priorities for each in TOLD["priorities"])
    assert TOLD["weights_because"] in priorities
    leads = page(client, "outlook")
    assert TOLD["outlook"]["vision"] in leads
    assert TOLD["outlook"]["future"] in leads
    assert all(each["text"] in leads for each in TOLD["objectives"])
    documents = page(client, "documents")
    assert all(each["title"] in documents for each in TOLD["documents"])
    assert "3 things to talk about." in page(client, "disagreements")
    assert "6 of 6 worksheets say something." in page(client, "facts")


def test_no_cell_of_a_worksheet_is_to_be_mended(app: Flask, client: FlaskClient, db: Database) -> None:
    found = engagement(db, 1)
    assert found is not None
    with app.app_context():
        stand = {each.id: standing(db, each) for each in sheets(db, found)}
    assert {name: each.rows for name, each in stand.items()} == {
        name: len(told["rows"]) for name, told in TOLD["worksheets"].items()
    }
    assert {name: each.faulty for name, each in stand.items() if each.faults} == {}
    for name, told in TOLD["worksheets"].items():
        shown = page(client, f"worksheets/{name}")
        assert all(str(row[0]) in shown for row in told["rows"])
