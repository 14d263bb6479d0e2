"""The pages that bring a spreadsheet of documents into the list: read, looked at, mended, then added."""

import secrets
from datetime import UTC, datetime, timedelta

from flask import abort, flash, make_response, redirect, request, url_for
from werkzeug import Response

from questionnaires.spreadsheet import NotASpreadsheet
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.documents import store
from workshop.documents.drafts import Line, leave, lines, mend
from workshop.documents.editing import FULL
from workshop.documents.forms import DeedForm, ListForm
from workshop.documents.room import DRAFT, IMPORT, MOST, bp
from workshop.documents.sheet import kinds, review
from workshop.engagements.frame import framed
from workshop.engagements.packs import freeze_pack
from workshop.history.store import record
from workshop.presentation import counted
from workshop.uploads import plain_name
from workshop.worksheets import store as sheets
from workshop.worksheets.drafts import Draft, read_draft
from workshop.worksheets.lines import heads
from workshop.worksheets.sheets import DOCUMENTS
from workshop.worksheets.showing import shown
from workshop.worksheets.store import StoredDraft

KEPT = timedelta(days=2)
"""How long a spreadsheet waits to be added."""
_SHOWN = 200


@bp.get(IMPORT)
def bring(engagement_id: int) -> str:
    """Show the form that takes a spreadsheet."""
    return _list_page(consulted(engagement_id), ListForm(formdata=None))


@bp.post(IMPORT)
def read_list(engagement_id: int) -> Response | tuple[str, int]:
    """Read a spreadsheet and keep it as a draft; nothing is added by it."""
    access = consulted(engagement_id)
    form, db, now = ListForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        return _list_page(access, form), 422
    try:
        draft = read_draft(form.file.data.read(), review(db, access.engagement))
        if len(draft.rows) > MOST:
            raise NotASpreadsheet(f"The table has more than {MOST:,} rows. Split it.")
    except NotASpreadsheet as fault:
        form.file.errors = [str(fault)]
        return _list_page(access, form), 422
    made = secrets.token_hex(16)
    with write(db):
        sheets.add_draft(
            db, engagement_id, DOCUMENTS, made,
            source=plain_name(form.file.data.filename), document=draft.to_json(), now=now, before=now - KEPT,
        )  # fmt: skip
    return redirect(url_for(".preview", engagement_id=engagement_id, document_draft=made), code=303)


@bp.get(DRAFT)
def preview(engagement_id: int, document_draft: str) -> str:
    """Show what a spreadsheet holds, and what is to be mended before it is added."""
    access = consulted(engagement_id)
    stored = _stored(access, document_draft)
    return _preview_page(access, stored, Draft.from_json(stored.document))


@bp.post(DRAFT)
def mend_list(engagement_id: int, document_draft: str) -> Response:
    """Keep what was mended in the rows, and show them again; nothing is added by it."""
    access = consulted(engagement_id)
    db = database()
    with write(db):
        stored = _stored(access, document_draft)
        draft = Draft.from_json(stored.document)
        mend(draft, review(db, access.engagement), request.form)
        sheets.change_draft(db, stored.id, draft.to_json())
    return redirect(url_for(".preview", engagement_id=engagement_id, document_draft=stored.id), code=303)


@bp.post(f"{DRAFT}/documents")
def add_list(engagement_id: int, document_draft: str) -> Response | tuple[str, int]:
    """Add the rows that are ready; those with a fault stay, to be mended and added later."""
    access = consulted(engagement_id)
    db, now, fault = database(), datetime.now(UTC), ""
    sheet = review(db, access.engagement)
    with write(db):
        stored = _stored(access, document_draft)
        draft = Draft.from_json(stored.document)
        there = store.documents(db, engagement_id)
        found = lines(draft, sheet, there)
        ready = [each for each in found if each.is_ready]
        faulty = {each.number for each in found if each.faults}
        if len(ready) + len(there) > MOST:
            fault = FULL
        elif ready:
            freeze_pack(db, access.engagement, now)
            for each in ready:
                store.add_document(db, engagement_id, **each.details, now=now)
            deed = f"added {counted(len(ready), 'document', 'documents')} from {stored.source}"
            record(db, engagement_id, access.account.actor, "document", deed, now)
            leave(draft, faulty)
            if faulty:
                sheets.change_draft(db, stored.id, draft.to_json())
            else:
                sheets.remove_draft(db, stored.id)
    if fault or not ready:
        return _preview_page(access, stored, draft, fault or "No row is ready to be added."), 422
    flash(f"{counted(len(ready), 'document is', 'documents are')} added.", "documents")
    if faulty:
        return redirect(url_for(".preview", engagement_id=engagement_id, document_draft=stored.id), code=303)
    return redirect(url_for(".documents", engagement_id=engagement_id), code=303)


@bp.post(f"{DRAFT}/end")
def throw_away(engagement_id: int, document_draft: str) -> Response:
    """Forget a spreadsheet; one that is gone already stays gone."""
    consulted(engagement_id)
    db = database()
    with write(db):
        stored = sheets.draft(db, engagement_id, DOCUMENTS, document_draft)
        if stored:
            sheets.remove_draft(db, stored.id)
    if stored:
        flash("What was left of the spreadsheet is thrown away.", "documents")
    return redirect(url_for(".documents", engagement_id=engagement_id), code=303)


def _list_page(access: Opened, form: ListForm) -> str:
    sheet = review(database(), access.engagement)
    return framed("documents/import.html", access, form=form, heads=heads(sheet), most=MOST)


def _preview_page(access: Opened, stored: StoredDraft, draft: Draft, fault: str = "") -> str:
    db = database()
    sheet = review(db, access.engagement)
    found = lines(draft, sheet, store.documents(db, access.engagement.id))
    kept: dict[str, list[Line]] = {
        "all": found,
        "ready": [each for each in found if each.is_ready],
        "faults": [each for each in found if each.faults],
        "twice": [each for each in found if each.said],
    }
    by = request.args.get("show", "")
    if by not in kept:
        by = "faults" if kept["faults"] else "all"
    return framed(
        "documents/preview.html",
        access,
        stored=stored,
        draft=draft,
        counts={name: len(each) for name, each in kept.items()},
        seen=kept[by][:_SHOWN],
        by=by,
        columns=sheet.worksheet.columns,
        kinds=kinds(sheet),
        lacking=draft.lacking(sheet),
        shown=lambda cell, column: shown(cell, column, sheet),
        fault=fault,
        form=DeedForm(formdata=None),
    )


def _stored(access: Opened, draft_id: str) -> StoredDraft:
    """Return a spreadsheet that was read for this list, or a page that says what became of it."""
    found = sheets.draft(database(), access.engagement.id, DOCUMENTS, draft_id)
    if found is None:
        abort(make_response(framed("documents/gone.html", access), 404))
    return found
