"""The pages of one row: added, changed, removed and brought back without scripts."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.people import store as people
from workshop.worksheets import store
from workshop.worksheets.changing import Change, Outcome, apply
from workshop.worksheets.opening import opened_sheet
from workshop.worksheets.reading import Row, row_of, table_of
from workshop.worksheets.room import ROW, WORKSHEET, bp
from workshop.worksheets.rowforms import RowField, RowForm, changes_of, fields_of, typed_fields
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import shown

_LONGEST_TOLD = 200


@bp.get(f"{WORKSHEET}/new")
def new_row(engagement_id: int, worksheet: str) -> str:
    """Show the form that adds a row, at the end or above another one."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    return _page(access, sheet, RowForm(), fields_of(sheet, None), above=request.args.get("above", ""))


@bp.post(f"{WORKSHEET}/new")
def add_row(engagement_id: int, worksheet: str) -> Response | tuple[str, int]:
    """Add a row; one without a word in it is not added."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    form, above = RowForm(), request.form.get("above", "")[:40]
    key = form.key.data if form.validate() else ""
    changes = [each for each in changes_of(sheet, key, request.form) if each.text.strip()] if key else []
    if not changes:
        fields = typed_fields(sheet, request.form, [])
        return _page(access, sheet, RowForm(), fields, above=above, fault="Fill in at least one field."), 422
    outcome = _apply(access, sheet, [Change(key, "add", above=above), *changes], "added 1 row to")
    if outcome.refused:
        fields = typed_fields(sheet, request.form, outcome.refused)
        general = "".join(each.said for each in outcome.refused if not each.field)
        row = _row(sheet, key)
        return _page(access, sheet, form, fields, row, above=above, fault=general), 422
    return _onward(sheet, key, outcome, "The row is added.")


@bp.get(ROW)
def row(engagement_id: int, worksheet: str, row_key: str) -> str:
    """Show one row, to be changed."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    found = _row(sheet, row_key) or abort(404)
    return _page(access, sheet, FlaskForm(), fields_of(sheet, found), found)


@bp.post(ROW)
def change_row(engagement_id: int, worksheet: str, row_key: str) -> Response | tuple[str, int]:
    """Store what was changed in a row; cells that do not fit are kept as typed, and told."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    found = _row(sheet, row_key) or abort(404)
    outcome = _apply(access, sheet, changes_of(sheet, row_key, request.form), "changed 1 row of")
    if outcome.refused:
        fields = typed_fields(sheet, request.form, outcome.refused)
        return _page(access, sheet, FlaskForm(), fields, found), 422
    return _onward(
        sheet, row_key, outcome, "The row is saved." if outcome.written else "Nothing was changed."
    )


@bp.post(f"{ROW}/remove")
def remove_row(engagement_id: int, worksheet: str, row_key: str) -> Response:
    """Remove a row; it can be brought back."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    _known(sheet, row_key)
    _apply(access, sheet, [Change(row_key, "remove")], "removed 1 row of")
    flash("The row is removed. It can be brought back below.", "worksheet")
    return redirect(_home(sheet), code=303)


@bp.post(f"{ROW}/restore")
def restore_row(engagement_id: int, worksheet: str, row_key: str) -> Response:
    """Bring a removed row back to its place."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    _known(sheet, row_key)
    outcome = _apply(access, sheet, [Change(row_key, "restore")], "brought 1 row back in")
    flash("".join(each.said for each in outcome.refused) or "The row is back.", "worksheet")
    return redirect(_home(sheet), code=303)


def _apply(access: Opened, sheet: Sheet, changes: list[Change], deed: str) -> Outcome:
    """Apply changes, and say so in history where they changed anything."""
    db, now = database(), datetime.now(UTC)
    with write(db):
        outcome = apply(db, sheet, changes, now)
        if outcome.added or outcome.removed or outcome.restored or outcome.written:
            told = f"{deed} {sheet.title}"
            record(db, sheet.engagement.id, access.account.actor, "answers", told, now)
    return outcome


def _onward(sheet: Sheet, key: str, outcome: Outcome, done: str) -> Response:
    """Lead back to the worksheet, or to the row again where something in it is to be mended."""
    for each in outcome.overwritten:
        was = shown(each.was, each.column, sheet)[:_LONGEST_TOLD]
        flash(
            f"{each.column.name} had become “{was}” meanwhile. Yours stands in its place now.", "overwritten"
        )
    flash(done, "worksheet")
    found = _row(sheet, key)
    if found and found.faults:
        where = url_for(".row", engagement_id=sheet.engagement.id, worksheet=sheet.id, row_key=key)
        return redirect(where, code=303)
    return redirect(_home(sheet), code=303)


def _home(sheet: Sheet) -> str:
    return url_for(".worksheet", engagement_id=sheet.engagement.id, worksheet=sheet.id)


def _row(sheet: Sheet, key: str) -> Row | None:
    """Return a row that is not removed, with its number, or None."""
    every = table_of(database(), sheet).every
    return next((each for each in every if each.key == key), None)


def _known(sheet: Sheet, key: str) -> Row:
    """Return a row of this worksheet, removed or not, or 404."""
    found = store.rows_by_key(database(), sheet.engagement.id, sheet.id, [key])
    if key not in found:
        abort(404)
    return row_of(sheet, found[key])


def _page(
    access: Opened,
    sheet: Sheet,
    form: FlaskForm,
    fields: list[RowField],
    row: Row | None = None,
    *,
    above: str = "",
    fault: str = "",
) -> str:
    return framed(
        "worksheets/row.html",
        access,
        sheet=sheet,
        form=form,
        fields=fields,
        row=row,
        above=above,
        fault=fault,
        names=sorted({each.name for each in people.people(database(), sheet.engagement.id)}),
    )
