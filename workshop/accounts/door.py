"""The door: signing in and out, and what strangers get at every other address."""

from datetime import UTC, datetime
from urllib.parse import quote, unquote, urlsplit

from flask import current_app, redirect, render_template, request, url_for
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from workshop import limits
from workshop.access import open_to_anyone
from workshop.accounts import presence, store
from workshop.accounts.forms import SignInForm
from workshop.accounts.held_up import Answer, held_up
from workshop.accounts.passwords import matches
from workshop.accounts.store import plain_email
from workshop.database import database
from workshop.limits import Try

_LONGEST_ADDRESS = 2000


@open_to_anyone
def show() -> Response | str:
    """Show the form to sign in with; whoever is signed in goes on."""
    wanted = request.args.get("next", "")
    if presence.present() is not None:
        return redirect(_destination(wanted), code=303)
    form = SignInForm()
    form.next.data = wanted if _is_local(wanted) else ""
    return _page(form, "You are not signed in.")


@open_to_anyone
def sign_in() -> Answer:
    """Sign in, or show the form again with what is wrong."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form, "You are not signed in."), 422
    email, network = plain_email(form.email.data), limits.network()
    wait = limits.hit_each(
        Try(limits.SIGN_IN, (email, network)),
        Try(limits.SIGN_IN_NETWORK, (network,)),
        Try(limits.SIGN_IN_ACCOUNT, (email,)),
    )
    if wait:
        return held_up(wait, lambda: _page(form, "You are not signed in.", wait))
    found = store.account_by_email(database(), email)
    kept = store.password_hash(database(), found.id) if found and not found.closed else None
    # Whoever has no account, none that is open, or no password yet is told the same, after as long.
    if (
        not matches(form.password.data, kept)
        or found is None
        or not presence.begin(found.id, datetime.now(UTC), kept)
    ):
        form.password.errors = ["The address or the password is not right."]
        return _page(form, "You are not signed in."), 422
    limits.clear(limits.SIGN_IN, email, network)
    limits.give_back(limits.SIGN_IN_NETWORK, network)
    limits.give_back(limits.SIGN_IN_ACCOUNT, email)
    return redirect(_destination(form.next.data or ""), code=303)


@open_to_anyone
def sign_out() -> Response:
    """Sign this browser out; one that is out already is none the worse for it."""
    presence.end()
    return redirect(url_for("accounts.door"), code=303)


def turned_away() -> tuple[str, int]:
    """Return what strangers get at every address that is not open to anyone: the form to sign in with.

    It is the same whether the address leads anywhere or not. Only the first page, where everyone begins, is
    no error.
    """
    form = SignInForm(formdata=None)
    if request.path == "/" and request.method in ("GET", "HEAD"):
        return _page(form, "You are not signed in."), 200
    asked_for = quote(request.path) + ("?" + request.query_string.decode("ascii", "replace")).rstrip("?")
    form.next.data = asked_for if _is_local(asked_for) else ""
    # Whoever was signed out while filling in a form must know that it got nowhere.
    looking = request.method in ("GET", "HEAD")
    lead = "Sign in to see this page." if looking else "You are not signed in, so nothing was saved."
    return _page(form, lead), 404


def _page(form: SignInForm, lead: str, wait: int = 0) -> str:
    is_new = store.is_empty(database())
    return render_template("accounts/sign_in.html", form=form, lead=lead, wait=wait, is_new=is_new)


def _destination(wanted: str) -> str:
    """Return where to go from here: what was wanted, if it is a page of ours, else the first page."""
    return wanted if _is_local(wanted) and _leads_somewhere(wanted) else url_for("engagements.index")


def _is_local(wanted: str) -> bool:
    """Return whether an address is a path on this host, however a browser may read it."""
    if not wanted.startswith("/") or wanted.startswith("//") or len(wanted) > _LONGEST_ADDRESS:
        return False
    return wanted.isascii() and wanted.isprintable() and not set(wanted) & set(' "\\<>')


def _leads_somewhere(wanted: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        endpoint, _ = adapter.match(unquote(urlsplit(wanted).path), method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return bool(endpoint != "accounts.door")
