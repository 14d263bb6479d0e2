"""The pages of weights: what each priority weighs and why, beside what the interviewees give."""

from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.presentation import counted
from workshop.priorities import store
from workshop.priorities.forms import DeedForm, weights_form
from workshop.priorities.room import PRIORITIES, bp
from workshop.priorities.weighing import Weighed, weighed


@bp.get(f"{PRIORITIES}/weights", endpoint="weights")
def weights(engagement_id: int) -> str:
    """Show the weights, to be changed; with ?from=points they begin with the interviewees' means."""
    access = consulted(engagement_id)
    found = weighed(database(), engagement_id)
    taken_over = request.args.get("from") == "points" and bool(found.opinions)
    return _page(access, found, _form(found, taken_over=taken_over), taken_over=taken_over)


@bp.post(f"{PRIORITIES}/weights")
def weigh(engagement_id: int) -> Response | tuple[str, int]:
    """Store the weights with their reason; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = weighed(db, engagement_id)
        form = _form(found)
        sound = bool(found.priorities) and form.validate_on_submit()
        if sound:
            store.set_weights(
                db,
                engagement_id,
                {each.id: form[f"weight_{each.id}"].data for each in found.priorities},
                reason=form.reason.data,
                account_id=access.account.id,
                now=now,
            )
            deed = f"weighed {counted(len(found.priorities), 'priority', 'priorities')}"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not sound:
        return _page(access, found, form), 422
    flash("The weights are saved.", "priorities")
    return redirect(url_for(".priorities", engagement_id=engagement_id, _anchor="weights"), code=303)


@bp.post(f"{PRIORITIES}/weights/equal")
def weigh_alike(engagement_id: int) -> Response:
    """Let all priorities weigh alike again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if store.weighting(db, engagement_id):
            store.weigh_alike(db, engagement_id)
            deed = "let all priorities weigh alike again"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
            flash("All priorities weigh alike again.", "priorities")
    return redirect(url_for(".priorities", engagement_id=engagement_id, _anchor="weights"), code=303)


def _form(found: Weighed, *, taken_over: bool = False) -> object:
    """Return the form as it is typed, or filled with the weights there are or the interviewees' means."""
    reason = found.weighting.reason if found.weighting else ""
    held = {each.id: each.weight if found.weighting else 0 for each in found.priorities}
    if not found.weighting and held:
        held = dict.fromkeys(held, round(100 / len(held)))
    if taken_over:
        held = found.means
        reason = f"The mean of what {counted(len(found.given), 'interviewee gives', 'interviewees give')}."
    return weights_form(found.priorities, held, reason)


def _page(access: Opened, found: Weighed, form: object, *, taken_over: bool = False) -> str:
    return framed(
        "priorities/weights.html",
        access,
        weighed=found,
        form=form,
        taken_over=taken_over,
        deed=DeedForm(formdata=None),
    )
