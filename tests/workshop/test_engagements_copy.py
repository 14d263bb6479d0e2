"""A copy begins with what was set up, and with nothing of what was answered."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import people, world
from tests.workshop.conftest import NOW
from tests.workshop.test_logo import picture
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements import store
from workshop.engagements.groups.store import add_choices, choices
from workshop.engagements.logos.store import logo_png


def post(client: FlaskClient, address: str, /, **form: str) -> TestResponse:
    return client.post(address, data={"csrf_token": people.csrf(client), **form})


@pytest.fixture
def full(app: Flask, client: FlaskClient, engagement: int) -> int:
    """The engagement of Alder & Sons with everything that there can be in one."""
    sent = {
        "csrf_token": people.csrf(client),
        "consultancy": "Fenwick",
        "currency": "SEK",
        "time_zone": "Europe/Stockholm",
        "brand": "#5B2A62",
        "starts_on": "2026-12-01",
        "session_on": "2026-12-10",
        "ends_on": "2026-12-18",
        "logo": (BytesIO(picture()), "logo.png"),
    }
    assert client.post(f"/engagements/{engagement}/settings", data=sent).status_code == 303
    db = connect(app.config["DATABASE"])
    with write(db):
        add_choices(db, engagement, "function", ["Marketing", "Sales"])
        add_choices(db, engagement, "seniority", ["Head"])
        sales, head = choices(db, engagement, "function")[1].id, choices(db, engagement, "seniority")[0].id
        db.execute(
            """
            INSERT INTO mail_template (engagement_id, kind, subject, body)
            VALUES (:engagement, 'reminder', 'Please answer', 'Until Friday: {link}')""",
            {"engagement": engagement},
        )
        for name, function in (("Ida Berg", sales), ("Ola Nord", None)):
            put_person(db, engagement, name=name, function=function, seniority=head)
    db.close()
    return engagement


def put_person(db: Database, engagement: int, **person: object) -> None:
    """Store someone who is to answer and to take part, and who has a link."""
    row = db.execute(
        """
        INSERT INTO person (engagement_id, name, email, title, function_id, seniority_id, added_at)
        VALUES (:engagement, :name, 'x@y.example', 'Boss', :function, :seniority, :now) RETURNING id""",
        {"engagement": engagement, "now": as_text(NOW), **person},
    ).fetchone()
    values = {"person": row[0], "seed": f"{row[0]:032}", "hash": f"{row[0]:064}", "now": as_text(NOW)}
    db.execute(
        "INSERT INTO person_role (person_id, role) VALUES (:person, 'respondent'), (:person, 'participant')",
        values,
    )
    db.execute(
        """
        INSERT INTO personal_link (person_id, purpose, seed, hash, made_at)
        VALUES (:person, 'questionnaire', :seed, :hash, :now)""",
        values,
    )


def test_a_copy_has_what_was_set_up_and_no_more(app: Flask, client: FlaskClient, full: int) -> None:
    assert 'value="Alder &amp; Sons"' in client.get(f"/engagements/{full}/copy").text
    answer = post(client, f"/engagements/{full}/copy", client="Alder, second round")
    assert answer.status_code == 303
    copy = int(answer.headers["Location"].rsplit("/", 1)[1])
    db = connect(app.config["DATABASE"])
    made, old = store.engagement(db, copy), store.engagement(db, full)
    assert made is not None
    assert old is not None
    assert (made.client, made.currency, made.brand) == ("Alder, second round", "SEK", "#5B2A62")
    assert made.logo == old.logo
    assert (made.manner, made.pack, made.consultancy) == (old.manner, old.pack, "Fenwick")
    assert (made.starts_on, made.session_on, made.ends_on) == (None, None, None)
    assert logo_png(db, copy) == logo_png(db, full)
    assert [each.name for each in choices(db, copy, "function")] == ["Marketing", "Sales"]
    facts = store.facts(db, copy)
    assert (facts.people, facts.wave, facts.invited, facts.sponsors) == (0, 0, 0, 0)
    templates = list(db.query("SELECT * FROM mail_template WHERE engagement_id = :copy", {"copy": copy}))
    assert [each["subject"] for each in templates] == ["Please answer"]
    db.close()
    assert (
        "created the engagement as a copy of that of Alder &amp; Sons"
        in client.get(f"/engagements/{copy}").text
    )
    assert "copied the engagement" in client.get(f"/engagements/{full}").text
    assert people.signed_in(app, people.TOM).get(f"/engagements/{copy}").status_code == 404


def test_people_come_along_without_their_links(app: Flask, client: FlaskClient, full: int) -> None:
    answer = post(client, f"/engagements/{full}/copy", client="Alder", people="y")
    copy = int(answer.headers["Location"].rsplit("/", 1)[1])
    db = connect(app.config["DATABASE"])
    facts = store.facts(db, copy)
    assert (facts.people, facts.respondents, facts.invited) == (2, 2, 0)
    functions = {each.id: each.name for each in choices(db, copy, "function")}
    there = list(db.query("SELECT * FROM person WHERE engagement_id = :copy ORDER BY id", {"copy": copy}))
    assert [(each["name"], functions.get(each["function_id"])) for each in there] == [
        ("Ida Berg", "Sales"),
        ("Ola Nord", None),
    ]
    assert {each["seniority_id"] for each in there} == {choices(db, copy, "seniority")[0].id}
    assert {each["title"] for each in there} == {"Boss"}
    db.close()
    assert "with 2\N{NO-BREAK SPACE}people" in client.get(f"/engagements/{copy}").text


@pytest.mark.parametrize("typed", ["", "x" * 121, "\u202e"])
def test_a_copy_needs_a_client(app: Flask, client: FlaskClient, engagement: int, typed: str) -> None:
    answer = post(client, f"/engagements/{engagement}/copy", client=typed)
    assert answer.status_code == 422
    assert 'id="client-fault"' in answer.text
    assert client.get("/engagements/2").status_code == 404


def test_the_copy_of_an_archived_engagement_runs(app: Flask, client: FlaskClient, engagement: int) -> None:
    post(client, f"/engagements/{engagement}/archive")
    answer = post(client, f"/engagements/{engagement}/copy", client=world.CLIENT)
    assert "This engagement is archived." not in client.get(answer.headers["Location"]).text
