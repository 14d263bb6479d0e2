"""Two consultants who have the same form open: neither's words vanish without a word."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop.blueprints.sitting.store import session_plan
from workshop.database import connect, write
from workshop.documents import store as documents
from workshop.engagements import store as engagements
from workshop.meanwhile import MarkedForm


@pytest.fixture
def db(app: Flask, engagement: int):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def filled(page: str) -> dict[str, object]:
    """Return what a browser sends of the form with a mark on a page."""
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="mark"' in each)
    found: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticked = told.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in told and ticked and told.get("type") != "file":
            found[told["name"]] = unescape(told.get("value", ""))
    for name, body in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\r?\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(body)
    for name, body in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def document(db, engagement: int) -> int:
    with write(db):
        return documents.add_document(db, engagement, title="Plan", kind="Plan", shows="Little.", now=NOW)


def send(browser: FlaskClient, at: str, seen: dict[str, object], **typed: object):
    return browser.post(at, data={**seen, **typed})


def test_settings_that_two_change_are_both_kept(client: FlaskClient, engagement: int, db) -> None:
    at = f"/engagements/{engagement}/settings"
    mine, theirs = (filled(client.get(at).text) for _ in range(2))
    assert send(client, at, theirs, session_on="2027-03-04").status_code == 303
    assert send(client, at, mine, consultancy="Fenwick & Daughters").status_code == 303
    held = engagements.engagement(db, engagement)
    assert (held.consultancy, str(held.session_on)) == ("Fenwick & Daughters", "2027-03-04")


def test_who_changes_the_same_day_is_asked_and_told_what_stands(
    client: FlaskClient, engagement: int, db
) -> None:
    at = f"/engagements/{engagement}/settings"
    mine, theirs = (filled(client.get(at).text) for _ in range(2))
    assert send(client, at, theirs, session_on="2027-03-04", ends_on="2027-06-01").status_code == 303
    answer = send(client, at, mine, session_on="2027-03-11", consultancy="Mine")
    assert answer.status_code == 422
    assert "Somebody changed this while you had it open" in answer.text
    assert "This stands now: 4 Mar 2027" in answer.text
    again = filled(answer.text)
    assert (again["session_on"], again["ends_on"]) == ("2027-03-11", "2027-06-01"), "that is kept"
    assert engagements.engagement(db, engagement).consultancy != "Mine", "nothing is stored by half"
    assert send(client, at, again).status_code == 303
    held = engagements.engagement(db, engagement)
    assert (held.consultancy, str(held.session_on), str(held.ends_on)) == ("Mine", "2027-03-11", "2027-06-01")


def test_a_fault_does_not_make_one_forget_what_was_seen(client: FlaskClient, engagement: int) -> None:
    at = f"/engagements/{engagement}/settings"
    mine, theirs = (filled(client.get(at).text) for _ in range(2))
    assert send(client, at, theirs, consultancy="Theirs").status_code == 303
    faulty = send(client, at, mine, consultancy="Mine", client="")
    assert (faulty.status_code, "Say who the client is" in faulty.text) == (422, True)
    asked = send(client, at, filled(faulty.text), client="Alder")
    assert (asked.status_code, "This stands now: Theirs" in asked.text) == (422, True)


def test_times_of_the_session_are_asked_about(client: FlaskClient, engagement: int, db) -> None:
    at = f"/engagements/{engagement}/blueprint/session"
    mine, theirs = (filled(client.get(at).text) for _ in range(2))
    assert send(client, at, theirs, starts_at="09:00", participants="14").status_code == 303
    asked = send(client, at, mine, starts_at="10:30", length="420")
    assert (asked.status_code, "This stands now: 09:00" in asked.text) == (422, True)
    assert send(client, at, filled(asked.text)).status_code == 303
    held = session_plan(db, engagement)
    assert (held.minutes, f"{held.starts_at:%H:%M}", held.participants) == (420, "10:30", 14)


def test_a_document_keeps_the_words_of_both(client: FlaskClient, engagement: int, db) -> None:
    number = document(db, engagement)
    at = f"/engagements/{engagement}/documents/{number}"
    mine, theirs = (filled(client.get(at).text) for _ in range(2))
    assert send(client, at, theirs, shows="Goals\r\nwithout owners.", owner="Karin").status_code == 303
    asked = send(client, at, mine, shows="<b>No</b> goals.", title="Plan of May", capabilities=["A1"])
    assert asked.status_code == 422
    assert "This stands now: Goals" in asked.text
    assert "&lt;b&gt;No&lt;/b&gt; goals." in asked.text
    again = {**filled(asked.text), "capabilities": ["A1"]}
    assert send(client, at, again).status_code == 303
    held = documents.document(db, engagement, number)
    assert (held.title, held.owner, held.shows) == ("Plan of May", "Karin", "<b>No</b> goals.")
    assert held.capabilities == ("A1",)


@pytest.mark.parametrize("mark", ["", "x", "title:", ":::", "shows:zz owner:" + "0" * 5000, "\x00"])
def test_a_mark_that_is_none_breaks_nothing(client: FlaskClient, engagement: int, db, mark: str) -> None:
    at = f"/engagements/{engagement}/documents/{document(db, engagement)}"
    seen = filled(client.get(at).text)
    assert send(client, at, {**seen, "mark": mark}, title="Other").status_code in (303, 422)
    assert people.csrf(client)


def test_nothing_is_no_nought() -> None:
    assert MarkedForm.marks({"days": 0}) != MarkedForm.marks({"days": None})
    assert MarkedForm.marks({"days": None}) == MarkedForm.marks({"days": ""})
