"""The forms of one initiative: a new one, and one that is changed."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from werkzeug import Response

from questionnaires.roadmap.plan import Initiative
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import freeze_pack
from workshop.history.store import record
from workshop.judgements.forms import number_in
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.circles import circle, told
from workshop.roadmap.initiatives.differing import Difference, differences
from workshop.roadmap.initiatives.form_values import data_of, made_from
from workshop.roadmap.initiatives.forms import LISTS, InitiativeForm
from workshop.roadmap.initiatives.offering import offer_of
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import CHANGE, NEW, bp
from workshop.roadmap.initiatives.rows import QUARTERS
from workshop.roadmap.initiatives.store import Kept
from workshop.roadmap.initiatives.suggesting import MOST
from workshop.worksheets.sheets import writing_of

_EMPTY = Initiative(id=0, title="", component="", quarters=2)


@bp.get(NEW)
def new_initiative(engagement_id: int) -> str:
    """Show the form of an initiative of one's own."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    return _page(access, room, _form(access, room, None, fresh=True))


@bp.post(NEW)
def add_initiative(engagement_id: int) -> Response | tuple[str, int] | str:
    """Add an initiative of one's own; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    if "more" in request.form:
        room = room_of(db, access.engagement)
        return _lengthened(access, room, _form(access, room, None))
    with write(db):
        room = room_of(db, access.engagement)
        form = _form(access, room, None)
        sound = form.validate_on_submit()
        made = made_from(form, _EMPTY) if sound else _EMPTY
        same = next((each for each in room.kept if replace(each.initiative, id=0) == made), None)
        if sound and same:
            return _to(engagement_id, same.id)
        sound = sound and _fits(form, room, made, None)
        if sound and len(room.kept) >= MOST:
            form.title.errors = [f"There are {MOST} initiatives, the most there may be. Remove one first."]
            sound = False
        if sound:
            freeze_pack(db, access.engagement, now)
            number = store.add(db, engagement_id, made, "own", access.account.actor, now)
            deed = f"added the initiative “{made.title}”"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    if not sound:
        return _page(access, room, form), 422
    flash("The initiative is added.", "initiatives")
    return _to(engagement_id, number)


@bp.get(CHANGE)
def edit_initiative(engagement_id: int, initiative_id: int) -> str:
    """Show the form of one initiative, to be changed."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    found = room.one(initiative_id) or abort(404)
    return _page(access, room, _form(access, room, found, fresh=True), found)


@bp.post(CHANGE)
def change_initiative(engagement_id: int, initiative_id: int) -> Response | tuple[str, int] | str:
    """Store an initiative as it was changed, unless it has faults, or someone else changed it meanwhile."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    if "more" in request.form:
        room = room_of(db, access.engagement)
        found = room.one(initiative_id) or abort(404)
        return _lengthened(access, room, _form(access, room, found), found)
    theirs: tuple[Difference, ...] = ()
    with write(db):
        room = room_of(db, access.engagement)
        found = room.one(initiative_id) or abort(404)
        form = _form(access, room, found)
        sound = form.validate_on_submit()
        made = made_from(form, found.initiative) if sound else found.initiative
        sound = sound and _fits(form, room, made, found)
        stale = number_in(form.revision) != found.revision
        if stale and sound:
            theirs = differences(made, found.initiative, room)
        if sound and not theirs and made != found.initiative:
            store.change(db, found.id, made, access.account.actor, now)
            deed = f"changed the initiative “{found.initiative.title}”"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    if not sound or theirs:
        # Whoever sends it again has seen how it stands now; with faults, that comes after they are mended.
        if theirs:
            form.revision.data = str(found.revision)
        return _page(access, room, form, found, theirs), 422
    flash("The initiative is saved.", "initiatives")
    return _to(engagement_id, found.id)


def _fits(form: InitiativeForm, room: Room, made: Initiative, found: Kept | None) -> bool:
    """Return whether an initiative fits beside the others: a title of its own, and no circle."""
    number = found.id if found else 0
    others = {each.initiative.title.casefold() for each in room.kept if each.id != number}
    was = found.initiative.title.casefold() if found else ""
    if made.title.casefold() in others and made.title.casefold() != was:
        form.title.errors = ["Another initiative has this title. Say what sets this one apart."]
    way = circle({**room.links, number: made.prerequisites}, number)
    if way:
        form.prerequisites.errors = [told(way, {**room.titles, number: made.title})]
    return not form.errors


def _form(access: Opened, room: Room, found: Kept | None, fresh: bool = False) -> InitiativeForm:
    """Return the form as it was sent, or a fresh one with what is stored."""
    manner = access.engagement.manner
    given: dict[str, object] = {}
    if fresh:
        each = found.initiative if found else replace(_EMPTY, component=next(iter(room.components), ""))
        data = data_of(each, manner.decimal_sign)
        given = {"formdata": None, "data": {**data, "revision": str(found.revision if found else 0)}}
    form = InitiativeForm(offer_of(room, found), writing_of(manner, access.engagement.currency), **given)
    if not form.is_submitted() or fresh:
        _with_room(form)
    return form


def _with_room(form: InitiativeForm) -> None:
    """Add an empty row to lists that have none."""
    for name in LISTS:
        if not len(form[name]):
            form.lengthen(name)


def _lengthened(access: Opened, room: Room, form: InitiativeForm, found: Kept | None = None) -> str:
    """Return the page as it was typed, with a row more in the list that was asked for."""
    name = request.form["more"]
    if name in LISTS:
        form.lengthen(name)
    return _page(access, room, form, found, longer=name if name in LISTS else "")


def _page(
    access: Opened,
    room: Room,
    form: InitiativeForm,
    found: Kept | None = None,
    theirs: tuple[Difference, ...] = (),
    longer: str = "",
) -> str:
    _with_room(form)
    return framed(
        "initiatives/form.html",
        access,
        room=room,
        form=form,
        found=found,
        theirs=theirs,
        longer=longer,
        quarters=QUARTERS,
    )


def _to(engagement_id: int, number: int) -> Response:
    at = url_for("initiatives.initiative", engagement_id=engagement_id, initiative_id=number)
    return redirect(at, code=303)
