"""The page of a person's links: made to be handed over without mail, and revoked."""

from datetime import UTC, datetime

from flask import abort, current_app, redirect, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT, NUMBER, public_url
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.invitations import store
from workshop.invitations.forms import LinkForm
from workshop.invitations.purposes import INVITATIONS
from workshop.invitations.room import bp
from workshop.invitations.store import Addressee, PersonalLink
from workshop.links import new_link, token_of

LINKS = f"{ENGAGEMENT}/people/<{NUMBER}:person_id>/links"


@bp.get(LINKS)
def links(engagement_id: int, person_id: int) -> str:
    """Show the links that a person has, and what can be done with them."""
    access = consulted(engagement_id)
    return _page(access, _person(engagement_id, person_id))


@bp.post(LINKS)
def make(engagement_id: int, person_id: int) -> str | tuple[str, int]:
    """Make a link and show it, for handing it over; sent twice, the form makes one and shows it twice."""
    access = consulted(engagement_id)
    form, db, now = LinkForm(), database(), datetime.now(UTC)
    person = _person(engagement_id, person_id)
    if access.engagement.archived:
        return _page(access, person), 422
    with write(db):
        invitation = INVITATIONS.get(form.purpose.data)
        if invitation is None or invitation.role not in store.roles(db, person.id):
            abort(404)
        before = _link(person, invitation.purpose)
        fresh = form.seen.data == (before.tag if before else "")
        if fresh:
            store.put_link(db, person.id, invitation.purpose, new_link(current_app.config["SECRET_KEY"]), now)
            again = "; an earlier one ended" if before else ""
            deed = f"made a link to the {invitation.purpose} for 1 person, to hand it over{again}"
            record(db, engagement_id, access.account.actor, "people", deed, now)
    made = _link(person, invitation.purpose)
    if made is None or made.seed in store.mailed_seeds(db, engagement_id):
        return _page(access, person, fresh=False), 422
    return _page(access, person, made=made, fresh=fresh)


@bp.post(f"{LINKS}/end")
def revoke(engagement_id: int, person_id: int) -> Response:
    """End a person's link; where that was done before, nothing changes."""
    access = consulted(engagement_id)
    form, db, now = LinkForm(), database(), datetime.now(UTC)
    with write(db):
        person = _person(engagement_id, person_id)
        link = _link(person, form.purpose.data)
        if link is not None and link.tag == form.seen.data:
            store.revoke(db, person.id, link.purpose, now)
            deed = f"revoked the link of 1 person to the {link.purpose}"
            record(db, engagement_id, access.account.actor, "people", deed, now)
    return redirect(url_for(".links", engagement_id=engagement_id, person_id=person_id), code=303)


def _person(engagement_id: int, person_id: int) -> Addressee:
    """Return one of the engagement's people, or 404."""
    person = store.addressee(database(), engagement_id, person_id)
    if person is None:
        abort(404)
    return person


def _link(person: Addressee, purpose: str | None) -> PersonalLink | None:
    found = store.links_of_person(database(), person.id)
    return next((each for each in found if each.purpose == purpose), None)


def _page(access: Opened, person: Addressee, made: PersonalLink | None = None, fresh: bool = True) -> str:
    db = database()
    token = token_of(made.seed, current_app.config["SECRET_KEY"]) if made else ""
    return framed(
        "invitations/links.html",
        access,
        person=person,
        roles=store.roles(db, person.id),
        links={each.purpose: each for each in store.links_of_person(db, person.id)},
        mailed=store.mailed_seeds(db, access.engagement.id),
        invitations=INVITATIONS.values(),
        made=made,
        address=public_url(f"/p/{token}") if made else "",
        fresh=fresh,
    )
