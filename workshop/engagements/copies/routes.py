"""The page that copies an engagement."""

from datetime import UTC, datetime

from flask import redirect, url_for
from werkzeug import Response

from reports.wording import counted
from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements import store as engagements
from workshop.engagements.copies import store
from workshop.engagements.copies.forms import CopyForm
from workshop.engagements.frame import framed
from workshop.engagements.room import bp
from workshop.history.store import record


@bp.get(f"{ENGAGEMENT}/copy")
def copying(engagement_id: int) -> str:
    """Show the form that copies an engagement."""
    access = consulted(engagement_id)
    form = CopyForm(data={"client": access.engagement.client})
    return framed("engagements/copy.html", access, form=form)


@bp.post(f"{ENGAGEMENT}/copy")
def copy(engagement_id: int) -> Response | tuple[str, int]:
    """Make a new engagement from this one, with the visitor as its consultant."""
    access = consulted(engagement_id)
    form = CopyForm()
    if not form.validate_on_submit():
        return framed("engagements/copy.html", access, form=form), 422
    db, now, actor = database(), datetime.now(UTC), access.account.actor
    with write(db):
        made = store.copy_engagement(db, engagement_id, form.client.data, now)
        engagements.add_member(db, made, access.account.id)
        deed = f"created the engagement as a copy of that of {access.engagement.client}"
        if form.people.data:
            deed += f", with {counted(store.copy_people(db, engagement_id, made, now), 'person')}"
        record(db, made, actor, "engagement", deed, now)
        record(db, engagement_id, actor, "engagement", "copied the engagement", now)
    return redirect(url_for(".overview", engagement_id=made), code=303)
