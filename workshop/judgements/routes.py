"""The pages of judgements: the table of all capabilities, and one capability with its record."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from werkzeug import Response

from questionnaires.judgement import KINDS
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.judgements.forms import JudgementForm, table_form
from workshop.judgements.levels import typed_as
from workshop.judgements.panel import judgement_form, panel_form, record_of, refuse
from workshop.judgements.room import JUDGEMENTS, ONE, bp
from workshop.judgements.saving import keep_what_was_typed, read_table, save, save_table
from workshop.judgements.standing import Standing, standing
from workshop.presentation import counted

__all__ = ["bp"]

_RESULTS = "assessments.capability"


@bp.get(JUDGEMENTS, endpoint="judgements")
def judgements_page(engagement_id: int) -> str:
    """Show the judgements of all capabilities beside what people said, to be changed."""
    access = consulted(engagement_id)
    found = standing(database(), access.engagement)
    return _table(access, found, _table_form(access, found))


@bp.post(JUDGEMENTS)
def judge_many(engagement_id: int) -> Response | tuple[str, int]:
    """Store what a table changes; with a fault anywhere, show it again with all of them and store nothing."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = standing(db, access.engagement)
        form = _table_form(access, found)
        table = read_table(db, access, found, form)
        if table.sound:
            save_table(db, access, found, table, now)
    if not table.sound:
        keep_what_was_typed(found, table, form, access.engagement.manner.decimal_sign)
        return _table(access, found, form), 422
    number = len(table.changes)
    flash(
        f"{counted(number, 'judgement is', 'judgements are')} recorded."
        if number
        else "Nothing was changed.",
        "judgements",
    )
    rows = list(dict.fromkeys(each.place[0] for each in table.changes))
    first = {"recorded": " ".join(rows), "_anchor": f"row-{rows[0]}"} if rows else {}
    return redirect(url_for(".judgements", engagement_id=engagement_id, **first), code=303)


@bp.get(ONE)
def capability(engagement_id: int, capability_id: str) -> str:
    """Show what is judged of one capability, its record, and the form that adds to it."""
    access = consulted(engagement_id)
    found = standing(database(), access.engagement)
    if capability_id not in found.pack.capability:
        abort(404)
    return framed(
        "judgements/capability.html",
        access,
        found=found,
        wave=found.wave,
        scores=found.scores,
        line=found.line(found.pack.capability[capability_id]),
        form=panel_form(access, capability_id, at="record"),
        record=record_of(access, capability_id),
        kinds=KINDS,
    )


@bp.post(ONE)
def judge(engagement_id: int, capability_id: str) -> Response | tuple[str, int]:
    """Store a judgement of one capability, or withdraw one; faults are shown where the form stood."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = standing(db, access.engagement)
        if capability_id not in found.pack.capability:
            abort(404)
        form = judgement_form(access, found, capability_id, "")
        sound = form.validate_on_submit() and save(db, access, found, capability_id, form, now)
    view = _where(form, found)
    if not sound:
        refuse(form)
        return current_app.view_functions[view](engagement_id=engagement_id, capability_id=capability_id), 422
    flash("The judgement is withdrawn." if form.withdraw.data else "The judgement is recorded.", "judgements")
    at = url_for(view, engagement_id=engagement_id, capability_id=capability_id, _anchor="judgements")
    return redirect(at, code=303)


def _where(form: JudgementForm, found: Standing) -> str:
    """Return the page that a form stood on; results have one only once a wave was counted."""
    return _RESULTS if form.at.data == "capability" and found.wave else "judgements.capability"


def _table_form(access: Opened, found: Standing) -> Any:
    sign = access.engagement.manner.decimal_sign
    values = {place: typed_as(each.value, sign) for place, each in found.entries.items()}
    wave = found.wave.id if found.wave else 0
    return table_form(found.pack, found.kinds, values, seen=found.seen, wave=wave)


def _table(access: Opened, found: Standing, form: Any) -> str:
    return framed(
        "judgements/judgements.html",
        access,
        recorded=request.args.get("recorded", "").split(),
        found=found,
        wave=found.wave,
        scores=found.scores,
        form=form,
        kinds=KINDS,
    )
