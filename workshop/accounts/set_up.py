"""The first start: a link that is printed with it makes the first administrator, once."""

from datetime import UTC, datetime

from flask import abort, redirect, render_template, url_for
from sqlite_utils import Database

from workshop import limits
from workshop.access import open_to_anyone
from workshop.accounts import presence, store
from workshop.accounts.forms import SetUpForm
from workshop.accounts.held_up import Answer, guessing, held_up
from workshop.accounts.passwords import hashed
from workshop.database import database, write
from workshop.history.store import record
from workshop.links import hash_of, new_token

PATH = "/set-up/"
"""What the address begins with that a set-up token ends."""


def offered(db: Database, now: datetime) -> str | None:
    """Return the token of a new set-up link, in place of an earlier one; None once there are accounts."""
    token = new_token()
    with write(db):
        if not store.is_empty(db):
            store.remove_set_up_link(db)
            return None
        store.put_set_up_link(db, hash_of(token), now)
    return token


@open_to_anyone
def show(token: str) -> Answer:
    """Show the form that makes the first administrator."""
    if not store.is_set_up_link(database(), hash_of(token)):
        return guessing() or abort(404)
    return _page(SetUpForm(), token)


@open_to_anyone
def make(token: str) -> Answer:
    """Make the first administrator and sign them in; of two at once, only one."""
    if not store.is_set_up_link(database(), hash_of(token)):
        return guessing() or abort(404)
    form = SetUpForm()
    wait = limits.hit(limits.LINK, limits.network())
    if wait:
        return held_up(wait, lambda: _page(form, token, wait))
    form.known = (form.name.data, form.email.data)
    if not form.validate_on_submit():
        return _page(form, token), 422
    made = _made(form, token, hashed(form.password.data))
    if made is None:
        abort(404)
    presence.begin(made, datetime.now(UTC))
    return redirect(url_for("engagements.index"), code=303)


def _made(form: SetUpForm, token: str, password: str) -> int | None:
    db, now = database(), datetime.now(UTC)
    with write(db):
        if not store.is_set_up_link(db, hash_of(token)):
            return None  # somebody else was faster
        made = store.add_account(
            db, email=form.email.data, name=form.name.data, role="administrator", now=now
        )
        store.set_password(db, made, password, now)
        store.remove_set_up_link(db)
        account = store.account(db, made)
        assert account is not None
        record(db, None, account.actor, "account", "set Roadcrew up, as its first administrator", now)
    return made


def _page(form: SetUpForm, token: str, wait: int = 0) -> str:
    return render_template("accounts/set_up.html", form=form, token=token, wait=wait)
