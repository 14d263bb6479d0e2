"""Who is signed in: kept on the server, and over when it is over."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from workshop.accounts import door, passwords, store
from workshop.accounts.presence import IDLE, LONGEST
from workshop.database import connect, write
from workshop.links import hash_of

COOKIE = "workshop"


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """Ines's browser, in which she signed in with her password."""
    people.actor(app, people.INES)
    browser = app.test_client()
    fields = {"email": people.INES.email, "password": people.PASSWORD}
    browser.post("/sign-in", data={**fields, "csrf_token": people.csrf(browser)})
    return browser


def stolen(browser: FlaskClient) -> FlaskClient:
    """Return another browser with a copy of this one's cookies."""
    thief = browser.application.test_client()
    for cookie in browser._cookies.values():
        thief.set_cookie(cookie.key, cookie.value, domain=cookie.domain, path=cookie.path)
    return thief


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def token_of(browser: FlaskClient) -> str:
    with browser.session_transaction() as cookie:
        return cookie["sign_in"]


def account_of(app: Flask) -> store.Account:
    db = connect(app.config["DATABASE"])
    found = people.account(db, people.INES)
    db.close()
    return found


def changed(app: Flask, deed) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        deed(db)
    db.close()


def test_a_copied_cookie_is_worthless_after_signing_out(browser: FlaskClient) -> None:
    thief = stolen(browser)
    assert is_in(thief)
    answer = browser.post("/sign-out", data={"csrf_token": people.csrf(browser)})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not is_in(browser)
    assert not is_in(thief)


def test_signing_out_needs_its_token_and_may_be_done_twice(browser: FlaskClient) -> None:
    assert browser.post("/sign-out").status_code == 400
    assert is_in(browser)
    for _ in range(2):
        answer = browser.post("/sign-out", data={"csrf_token": people.csrf(browser)})
        assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_every_sign_in_has_a_token_of_its_own(browser: FlaskClient) -> None:
    before, thief = token_of(browser), stolen(browser)
    fields = {"email": people.INES.email, "password": people.PASSWORD}
    browser.post("/sign-in", data={**fields, "csrf_token": people.csrf(browser)})
    assert token_of(browser) != before
    assert is_in(browser)
    assert not is_in(thief)


def test_nothing_of_the_time_before_is_taken_along(app: Flask) -> None:
    people.actor(app, people.INES)
    browser = app.test_client()
    token = people.csrf(browser)
    with browser.session_transaction() as cookie:
        cookie["planted"] = "by someone else"
        cookie["sign_in"] = "chosen by someone else"
    fields = {"email": people.INES.email, "password": people.PASSWORD, "csrf_token": token}
    assert browser.post("/sign-in", data=fields).status_code == 303
    with browser.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["sign_in"] != "chosen by someone else"


def test_the_database_holds_no_token(app: Flask, browser: FlaskClient) -> None:
    token = token_of(browser)
    db = connect(app.config["DATABASE"])
    kept = [row["hash"] for row in db.query("SELECT hash FROM sign_in")]
    db.close()
    assert kept == [hash_of(token)]
    with browser.session_transaction() as cookie:
        cookie["sign_in"] = kept[0]
    assert not is_in(browser)


def test_a_cookie_with_anything_else_in_it_opens_nothing(app: Flask) -> None:
    browser = app.test_client()
    for value in ("", "x" * 5000, 7, None, ["a"], {"a": "b"}):
        with browser.session_transaction() as cookie:
            cookie["sign_in"] = value
        assert not is_in(browser), value


def test_a_forged_cookie_opens_nothing(app: Flask, browser: FlaskClient) -> None:
    forger = app.test_client()
    cookie = browser._cookies[("localhost", "/", COOKIE)]
    forger.set_cookie(COOKIE, cookie.value[:-3] + "abc")
    assert not is_in(forger)


def test_the_cookie_is_for_this_site_alone_and_not_for_scripts(app: Flask) -> None:
    sent = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent
    assert "Path=/" in sent
    assert "Domain" not in sent
    assert "Expires" not in sent


def test_whoever_does_nothing_is_signed_out(app: Flask, browser: FlaskClient) -> None:
    account, late = account_of(app), datetime.now(UTC) - IDLE + timedelta(minutes=5)
    hashed = hash_of(token_of(browser))
    changed(app, lambda db: store.end_sign_ins(db, account.id))
    changed(app, lambda db: store.begin_sign_in(db, account.id, hash=hashed, browser="x", now=late))
    assert is_in(browser)  # which is noted, so that the time begins anew
    db = connect(app.config["DATABASE"])
    seen = store.signed_in(db, hashed, datetime.now(UTC), IDLE, LONGEST)
    assert seen is not None
    assert seen.seen_at > late
    db.close()
    changed(app, lambda db: store.end_sign_ins(db, account.id))
    idle = datetime.now(UTC) - IDLE - timedelta(seconds=5)
    changed(app, lambda db: store.begin_sign_in(db, account.id, hash=hashed, browser="x", now=idle))
    assert not is_in(browser)


def test_nobody_is_signed_in_longer_than_a_day_s_work(app: Flask, browser: FlaskClient) -> None:
    account, hashed = account_of(app), hash_of(token_of(browser))
    begun = datetime.now(UTC) - LONGEST - timedelta(seconds=5)
    changed(app, lambda db: store.end_sign_ins(db, account.id))
    changed(app, lambda db: store.begin_sign_in(db, account.id, hash=hashed, browser="x", now=begun))
    db = connect(app.config["DATABASE"])
    found = store.SignIn(hashed, account, begun, begun, "x")
    db.close()
    changed(app, lambda db: store.see_sign_in(db, found, datetime.now(UTC)))
    assert not is_in(browser)


def test_a_closed_account_is_out_at_once(app: Flask, browser: FlaskClient) -> None:
    account = account_of(app)
    changed(app, lambda db: store.close_account(db, account.id, datetime.now(UTC)))
    assert not is_in(browser)
    changed(app, lambda db: store.open_account(db, account.id))
    assert not is_in(browser)


def test_a_new_password_ends_every_sign_in(app: Flask, browser: FlaskClient) -> None:
    account = account_of(app)
    fresh = passwords.hashed("another nine umbrellas in the attic")
    changed(app, lambda db: store.set_password(db, account.id, fresh, datetime.now(UTC)))
    assert not is_in(browser)


def test_a_password_that_was_changed_while_it_was_measured_does_not_open(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.actor(app, people.INES)
    account, browser = account_of(app), app.test_client()
    fresh = passwords.hashed("another nine umbrellas in the attic")

    def slowly(password: str, kept: str | None) -> bool:
        changed(app, lambda db: store.set_password(db, account.id, fresh, datetime.now(UTC)))
        return passwords.matches(password, kept)

    monkeypatch.setattr(door, "matches", slowly)
    fields = {"email": people.INES.email, "password": people.PASSWORD}
    answer = browser.post("/sign-in", data={**fields, "csrf_token": people.csrf(browser)})
    assert answer.status_code == 422
    assert not is_in(browser)


AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox on Linux",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0": "Edge on Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1": "Safari on iPhone",
    "curl/8": "A browser",
    "<script>" * 500: "A browser",
}


def test_browsers_are_named(app: Flask, browser: FlaskClient) -> None:
    fields = {"email": people.INES.email, "password": people.PASSWORD}
    for agent, name in AGENTS.items():
        sent = {**fields, "csrf_token": people.csrf(browser)}
        browser.post("/sign-in", data=sent, headers={"User-Agent": agent})
        page = browser.get("/account").text
        assert f"<b>{name}</b>" in page
        assert "<script>" not in page
