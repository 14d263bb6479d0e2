"""A forgotten password: a mail where mail can be sent, else whom to ask."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop import limits
from workshop.accounts import forgotten, store
from workshop.database import connect, write
from workshop.history.store import entries
from workshop.links import token_of
from workshop.mail import store as mail


@pytest.fixture
def stranger(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser of nobody's, where mail goes out and Ines has an account; answers take no time."""
    app.config.update(SMTP=object(), ADDRESS="https://roadcrew.example")
    monkeypatch.setattr(forgotten, "_SECONDS", 0.0)
    people.actor(app, people.INES)
    return app.test_client()


def ask(client: FlaskClient, email: str):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', client.get("/forgotten").text)
    assert token
    return client.post("/forgotten", data={"csrf_token": token[1], "email": email})


def written(app: Flask) -> list[mail.Mail]:
    db = connect(app.config["DATABASE"])
    found = mail.mails(db, None)
    db.close()
    return found


def test_a_link_is_mailed_to_the_account(app: Flask, stranger: FlaskClient) -> None:
    assert 'href="/forgotten"' in stranger.get("/sign-in").text
    answer = ask(stranger, " INES@fenwick.example")
    assert (answer.status_code, answer.location) == (303, "/forgotten?asked=1")
    assert "Look into your mail." in stranger.get(answer.location).text
    [letter] = written(app)
    assert (letter.name, letter.address, letter.kind) == ("Ines Okafor", "ines@fenwick.example", "password")
    assert "Hello Ines," in letter.body
    assert "https://roadcrew.example/password/{token}" in letter.body
    token = token_of(letter.seed, app.config["SECRET_KEY"])
    assert token not in letter.body + letter.subject
    assert stranger.get(f"/password/{token}").status_code == 200
    db = connect(app.config["DATABASE"])
    [entry] = entries(db, None)
    db.close()
    assert (entry.actor, entry.deed) == (
        "Roadcrew",
        "mailed Ines Okafor a password link, as asked at the door",
    )


def test_the_old_password_holds_until_the_link_is_used(app: Flask, stranger: FlaskClient) -> None:
    ines = people.signed_in(app, people.INES)
    ask(stranger, people.INES.email)
    assert ines.get("/account").status_code == 200


@pytest.mark.parametrize("email", ["nobody@fenwick.example", "lars@alder.example"])
def test_every_address_gets_the_same_answer(app: Flask, stranger: FlaskClient, email: str) -> None:
    db = connect(app.config["DATABASE"])
    lars = people.account(db, people.LARS)
    with write(db):
        store.close_account(db, lars.id, NOW)
    db.close()
    answers = [ask(stranger, each) for each in (email, people.INES.email)]
    assert len({(each.status_code, each.location, each.text) for each in answers}) == 1
    assert [each.address for each in written(app)] == [people.INES.email]


def test_every_answer_takes_its_time(app: Flask, stranger: FlaskClient, monkeypatch) -> None:
    waited = []
    monkeypatch.setattr(forgotten.time, "sleep", waited.append)
    monkeypatch.setattr(forgotten, "_SECONDS", 1000.0)
    for email in ("nobody@fenwick.example", people.INES.email):
        ask(stranger, email)
    assert len(waited) == 2
    assert min(waited) > 900


def test_what_is_no_address_is_said(app: Flask, stranger: FlaskClient) -> None:
    for email in ("", "ines", "a" * 300 + "@fenwick.example", "ines@fenwick.example\r\nBcc: x@y.example"):
        assert ask(stranger, email).status_code == 422
    assert written(app) == []


def test_asking_too_often_waits(app: Flask, stranger: FlaskClient) -> None:
    for _ in range(limits.FORGOT_ACCOUNT.most):
        assert ask(stranger, people.INES.email).status_code == 303
    answer = ask(stranger, people.INES.email)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert 'value="ines@fenwick.example"' in answer.text
    assert len(written(app)) == limits.FORGOT_ACCOUNT.most
    # An address without an account waits just the same, and so does a network that asks for many.
    statuses = [ask(stranger, "nobody@fenwick.example").status_code for _ in range(6)]
    assert statuses == [303] * limits.FORGOT_ACCOUNT.most + [429]
    statuses = [ask(stranger, f"n{each}@fenwick.example").status_code for each in range(limits.FORGOT.most)]
    assert statuses[-1] == 429


def test_without_mail_the_page_says_whom_to_ask(app: Flask) -> None:
    client = app.test_client()
    people.actor(app, people.INES)
    page = client.get("/forgotten")
    assert page.status_code == 200
    assert "An administrator of your firm makes you a link" in page.text
    assert "<form" not in page.text
    fields = {"csrf_token": people.csrf(client), "email": people.INES.email}
    assert client.post("/forgotten", data=fields).status_code == 200
    assert written(app) == []
