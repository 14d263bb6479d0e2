"""The page of who has access to an engagement."""

from datetime import UTC, datetime

from flask import abort, current_app, redirect, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.accounts.store import Account
from workshop.addresses import ENGAGEMENT, NUMBER, public_url
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.store import add_member
from workshop.history.store import record
from workshop.invitations import store as invitations
from workshop.invitations.members import store
from workshop.invitations.members.admitting import (
    PATH,
    Doorkeeper,
    NotAdmitted,
    admit,
    keep_out,
    link_again,
)
from workshop.invitations.members.forms import ColleagueForm, SponsorForm
from workshop.invitations.members.store import Members
from workshop.invitations.room import bp

ACCESS = f"{ENGAGEMENT}/access"
CONSULTANT = f"{ACCESS}/consultants/<{NUMBER}:account_id>"
SPONSOR = f"{ACCESS}/sponsors/<{NUMBER}:account_id>"
ALONE = "The last consultant who can sign in stays. Add a colleague first."


@bp.get(ACCESS, endpoint="access")
def access_page(engagement_id: int) -> str:
    """Show who has access to an engagement."""
    return _page(consulted(engagement_id))


@bp.post(f"{ACCESS}/consultants")
def add_consultant(engagement_id: int) -> Response | tuple[str, int]:
    """Make a colleague a consultant of the engagement."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        members = store.members(db, engagement_id)
        form = _colleague_form(members)
        valid = form.validate_on_submit()
        if valid:
            colleague = next(each for each in members.colleagues if str(each.id) == form.account.data)
            add_member(db, engagement_id, colleague.id)
            deed = f"made {colleague.name} a consultant of the engagement"
            record(db, engagement_id, access.account.actor, "account", deed, now)
    if not valid:
        return _page(access, colleague_form=form), 422
    return _back(engagement_id)


@bp.post(f"{CONSULTANT}/end")
def remove_consultant(engagement_id: int, account_id: int) -> Response | tuple[str, int]:
    """Take the engagement away from one of its consultants, but not from the last one."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        members = store.members(db, engagement_id)
        consultant = _one_of(members.consultants, account_id)
        may_leave = members.may_leave(account_id)
        if may_leave:
            store.remove_consultant(db, engagement_id, account_id)
            deed = f"removed {consultant.name} from the consultants of the engagement"
            record(db, engagement_id, access.account.actor, "account", deed, now)
    if not may_leave:
        return _page(access, refusal=ALONE), 422
    if account_id == access.account.id and access.account.role != "administrator":
        return redirect(url_for("engagements.index"), code=303)
    return _back(engagement_id)


@bp.post(f"{ACCESS}/sponsors")
def give_access(engagement_id: int) -> str | tuple[str, int]:
    """Give someone at the client access, and show the link they choose a password with."""
    access, form = consulted(engagement_id), SponsorForm()
    if not form.validate_on_submit():
        return _page(access, sponsor_form=form), 422
    db, now = database(), datetime.now(UTC)
    try:
        with write(db):
            by = _doorkeeper(access)
            admitted, token = admit(db, by, name=form.name.data, email=form.email.data, now=now)
    except NotAdmitted as refused:
        form.email.errors = [str(refused)]
        return _page(access, sponsor_form=form), 422
    return _page(access, admitted=admitted, token=token)


@bp.post(f"{SPONSOR}/link")
def renew_access(engagement_id: int, account_id: int) -> str:
    """Make a new password link for a sponsor, and show it."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        sponsor = _one_of(store.members(db, engagement_id).sponsors, account_id)
        if sponsor.closed:
            abort(404)
        token = link_again(db, _doorkeeper(access), sponsor, now)
    return _page(access, admitted=sponsor, token=token)


@bp.post(f"{SPONSOR}/end")
def take_access(engagement_id: int, account_id: int) -> Response:
    """Take a sponsor's access away and close their account."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        sponsor = _one_of(store.members(db, engagement_id).sponsors, account_id)
        keep_out(db, _doorkeeper(access), sponsor, now)
    return _back(engagement_id)


def _one_of(accounts: tuple[Account, ...], account_id: int) -> Account:
    """Return the account with a number if it is among these, or 404."""
    found = next((each for each in accounts if each.id == account_id), None)
    if found is None:
        abort(404)
    return found


def _doorkeeper(access: Opened) -> Doorkeeper:
    return Doorkeeper(access.engagement, access.account, public_url(PATH), current_app.config["SECRET_KEY"])


def _colleague_form(members: Members) -> ColleagueForm:
    form = ColleagueForm()
    choices = [(str(each.id), f"{each.name}, {each.email}") for each in members.colleagues]
    form.account.choices = [("", "Choose a colleague"), *choices]
    return form


def _back(engagement_id: int) -> Response:
    return redirect(url_for(".access", engagement_id=engagement_id), code=303)


def _page(
    access: Opened,
    *,
    colleague_form: ColleagueForm | None = None,
    sponsor_form: SponsorForm | None = None,
    refusal: str = "",
    admitted: Account | None = None,
    token: str = "",
) -> str:
    db = database()
    members = store.members(db, access.engagement.id)
    inside = {each.email for each in members.sponsors}
    people = invitations.addressees(db, access.engagement.id, "sponsor")
    return framed(
        "invitations/access.html",
        access,
        members=members,
        waiting=[each for each in people if each.email.lower() not in inside],
        colleague_form=colleague_form or _colleague_form(members),
        sponsor_form=sponsor_form or SponsorForm(formdata=None),
        refusal=refusal,
        admitted=admitted,
        address=public_url(PATH.replace("{token}", token)) if token else "",
        sends=bool(current_app.config.get("SMTP")),
    )
