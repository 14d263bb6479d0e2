"""The door: who comes in, who does not, and that nobody learns more from it than that."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop import limits
from workshop.accounts import door, store
from workshop.accounts.inviting import invite
from workshop.database import connect, write

WRONG = "The address or the password is not right."


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A browser of nobody's, where Ada, Ines and Lars have accounts."""
    for each in (people.ADA, people.INES, people.LARS):
        people.actor(app, each)
    return app.test_client()


def sign_in(client: FlaskClient, email: str, password: str, **more: str):
    fields = {"csrf_token": people.csrf(client), "email": email, "password": password, **more}
    return client.post("/sign-in", data=fields)


def wanted(page: str) -> str | None:
    """Return where the form on a page leads after signing in."""
    found = re.search(r'name="next"[^>]*value="([^"]*)"', page)
    return unescape(found[1]) if found else None


def test_a_right_password_opens_the_door(stranger: FlaskClient) -> None:
    answer = sign_in(stranger, people.INES.email, people.PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert stranger.get("/account").status_code == 200


def test_an_address_is_known_however_it_is_typed(stranger: FlaskClient) -> None:
    for typed in (" INES@Fenwick.Example ", "ines@fenwick.example\u200b"):
        assert sign_in(stranger, typed, people.PASSWORD).status_code == 303


REFUSED = (
    ("ines@fenwick.example", "the wrong password"),
    ("ines@fenwick.example", people.PASSWORD + "\0"),
    ("ines@fenwick.example", people.PASSWORD.upper()),
    ("ines@fenwick.example", "x" * 10_000),
    ("nobody@fenwick.example", people.PASSWORD),
    ("closed@fenwick.example", people.PASSWORD),
    ("invited@fenwick.example", people.PASSWORD),
    ("' OR 1=1 --", people.PASSWORD),
    ("\0", people.PASSWORD),
    ("<script>@x.example", people.PASSWORD),
)


def test_whoever_may_not_come_in_is_told_the_same(app: Flask, stranger: FlaskClient) -> None:
    closed = people.Person("Cleo", "closed@fenwick.example", "consultant")
    db, key = connect(app.config["DATABASE"]), app.config["SECRET_KEY"]
    found = people.account(db, closed)
    with write(db):
        store.close_account(db, found.id, NOW)
        invite(db, email="invited@fenwick.example", name="Ivo", role="consultant", key=key, now=NOW)
    db.close()
    for email, password in REFUSED:
        answer = sign_in(stranger, email, password)
        assert answer.status_code == 422, email
        assert WRONG in answer.text, email
        assert password not in answer.text
        assert "<script>@" not in answer.text
        assert stranger.get("/account").status_code == 404


def test_a_password_is_measured_for_everyone(stranger: FlaskClient, monkeypatch) -> None:
    measured = []
    monkeypatch.setattr(door, "matches", lambda _password, kept: bool(measured.append(kept)))
    sign_in(stranger, people.INES.email, people.PASSWORD)
    sign_in(stranger, "nobody@fenwick.example", people.PASSWORD)
    assert [kept is None for kept in measured] == [False, True]


def test_what_is_missing_is_said_beside_its_field(stranger: FlaskClient) -> None:
    answer = sign_in(stranger, "", "")
    assert answer.status_code == 422
    assert "Give the address of your account." in answer.text
    assert "Give your password." in answer.text
    assert "2 things to mend." in answer.text


def test_the_address_stays_and_the_password_does_not(stranger: FlaskClient) -> None:
    page = sign_in(stranger, "ines@fenwick.example", "not quite this one").text
    assert 'value="ines@fenwick.example"' in page
    assert "not quite this one" not in page


def test_browsers_and_their_keepers_of_passwords_know_the_fields(stranger: FlaskClient) -> None:
    page = stranger.get("/sign-in").text
    assert re.search(r'<input[^>]*autocomplete="username"[^>]*name="email"', page)
    assert re.search(r'<input[^>]*autocomplete="current-password"[^>]*name="password"', page)


def test_the_door_needs_its_token(stranger: FlaskClient) -> None:
    fields = {"email": people.INES.email, "password": people.PASSWORD}
    assert stranger.post("/sign-in", data=fields).status_code == 400
    stolen = {**fields, "csrf_token": people.csrf(stranger)}
    assert stranger.application.test_client().post("/sign-in", data=stolen).status_code == 400


CLOSED = (
    "/engagements/1",
    "/engagements/99",
    "/engagements/1/blueprint.docx",
    "/accounts",
    "/account",
    "/nowhere",
    "/no/where?x=1&y=2",
    "/static/nothing.css",
    "/set-up/guessed",
)


def test_strangers_get_the_door_wherever_they_knock(stranger: FlaskClient, engagement: int) -> None:
    pages = set()
    for address in CLOSED:
        answer = stranger.get(address)
        assert answer.status_code == 404, address
        assert "Sign in to see this page." in answer.text
        assert wanted(answer.text) == address
        pages.add(forgotten(answer.text))
    # But for the address itself, nothing on the page tells one from another.
    assert len(pages) == 1


def forgotten(page: str) -> str:
    """Return a page without what differs from one visit to the next."""
    return re.sub(r'name="(next|csrf_token)"[^>]*', "", page)


def test_every_way_to_knock_is_answered_alike(stranger: FlaskClient, engagement: int) -> None:
    for address in ("/engagements/new", "/accounts/1/close", "/nowhere", "/sign-out/x"):
        for method in (stranger.get, stranger.post, stranger.put, stranger.delete, stranger.options):
            answer = method(address, data={"email": "x", "password": "y", "csrf_token": "z"})
            assert answer.status_code == 404, address
            assert answer.headers.get("Allow") is None
    assert stranger.head("/nowhere").status_code == 404
    assert stranger.put("/sign-in").status_code == 404


def test_whoever_was_signed_out_over_a_form_learns_that_nothing_was_saved(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    token = people.csrf(client)
    client.post("/sign-out", data={"csrf_token": token})
    answer = client.post("/engagements/new", data={"csrf_token": token, "client": "Birch"})
    assert answer.status_code == 404
    assert "You are not signed in, so nothing was saved." in answer.text
    address = wanted(answer.text)
    assert (
        sign_in(client, people.INES.email, people.PASSWORD, next=address or "").location == "/engagements/new"
    )
    # What has no page of its own is not led to.
    lost = "/account/sign-ins/end"
    assert sign_in(client, people.INES.email, people.PASSWORD, next=lost).location == "/"


def test_the_first_page_is_the_door_too(stranger: FlaskClient) -> None:
    answer = stranger.get("/")
    assert answer.status_code == 200
    assert ">Sign in</h1>" in answer.text
    assert wanted(answer.text) is None


def test_after_the_door_comes_what_was_wanted(stranger: FlaskClient, engagement: int) -> None:
    address = f"/engagements/{engagement}/capabilities?sort=gap"
    page = stranger.get(address).text
    answer = sign_in(stranger, people.INES.email, people.PASSWORD, next=wanted(page) or "")
    assert (answer.status_code, answer.location) == (303, address)


def test_what_was_wanted_outlives_a_wrong_password(stranger: FlaskClient) -> None:
    page = sign_in(stranger, people.INES.email, "wrong", next="/account").text
    assert wanted(page) == "/account"


AWAY = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/%0d%0aSet-Cookie: a=b\r\n",
    "javascript:alert(1)",
    "evil.example",
    "http:/evil.example",
    "/ñ",
    "/" + "a" * 3000,
    "/sign-in",
    "/nowhere",
    "/sign-out",
    "/accounts/1/close",
    '/"><script>',
]


def test_no_one_is_led_astray(stranger: FlaskClient) -> None:
    for address in AWAY:
        assert "evil" not in stranger.get("/sign-in", query_string={"next": address}).text
        answer = sign_in(stranger, people.INES.email, people.PASSWORD, next=address)
        assert (answer.status_code, answer.location) == (303, "/"), address
        here = stranger.get("/sign-in", query_string={"next": address})
        assert (here.status_code, here.location) == (303, "/"), address
        stranger.post("/sign-out", data={"csrf_token": people.csrf(stranger)})


@given(st.text(alphabet="/\\@:?#.%\t\n evil0", max_size=12))
def test_only_paths_of_ours_are_local(address: str) -> None:
    if door._is_local(address):
        assert re.fullmatch(r"/(?!/)[!-~]*", address)
        assert "\\" not in address


def test_whoever_is_in_goes_on(client: FlaskClient) -> None:
    assert client.get("/sign-in").location == "/"
    assert client.get("/sign-in?next=/account").location == "/account"


def test_someone_who_is_in_gets_a_plain_page_for_what_is_not_there(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert 'name="password"' not in answer.text


def test_a_door_before_any_account_says_how_to_begin(app: Flask) -> None:
    assert "There is no account yet." in app.test_client().get("/").text


def test_after_too_many_wrong_passwords_the_right_one_waits_too(stranger: FlaskClient) -> None:
    for _ in range(limits.SIGN_IN.most):
        assert sign_in(stranger, people.INES.email, "wrong").status_code == 422
    answer = sign_in(stranger, "INES@fenwick.example ", people.PASSWORD, next="/account")
    assert answer.status_code == 429
    assert re.search(r"Wait \d+ minutes?, then try again\.", answer.text)
    assert 0 < int(answer.headers["Retry-After"]) <= limits.SIGN_IN.seconds
    assert 'value="INES@fenwick.example"' in answer.text
    assert people.PASSWORD not in answer.text
    assert wanted(answer.text) == "/account"
    assert stranger.get("/account").status_code == 404
    # Others in the same room come in, and so does Ines from elsewhere.
    assert sign_in(stranger, people.ADA.email, people.PASSWORD).status_code == 303
    elsewhere = stranger.application.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.9"
    assert sign_in(elsewhere, people.INES.email, people.PASSWORD).status_code == 303


def test_a_right_password_starts_afresh(stranger: FlaskClient) -> None:
    for _ in range(2):
        for _ in range(limits.SIGN_IN.most - 1):
            assert sign_in(stranger, people.INES.email, "wrong").status_code == 422
        assert sign_in(stranger, people.INES.email, people.PASSWORD).status_code == 303
        stranger.post("/sign-out", data={"csrf_token": people.csrf(stranger)})


def test_a_network_that_tries_many_addresses_waits(stranger: FlaskClient, monkeypatch) -> None:
    monkeypatch.setattr(door, "matches", lambda _password, _kept: False)
    for number in range(limits.SIGN_IN_NETWORK.most):
        assert sign_in(stranger, f"someone{number}@fenwick.example", "wrong").status_code == 422
    assert sign_in(stranger, people.INES.email, people.PASSWORD).status_code == 429


def test_one_place_cannot_lock_an_account_everywhere(stranger: FlaskClient, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(door, "matches", lambda _password, _kept: False)
        for _ in range(limits.SIGN_IN_ACCOUNT.most + 10):
            sign_in(stranger, people.INES.email, "wrong")
    elsewhere = stranger.application.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.9"
    assert sign_in(elsewhere, people.INES.email, people.PASSWORD).status_code == 303


def test_many_places_together_wait_for_an_account(app: Flask, stranger: FlaskClient, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(door, "matches", lambda _password, _kept: False)
        for number in range(limits.SIGN_IN_ACCOUNT.most):
            stranger.environ_base["REMOTE_ADDR"] = f"198.51.100.{number // 5}"
            assert sign_in(stranger, people.INES.email, "wrong").status_code == 422
    stranger.environ_base["REMOTE_ADDR"] = "203.0.113.1"
    assert sign_in(stranger, people.INES.email, people.PASSWORD).status_code == 429
