"""The pages of writing to people; those of links, of arriving and of access are registered beside them."""

from collections.abc import Callable, Set
from datetime import UTC, datetime
from functools import cache

from flask import abort, current_app, redirect, request, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT, public_url
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.invitations import arriving, handing, store
from workshop.invitations.choosing import LISTED, Candidates, Picked, candidates
from workshop.invitations.forms import WritingForm
from workshop.invitations.members import routes as members
from workshop.invitations.purposes import INVITATIONS, Invitation
from workshop.invitations.room import bp
from workshop.invitations.writing import PATH, letter, write_to
from workshop.manner import Manner
from workshop.presentation import counted

__all__ = ["arriving", "bp", "handing", "members"]


@bp.get(f"{ENGAGEMENT}/mail/new", endpoint="write")
def writing_page(engagement_id: int) -> str:
    """Show whom an invitation may go to, and the mail."""
    access, invitation = consulted(engagement_id), _invitation()
    found = _candidates(engagement_id, invitation)
    return _page(access, invitation, found, found.preset(request.args.get("choose", "")), WritingForm())


@bp.post(f"{ENGAGEMENT}/mail/new")
def invite(engagement_id: int) -> Response | tuple[str, int]:
    """Write to the chosen people, or show the page again with what stands in the way."""
    access, invitation = consulted(engagement_id), _invitation()
    form, db, now = WritingForm(), database(), datetime.now(UTC)
    form.validate_on_submit()
    by = letter(db, access.engagement, invitation, access.account, public_url(PATH), now)
    with write(db):
        # Read again under the lock: of two who write at once, the second one sees what the first one did.
        found = _candidates(engagement_id, invitation)
        picked = found.picked(form.person.data or ())
        fault = None if picked.done_before else _fault(access, picked, form.counted.data)
        if not fault and not picked.done_before:
            key = current_app.config["SECRET_KEY"]
            write_to(db, picked.chosen, invitation=invitation, by=by, key=key, now=now)
    if fault:
        form.person.errors = [fault]
        return _page(access, invitation, found, picked.still_wanted, form, picked.changed), 422
    return redirect(url_for("mail.index", engagement_id=engagement_id), code=303)


def _fault(access: Opened, picked: Picked, named: int | None) -> str | None:
    """Return why nothing is written, and what to do, or None."""
    if access.engagement.archived:
        return "Nothing was written: this engagement is archived. Take it back out of the archive first."
    if picked.stale:
        return (
            "Nothing was written: links were made or ended, or people were changed, since you opened this "
            "page. Look at whom is chosen now, and write again."
        )
    if not picked.chosen:
        return "Choose at least one person."
    if named != len(picked.chosen):
        people = counted(len(picked.chosen), "person is", "people are")
        return f"{people} chosen now. Nothing was written yet; the button says how many it will be."
    return None


def _invitation() -> Invitation:
    """Return the invitation that the address names, the first one if it names none, or 404."""
    wanted = request.args.get("for", next(iter(INVITATIONS)))
    found = next((each for each in INVITATIONS.values() if each.purpose == wanted), None)
    if found is None:
        abort(404)
    return found


def _candidates(engagement_id: int, invitation: Invitation) -> Candidates:
    db = database()
    return candidates(
        store.addressees(db, engagement_id, invitation.role),
        store.links_of(db, engagement_id),
        store.mailed_seeds(db, engagement_id),
        invitation.purpose,
    )


def _page(
    access: Opened,
    invitation: Invitation,
    found: Candidates,
    chosen: Set[int],
    form: WritingForm,
    changed: tuple[object, ...] = (),
) -> str:
    first = next((each for each in found.reachable if each.person.id in chosen), None)
    first = first or next(iter(found.reachable), None)
    link, now = public_url(PATH), datetime.now(UTC)
    by = letter(database(), access.engagement, invitation, access.account, link, now)
    opened = request.args.get("of", "")
    return framed(
        "invitations/write.html",
        access,
        invitation=invitation,
        invitations=INVITATIONS.values(),
        counts=store.counts(database(), access.engagement.id),
        found=found,
        chosen=found.on_page(chosen, opened),
        opened=opened,
        most=LISTED,
        changed=frozenset(changed),
        first=first,
        mail=by.to(first.person) if first else None,
        since=_days(access.engagement.manner),
        sends=bool(current_app.config.get("SMTP")),
        form=form,
    )


def _days(manner: Manner) -> Callable[[datetime], str]:
    """Return what writes the day of a moment; of thousands of links most were made on the same few days."""
    written = cache(manner.short_day)
    return lambda moment: written(manner.today(moment))
