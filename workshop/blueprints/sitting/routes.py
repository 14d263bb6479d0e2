"""The page of the session: what its agenda is made for."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.blueprints.room import SITTING, bp
from workshop.blueprints.sitting import store
from workshop.blueprints.sitting.forms import SittingForm
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record


@bp.get(SITTING)
def sitting(engagement_id: int) -> str:
    """Show how the session is planned."""
    access = consulted(engagement_id)
    return _page(access, SittingForm.of(store.session_plan(database(), engagement_id)))


@bp.post(SITTING)
def plan_sitting(engagement_id: int) -> Response | tuple[str, int]:
    """Store how the session is planned; with faults, or where both changed the same, show the form again."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), SittingForm()
    with write(db):
        plan = store.session_plan(db, engagement_id)
        stands = SittingForm.shown_of(plan)
        both = form.take_over(stands)
        sound = form.validate_on_submit()
        if sound and both:
            form.ask(stands, both)
        elif sound and form.plan != plan:
            store.put_session_plan(db, engagement_id, form.plan)
            deed = f"planned the session with {form.plan.minutes} minutes"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    if not sound or both:
        return _page(access, form), 422
    flash("The session is saved. The next draft is made for it.", "sitting")
    return redirect(url_for(".sitting", engagement_id=engagement_id), code=303)


def _page(access: Opened, form: SittingForm) -> str:
    plan = store.session_plan(database(), access.engagement.id)
    return framed("blueprints/sitting.html", access, form=form, plan=plan)
