"""The pages of the return: what follows from the assumptions, and how each is set, changed or removed."""

from datetime import UTC, datetime

from flask import abort, flash, redirect
from flask_wtf import FlaskForm

from questionnaires.roadmap.assumptions import KINDS, Kind
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.presentation import counted
from workshop.roadmap.returns import grid, saving, store
from workshop.roadmap.returns.forms import FigureForm, OutcomeForm, RemovalForm
from workshop.roadmap.returns.page import (
    WHAT,
    home,
    initiatives_of,
    outcome_form,
    page,
    priority_names,
)
from workshop.roadmap.returns.room import ASSUMPTIONS, FIGURE, OUTCOME, OUTCOMES, RETURN, Answer, bp
from workshop.roadmap.returns.store import HeldFigure, HeldOutcome

__all__ = ["bp"]


@bp.get(RETURN, endpoint="returns")
def shown(engagement_id: int) -> str:
    """Show the return, what it rests on, and the record of both."""
    return page(consulted(engagement_id))


@bp.post(ASSUMPTIONS)
def change_many(engagement_id: int) -> Answer:
    """Store what the table of assumptions changes; with a fault anywhere, show all of them, store nothing."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        rows = grid.rows_of(db, access)
        sound = grid.read(rows, access.engagement.manner)
        changed = grid.save(db, access, rows, now) if sound else []
    if not sound:
        return page(access, rows=rows), 422
    said = f"{counted(len(changed), 'assumption is', 'assumptions are')} changed."
    flash(said if changed else "Nothing was changed.", "returns")
    return redirect(home(engagement_id, changed[0].anchor if changed else "assumptions"), code=303)


@bp.post(OUTCOMES)
def add(engagement_id: int) -> Answer:
    """Add an outcome; one that is sent twice counts once."""
    access = consulted(engagement_id)
    form = outcome_form(access)
    if not form.validate_on_submit():
        return page(access, form), 422
    db = database()
    with write(db):
        is_there = any(each.held == form.held for each in store.outcomes(db, engagement_id))
        if not is_there:
            saving.put_outcome(db, access, form.held, datetime.now(UTC))
    flash("This outcome is there already." if is_there else "The outcome is added.", "returns")
    return redirect(home(engagement_id, "assumptions"), code=303)


@bp.get(OUTCOME)
def outcome(engagement_id: int, outcome_id: int) -> str:
    """Show the form that changes an outcome."""
    access = consulted(engagement_id)
    found = _outcome(access, outcome_id)
    return _outcome_page(access, found, _form_of(access, found))


@bp.post(OUTCOME)
def change(engagement_id: int, outcome_id: int) -> Answer:
    """Change an outcome, unless somebody else changed it meanwhile."""
    access = consulted(engagement_id)
    db, form, now = database(), outcome_form(access), datetime.now(UTC)
    with write(db):
        found = _outcome(access, outcome_id)
        sound = form.validate_on_submit() and not _stale(form, found, access)
        if sound and form.held != found.held:
            saving.put_outcome(db, access, form.held, now, found)
    if not sound:
        return _outcome_page(access, found, form, stands=bool(form.revision.errors)), 422
    flash("The outcome is changed." if form.held != found.held else "Nothing was changed.", "returns")
    return redirect(home(engagement_id, f"outcome-{outcome_id}"), code=303)


@bp.post(f"{OUTCOME}/removal")
def remove(engagement_id: int, outcome_id: int) -> Answer:
    """Remove an outcome, with its reason."""
    access = consulted(engagement_id)
    db, form, now = database(), RemovalForm(), datetime.now(UTC)
    with write(db):
        found = _outcome(access, outcome_id)
        sound = form.validate_on_submit() and not _stale(form, found, access)
        if sound:
            saving.remove_outcome(db, access, found, form.reason.data, now)
    if not sound:
        return _outcome_page(access, found, _form_of(access, found, fresh=True), removal=form), 422
    flash("The outcome is removed.", "returns")
    return redirect(home(engagement_id, "assumptions"), code=303)


@bp.get(FIGURE)
def figure(engagement_id: int, assumption: str) -> str:
    """Show the form that sets a single figure."""
    access = consulted(engagement_id)
    known, found = _figure(access, assumption)
    return _figure_page(access, known, found, FigureForm.of(known, access.engagement.manner, found))


@bp.post(FIGURE)
def settle(engagement_id: int, assumption: str) -> Answer:
    """Set a single figure, unless somebody else did meanwhile."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known, found = _figure(access, assumption)
        form = FigureForm(known, access.engagement.manner)
        sound = form.validate_on_submit() and not _stale(form, found, access)
        if sound:
            saving.put_figure(db, access, known, form.amount, form.reason.data, now, form.source.data)
    if not sound:
        return _figure_page(access, known, found, form), 422
    flash(f"{KINDS[known]}: the figure is set.", "returns")
    return redirect(home(engagement_id, f"figure-{known}"), code=303)


@bp.post(f"{FIGURE}/removal")
def unsettle(engagement_id: int, assumption: str) -> Answer:
    """Remove a single figure, with its reason."""
    access = consulted(engagement_id)
    db, form, now = database(), RemovalForm(), datetime.now(UTC)
    with write(db):
        known, found = _figure(access, assumption)
        if found is None:
            abort(404)
        sound = form.validate_on_submit() and not _stale(form, found, access)
        if sound:
            saving.remove_figure(db, access, known, form.reason.data, now)
    if not sound:
        setting = FigureForm.of(known, access.engagement.manner, found)
        return _figure_page(access, known, found, setting, removal=form), 422
    flash(f"{KINDS[known]}: the figure is removed.", "returns")
    return redirect(home(engagement_id, "assumptions"), code=303)


def _outcome(access: Opened, outcome_id: int) -> HeldOutcome:
    held = store.outcomes(database(), access.engagement.id)
    found = next((each for each in held if each.id == outcome_id), None)
    return found or abort(404)


def _figure(access: Opened, kind: str) -> tuple[Kind, HeldFigure | None]:
    known = next((each for each in KINDS if each == kind), None) or abort(404)
    return known, store.figures(database(), access.engagement.id).get(known)


def _form_of(access: Opened, found: HeldOutcome, *, fresh: bool = False) -> OutcomeForm:
    number, manner = access.engagement.id, access.engagement.manner
    return OutcomeForm.of(manner, initiatives_of(number), priority_names(number), found, fresh=fresh)


def _stale(form: FlaskForm, found: HeldOutcome | HeldFigure | None, access: Opened) -> bool:
    """Return whether what a form is about was changed since it was shown; the form then says so."""
    standing = str(found.revision if found else 0)
    if (form.revision.data or "0") == standing:
        return False
    by = found.by if found else ""
    who = "You" if by == access.account.name else by or "Somebody"
    form.revision.errors = [f"{who} changed this meanwhile. Look at what stands now, and send again."]
    form.revision.data = standing
    return True


def _outcome_page(
    access: Opened,
    found: HeldOutcome,
    form: OutcomeForm,
    *,
    removal: RemovalForm | None = None,
    stands: bool = False,
) -> str:
    held = RemovalForm(data={"revision": str(found.revision)}, formdata=None)
    return framed(
        "returns/outcome.html", access, found=found, form=form, removal=removal or held, stands=stands,
        stated=saving.said_of(access, found.held),
    )  # fmt: skip


def _figure_page(
    access: Opened,
    kind: Kind,
    found: HeldFigure | None,
    form: FigureForm,
    *,
    removal: RemovalForm | None = None,
) -> str:
    held = RemovalForm(data={"revision": str(found.revision if found else 0)}, formdata=None)
    stated = saving.figure_said(access, kind, found.value) if found else ""
    return framed(
        "returns/figure.html", access, kind=kind, name=KINDS[kind], what=WHAT[kind], found=found, form=form,
        removal=removal or held, stated=stated,
    )  # fmt: skip
