"""Issued documents keep names and words, on purpose; whoever removes or withdraws them is told which do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from reports.dossier_json import dossier_json
from tests.workshop import people
from tests.workshop.furnished import NOW, Place, furnished
from workshop import create_app
from workshop.blueprints import making, store
from workshop.blueprints.holding import issues_holding
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM
from workshop.quotes.issued import standing
from workshop.quotes.store import add_passage, change_passage, passage, put_answer
from workshop.sources.store import add_source

HOME = "/engagements/1"
STAYS = "What was issued stays as it was signed"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return furnished(create_app(tmp_path / "data", testing=True))


@pytest.fixture
def app(place: Place) -> Iterator[Flask]:
    app = create_app(place.folder, testing=True)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.INES)


def issue(db: Database, dossier: str, number: int = 1) -> None:
    with write(db):
        store.add_issue(
            db, 1, "full", number, wave=1, on=date(2026, 11, number), by=PROGRAM,
            dossier=dossier, docx=b"PK", changes=(), now=NOW,
        )  # fmt: skip


def with_the_quote(db: Database, place: Place) -> str:
    """Return the dossier in which the quote of the furnished engagement stands, as an issue keeps it."""
    number = int(place.values["passage_id"])
    held = passage(db, 1, number)
    assert held is not None
    with write(db):
        put_answer(db, number, "approved", held.fingerprint, "", NOW)
        add_source(
            db,
            1,
            "priority",
            int(place.values["priority_id"]),
            kind="passage",
            kind_id=number,
            consent="role",
        )
    engagement = engagements.engagement(db, 1)
    assert engagement is not None
    made = making.dossier_of(db, engagement, "full", NOW)
    assert made is not None
    told = dossier_json(made[1]).decode()
    assert "Growth first." in told
    return told


def test_consultants_are_told_which_issues_hold_what_they_take_back(
    db: Database, client: FlaskClient, place: Place
) -> None:
    pages = [
        f"{HOME}/quotes/{place.values['passage_id']}",
        f"{HOME}/interviews/{place.values['interview_id']}/removal",
    ]
    for each in pages:
        assert STAYS not in client.get(each).text
    issue(db, with_the_quote(db, place))
    issue(db, "{}", 2)
    for each in pages:
        page = client.get(each).text
        assert STAYS in page
        assert f'href="{HOME}/blueprint#full-1">Blueprint, issue 1</a>' in page
        assert "(1 Nov 2026)" in page
        assert "issue 2" not in page


def test_removing_a_person_says_where_the_name_stays(db: Database, client: FlaskClient, place: Place) -> None:
    page = f"{HOME}/people/{place.values['person_id']}/removal"
    issue(db, '{"owner":"Karin Ahlgren"}')  # the name of somebody else
    assert STAYS not in client.get(page).text
    issue(db, '{"owner":"Karin Ahl"}', 2)
    issue(db, '{"text":"So far.\\nKarin Ahl will see to it."}', 3)
    text = client.get(page).text
    assert "the name stands in" in text
    assert [f"#full-{number}" in text for number in (1, 2, 3)] == [False, True, True]


def test_interviewees_are_told_what_stands_for_good(app: Flask, db: Database, place: Place) -> None:
    """Where they say whether they may be quoted: of single quotes, and beside their written answers."""
    visitor, link = app.test_client(), f"/p/{place.tokens['interviewed']}"
    with write(db):
        db.execute(
            """
            INSERT INTO written_answer (interview_id, question, text, consent, revision, saved_at)
            VALUES (:talk, 'G1', 'Growth first.', 'attributed', 1, '2026-11-01T00:00:00Z')""",
            {"talk": place.values["interview_id"]},
        )
        db.execute("UPDATE passage SET interviewer_id = NULL")
    part = visitor.get(f"{link}/interview/review").text.partition('href="part-')[2].partition("#")[0]
    pages = [f"{link}/quotes", f"{link}/interview/part-{part}"]
    said = "These words stand in what was issued: Blueprint, issue 1, of 1 Nov 2026."
    for each in pages:
        assert "what was issued" not in visitor.get(each).text
    issue(db, '{"text":"Growth first."}')
    for each in pages:
        assert said in visitor.get(each).text


@pytest.mark.parametrize("moved", [False, True])
def test_words_that_were_changed_since_are_found_in_what_was_issued(
    db: Database, app: Flask, client: FlaskClient, place: Place, moved: bool
) -> None:
    """Also where the engagement came from elsewhere, so that its quotes have other numbers here."""
    dossier, number = with_the_quote(db, place), int(place.values["passage_id"])
    held = passage(db, 1, number)
    assert held is not None
    issue(db, dossier.replace(held.mark, f"{held.marked} {number + 700}") if moved else dossier)
    issue(db, '{"figures":[]}', 2)
    with write(db):
        change_passage(db, number, text="Growth.", consent="attributed", shown_as="")
    for page in (f"{HOME}/quotes/{number}", f"{HOME}/interviews/{place.values['interview_id']}/removal"):
        text = client.get(page).text
        assert [f"#full-{issue}" in text for issue in (1, 2)] == [True, False]
    assert "these words, or others in their place, stand in" in client.get(f"{HOME}/quotes/{number}").text
    changed = passage(db, 1, number)
    assert changed is not None
    with write(db):
        put_answer(db, number, "asked", changed.fingerprint, "", NOW)
    asked = app.test_client().get(f"/p/{place.tokens['interviewed']}/quotes").text
    assert "These words, or others that stood in their place then, stand in what was issued" in asked


def test_words_of_another_quote_of_the_same_moment_are_not_taken_for_these(
    db: Database, place: Place
) -> None:
    dossier, number = with_the_quote(db, place), int(place.values["passage_id"])
    held = passage(db, 1, number)
    assert held is not None
    with write(db):
        other = add_passage(
            db, engagement_id=1, interview_id=held.interview_id, interviewer_id=held.interviewer_id,
            question=held.question, text="Margin second.", consent="role", now=held.made_at,
        )  # fmt: skip
        change_passage(db, number, text="Growth.", consent="attributed", shown_as="")
    issue(db, dossier)
    there = [found for each in (number, other) if (found := passage(db, 1, each))]
    assert {key: each.reworded for key, each in standing(db, 1, there).items()} == {number: True}


@pytest.mark.parametrize("text", ['Say "no".', "Zoë \\ Öst", "a\tb", "<b>&amp;", "1 + (2)*", "[…]", "日本"])
def test_words_are_found_as_json_writes_them(db: Database, place: Place, text: str) -> None:
    issue(db, msgspec.json.encode({"quote": [text]}).decode())
    found = issues_holding(db, 1, [text, "", "nobody said this"])
    assert {key: [each.number for each in those] for key, those in found.items()} == {text: [1]}
    assert issues_holding(db, 2, [text]) == {}
