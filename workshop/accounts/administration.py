"""All accounts, for administrators: who there is, who comes in, who stays out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import administrator
from workshop.accounts import letters, store
from workshop.accounts.forms import ROLES, AccountForm
from workshop.accounts.held_up import Answer
from workshop.accounts.inviting import NEW_GOOD_FOR, RESET_GOOD_FOR, AddressTaken, invite, renew
from workshop.accounts.password_links import PATH
from workshop.accounts.store import Account
from workshop.addresses import public_url
from workshop.database import database, write
from workshop.history import store as deeds
from workshop.history.store import record
from workshop.links import token_of

_TO_SHOW = "account_link"
"""In the cookie: the account whose new link the next page shows, once."""
_DEEDS_ON_PAGE = 100
_LATEST_OF_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether someone can sign in, as a chip says it."""

    kind: str
    words: str


def standing(account: Account, has_link: bool) -> Standing:
    """Return how it stands with an account, whose password link may still be open."""
    if account.closed:
        return Standing("wait", "Closed")
    if account.has_password:
        return Standing("open", "Open")
    return Standing("wait", "No password yet") if has_link else Standing("soon", "Needs a new link")


def index() -> str:
    """Show every account, and what was done with them lately."""
    you, db, now = administrator(), database(), datetime.now(UTC)
    found, links = store.accounts(db), store.accounts_with_links(db, now)
    return render_template(
        "accounts/index.html",
        you=you,
        accounts=found,
        standings={each.id: standing(each, each.id in links) for each in found},
        able=sum(each.has_password and not each.closed for each in found),
        seen=store.last_seen(db),
        entries=deeds.entries(db, None, limit=6),
        now=now,
    )


def new() -> str:
    """Show the form that makes an account."""
    administrator()
    return _new_page(AccountForm())


def add() -> Answer:
    """Make an account and its password link, or show the form again with what is wrong."""
    you, form = administrator(), AccountForm()
    if not form.validate_on_submit():
        return _new_page(form), 422
    db, now, key = database(), datetime.now(UTC), current_app.config["SECRET_KEY"]
    name, email, role = form.name.data, form.email.data, form.role.data
    try:
        with write(db):
            made = invite(db, email=email, name=name, role=role, key=key, now=now)
            if letters.can_send():
                letters.welcome(db, _found(db, made.account_id), you.name, made.seed, now)
            record(db, None, you.actor, "account", f"added the account of {name}, {role}", now)
    except AddressTaken:
        form.email.errors = ["There is an account with this address already."]
        return _new_page(form), 422
    cookie[_TO_SHOW] = made.account_id
    return _back(made.account_id)


def one(account_id: int) -> str:
    """Show an account; right after a link was made for it, the link too."""
    you, db, now = administrator(), database(), datetime.now(UTC)
    account = _found(db, account_id)
    link = store.password_link(db, account_id, now)
    return render_template(
        "accounts/one.html",
        you=you,
        owner=account,
        standing=standing(account, link is not None),
        link=link,
        address=_shown_once(account_id, link),
        mailed=letters.can_send(),
        seen=store.last_seen(db).get(account_id),
        now=now,
    )


def make_link(account_id: int) -> Answer:
    """Make a new password link for an account, in place of an earlier one."""
    you, db, now, key = administrator(), database(), datetime.now(UTC), current_app.config["SECRET_KEY"]
    with write(db):
        account = _found(db, account_id)
        if account.closed:
            abort(404)
        link = renew(db, account_id, key, now, RESET_GOOD_FOR if account.has_password else NEW_GOOD_FOR)
        if letters.can_send() and account.has_password:
            letters.write_reset(db, account, link.seed, now)
        elif letters.can_send():
            letters.welcome(db, account, you.name, link.seed, now)
        record(db, None, you.actor, "account", f"made a password link for {account.name}", now)
    cookie[_TO_SHOW] = account_id
    return _back(account_id)


def change_role(account_id: int) -> Answer:
    """Make an administrator of a consultant, or the other way round."""

    def change(db: Database, account: Account, _now: datetime) -> str:
        role: store.Role = "consultant" if account.role == "administrator" else "administrator"
        store.set_role(db, account.id, role)
        return f"made {account.name} {'an administrator' if role == 'administrator' else 'a consultant'}"

    return _done(account_id, change, lambda account: not account.closed and account.role != "sponsor")


def close(account_id: int) -> Answer:
    """Keep someone out from now on, everywhere."""

    def shut(db: Database, account: Account, now: datetime) -> str:
        store.close_account(db, account.id, now)
        return f"closed the account of {account.name}"

    return _done(account_id, shut, lambda account: not account.closed)


def open_again(account_id: int) -> Answer:
    """Let someone in again, with the password they had."""

    def admit(db: Database, account: Account, _now: datetime) -> str:
        store.open_account(db, account.id)
        return f"opened the account of {account.name} again"

    return _done(account_id, admit, lambda account: account.closed)


def history() -> str:
    """Show what was done outside every engagement, the latest first."""
    administrator()
    asked = request.args.get("before", 0, type=int)
    before = asked if 0 < asked < _LATEST_OF_ALL else None
    found = deeds.entries(database(), None, before=before, limit=_DEEDS_ON_PAGE + 1)
    return render_template(
        "accounts/history.html",
        entries=found[:_DEEDS_ON_PAGE],
        older=found[_DEEDS_ON_PAGE - 1].id if len(found) > _DEEDS_ON_PAGE else None,
        before=before,
    )


def _done(
    account_id: int, deed: Callable[[Database, Account, datetime], str], fits: Callable[[Account], bool]
) -> Answer:
    """Do something with someone else's account, if it fits, and write it down."""
    you, db, now = administrator(), database(), datetime.now(UTC)
    with write(db):
        account = _found(db, account_id)
        # Two administrators who close each other at the same moment: the second one finds nobody left.
        spared = account_id == you.id or not store.has_other_administrator(db, account_id)
        if spared or not fits(account):
            return _page_again(account_id, spared)
        said = deed(db, account, now)
        record(db, None, you.actor, "account", said, now)
    flash(f"You {said}.")
    return _back(account_id)


def _page_again(account_id: int, spared: bool) -> Answer:
    said = "An administrator must remain, and no one does this to their own account." if spared else ""
    flash(f"Nothing was changed. {said}".strip(), "fault")
    return _back(account_id)


def _found(db: Database, account_id: int) -> Account:
    return store.account(db, account_id) or abort(404)


def _shown_once(account_id: int, link: store.PasswordLink | None) -> str:
    if cookie.get(_TO_SHOW) != account_id:
        return ""
    del cookie[_TO_SHOW]
    return public_url(PATH + token_of(link.seed, current_app.config["SECRET_KEY"])) if link else ""


def _new_page(form: AccountForm) -> str:
    return render_template("accounts/new.html", form=form, notes=ROLES, mailed=letters.can_send())


def _back(account_id: int) -> Response:
    return redirect(url_for("accounts.one", account_id=account_id), code=303)
