"""One's own account: name, password, and where one is signed in."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from werkzeug import Response

from workshop import limits
from workshop.access import signed_in
from workshop.accounts import presence, store
from workshop.accounts.forms import ChangePasswordForm, NameForm
from workshop.accounts.held_up import Answer, held_up
from workshop.accounts.passwords import hashed, matches
from workshop.accounts.presence import IDLE, LONGEST
from workshop.database import database, write
from workshop.history.store import record


def show() -> str:
    """Show the visitor's own account."""
    return _page()


def rename() -> Answer:
    """Store how the visitor is called from now on."""
    account, form = signed_in(), NameForm()
    if not form.validate_on_submit():
        return _page(name=form), 422
    db, now = database(), datetime.now(UTC)
    if form.name.data != account.name:
        with write(db):
            store.set_name(db, account.id, form.name.data)
            record(db, None, account.actor, "account", f"changed their name to {form.name.data}", now)
    flash("Your name is changed.")
    return _back()


def change_password() -> Answer:
    """Set a new password for someone who knows the current one, and sign all other browsers out."""
    account, form = signed_in(), ChangePasswordForm()
    wait = limits.hit(limits.PASSWORD_CHANGE, str(account.id))
    if wait:
        return held_up(wait, lambda: _page(password=form, wait=wait))
    form.known = (account.name, account.email)
    fits = form.validate_on_submit()
    kept = store.password_hash(database(), account.id)
    if form.current.data and not matches(form.current.data, kept):
        form.current.errors = ["This is not your current password."]
        fits = False
    if not fits:
        return _page(password=form), 422
    password, db, now = hashed(form.password.data), database(), datetime.now(UTC)
    with write(db):
        if store.password_hash(db, account.id) != kept:
            abort(404)  # it was set elsewhere just now, which signed this browser out
        store.set_password(db, account.id, password, now)
        record(db, None, account.actor, "account", "changed their password", now)
    presence.begin(account.id, now, password)
    limits.clear(limits.PASSWORD_CHANGE, str(account.id))
    flash("Your password is changed. Every other browser is signed out.")
    return _back()


def end_one(sign_in: str) -> Response:
    """Sign one of the visitor's browsers out."""
    account, db, now = signed_in(), database(), datetime.now(UTC)
    with write(db):
        if store.end_sign_in(db, account.id, sign_in):
            record(db, None, account.actor, "account", "signed out another browser", now)
    return _back()


def end_others() -> Response:
    """Sign the visitor out of every browser but this one."""
    account, here, db, now = signed_in(), presence.present(), database(), datetime.now(UTC)
    assert here is not None
    with write(db):
        store.end_sign_ins(db, account.id, but=here.hash)
        record(db, None, account.actor, "account", "signed out everywhere else", now)
    flash("Every other browser is signed out.")
    return _back()


def _back() -> Response:
    return redirect(url_for("accounts.mine"), code=303)


def _page(name: NameForm | None = None, password: ChangePasswordForm | None = None, wait: int = 0) -> str:
    account, here, now = signed_in(), presence.present(), datetime.now(UTC)
    assert here is not None
    return render_template(
        "accounts/mine.html",
        this_browser=here.hash,
        sign_ins=store.sign_ins(database(), account.id, now, IDLE, LONGEST),
        name_form=name or NameForm(formdata=None, name=account.name),
        password_form=password or ChangePasswordForm(formdata=None),
        wait=wait,
        now=now,
    )
