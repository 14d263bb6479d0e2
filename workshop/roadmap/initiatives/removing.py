"""An initiative is removed, once its reader has seen what hangs on it."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug import Response
from wtforms import HiddenField

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.judgements.forms import number_in
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import REMOVAL, bp
from workshop.roadmap.initiatives.store import Kept


class RemovalForm(FlaskForm):  # type: ignore[misc]
    """The button that removes; `revision` is the state that its reader saw."""

    revision = HiddenField()


@bp.get(REMOVAL)
def removal(engagement_id: int, initiative_id: int) -> str:
    """Ask before an initiative is removed, and name what rests on it."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    found = room.one(initiative_id) or abort(404)
    return _page(access, room, found)


@bp.post(REMOVAL)
def remove(engagement_id: int, initiative_id: int) -> Response | tuple[str, int]:
    """Remove an initiative; one that is gone already stays gone, one that was changed is asked for again."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), RemovalForm()
    with write(db):
        room = room_of(db, access.engagement)
        found = room.one(initiative_id)
        sound = found is not None and number_in(form.revision) == found.revision
        if found and sound:
            store.remove(db, found.id)
            deed = f"removed the initiative “{found.initiative.title}”"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    if found and not sound:
        return _page(access, room, found, overtaken=True), 422
    if found:
        flash("The initiative is removed.", "initiatives")
    return redirect(url_for("initiatives.initiatives", engagement_id=engagement_id), code=303)


def _page(access: Opened, room: Room, found: Kept, overtaken: bool = False) -> str:
    return framed(
        "initiatives/removal.html",
        access,
        found=found,
        each=found.initiative,
        resting=room.resting_on(found.id),
        form=RemovalForm(formdata=None, data={"revision": str(found.revision)}),
        overtaken=overtaken,
        catalogue={one.id for one in room.pack.initiatives},
    )
