"""The pages of accounts: the door, and one's own account."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response

from workshop.access import open_to_anyone
from workshop.accounts import presence, store
from workshop.accounts.forms import SignInForm
from workshop.accounts.passwords import matches
from workshop.database import database

bp = Blueprint("accounts", __name__, template_folder="templates")


@bp.get("/sign-in")
@open_to_anyone
def door() -> str:
    """Show the form to sign in with."""
    return render_template("accounts/sign_in.html", form=SignInForm())


@bp.post("/sign-in")
@open_to_anyone
def sign_in() -> Response | tuple[str, int]:
    """Sign in, or show the form again with what is wrong."""
    form = SignInForm()
    if form.validate_on_submit():
        found = store.account_by_email(database(), form.email.data)
        kept = store.password_hash(database(), found.id) if found and not found.closed else None
        if matches(form.password.data, kept) and found is not None:
            presence.begin(found.id, datetime.now(UTC))
            return redirect(url_for("engagements.index"), code=303)
        form.password.errors = ["The address or the password is not right."]
    return render_template("accounts/sign_in.html", form=form), 422


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign this browser out."""
    presence.end()
    return redirect(url_for(".door"), code=303)
