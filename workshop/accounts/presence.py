"""Who is signed in: a cookie's token, of which the database keeps a hash, and when that ends."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from flask import g, request
from flask import session as cookie

from workshop.accounts import store
from workshop.database import Busy, database, write
from workshop.links import hash_of, new_token

IDLE = timedelta(hours=2)
"""Whoever does nothing for so long is signed out;"""
LONGEST = timedelta(hours=14)
"""and everyone after so long: no working day is longer."""
_NOTED_EVERY = timedelta(minutes=1)
_TOKEN = "sign_in"  # noqa: S105 - the name of a value, not the value


def present() -> store.SignIn | None:
    """Return who is signed in with this request's browser, looked up once a request."""
    if "sign_in" not in g:
        g.sign_in = _looked_up()
    found: store.SignIn | None = g.sign_in
    return found


def begin(account_id: int, now: datetime, verified: str | None = None) -> bool:
    """Sign this browser in, under a token that it never had before, and out of whatever it was in.

    With `verified`, the hash that the given password was measured against, nothing happens where the account
    has another password by now; then this returns False.
    """
    token, before, db = new_token(), present(), database()
    with write(db):
        if verified is not None and store.password_hash(db, account_id) != verified:
            return False
        if before is not None:
            store.end_sign_in(db, before.account.id, before.hash)
        store.forget_old_sign_ins(db, now - IDLE)
        store.begin_sign_in(db, account_id, hash=hash_of(token), browser=browser_name(), now=now)
    leave_cookie()
    cookie[_TOKEN] = token
    return True


def end() -> None:
    """Sign this browser out, on the server too."""
    found = present()
    if found is not None:
        db = database()
        with write(db):
            store.end_sign_in(db, found.account.id, found.hash)
    leave_cookie()


def leave_cookie() -> None:
    """Forget whatever this browser's cookie held."""
    cookie.clear()
    g.pop("sign_in", None)


def browser_name() -> str:
    """Return the browser and system of this request in a few words, as in Firefox on Linux."""
    agent = request.user_agent.string
    browsers = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((name for sign, name in browsers if sign in agent), "A browser")
    system = next((name for sign, name in systems if sign in agent), "")
    return f"{browser} on {system}" if system else browser


def _looked_up() -> store.SignIn | None:
    token = cookie.get(_TOKEN)
    if not isinstance(token, str):
        return None
    db, now = database(), datetime.now(UTC)
    found = store.signed_in(db, hash_of(token), now, IDLE, LONGEST)
    if found is not None and now - found.seen_at > _NOTED_EVERY:
        with suppress(Busy), write(db, patience=0):  # a page waits for nobody; the next one notes it
            store.see_sign_in(db, found, now)
    return found
