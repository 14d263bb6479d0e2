"""How every change of a plan is stored: while the wave is planned and not later, with its line in history."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.database import database, write
from workshop.history.store import record
from workshop.waves import store as waves
from workshop.waves.plans.room import OpenedWave
from workshop.waves.store import Wave

Change = Callable[[Database, Wave], str]
"""Stores something of a planned wave and returns the deed for history, empty where nothing was changed."""


def changed(found: OpenedWave, change: Change, part: str, said: str = "") -> Response:
    """Make a change of a plan inside write(), and lead to the part of the plan that it changed.

    A wave that was launched meanwhile stays as it is, and its plan says so; one that is gone is 404.
    """
    db, now, access = database(), datetime.now(UTC), found.access
    with write(db):
        wave = waves.wave_by_id(db, found.wave.id)
        still_planned = wave is not None and wave.launched_at is None
        if wave is not None and still_planned:
            deed = change(db, wave)
            if deed:
                record(db, access.engagement.id, access.account.actor, "answers", deed, now)
    if wave is None:
        abort(404)
    if not still_planned:
        return back(found)
    if said:
        flash(said, f"plan-{part}")
    return to_plan(found, part)


def back(found: OpenedWave) -> Response:
    """Lead to the plan of a wave that was launched, and say that it stays as it is."""
    flash("The wave is launched. Its plan stays as it is; nothing was changed.", "plan-fixed")
    return to_plan(found)


def to_plan(found: OpenedWave, part: str | None = None) -> Response:
    """Lead to a plan, or to a part of it."""
    address = url_for(
        "plans.plan", engagement_id=found.access.engagement.id, number=found.wave.number, _anchor=part
    )
    return redirect(address, code=303)
