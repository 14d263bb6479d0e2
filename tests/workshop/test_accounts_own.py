"""One's own account: name, password, and where one is signed in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from workshop import limits
from workshop.accounts import passwords, store
from workshop.accounts.ago import ago
from workshop.accounts.presence import IDLE, LONGEST
from workshop.database import connect
from workshop.history.store import entries

GOOD = "nine umbrellas beside a slow river"
EVERYONE = pytest.mark.parametrize(
    "person", [people.ADA, people.INES, people.LARS], ids=lambda each: each.role
)


def send(client: FlaskClient, address: str, **fields: str):
    return client.post(address, data={"csrf_token": people.csrf(client), **fields})


def change(client: FlaskClient, **changed: str):
    fields = {"current": people.PASSWORD, "password": GOOD, "again": GOOD, **changed}
    return send(client, "/account/password", **fields)


def deeds(app: Flask) -> list[tuple[str, str]]:
    db = connect(app.config["DATABASE"])
    found = [(each.actor, each.deed) for each in entries(db, None)]
    db.close()
    return found


def kept(app: Flask, person: people.Person) -> str | None:
    db = connect(app.config["DATABASE"])
    found = store.password_hash(db, people.account(db, person).id)
    db.close()
    return found


@EVERYONE
def test_everyone_has_a_page_of_their_own(app: Flask, person: people.Person) -> None:
    page = people.signed_in(app, person).get("/account")
    assert page.status_code == 200
    assert person.email in page.text
    assert person.name in page.text
    assert ("/accounts" in page.text) == (person is people.ADA)


@EVERYONE
def test_everyone_changes_their_name(app: Flask, person: people.Person) -> None:
    client = people.signed_in(app, person)
    assert send(client, "/account/name", name="  Robin   Vale ").status_code == 303
    page = client.get("/account").text
    assert 'value="Robin Vale"' in page
    assert "Your name is changed." in page
    assert "Your name is changed." not in client.get("/account").text
    assert deeds(app) == [(person.name, "changed their name to Robin Vale")]
    assert send(client, "/account/name", name="Robin Vale").status_code == 303
    assert len(deeds(app)) == 1


def test_a_name_that_cannot_be_read_is_refused(client: FlaskClient) -> None:
    for name in ("", " \u200b ", "\u202eAda\0", "x" * 121, "x" * 10_000, "...", "A\ud7ff\ufffe"):
        answer = send(client, "/account/name", name=name)
        assert answer.status_code == 422, name
        assert 'aria-invalid="true"' in answer.text
    assert "Ines Okafor" in client.get("/account").text


@EVERYONE
def test_everyone_changes_their_password(app: Flask, person: people.Person) -> None:
    client, elsewhere = people.signed_in(app, person), people.signed_in(app, person)
    with client.session_transaction() as cookie:
        token = cookie["sign_in"]
    assert change(client).status_code == 303
    assert passwords.matches(GOOD, kept(app, person))
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 404
    with client.session_transaction() as cookie:
        assert cookie["sign_in"] != token
    assert deeds(app) == [(person.name, "changed their password")]


FAULTS = (
    ({"current": ""}, "Give the password that you have now."),
    ({"current": "not this one at all"}, "This is not your current password."),
    ({"current": people.PASSWORD + "\0"}, "This is not your current password."),
    ({"current": "x" * 100_000}, "This is not your current password."),
    ({"password": "short", "again": "short"}, "Use at least 12 characters"),
    ({"password": "password1234", "again": "password1234"}, "Many people choose"),
    ({"password": "Ines.Okafor.1", "again": "Ines.Okafor.1"}, "little more than your name"),
    ({"again": "something else entirely"}, "The two are not the same."),
)


def test_what_is_wrong_with_a_change_is_said(app: Flask, client: FlaskClient) -> None:
    for changed, said in FAULTS:
        answer = change(client, **changed)
        assert answer.status_code == 422, changed
        assert said in answer.text
        assert GOOD not in answer.text
    assert passwords.matches(people.PASSWORD, kept(app, people.INES))
    assert client.get("/account").status_code == 200


def test_the_current_password_is_not_guessed(app: Flask, client: FlaskClient) -> None:
    for _ in range(limits.PASSWORD_CHANGE.most):
        assert change(client, current="a guess").status_code == 422
    answer = change(client)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert passwords.matches(people.PASSWORD, kept(app, people.INES))
    assert change(people.signed_in(app, people.TOM)).status_code == 303


def test_a_page_tells_where_one_is_signed_in(app: Flask, client: FlaskClient) -> None:
    assert "Sign out everywhere else" not in client.get("/account").text
    other = people.signed_in(app, people.INES)
    people.signed_in(app, people.TOM)
    page = client.get("/account").text
    assert page.count("<b>Firefox on Linux</b>") == 2
    assert page.count("This browser") == 1
    assert "in 2 browsers" in page
    [address] = re.findall(r'action="(/account/sign-ins/\w{64}/end)"', page)
    assert send(client, address).status_code == 303
    assert other.get("/account").status_code == 404
    assert client.get("/account").status_code == 200
    assert send(client, address).status_code == 303
    assert deeds(app) == [("Ines Okafor", "signed out another browser")]


def test_no_one_signs_out_someone_else(app: Flask, client: FlaskClient) -> None:
    tom = people.signed_in(app, people.TOM)
    db = connect(app.config["DATABASE"])
    account, now = people.account(db, people.TOM), datetime.now(UTC)
    [place] = store.sign_ins(db, account.id, now, IDLE, LONGEST)
    db.close()
    send(client, f"/account/sign-ins/{place.hash}/end")
    assert tom.get("/account").status_code == 200
    assert deeds(app) == []


def test_all_other_browsers_are_signed_out_at_once(app: Flask, client: FlaskClient) -> None:
    others = [people.signed_in(app, people.INES) for _ in range(3)]
    tom = people.signed_in(app, people.TOM)
    assert send(client, "/account/sign-ins/end").status_code == 303
    assert [each.get("/account").status_code for each in others] == [404] * 3
    assert client.get("/account").status_code == tom.get("/account").status_code == 200


def test_every_deed_needs_its_token_and_someone_signed_in(app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    for deed in ("name", "password", "sign-ins/end", "sign-ins/x/end"):
        assert client.post(f"/account/{deed}").status_code == 400
        assert send(stranger, f"/account/{deed}").status_code == 404


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "8 Nov 2026"),
    ],
)
def test_moments_are_told_in_words(before: timedelta, words: str) -> None:
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert ago(now - before, now) == words
