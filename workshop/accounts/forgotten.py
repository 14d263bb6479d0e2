"""A forgotten password: a mail with a link, for whoever asks at the door."""

import time
from datetime import UTC, datetime

from flask import current_app, redirect, render_template, request, url_for

from workshop import limits
from workshop.access import open_to_anyone
from workshop.accounts import store
from workshop.accounts.forms import ForgottenForm
from workshop.accounts.held_up import Answer, held_up
from workshop.accounts.inviting import renew
from workshop.accounts.letters import can_send, write_reset
from workshop.accounts.store import plain_email
from workshop.database import database, write
from workshop.history.store import PROGRAM, record
from workshop.limits import Try

_SECONDS = 0.4
"""How long every answer takes: longer than writing the mail does, which only some addresses get."""


@open_to_anyone
def show() -> Answer:
    """Show the form that asks for a link, or that it was asked for; without mail, whom to ask instead."""
    return _page(ForgottenForm(), asked="asked" in request.args)


@open_to_anyone
def ask() -> Answer:
    """Mail a link to the account with this address; where there is none the answer is the same."""
    form, begun = ForgottenForm(), time.monotonic()
    if not can_send():
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    email, network = plain_email(form.email.data), limits.network()
    wait = limits.hit_each(Try(limits.FORGOT, (network,)), Try(limits.FORGOT_ACCOUNT, (email,)))
    if wait:
        return held_up(wait, lambda: _page(form, wait=wait))
    _mail(email)
    time.sleep(max(0.0, _SECONDS - (time.monotonic() - begun)))
    return redirect(url_for("accounts.forgotten", asked="1"), code=303)


def _mail(email: str) -> None:
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = store.account_by_email(db, email)
        if found is None or found.closed:
            return
        link = renew(db, found.id, current_app.config["SECRET_KEY"], now)
        write_reset(db, found, link.seed, now)
        record(
            db, None, PROGRAM, "account", f"mailed {found.name} a password link, as asked at the door", now
        )


def _page(form: ForgottenForm, *, asked: bool = False, wait: int = 0) -> str:
    return render_template("accounts/forgotten.html", form=form, asked=asked, wait=wait, can_send=can_send())
