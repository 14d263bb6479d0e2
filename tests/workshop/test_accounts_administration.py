"""All accounts: seen and changed by administrators only, each deed written down."""

import re
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.bounded import together
from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop.accounts import store
from workshop.accounts.inviting import invite
from workshop.database import connect, write
from workshop.history.store import entries, record
from workshop.mail import store as mail

GOOD = "nine umbrellas beside a slow river"
DEEDS = ("link", "role", "close", "open")
LONG_AGO = NOW.replace(year=2020)
BEA = people.Person("Bea Holm", "bea@fenwick.example", "administrator")


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def ada(app: Flask) -> FlaskClient:
    """An administrator's browser, beside accounts of others."""
    for each in (people.INES, people.TOM, people.LARS):
        people.actor(app, each)
    return people.signed_in(app, people.ADA)


def send(client: FlaskClient, address: str, **fields: str):
    return client.post(address, data={"csrf_token": people.csrf(client), **fields})


def number(db: Database, person: people.Person) -> int:
    return people.account(db, person).id


def deeds(db: Database) -> list[str]:
    return [f"{each.actor} {each.deed}" for each in entries(db, None)]


def link_on(page: str) -> str:
    """Return the path of the password link that a page shows."""
    found = re.search(r'id="link"[^>]*value="http://localhost(/password/[\w-]{22})"', page)
    assert found, page
    return found[1]


def test_all_accounts_are_listed(app: Flask, ada: FlaskClient, db: Database) -> None:
    key = app.config["SECRET_KEY"]
    with write(db):
        invite(
            db,
            email="old@fenwick.example",
            name="Olga",
            role="consultant",
            key=key,
            now=NOW.replace(year=2020),
        )
        store.close_account(db, number(db, people.TOM), NOW) if False else None
    page = ada.get("/accounts").text
    for person in (people.ADA, people.INES, people.TOM, people.LARS):
        assert person.name in page
        assert person.email in page
    assert "Needs a new link" in page
    assert page.count(">never<") == 4
    assert "4 people can sign in." in page


@pytest.mark.parametrize(
    "person", [people.INES, people.LARS, None], ids=["consultant", "sponsor", "stranger"]
)
def test_only_administrators_see_and_do_anything(
    app: Flask, ada: FlaskClient, db: Database, person: people.Person | None
) -> None:
    client, tom = people.signed_in(app, person), number(db, people.TOM)
    for address in ("/accounts", "/accounts/new", "/accounts/history", f"/accounts/{tom}"):
        assert client.get(address).status_code == 404
    for deed in DEEDS:
        assert send(client, f"/accounts/{tom}/{deed}").status_code == 404
    fields = {"name": "Eve", "email": "eve@fenwick.example", "role": "administrator"}
    assert send(client, "/accounts/new", **fields).status_code == 404
    assert store.account_by_email(db, "eve@fenwick.example") is None
    assert deeds(db) == []


def test_a_new_account_gets_a_link_that_is_shown_once(app: Flask, ada: FlaskClient, db: Database) -> None:
    fields = {"name": "Ida Roos", "email": "Ida@fenwick.example", "role": "consultant"}
    answer = send(ada, "/accounts/new", **fields)
    assert answer.status_code == 303
    page = ada.get(answer.location).text
    assert "Hand over this link." in page
    address = link_on(page)
    again = ada.get(answer.location).text
    assert "/password/" not in again
    assert "has yet to choose a password" in again
    assert deeds(db) == ["Ada Brandt added the account of Ida Roos, consultant"]
    assert mail.mails(db, None) == []
    ida = app.test_client()
    assert send(ida, address, password=GOOD, again=GOOD).status_code == 303
    assert ida.get("/account").status_code == 200
    assert ida.get("/accounts").status_code == 404


def test_a_link_is_shown_to_its_maker_alone(app: Flask, ada: FlaskClient, db: Database) -> None:
    bea = people.signed_in(app, BEA)
    answer = send(ada, f"/accounts/{number(db, people.TOM)}/link")
    assert "/password/" not in bea.get(answer.location).text
    assert "/password/" not in ada.get(f"/accounts/{number(db, people.INES)}").text
    link_on(ada.get(answer.location).text)


def test_where_mail_goes_out_the_link_is_mailed_too(app: Flask, ada: FlaskClient, db: Database) -> None:
    app.config.update(SMTP=object())
    fields = {"name": "Ida {link} {token} Roos", "email": "ida@fenwick.example", "role": "administrator"}
    page = ada.get(send(ada, "/accounts/new", **fields).location).text
    assert "Mailed to ida@fenwick.example" in page
    link_on(page)
    [letter] = mail.mails(db, None)
    assert (letter.address, letter.kind, letter.state) == ("ida@fenwick.example", "password", "waits")
    assert "Ada Brandt made you an account" in letter.body
    assert letter.body.count("{token}") == 1
    send(ada, f"/accounts/{number(db, people.TOM)}/link")
    assert mail.mails(db, None)[0].subject == "Choose a new password for Roadcrew"


FAULTS = (
    ({"name": ""}, "The name is missing."),
    ({"name": "x" * 10_000}, "Shorten the name"),
    ({"name": "\u202e\0"}, "Use a name that can be read"),
    ({"email": "ida"}, "Not a mail address."),
    ({"email": "ida@fenwick.example, eve@fenwick.example"}, "Not a mail address."),
    ({"email": "<ida@fenwick.example>"}, "Not a mail address."),
    ({"email": "INES@fenwick.example"}, "There is an account with this address already."),
    ({"role": "sponsor"}, "Choose what this person may do."),
    ({"role": "owner"}, "Choose what this person may do."),
    ({"role": ""}, "Choose what this person may do."),
)


def test_a_faulty_account_is_not_made(ada: FlaskClient, db: Database) -> None:
    for changed, said in FAULTS:
        fields = {"name": "Ida Roos", "email": "ida@fenwick.example", "role": "consultant", **changed}
        answer = send(ada, "/accounts/new", **fields)
        assert answer.status_code == 422, changed
        assert said in answer.text
        if "name" not in changed:
            assert 'value="Ida Roos"' in answer.text
    assert len(store.accounts(db)) == 4
    assert deeds(db) == []


def test_the_same_form_sent_twice_makes_one_account(ada: FlaskClient, db: Database) -> None:
    fields = {"name": "Ida Roos", "email": "ida@fenwick.example", "role": "consultant"}
    assert [send(ada, "/accounts/new", **fields).status_code for _ in range(2)] == [303, 422]
    assert len(store.accounts(db)) == 5


def test_a_closed_account_is_out_and_comes_back(app: Flask, ada: FlaskClient, db: Database) -> None:
    tom, client = number(db, people.TOM), people.signed_in(app, people.TOM)
    send(ada, f"/accounts/{tom}/link")
    link = link_on(ada.get(f"/accounts/{tom}").text)
    assert send(ada, f"/accounts/{tom}/close").status_code == 303
    page = ada.get(f"/accounts/{tom}").text
    assert "You closed the account of Tom Reyes." in page
    assert "The account is closed" in page
    assert client.get("/account").status_code == 404
    assert client.get(link).status_code == 404
    fields = {"email": people.TOM.email, "password": people.PASSWORD}
    assert send(client, "/sign-in", **fields).status_code == 422
    assert send(ada, f"/accounts/{tom}/link").status_code == 404
    assert send(ada, f"/accounts/{tom}/open").status_code == 303
    assert send(client, "/sign-in", **fields).status_code == 303
    assert deeds(db)[:2] == [
        "Ada Brandt opened the account of Tom Reyes again",
        "Ada Brandt closed the account of Tom Reyes",
    ]


def test_what_is_done_twice_is_written_down_once(ada: FlaskClient, db: Database) -> None:
    tom = number(db, people.TOM)
    for deed in ("close", "close", "open", "open"):
        assert send(ada, f"/accounts/{tom}/{deed}").status_code == 303
        ada.get(f"/accounts/{tom}")
    assert len(deeds(db)) == 2


def test_roles_change_but_not_those_of_sponsors(app: Flask, ada: FlaskClient, db: Database) -> None:
    tom, client = number(db, people.TOM), people.signed_in(app, people.TOM)
    assert client.get("/accounts").status_code == 404
    send(ada, f"/accounts/{tom}/role")
    assert client.get("/accounts").status_code == 200
    send(ada, f"/accounts/{tom}/role")
    assert client.get("/accounts").status_code == 404
    send(ada, f"/accounts/{number(db, people.LARS)}/role")
    assert people.account(db, people.LARS).role == "sponsor"
    assert deeds(db) == [
        "Ada Brandt made Tom Reyes a consultant",
        "Ada Brandt made Tom Reyes an administrator",
    ]


def test_no_administrator_does_away_with_themself(app: Flask, ada: FlaskClient, db: Database) -> None:
    people.actor(app, BEA)
    own = number(db, people.ADA)
    for deed in ("close", "role"):
        assert f"/accounts/{own}/{deed}" not in ada.get(f"/accounts/{own}").text
        assert send(ada, f"/accounts/{own}/{deed}").status_code == 303
        assert "Nothing was changed." in ada.get(f"/accounts/{own}").text
    assert deeds(db) == []
    assert people.account(db, people.ADA).role == "administrator"


@pytest.mark.parametrize("deed", ["close", "role"])
def test_two_administrators_cannot_do_away_with_each_other(
    app: Flask, ada: FlaskClient, db: Database, deed: str
) -> None:
    bea = people.signed_in(app, BEA)
    tries = [(ada, number(db, BEA), people.csrf(ada)), (bea, number(db, people.ADA), people.csrf(bea))]

    def do(client: FlaskClient, target: int, token: str) -> None:
        client.post(f"/accounts/{target}/{deed}", data={"csrf_token": token})
        app.extensions["connections"].close_here()

    threads = [threading.Thread(target=do, args=each) for each in tries]
    together(threads)
    left = [each for each in store.accounts(db) if each.role == "administrator" and not each.closed]
    assert len(left) == 1


def test_an_administrator_without_a_password_does_not_count(
    app: Flask, ada: FlaskClient, db: Database
) -> None:
    key = app.config["SECRET_KEY"]
    with write(db):
        made = invite(db, email="eve@fenwick.example", name="Eve", role="administrator", key=key, now=NOW)
    assert not store.has_other_administrator(db, number(db, people.ADA))
    assert store.has_other_administrator(db, made.account_id)


def test_what_is_not_there_is_not_found(ada: FlaskClient) -> None:
    token = people.csrf(ada)
    for account in ("0", "99999", "9223372036854775807", "9223372036854775808", "-1", "x"):
        assert ada.get(f"/accounts/{account}").status_code == 404
        for deed in DEEDS:
            sent = ada.post(f"/accounts/{account}/{deed}", data={"csrf_token": token})
            assert sent.status_code == 404


def test_every_deed_needs_its_token(ada: FlaskClient, db: Database) -> None:
    tom = number(db, people.TOM)
    for address in (
        "/accounts/new",
        *(f"/accounts/{tom}/{deed}" for deed in ("link", "role", "close", "open")),
    ):
        assert ada.post(address).status_code == 400
        assert ada.get(address).status_code in (200, 405)
    assert deeds(db) == []


def test_names_are_shown_and_never_obeyed(app: Flask, ada: FlaskClient, db: Database) -> None:
    name = "<img src=x onerror=y>\"'{{ 7 * 7 }}"
    fields = {"name": name, "email": "x@fenwick.example", "role": "consultant"}
    address = send(ada, "/accounts/new", **fields).location
    for page in (ada.get(address), ada.get("/accounts"), ada.get("/accounts/history")):
        assert "<img" not in page.text
        assert "&lt;img src=x" in page.text
        assert "49" not in re.findall(r"onerror=y&gt;(.*?)</", page.text)[0]


def test_history_goes_back_page_by_page(ada: FlaskClient, db: Database) -> None:
    actor = people.account(db, people.ADA).actor
    with write(db):
        for place in range(250):
            record(db, None, actor, "account", f"did the deed number {place}.", NOW)
    seen, address = [], "/accounts/history"
    while address:
        page = ada.get(address).text
        seen += re.findall(r"deed number (\d+)\.", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1] if older else ""
    assert [int(each) for each in seen] == list(range(249, -1, -1))
    for asked in ("x", "-1", str(10**30), "9" * 5000):
        assert ada.get(f"/accounts/history?before={asked}").status_code == 200
    assert "There is nothing older." in ada.get("/accounts/history?before=1").text
