"""The pages of the alignment: the matrix, one priority at a time, and one capability with its weight."""

from datetime import UTC, datetime

from flask import abort, flash, make_response, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.alignment import STRENGTHS
from workshop.access import Opened, consulted
from workshop.alignment import saving, store
from workshop.alignment.matrix import Matrix, Row, Support, matrix
from workshop.alignment.room import ALIGNMENT, COLUMN, ROW, bp
from workshop.alignment.saving import put
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.headers import SAVING
from workshop.history.store import record
from workshop.presentation import counted
from workshop.priorities.forms import DeedForm
from workshop.priorities.store import Priority

__all__ = ["bp", "saving"]


@bp.get(ALIGNMENT)
def alignment(engagement_id: int) -> Response:
    """Show the matrix of priorities and capabilities, of all components or of one."""
    access = consulted(engagement_id)
    found = matrix(database(), access.engagement)
    asked = request.args.get("component", "")
    parts = [each for each in found.parts if each.component.id == asked] or found.parts
    page = framed(
        "alignment/matrix.html",
        access,
        matrix=found,
        parts=parts,
        component=asked if len(parts) < len(found.parts) else "",
        words=STRENGTHS,
        form=DeedForm(formdata=None),
    )
    return _saves(page)


@bp.get(COLUMN)
def column(engagement_id: int, priority_id: int) -> Response:
    """Show which capabilities support one priority, to be changed."""
    access = consulted(engagement_id)
    found, priority = _priority(access, priority_id)
    page = framed(
        "alignment/column.html",
        access,
        matrix=found,
        priority=priority,
        at=found.priorities.index(priority),
        words=STRENGTHS,
        form=DeedForm(formdata=None),
    )
    return _saves(page)


@bp.post(COLUMN)
def save_column(engagement_id: int, priority_id: int) -> Response:
    """Store which capabilities support one priority; what the form does not say stays as it is."""
    access = consulted(engagement_id)
    with write(database()):
        found, priority = _priority(access, priority_id)
        cells = [each for each in found.cells.values() if each.priority_id == priority.id]
        number = _save(access, found, {each.capability: each for each in cells}, f"“{priority.name}”")
    _say(number)
    at = url_for(".column", engagement_id=engagement_id, priority_id=priority_id)
    return redirect(at, code=303)


@bp.get(ROW)
def row(engagement_id: int, capability_id: str) -> str:
    """Show which priorities one capability supports, and how its weight comes about."""
    access = consulted(engagement_id)
    found, one = _row(access, capability_id)
    return framed(
        "alignment/row.html",
        access,
        matrix=found,
        row=one,
        component=next(each.component for each in found.parts if one in each.rows),
        total=sum(found.weights.raw.values()),
        words=STRENGTHS,
        form=DeedForm(formdata=None),
    )


@bp.post(ROW)
def save_row(engagement_id: int, capability_id: str) -> Response:
    """Store which priorities one capability supports; what the form does not say stays as it is."""
    access = consulted(engagement_id)
    with write(database()):
        found, one = _row(access, capability_id)
        cells = {str(each.priority_id): each for each in one.cells}
        number = _save(access, found, cells, f"“{one.capability.name}”")
    _say(number)
    return redirect(url_for(".row", engagement_id=engagement_id, capability_id=capability_id), code=303)


@bp.post(f"{ALIGNMENT}/standard")
def restore(engagement_id: int) -> Response:
    """Go back to what the method says: everywhere, or for one priority or capability that the form names."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    priority, capability = request.form.get("priority", ""), request.form.get("capability", "")
    with write(db):
        own = [
            each
            for each in matrix(db, access.engagement).own
            if priority in ("", str(each.priority_id)) and capability in ("", each.capability)
        ]
        store.put_cells(db, [(each.priority_id, each.capability, each.suggested) for each in own])
        if own:
            deed = f"went back to the method for {counted(len(own), 'cell', 'cells')} of the alignment"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    flash(f"{counted(len(own), 'cell is', 'cells are')} as the method says again.", "alignment")
    return redirect(url_for(".alignment", engagement_id=engagement_id), code=303)


def _save(access: Opened, found: Matrix, named: dict[str, Support], of: str) -> int:
    """Store what a form chooses for the cells by its names of them, and return how many changed."""
    chosen = {
        (cell.priority_id, cell.capability): int(typed)
        for name, cell in named.items()
        if (typed := request.form.get(f"s-{name}", "")) in {str(each) for each in STRENGTHS}
    }
    db: Database = database()
    number = put(db, found, chosen)
    if number:
        deed = f"changed {counted(number, 'cell', 'cells')} of the alignment of {of}"
        record(db, access.engagement.id, access.account.actor, "strategy", deed, datetime.now(UTC))
    return number


def _saves(page: str) -> Response:
    """Return a page whose script may send what is chosen."""
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = SAVING
    return answer


def _say(number: int) -> None:
    said = f"{counted(number, 'change is', 'changes are')} saved." if number else "Nothing was changed."
    flash(said, "alignment")


def _priority(access: Opened, priority_id: int) -> tuple[Matrix, Priority]:
    """Return the matrix with one of its priorities, or 404."""
    found = matrix(database(), access.engagement)
    priority = next((each for each in found.priorities if each.id == priority_id), None)
    if priority is None:
        abort(404)
    return found, priority


def _row(access: Opened, capability_id: str) -> tuple[Matrix, Row]:
    """Return the matrix with one of its rows, or 404."""
    found = matrix(database(), access.engagement)
    one = next((each for each in found.rows if each.capability.id == capability_id), None)
    if one is None:
        abort(404)
    return found, one
