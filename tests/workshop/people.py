"""The named people of the test world: an administrator, two consultants, a sponsor, and a stranger."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from workshop.accounts import passwords, store
from workshop.accounts.store import Role
from workshop.database import connect, write
from workshop.history.store import Actor
from workshop.links import hash_of, new_token

PASSWORD = "seven lanterns over quiet water"


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    role: Role


ADA = Person("Ada Brandt", "ada@fenwick.example", "administrator")
INES = Person("Ines Okafor", "ines@fenwick.example", "consultant")
TOM = Person("Tom Reyes", "tom@fenwick.example", "consultant")
LARS = Person("Lars Lind", "lars@alder.example", "sponsor")
"""Ines runs the engagement of Alder & Sons, whose sponsor Lars is; Tom has one of his own."""


def account(db: Database, person: Person) -> store.Account:
    """Return someone's account, made with PASSWORD when it is first asked for."""
    found = store.account_by_email(db, person.email)
    if found is None:
        with write(db):
            made = store.add_account(
                db, email=person.email, name=person.name, role=person.role, now=datetime.now(UTC)
            )
            store.set_password(db, made, _hash(), datetime.now(UTC))
        found = store.account(db, made)
    assert found is not None
    return found


def actor(app: Flask, person: Person) -> Actor:
    db = connect(app.config["DATABASE"])
    try:
        return account(db, person).actor
    finally:
        db.close()


def signed_in(app: Flask, person: Person | None) -> FlaskClient:
    """Return a browser in which someone is signed in, or nobody."""
    client = app.test_client()
    if person is None:
        return client
    db, token = connect(app.config["DATABASE"]), new_token()
    try:
        who = account(db, person)
        with write(db):
            store.begin_sign_in(
                db, who.id, hash=hash_of(token), browser="Firefox on Linux", now=datetime.now(UTC)
            )
    finally:
        db.close()
    with client.session_transaction() as cookie:
        cookie["sign_in"] = token
    return client


def csrf(client: FlaskClient) -> str:
    """Return a token for the forms of a browser's session."""
    page = client.get("/", follow_redirects=True).text
    page = page if 'name="csrf_token"' in page else client.get("/sign-in").text
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)
