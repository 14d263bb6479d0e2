"""Links with which someone chooses a password: opened as often as one likes, used once."""

from datetime import UTC, datetime

from flask import redirect, render_template, url_for

from workshop import limits
from workshop.access import open_to_anyone
from workshop.accounts import presence, store
from workshop.accounts.forms import NewPasswordForm
from workshop.accounts.held_up import Answer, guessing, held_up
from workshop.accounts.passwords import hashed
from workshop.database import database, write
from workshop.history.store import record
from workshop.links import hash_of

PATH = "/password/"
"""What the address begins with that the token of a link ends."""


@open_to_anyone
def show(token: str) -> Answer:
    """Show the form for a new password; a mail server that looks at the link does not use it up."""
    account = _account_behind(token)
    if account is None:
        return guessing() or _gone()
    return _page(NewPasswordForm(), token, account)


@open_to_anyone
def choose(token: str) -> Answer:
    """Set the password, sign this browser in and all others out; the link has done its duty."""
    account = _account_behind(token)
    if account is None:
        return guessing() or _gone()
    form = NewPasswordForm()
    wait = limits.hit(limits.LINK, limits.network())
    if wait:
        return held_up(wait, lambda: _page(form, token, account, wait))
    form.known = (account.name, account.email)
    if not form.validate_on_submit():
        return _page(form, token, account), 422
    password, db, now = hashed(form.password.data), database(), datetime.now(UTC)
    with write(db):
        if store.account_behind_link(db, hash_of(token), now) != account:
            return _gone()  # used, replaced or ended while the form lay open
        store.set_password(db, account.id, password, now)
        record(db, None, account.actor, "account", "chose a password", now)
    presence.begin(account.id, now, password)
    return redirect(url_for("engagements.index"), code=303)


def _account_behind(token: str) -> store.Account | None:
    return store.account_behind_link(database(), hash_of(token), datetime.now(UTC))


def _page(form: NewPasswordForm, token: str, owner: store.Account, wait: int = 0) -> str:
    return render_template("accounts/choose_password.html", form=form, token=token, owner=owner, wait=wait)


def _gone() -> tuple[str, int]:
    return render_template("accounts/link_gone.html"), 404
