"""The pages that bring a spreadsheet into a worksheet: read, looked at, added or put in the place of all."""

import secrets
from datetime import UTC, datetime, timedelta

from flask import abort, flash, make_response, redirect, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug import Response
from wtforms.validators import ValidationError

from questionnaires.spreadsheet import NotASpreadsheet
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.presentation import counted
from workshop.uploads import plain_name
from workshop.worksheets import store
from workshop.worksheets.changing import MOST_ROWS, Change, apply
from workshop.worksheets.drafts import Done, Draft, read_draft, row_key
from workshop.worksheets.lines import heads
from workshop.worksheets.opening import opened_sheet
from workshop.worksheets.room import DRAFT, IMPORT, bp
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import shown
from workshop.worksheets.store import StoredDraft

KEPT = timedelta(days=2)
"""How long a spreadsheet waits to be added, and can be undone."""
_SHOWN = 200


class TableForm(FlaskForm):  # type: ignore[misc]
    """A spreadsheet."""

    file = FileField("Choose a file")

    def validate_file(self, field: FileField) -> None:
        """Refuse a form without a file."""
        if not (field.data and field.data.filename):
            raise ValidationError("Choose a CSV or XLSX file.")


@bp.get(IMPORT)
def bring(engagement_id: int, worksheet: str) -> str:
    """Show the form that takes a spreadsheet."""
    access = consulted(engagement_id)
    return _list_page(access, opened_sheet(access, worksheet), TableForm())


@bp.post(IMPORT, endpoint="read_table")
def read_table(engagement_id: int, worksheet: str) -> Response | tuple[str, int]:
    """Read a spreadsheet and keep it as a draft; nothing is added by it."""
    access = consulted(engagement_id)
    sheet, form, db, now = opened_sheet(access, worksheet), TableForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        return _list_page(access, sheet, form), 422
    try:
        draft = read_draft(form.file.data.read(), sheet)
    except NotASpreadsheet as fault:
        form.file.errors = [str(fault)]
        return _list_page(access, sheet, form), 422
    made = secrets.token_hex(16)
    with write(db):
        store.add_draft(
            db, engagement_id, sheet.id, made,
            source=plain_name(form.file.data.filename), document=draft.to_json(), now=now, before=now - KEPT,
        )  # fmt: skip
    return redirect(_at(sheet, ".preview", made), code=303)


@bp.get(DRAFT)
def preview(engagement_id: int, worksheet: str, sheet_draft: str) -> Response | str:
    """Show what a spreadsheet holds, with the cells that do not fit."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    stored = _stored(access, sheet, sheet_draft)
    draft = Draft.from_json(stored.document)
    if draft.done:
        return redirect(_home(sheet, sheet_draft), code=303)
    return _preview_page(access, sheet, stored, draft)


@bp.post(DRAFT)
def add_table(engagement_id: int, worksheet: str, sheet_draft: str) -> Response | tuple[str, int]:
    """Add the rows of a spreadsheet, or put them in the place of all others, which are kept as removed."""
    access = consulted(engagement_id)
    sheet, db, now = opened_sheet(access, worksheet), database(), datetime.now(UTC)
    replaces, refused = request.form.get("deed") == "replace", False
    with write(db):
        stored = _stored(access, sheet, sheet_draft)
        draft = Draft.from_json(stored.document)
        old = [each.key for each in store.rows(db, engagement_id, sheet.id)] if replaces else []
        refused = len(draft.rows) + (0 if replaces else store.count(db, engagement_id, sheet.id)) > MOST_ROWS
        if not draft.done and not refused:
            apply(db, sheet, [*(Change(key, "remove") for key in old), *draft.changes(sheet, stored.id)], now)
            draft.done = Done(old)
            store.change_draft(db, stored.id, draft.to_json())
            record(db, engagement_id, access.account.actor, "answers", _deed(sheet, stored, draft), now)
    if refused:
        said = f"A worksheet takes up to {MOST_ROWS:,} rows. Replace those that are there, or split the file."
        return _preview_page(access, sheet, stored, draft, said), 422
    return redirect(_home(sheet, sheet_draft), code=303)


@bp.post(f"{DRAFT}/undo")
def undo_import(engagement_id: int, worksheet: str, sheet_draft: str) -> Response:
    """Remove the rows that a spreadsheet brought, and bring those back that it replaced."""
    access = consulted(engagement_id)
    sheet, db, now = opened_sheet(access, worksheet), database(), datetime.now(UTC)
    with write(db):
        stored = _stored(access, sheet, sheet_draft)
        draft = Draft.from_json(stored.document)
        if draft.done:
            gone = [Change(row_key(stored.id, number), "remove") for number, _ in draft.rows]
            apply(db, sheet, [*gone, *(Change(key, "restore") for key in draft.done.replaced)], now)
            store.remove_draft(db, stored.id)
            deed = f"undid the import of {stored.source} into {sheet.title}"
            record(db, engagement_id, access.account.actor, "answers", deed, now)
    flash(f"{sheet.title} is as it was before the import.", "worksheet")
    return redirect(_home(sheet), code=303)


@bp.post(f"{DRAFT}/end")
def throw_away(engagement_id: int, worksheet: str, sheet_draft: str) -> Response:
    """Forget a spreadsheet; one that is gone already stays gone."""
    sheet, db = opened_sheet(consulted(engagement_id), worksheet), database()
    with write(db):
        stored = store.draft(db, engagement_id, sheet.id, sheet_draft)
        if stored:
            store.remove_draft(db, stored.id)
    if stored:
        flash("The spreadsheet is thrown away. Nothing was added.", "worksheet")
    return redirect(_home(sheet), code=303)


def _deed(sheet: Sheet, stored: StoredDraft, draft: Draft) -> str:
    rows = counted(len(draft.rows), "row", "rows")
    if draft.done and draft.done.replaced:
        old = counted(len(draft.done.replaced), "row", "rows")
        return f"replaced {old} of {sheet.title} with {rows} from {stored.source}"
    return f"added {rows} to {sheet.title} from {stored.source}"


def _list_page(access: Opened, sheet: Sheet, form: TableForm) -> str:
    return framed(
        "worksheets/import.html", access, sheet=sheet, form=form, heads=heads(sheet), most=MOST_ROWS
    )


def _preview_page(access: Opened, sheet: Sheet, stored: StoredDraft, draft: Draft, fault: str = "") -> str:
    rows = draft.checked(sheet)
    faulty = [each for each in rows if each.faults]
    by_faults = request.args.get("show", "faults" if faulty else "all") == "faults"
    return framed(
        "worksheets/preview.html",
        access,
        sheet=sheet,
        stored=stored,
        draft=draft,
        rows=rows,
        faulty=faulty,
        cells=sum(len(each.faults) for each in rows),
        seen=(faulty if by_faults else rows)[:_SHOWN],
        by_faults=by_faults,
        columns=[each for each in sheet.worksheet.columns if each.id in draft.held],
        lacking=draft.lacking(sheet),
        shown=shown,
        there=store.count(database(), sheet.engagement.id, sheet.id),
        fault=fault,
        form=FlaskForm(),
    )


def _stored(access: Opened, sheet: Sheet, draft_id: str) -> StoredDraft:
    """Return a spreadsheet that was read for this worksheet, or a page that says what became of it."""
    found = store.draft(database(), access.engagement.id, sheet.id, draft_id)
    if found is None:
        abort(make_response(framed("worksheets/gone.html", access, sheet=sheet), 404))
    return found


def _at(sheet: Sheet, view: str, draft_id: str) -> str:
    return url_for(view, engagement_id=sheet.engagement.id, worksheet=sheet.id, sheet_draft=draft_id)


def _home(sheet: Sheet, imported: str | None = None) -> str:
    return url_for(".worksheet", engagement_id=sheet.engagement.id, worksheet=sheet.id, imported=imported)
