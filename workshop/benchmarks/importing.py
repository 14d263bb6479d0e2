"""The pages that bring a spreadsheet of figures of others: read, looked at, then entered or thrown away."""

import secrets
from datetime import UTC, datetime, timedelta
from io import BytesIO

from flask import abort, flash, make_response, redirect, send_file, url_for
from werkzeug import Response

from questionnaires.spreadsheet import NotASpreadsheet
from workshop.access import Opened, consulted
from workshop.benchmarks import store
from workshop.benchmarks.forms import DeedForm, ListForm
from workshop.benchmarks.page import names
from workshop.benchmarks.room import BENCHMARK, DRAFT, LIST, assessed, bp, reader
from workshop.benchmarks.sheets import MOST_ROWS, Draft, Line, read_draft
from workshop.benchmarks.sheets import template as filled
from workshop.benchmarks.store import StoredDraft
from workshop.benchmarks.typed import FIELDS
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.engagements.packs import freeze_pack
from workshop.history.store import record
from workshop.presentation import counted
from workshop.spreadsheets import XLSX
from workshop.uploads import plain_name

KEPT = timedelta(days=2)
"""How long a spreadsheet waits to be entered."""
_SHOWN = 400


@bp.get(f"{BENCHMARK}/figures.xlsx")
def template(engagement_id: int) -> Response:
    """Hand out a workbook with a row for every id, filled where a figure was entered."""
    access = consulted(engagement_id)
    db = database()
    found = assessed(db, access.engagement, datetime.now(UTC))
    return send_file(
        BytesIO(filled(found.pack, store.entered(db, engagement_id))),
        mimetype=XLSX,
        as_attachment=True,
        download_name=file_name(access.engagement.client, engagement_id, "others", "xlsx"),
    )


@bp.get(LIST)
def bring(engagement_id: int) -> str:
    """Show the form that takes a spreadsheet."""
    return _list_page(consulted(engagement_id), ListForm(formdata=None))


@bp.post(LIST)
def read_list(engagement_id: int) -> Response | tuple[str, int]:
    """Read a spreadsheet and keep it as a draft; nothing is entered by it."""
    access = consulted(engagement_id)
    form, db, now = ListForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        return _list_page(access, form), 422
    try:
        draft = read_draft(form.file.data.read())
        if not draft.rows:
            raise NotASpreadsheet("No row holds a figure. Fill in those that you know.")
    except NotASpreadsheet as fault:
        form.file.errors = [str(fault)]
        return _list_page(access, form), 422
    made = secrets.token_hex(16)
    with write(db):
        store.forget_old_drafts(db, now - KEPT)
        source = plain_name(form.file.data.filename)
        store.add_draft(db, engagement_id, made, source=source, document=draft.to_json(), now=now)
    return redirect(url_for(".preview", engagement_id=engagement_id, others_draft=made), code=303)


@bp.get(DRAFT)
def preview(engagement_id: int, others_draft: str) -> str:
    """Show what a spreadsheet holds, every fault, and what entering it would replace."""
    access = consulted(engagement_id)
    return _preview_page(access, _stored(access, others_draft))


@bp.post(f"{DRAFT}/figures")
def enter_list(engagement_id: int, others_draft: str) -> Response | tuple[str, int]:
    """Enter the figures of a spreadsheet; rows with a fault are left out, as its page says."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    stored = _stored(access, others_draft)
    if not DeedForm().validate_on_submit():
        return _preview_page(access, stored), 422
    with write(db):
        stored = _stored(access, others_draft)
        ready = [each.typed.figure for each in _lines(access, stored) if each.typed.figure]
        if ready:
            freeze_pack(db, access.engagement, now)
            for each in ready:
                store.put_entered(db, engagement_id, each)
            many = counted(len(ready), "figure", "figures")
            deed = f"entered {many} of others from {stored.source}"
            record(db, engagement_id, access.account.actor, "answers", deed, now)
            store.remove_draft(db, stored.id)
    if not ready:
        return _preview_page(
            access, stored, "No row can be entered. Mend them in the file, then choose it again."
        ), 422
    flash(f"{many} {'is' if len(ready) == 1 else 'are'} entered.", "benchmark")
    return redirect(url_for(".benchmarks", engagement_id=engagement_id), code=303)


@bp.post(f"{DRAFT}/end")
def throw_away(engagement_id: int, others_draft: str) -> Response:
    """Forget a spreadsheet; one that is gone already stays gone."""
    consulted(engagement_id)
    db = database()
    with write(db):
        stored = store.draft(db, engagement_id, others_draft)
        if stored:
            store.remove_draft(db, stored.id)
    if stored:
        flash("The spreadsheet is thrown away. Nothing was entered.", "benchmark")
    return redirect(url_for(".benchmarks", engagement_id=engagement_id), code=303)


def _lines(access: Opened, stored: StoredDraft) -> list[Line]:
    db = database()
    found = assessed(db, access.engagement, datetime.now(UTC))
    there = store.entered(db, access.engagement.id)
    return Draft.from_json(stored.document).lines(reader(access.engagement, found.pack), there)


def _list_page(access: Opened, form: ListForm) -> str:
    return framed("benchmarks/import.html", access, form=form, most=MOST_ROWS)


def _preview_page(access: Opened, stored: StoredDraft, fault: str = "") -> str:
    lines = _lines(access, stored)
    faulty = [each for each in lines if each.typed.faults]
    ready = [each for each in lines if each.typed.figure]
    found = assessed(database(), access.engagement, datetime.now(UTC))
    return framed(
        "benchmarks/preview.html",
        access,
        stored=stored,
        left_out=Draft.from_json(stored.document).left_out,
        counts={
            "all": len(lines),
            "ready": len(ready),
            "faults": len(faulty),
            "replaces": sum(each.replaces for each in lines),
        },
        seen=[*faulty, *ready][:_SHOWN],
        fields=FIELDS,
        names=names(found.pack),
        fault=fault,
        form=DeedForm(formdata=None),
    )


def _stored(access: Opened, draft_id: str) -> StoredDraft:
    """Return a spreadsheet that was read in this engagement, or a page that says what became of it."""
    found = store.draft(database(), access.engagement.id, draft_id)
    if found is None:
        abort(make_response(framed("benchmarks/gone.html", access), 404))
    return found
