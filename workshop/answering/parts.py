"""The pages of questions: a component with its capabilities, the picks, the charter; shown and saved.

This is the path that everybody takes again and again: one statement finds who asks, one reads the sheet, one
transaction saves, and the page is joined from pieces that were drawn before.
"""

from datetime import UTC, datetime

from flask import abort, redirect, request
from werkzeug import Response

from workshop.answering import pace, store
from workshop.answering.drawing import answer_with
from workshop.answering.guard import Held, held, leads_nowhere, not_asked, opened, told
from workshop.answering.outline import REVIEW, Page
from workshop.answering.room import bp, by_link
from workshop.answering.sent import Sent, sent
from workshop.answering.welcome import first_open
from workshop.database import database, write


@bp.get("/p/<token>/<address>")
@by_link
def part(token: str, address: str) -> Response | tuple[str, int]:
    """Show a page of questions with what the person answered; where there is none, lead on to one."""
    found = opened(token, datetime.now(UTC))
    page = found.outline.page.get(address)
    sheet = store.sheet(database(), found.sheet_id)
    if page is None:
        return not_asked(found, first_open(found.outline, sheet)), 404
    return answer_with(database(), found, page, sheet)


@bp.post("/p/<token>/<address>")
@by_link
def save_part(token: str, address: str) -> Response | tuple[str, int]:
    """Save what differs from what the page showed, and go where the button leads."""
    if pace.wait(token):
        abort(429)
    db, now, form = database(), datetime.now(UTC), request.form
    change = Sent(store.NO_CHANGES)
    with write(db):
        found = held(db, token, now)
        page = found.outline.page.get(address) if found else None
        if found and page and found.open:
            change = sent(form, found.outline, page, int(now.timestamp() * 1000))
            if not change.changes.nothing:
                store.store_changes(db, found.sheet_id, change.changes)
    if found is None:
        leads_nowhere(token)
    if page is None:
        abort(404)
    if not found.open:
        return told(found, lost=True), 409
    if change.refused.faults:
        sheet = store.sheet(db, found.sheet_id)
        return answer_with(db, found, page, sheet, change.refused, status=422)
    return redirect(_next(found, page), code=303)


def _next(found: Held, page: Page) -> str:
    """Return where a form leads, relative to its own address."""
    cleared = request.form.get("clear", "")
    if cleared in found.outline.asked or cleared in found.outline.charter_items:
        return f"{page.address}#{cleared}"
    go = request.form.get("go", "")
    if go == "next":
        return found.outline.after(page)
    if go == "back":
        return found.outline.before(page) or "."
    return REVIEW if go == "review" else page.address
