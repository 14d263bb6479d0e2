"""When and where all interviews are that are not done, set on one page."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.interviews.planning import store
from workshop.interviews.planning.forms import TimeForm
from workshop.interviews.planning.page import time_form_of
from workshop.interviews.planning.store import Details
from workshop.interviews.room import INTERVIEWS, bp
from workshop.interviews.store import Interview

Rows = list[tuple[Interview, TimeForm]]


@bp.get(f"{INTERVIEWS}/times")
def times(engagement_id: int) -> str:
    """Show when and where each interview is, to be changed."""
    access = consulted(engagement_id)
    return _page(access, _rows(access))


@bp.post(f"{INTERVIEWS}/times")
def set_times(engagement_id: int) -> Response | tuple[str, int]:
    """Store when and where the interviews are; with faults, store none and show the page again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        # An interview that was planned since the page was opened stays as it is.
        rows = [each for each in _rows(access) if each[1].day.name in request.form]
        sound = not [form for _, form in rows if not form.validate()]
        changed = sum(_set(db, *each, now) for each in rows) if sound else 0
        if changed:
            many = "an interview" if changed == 1 else f"{changed} interviews"
            record(db, engagement_id, access.account.actor, "strategy", f"set the time of {many}", now)
    if not sound:
        return _page(access, rows), 422
    flash(_said(changed), "interviews")
    return redirect(url_for(".plan", engagement_id=engagement_id), code=303)


def _rows(access: Opened) -> Rows:
    found = interviews.interviews(database(), access.engagement.id)
    return [(each, time_form_of(access, each)) for each in found if each.state != "done"]


def _page(access: Opened, rows: Rows) -> str:
    faulty = [(each, form) for each, form in rows if form.errors]
    return framed("interviews/times.html", access, rows=rows, faulty=faulty, form=FlaskForm())


def _set(db: Database, interview: Interview, form: TimeForm, now: datetime) -> bool:
    """Store one where something of it changed, and return whether it did."""
    details = Details(
        form.starts_at, form.minutes.data, form.place.data or "", interview.charter, interview.points
    )
    after = replace(interview, starts_at=details.starts_at, minutes=details.minutes, place=details.place)
    if after == interview:
        return False
    store.change_interview(db, interview.id, details)
    store.count_change(db, interview.id, secrets.token_hex(16), now)
    return True


def _said(changed: int) -> str:
    if not changed:
        return "Nothing was changed."
    return f"{'1 interview is' if changed == 1 else f'{changed} interviews are'} saved."
