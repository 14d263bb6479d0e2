"""The pages of objectives: added, changed, put in order, removed."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.outlook import store
from workshop.outlook.forms import ObjectiveForm
from workshop.outlook.looking import MOST, page
from workshop.outlook.room import OBJECTIVE, OBJECTIVES, bp
from workshop.outlook.store import Objective
from workshop.priorities import store as priorities
from workshop.priorities.ordering import moved


@bp.post(OBJECTIVES)
def add_objective(engagement_id: int) -> Response | tuple[str, int]:
    """Add an objective; with faults, show the page again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        form = _form(db, engagement_id)
        sound = form.validate_on_submit()
        if sound and len(store.objectives(db, engagement_id)) >= MOST:
            form.text.errors = [f"There are {MOST} objectives, the most there may be. Remove one first."]
            sound = False
        if sound:
            store.add_objective(db, engagement_id, **form.details)
            record(db, engagement_id, access.account.actor, "strategy", "added an objective", now)
    if not sound:
        return page(access, adding=form), 422
    flash("The objective is added.", "outlook-objectives")
    return _back(engagement_id)


@bp.get(OBJECTIVE)
def objective(engagement_id: int, objective_id: int) -> str:
    """Show one objective, to be changed."""
    access = consulted(engagement_id)
    known = _held(engagement_id, objective_id)
    form = ObjectiveForm(
        formdata=None,
        data={
            "text": known.text,
            "due_on": known.due_on,
            "priority_id": str(known.priority_id or ""),
        },
    )
    form.offer(priorities.priorities(database(), engagement_id))
    return _page(access, form, known)


@bp.post(OBJECTIVE)
def change_objective(engagement_id: int, objective_id: int) -> Response | tuple[str, int]:
    """Store an objective as it was changed; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = _held(engagement_id, objective_id)
        form = _form(db, engagement_id)
        sound = form.validate_on_submit()
        if sound and form.details != {name: getattr(known, name) for name in form.details}:
            store.change_objective(db, known.id, **form.details)
            record(db, engagement_id, access.account.actor, "strategy", "changed an objective", now)
    if not sound:
        return _page(access, form, known), 422
    flash("The objective is saved.", "outlook-objectives")
    return _back(engagement_id)


@bp.post(f"{OBJECTIVE}/move")
def move_objective(engagement_id: int, objective_id: int) -> Response:
    """Put an objective a place further up or down; at the end of the list it stays where it is."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    way = request.form.get("way", "")
    with write(db):
        known = _held(engagement_id, objective_id)
        order = moved([each.id for each in store.objectives(db, engagement_id)], known.id, way)
        if order:
            store.put_in_order(db, order)
            record(db, engagement_id, access.account.actor, "strategy", f"moved an objective {way}", now)
    return _back(engagement_id, f"objective-{known.id}")


@bp.post(f"{OBJECTIVE}/removal")
def remove_objective(engagement_id: int, objective_id: int) -> Response:
    """Remove an objective with its sources; one that is gone already stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = store.objective(db, engagement_id, objective_id)
        if known:
            store.remove_objective(db, known.id)
            record(db, engagement_id, access.account.actor, "strategy", "removed an objective", now)
    if known:
        flash("The objective is removed.", "outlook-objectives")
    return _back(engagement_id)


def _held(engagement_id: int, objective_id: int) -> Objective:
    """Return one of the engagement's objectives, or 404."""
    found = store.objective(database(), engagement_id, objective_id)
    if found is None:
        abort(404)
    return found


def _form(db: Database, engagement_id: int) -> ObjectiveForm:
    form = ObjectiveForm()
    form.offer(priorities.priorities(db, engagement_id))
    return form


def _page(access: Opened, form: ObjectiveForm, known: Objective) -> str:
    return framed("outlook/objective.html", access, form=form, objective=known)


def _back(engagement_id: int, part: str = "objectives") -> Response:
    return redirect(url_for(".outlook", engagement_id=engagement_id, _anchor=part), code=303)
