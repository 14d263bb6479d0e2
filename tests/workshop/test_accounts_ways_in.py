"""The ways in: the first start, and links with which someone chooses a password."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.bounded import together
from tests.workshop import people
from workshop import limits
from workshop.accounts import passwords, set_up, store
from workshop.accounts.inviting import AddressTaken, invite, renew
from workshop.accounts.presence import IDLE, LONGEST
from workshop.database import connect, write
from workshop.history.store import entries
from workshop.links import hash_of, token_of

GOOD = "nine umbrellas beside a slow river"
GONE = "This link opens nothing any more."


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def now() -> datetime:
    return datetime.now(UTC)


def offered(db: Database) -> str:
    token = set_up.offered(db, now())
    assert token is not None
    return token


def send(client: FlaskClient, address: str, **fields: str):
    return client.post(address, data={"csrf_token": people.csrf(client), **fields})


def first(**changed: str) -> dict[str, str]:
    return {"name": "Ada Brandt", "email": "Ada@Fenwick.example", "password": GOOD, "again": GOOD, **changed}


# The first start.


def test_the_first_start_makes_one_administrator(app: Flask, db: Database) -> None:
    address, client = f"/set-up/{offered(db)}", app.test_client()
    page = client.get(address)
    assert page.status_code == 200
    assert re.search(r'<input[^>]*autocomplete="new-password"[^>]*name="password"', page.text)
    answer = send(client, address, **first())
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/accounts").status_code == 200
    [made] = store.accounts(db)
    assert (made.name, made.email, made.role) == ("Ada Brandt", "ada@fenwick.example", "administrator")
    assert entries(db, None)[0].deed == "set Roadcrew up, as its first administrator"
    # From now on the address is none.
    for browser in (client, app.test_client()):
        assert browser.get(address).status_code == 404
        assert send(browser, address, **first(email="b@fenwick.example")).status_code == 404
    assert set_up.offered(db, now()) is None
    assert db.execute("SELECT count(*) FROM set_up_link").fetchone()[0] == 0


def test_each_start_has_a_link_of_its_own(app: Flask, db: Database) -> None:
    earlier, later = offered(db), offered(db)
    client = app.test_client()
    assert client.get(f"/set-up/{earlier}").status_code == 404
    assert client.get(f"/set-up/{later}").status_code == 200
    kept = db.execute("SELECT hash FROM set_up_link").fetchone()[0]
    assert kept == hash_of(later)
    assert client.get(f"/set-up/{kept}").status_code == 404


def test_of_two_who_set_up_at_once_one_succeeds(app: Flask, db: Database) -> None:
    address, status = f"/set-up/{offered(db)}", []
    browsers = [app.test_client() for _ in range(3)]
    tokens = [people.csrf(each) for each in browsers]

    def make(number: int) -> None:
        fields = first(email=f"ada{number}@fenwick.example", csrf_token=tokens[number])
        status.append(browsers[number].post(address, data=fields).status_code)
        app.extensions["connections"].close_here()

    threads = [threading.Thread(target=make, args=(number,)) for number in range(3)]
    together(threads)
    assert sorted(status) == [303, 404, 404]
    assert len(store.accounts(db)) == 1


FAULTS = (
    ({"name": "  "}, "The name is missing."),
    ({"name": "A" * 121}, "Shorten the name to 120 characters or fewer."),
    ({"name": "A\0da"}, "Use a name that can be read"),
    ({"email": "ada"}, "Not a mail address."),
    ({"email": ""}, "Give the mail address."),
    ({"password": "short", "again": "short"}, "Use at least 12 characters"),
    ({"password": "p" * 129, "again": "p" * 129}, "Use at most 128 characters."),
    ({"password": "password1234", "again": "password1234"}, "Many people choose a password like this."),
    ({"password": "adabrandt fenwick", "again": "adabrandt fenwick"}, "little more than your name"),
    ({"password": "", "again": ""}, "Choose a password."),
    ({"again": GOOD + "x"}, "The two are not the same."),
    ({"again": ""}, "Type the password again."),
    ({"password": GOOD + "\0", "again": GOOD + "\0"}, "Leave out signs that cannot be typed"),
    ({"password": "x" * 100_000, "again": "x" * 100_000}, "Use at most 128 characters."),
)


def test_what_is_wrong_at_the_first_start_is_said(app: Flask, db: Database) -> None:
    address, client = f"/set-up/{offered(db)}", app.test_client()
    for changed, said in FAULTS:
        answer = send(client, address, **first(**changed))
        assert answer.status_code == 422, changed
        assert said in answer.text
        assert GOOD not in answer.text
        assert 'role="alert"' in answer.text
        assert store.is_empty(db)
    assert send(client, address, **first()).status_code == 303


def test_a_name_may_hold_anything_that_can_be_read(app: Flask, db: Database) -> None:
    client = app.test_client()
    name = '<b>Zoë</b> عمر 🦊 O\'Hara & "Sons"'
    assert send(client, f"/set-up/{offered(db)}", **first(name=name)).status_code == 303
    page = client.get("/account").text
    assert "<b>Zoë" not in page
    assert "&lt;b&gt;Zoë&lt;/b&gt; عمر 🦊" in page


def test_setting_up_waits_after_too_many_tries(app: Flask, db: Database) -> None:
    address, client = f"/set-up/{offered(db)}", app.test_client()
    token = people.csrf(client)
    for _ in range(limits.LINK.most):
        assert client.post(address, data={"csrf_token": token}).status_code == 422
    answer = client.post(address, data=first(csrf_token=token))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert 'value="Ada@Fenwick.example"' in answer.text
    assert GOOD not in answer.text
    assert store.is_empty(db)


# Password links.


def invited(app: Flask, db: Database, **changed) -> str:
    """Return the address of a new account's link."""
    given = {
        "email": "ida@fenwick.example",
        "name": "Ida Roos",
        "role": "consultant",
        "now": now(),
        **changed,
    }
    with write(db):
        made = invite(db, key=app.config["SECRET_KEY"], **given)
    assert token_of(made.seed, app.config["SECRET_KEY"]) == made.token
    return f"/password/{made.token}"


def test_a_link_sets_a_password_once_and_signs_in(app: Flask, db: Database) -> None:
    address, client = invited(app, db), app.test_client()
    for _ in range(3):  # mail servers look, too
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    page = client.get(address).text
    assert "Choose your password." in page
    assert 'value="ida@fenwick.example"' in page
    assert address.split("/")[-1] not in re.search(r"<title>.*?</title>", page)[0]  # type: ignore[index]
    answer = send(client, address, password=GOOD, again=GOOD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 200
    assert [each.deed for each in entries(db, None)] == ["chose a password"]
    found = store.account_by_email(db, "ida@fenwick.example")
    assert found
    assert passwords.matches(GOOD, store.password_hash(db, found.id))
    for browser in (client, app.test_client()):
        for answer in (browser.get(address), send(browser, address, password=GOOD, again=GOOD)):
            assert answer.status_code == 404
            assert GONE in answer.text


def test_a_new_password_ends_what_was_signed_in_with_the_old(app: Flask, db: Database) -> None:
    before, account = people.signed_in(app, people.TOM), people.account(db, people.TOM)
    with write(db):
        link = renew(db, account.id, app.config["SECRET_KEY"], now())
    client = app.test_client()
    assert "Choose a new password." in client.get(f"/password/{link.token}").text
    assert send(client, f"/password/{link.token}", password=GOOD, again=GOOD).status_code == 303
    assert client.get("/account").status_code == 200
    assert before.get("/account").status_code == 404
    assert not passwords.matches(people.PASSWORD, store.password_hash(db, account.id))
    assert len(store.sign_ins(db, account.id, now(), IDLE, LONGEST)) == 1


def test_links_end(app: Flask, db: Database) -> None:
    key, client = app.config["SECRET_KEY"], app.test_client()
    old = invited(app, db, now=now() - timedelta(days=7, seconds=5))
    young = invited(app, db, email="b@fenwick.example", now=now() - timedelta(days=6, hours=23))
    assert client.get(old).status_code == 404
    assert client.get(young).status_code == 200
    tom = people.account(db, people.TOM)
    with write(db):
        late = renew(db, tom.id, key, now() - timedelta(hours=24, seconds=5))
    assert client.get(f"/password/{late.token}").status_code == 404
    with write(db):
        replaced = renew(db, tom.id, key, now())
        latest = renew(db, tom.id, key, now())
    assert client.get(f"/password/{replaced.token}").status_code == 404
    assert client.get(f"/password/{latest.token}").status_code == 200
    with write(db):
        store.close_account(db, tom.id, now())
    assert client.get(f"/password/{latest.token}").status_code == 404
    with write(db):
        store.open_account(db, tom.id)
    assert client.get(f"/password/{latest.token}").status_code == 404


def test_a_guess_is_told_whom_to_ask(app: Flask) -> None:
    client = app.test_client()
    for token in ("x", "a" * 22, "A" * 5000, "%00", "é", "'--", "<script>"):
        answer = client.get(f"/password/{token}")
        assert answer.status_code == 404
        assert GONE in answer.text, token
        assert "an administrator of Roadcrew in your firm" in answer.text
        assert "<script>" not in answer.text


def test_neither_seed_nor_hash_is_a_token(app: Flask, db: Database) -> None:
    invited(app, db)
    row = next(iter(db.query("SELECT seed, hash FROM password_link")))
    for token in row.values():
        assert app.test_client().get(f"/password/{token}").status_code == 404


def test_guessing_waits_after_too_many_links(app: Flask, db: Database) -> None:
    client = app.test_client()
    for _ in range(limits.LINK.most):
        assert client.get("/password/guessed").status_code == 404
    answer = client.get("/set-up/guessed")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert re.search(r"Wait \d+ minutes", answer.text)
    address = invited(app, db)
    assert client.get(address).status_code == 200  # the right one still opens, and waits when it is used
    assert send(client, address, password=GOOD, again=GOOD).status_code == 429


def test_a_faulty_password_leaves_the_link_as_it_was(app: Flask, db: Database) -> None:
    address, client = invited(app, db), app.test_client()
    answer = send(client, address, password="ida roos fenwick", again="ida roos fenwick")
    assert answer.status_code == 422
    assert "This is little more than your name and address." in answer.text
    assert client.get("/account").status_code == 404
    assert client.post(address, data={"password": GOOD, "again": GOOD}).status_code == 400
    assert send(client, address, password=GOOD, again=GOOD).status_code == 303


def test_a_link_works_in_the_browser_of_someone_else(app: Flask, db: Database) -> None:
    address, ines = invited(app, db), people.signed_in(app, people.INES)
    assert "Ida Roos" in ines.get(address).text
    assert send(ines, address, password=GOOD, again=GOOD).status_code == 303
    assert "ida@fenwick.example" in ines.get("/account").text


def test_an_address_has_one_account(app: Flask, db: Database) -> None:
    invited(app, db)
    with pytest.raises(AddressTaken):
        invited(app, db, email=" IDA@fenwick.example")
    assert len(store.accounts(db)) == 1


# Passwords.


@settings(max_examples=4, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=12, max_size=60))
def test_a_password_is_known_again(password: str) -> None:
    kept = passwords.hashed(password)
    assert passwords.matches(password, kept)
    assert not passwords.matches(password + "x", kept)
    assert not passwords.matches(password + "\0", kept)


def test_the_same_letters_are_the_same_password() -> None:
    composed, apart = "caf\u00e9 lanterns over water", "cafe\u0301 lanterns over water"
    assert passwords.matches(apart, passwords.hashed(composed))
    assert passwords.matches(composed, passwords.hashed(apart))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_judged(password: str) -> None:
    said = passwords.fault(password, "Ida Roos", "ida@fenwick.example")
    assert said is None or said.endswith(".")
    assert said is not None or 12 <= len(password) <= 300


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple", "qwertyuiop123", "aaaaaaaaaaaaaaaa", "Roadcrew2026!", "password12345"],
)
def test_common_passwords_are_refused(password: str) -> None:
    said = passwords.fault(password, "Ida Roos", "ida@fenwick.example")
    assert said is not None
    assert said.startswith("Many people")


@pytest.mark.parametrize("password", ["ida.roos-2026", "IdaRoosFenwick", "ida@fenwick.example"])
def test_a_password_is_more_than_a_name(password: str) -> None:
    said = passwords.fault(password, "Ida Roos", "ida@fenwick.example")
    assert said is not None
    assert said.startswith("This is little more than your name")
