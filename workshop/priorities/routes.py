"""The pages of priorities: the list, one of them, its place, and its removal."""

from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack, freeze_pack
from workshop.history.store import record
from workshop.priorities import store, weights
from workshop.priorities.forms import DeedForm, PriorityForm
from workshop.priorities.ordering import moved
from workshop.priorities.room import PRIORITIES, PRIORITY, bp, held
from workshop.priorities.store import Priority
from workshop.priorities.weighing import weighed
from workshop.sources import store as sources

__all__ = ["bp", "weights"]

MOST = 30
"""So many priorities an engagement may have; nobody can weigh more of them against each other."""


@bp.get(PRIORITIES)
def priorities(engagement_id: int) -> str:
    """Show the priorities with their sources and weights, and what the method offers."""
    access = consulted(engagement_id)
    db = database()
    found = weighed(db, engagement_id)
    taken = {each.pack_priority for each in found.priorities}
    pack = engagement_pack(db, access.engagement)
    return framed(
        "priorities/index.html",
        access,
        weighed=found,
        sources=sources.sources(db, engagement_id, "priority"),
        offered=[each for each in pack.priorities if each.id not in taken],
        is_full=len(found.priorities) >= MOST,
        most=MOST,
        form=DeedForm(formdata=None),
    )


@bp.post(PRIORITIES)
def choose(engagement_id: int) -> Response:
    """Add one of the method's priorities; one that is in the list already is not added again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    said = ""
    with write(db):
        pack = engagement_pack(db, access.engagement)
        found = store.priorities(db, engagement_id)
        chosen = next((each for each in pack.priorities if each.id == request.form.get("offered")), None)
        taken = {each.pack_priority for each in found}
        names = {each.name.casefold() for each in found}
        if chosen and chosen.id not in taken and chosen.name.casefold() in names:
            said = f"“{chosen.name}” is in the list already, as one of your own."
        elif chosen and chosen.id not in taken and len(found) < MOST:
            freeze_pack(db, access.engagement, now)
            store.add_priority(
                db,
                engagement_id,
                name=chosen.name,
                outcome=chosen.meaning,
                measured_by="\n".join(chosen.measured_by),
                pack_priority=chosen.id,
            )
            record(
                db,
                engagement_id,
                access.account.actor,
                "strategy",
                f"added the priority “{chosen.name}”",
                now,
            )
            said = f"“{chosen.name}” is added."
    if said:
        flash(said, "priorities")
    return _back(engagement_id, "list")


@bp.get(f"{PRIORITIES}/new")
def new(engagement_id: int) -> str:
    """Show the form that adds a priority of the client's own."""
    return _form_page(consulted(engagement_id), PriorityForm(formdata=None))


@bp.post(f"{PRIORITIES}/new")
def create(engagement_id: int) -> Response | tuple[str, int]:
    """Add a priority of the client's own; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), PriorityForm()
    with write(db):
        found = store.priorities(db, engagement_id)
        sound = form.validate_on_submit() and form.is_new_among(found)
        if sound and len(found) >= MOST:
            form.name.errors = [f"There are {MOST} priorities, the most there may be. Remove one first."]
            sound = False
        if sound:
            freeze_pack(db, access.engagement, now)
            store.add_priority(db, engagement_id, **form.details)
            deed = f"added the priority “{form.name.data}”"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not sound:
        return _form_page(access, form), 422
    flash(f"“{form.name.data}” is added.", "priorities")
    return _back(engagement_id, "list")


@bp.get(PRIORITY)
def priority(engagement_id: int, priority_id: int) -> str:
    """Show one priority, to be changed."""
    access = consulted(engagement_id)
    known = held(engagement_id, priority_id)
    return _form_page(access, PriorityForm(formdata=None, obj=known), known)


@bp.post(PRIORITY)
def change(engagement_id: int, priority_id: int) -> Response | tuple[str, int]:
    """Store what is said of a priority; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), PriorityForm()
    with write(db):
        known = held(engagement_id, priority_id)
        others = [each for each in store.priorities(db, engagement_id) if each.id != known.id]
        sound = form.validate_on_submit() and form.is_new_among(others)
        if sound and form.details != {name: getattr(known, name) for name in form.details}:
            store.change_priority(db, known.id, **form.details)
            deed = f"changed the priority “{form.name.data}”"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not sound:
        return _form_page(access, form, known), 422
    flash(f"“{form.name.data}” is saved.", "priorities")
    return _back(engagement_id, "list")


@bp.post(f"{PRIORITY}/move")
def move(engagement_id: int, priority_id: int) -> Response:
    """Put a priority a place further up or down; at the end of the list it stays where it is."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    way = request.form.get("way", "")
    with write(db):
        known = held(engagement_id, priority_id)
        order = moved([each.id for each in store.priorities(db, engagement_id)], known.id, way)
        if order:
            store.put_in_order(db, order)
            deed = f"moved the priority “{known.name}” {way}"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    return _back(engagement_id, f"priority-{known.id}")


@bp.get(f"{PRIORITY}/removal")
def removal(engagement_id: int, priority_id: int) -> str:
    """Ask whether to remove a priority, and say what hangs on it."""
    access = consulted(engagement_id)
    known = held(engagement_id, priority_id)
    return framed(
        "priorities/removal.html",
        access,
        priority=known,
        hanging=store.dependants(database(), known.id),
        weighted=store.weighting(database(), engagement_id) is not None,
        form=DeedForm(formdata=None),
    )


@bp.post(f"{PRIORITY}/removal")
def remove(engagement_id: int, priority_id: int) -> Response:
    """Remove a priority with what hangs on it; one that is gone already stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = store.priority(db, engagement_id, priority_id)
        if known:
            store.remove_priority(db, known)
            deed = f"removed the priority “{known.name}”"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if known:
        flash(f"“{known.name}” is removed.", "priorities")
    return _back(engagement_id, "list")


def _form_page(access: Opened, form: PriorityForm, known: Priority | None = None) -> str:
    return framed("priorities/priority.html", access, form=form, priority=known)


def _back(engagement_id: int, part: str) -> Response:
    address = url_for("priorities.priorities", engagement_id=engagement_id, _anchor=part)
    return redirect(address, code=303)
