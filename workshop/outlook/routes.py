"""The page of where an engagement leads: its vision and its future environment."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from werkzeug import Response

from workshop.access import consulted
from workshop.database import database, write
from workshop.history.store import record
from workshop.outlook import objectives, store
from workshop.outlook.forms import OutlookForm
from workshop.outlook.looking import mark, page
from workshop.outlook.room import OUTLOOK, bp
from workshop.outlook.store import Aspect

__all__ = ["bp", "objectives"]

NAMES: dict[Aspect, str] = {"vision": "the vision", "future": "the future environment"}


@bp.get(OUTLOOK)
def outlook(engagement_id: int) -> str:
    """Show the vision, the future environment and the objectives, each with its sources."""
    return page(consulted(engagement_id))


@bp.post(f"{OUTLOOK}/<any(vision, future):aspect>")
def write_up(engagement_id: int, aspect: Aspect) -> Response | tuple[str, int]:
    """Store one of the texts; where someone else changed it meanwhile, nothing is overwritten unseen."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), OutlookForm(prefix=f"{aspect}-")
    with write(db):
        held = store.outlook(db, engagement_id).get(aspect)
        text = held.text if held else ""
        sound = form.validate_on_submit()
        theirs = text if form.was.data != mark(text) and form.text.data != text else None
        if sound and theirs is None and form.text.data != text:
            store.put_outlook(db, engagement_id, aspect, form.text.data)
            deed = f"{'changed' if text else 'wrote'} {NAMES[aspect]}"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not sound or theirs is not None:
        if theirs is not None:
            form.was.data = mark(theirs)
        return page(access, {aspect: form}, theirs={aspect: theirs} if theirs is not None else {}), 422
    flash(f"{NAMES[aspect].capitalize()} is saved.", f"outlook-{aspect}")
    return redirect(url_for(".outlook", engagement_id=engagement_id, _anchor=aspect), code=303)
