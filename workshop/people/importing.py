"""The pages of a list of people: read, looked at, mended, then added in one go or thrown away."""

import secrets
from datetime import UTC, datetime, timedelta
from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from werkzeug import Response

from questionnaires.spreadsheet import NotASpreadsheet
from reports.wording import listed
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.engagements.groups.editing import MOST
from workshop.history.store import record
from workshop.people import store, wording
from workshop.people.adding import add_groups, add_people, checked
from workshop.people.columns import FIELDS, doubled
from workshop.people.drafts import Draft
from workshop.people.forms import ListForm
from workshop.people.groups import groups_of, names
from workshop.people.looking import list_page, preview_page, stored_draft
from workshop.people.mending import Mending
from workshop.people.preview import Group, Line
from workshop.people.reading import read_file, read_pasted
from workshop.people.roles import asked
from workshop.people.room import DRAFT, IMPORT, bp
from workshop.spreadsheets import XLSX, as_xlsx
from workshop.uploads import plain_name

KEPT = timedelta(days=1)
"""How long a list waits to be added."""
PASTED = "a pasted list"
TO_MEND = ("Name", "Mail", "Job title", "Function", "Seniority", "Role", "Row", "What we found")
"""The columns of the rows with a fault, which can be read in again."""


@bp.get(IMPORT)
def bring(engagement_id: int) -> str:
    """Show the form that takes a list of people."""
    access = consulted(engagement_id)
    return list_page(access, ListForm(data={"otherwise": asked(request.args.get("role", ""))}))


@bp.post(IMPORT)
def read(engagement_id: int) -> Response | tuple[str, int]:
    """Read a list and keep it as a draft; nobody is added by it."""
    access = consulted(engagement_id)
    form, db, now = ListForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        return list_page(access, form), 422
    upload = form.file.data
    try:
        table = read_file(upload.read()) if upload else read_pasted(form.pasted.data)
    except NotASpreadsheet as fault:
        (form.file if upload else form.pasted).errors = [str(fault)]
        return list_page(access, form), 422
    draft = Draft.of(table, names(groups_of(db, engagement_id)), form.otherwise.data)
    made = secrets.token_hex(16)
    with write(db):
        store.forget_old_drafts(db, now - KEPT)
        source = plain_name(upload.filename or "") if upload else PASTED
        store.add_draft(db, engagement_id, made, source=source, document=draft.to_json(), now=now)
    return redirect(url_for(".preview", engagement_id=engagement_id, draft_id=made), code=303)


@bp.get(DRAFT)
def preview(engagement_id: int, draft_id: str) -> str:
    """Show what was found in a list, and what adding it would do."""
    access = consulted(engagement_id)
    stored = stored_draft(access, draft_id)
    return preview_page(access, stored, Draft.from_json(stored.document))


@bp.post(DRAFT)
def mend(engagement_id: int, draft_id: str) -> Response:
    """Keep what was mended in a list, or add the groups that it names, and show it again."""
    access = consulted(engagement_id)
    db, now, asked = database(), datetime.now(UTC), Mending.asked_for(request.form)
    with write(db):
        stored = stored_draft(access, draft_id)
        draft = Draft.from_json(stored.document)
        asked.type_into(draft)
        found = checked(db, engagement_id, draft)
        asked.press(draft, found)
        store.change_draft(db, draft_id, draft.to_json())
        wanted = asked.groups(found)
        if wanted:
            _add_groups(access, *wanted, now)
    shown, page = request.args.get("show"), request.args.get("page")
    where = url_for(".preview", engagement_id=engagement_id, draft_id=draft_id, show=shown, page=page)
    return redirect(where, code=303)


@bp.post(f"{DRAFT}/columns")
def rematch(engagement_id: int, draft_id: str) -> Response | tuple[str, int]:
    """Take the columns of a list for something else."""
    access = consulted(engagement_id)
    db = database()
    with write(db):
        stored = stored_draft(access, draft_id)
        draft = Draft.from_json(stored.document)
        draft.rematch([request.form.get(f"column-{at}", "") for at in range(len(draft.held))])
        fault = doubled(draft.held)
        if not fault:
            store.change_draft(db, draft_id, draft.to_json())
    if fault:
        return preview_page(access, stored, draft, fault), 422
    return redirect(url_for(".preview", engagement_id=engagement_id, draft_id=draft_id), code=303)


@bp.post(f"{DRAFT}/people")
def add(engagement_id: int, draft_id: str) -> Response | tuple[str, int]:
    """Add the people of a list, as it stands against the engagement at this moment.

    Rows with a fault stay in the list, to be mended and added later; without any it is gone.
    """
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        stored = stored_draft(access, draft_id)
        draft = Draft.from_json(stored.document)
        found = checked(db, engagement_id, draft)
        faulty = {line.number for line in found.lines if line.faults}
        if wording.button(found):
            add_people(db, engagement_id, found, now)
            record(db, engagement_id, access.account.actor, "people", wording.deed(found, stored.source), now)
            if faulty:
                draft.leave(faulty)
                store.change_draft(db, draft_id, draft.to_json())
            else:
                store.remove_draft(db, draft_id)
    if not wording.button(found):
        return preview_page(access, stored, draft), 422
    flash(wording.done(found), "people")
    if faulty:
        return redirect(url_for(".preview", engagement_id=engagement_id, draft_id=draft_id), code=303)
    return redirect(url_for(".index", engagement_id=engagement_id), code=303)


@bp.post(f"{DRAFT}/end")
def throw_away(engagement_id: int, draft_id: str) -> Response:
    """Forget a list; one that is gone already stays gone."""
    consulted(engagement_id)
    db = database()
    with write(db):
        stored = store.draft(db, engagement_id, draft_id)
        if stored:
            store.remove_draft(db, stored.id)
    if stored and Draft.from_json(stored.document).left:
        flash("The rows that were left are thrown away.", "people")
    elif stored:
        flash("The list is thrown away. Nobody was added.", "people")
    return redirect(url_for(".index", engagement_id=engagement_id), code=303)


@bp.get(f"{DRAFT}/faults.xlsx")
def faults(engagement_id: int, draft_id: str) -> Response:
    """Hand out the rows with a fault, each with what was found."""
    access = consulted(engagement_id)
    db = database()
    draft = Draft.from_json(stored_draft(access, draft_id).document)
    found = [line for line in checked(db, engagement_id, draft).lines if line.faults]
    rows = [(*(line.values[field] for field in FIELDS), line.number, _told(line)) for line in found]
    return send_file(
        BytesIO(as_xlsx("To mend", TO_MEND, rows)),
        mimetype=XLSX,
        as_attachment=True,
        download_name=file_name(access.engagement.client, engagement_id, "people-to-mend", "xlsx"),
    )


def _add_groups(access: Opened, column: Group, wanted: list[str], now: datetime) -> None:
    """Store groups that a list names, inside write(), and say so in history."""
    db, engagement_id = database(), access.engagement.id
    new = add_groups(db, engagement_id, column, wanted)
    if new:
        deed = f"added the {column} {listed(new)}"
        record(db, engagement_id, access.account.actor, "engagement", deed, now)
    if len(new) < len(wanted):
        flash(f"There may be no more than {MOST} of them. {len(wanted) - len(new)} did not fit.", "list")


def _told(line: Line) -> str:
    return " ".join(fault.text for fault in line.faults)
