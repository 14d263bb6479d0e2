"""The pages of a plan as a whole: made, shown, copied, launched, given up; its times and its promise."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.history.store import record
from workshop.waves import store as waves
from workshop.waves.plans import by_hand, preview, questionnaires, store
from workshop.waves.plans.changing import back, changed, to_plan
from workshop.waves.plans.choices import Ready, Split, ready, usual_split
from workshop.waves.plans.copying import copy_plan, latest_with_plan
from workshop.waves.plans.days import GRACE, REMINDERS, usual_closing
from workshop.waves.plans.forms import PromiseForm, ReadyForm
from workshop.waves.plans.launching import launch as launch_wave
from workshop.waves.plans.page import plan_page, times_form
from workshop.waves.plans.planning import Plan, pack_now, plan_of
from workshop.waves.plans.room import PLAN, WAVE, WAVES, bp, opened_wave
from workshop.waves.store import Wave

__all__ = ["bp", "by_hand", "preview", "questionnaires"]

THRESHOLD = 5
RUNNING = "running.wave"
"""The page of a launched wave."""


@bp.post(f"{WAVES}/new")
def create(engagement_id: int) -> Response:
    """Make the engagement's next wave with what is usual; where one is planned already, lead to it."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        planned = _planned(db, engagement_id)
        if planned is None:
            planned = _made(db, access, now)
            record(db, engagement_id, access.account.actor, "answers", f"planned wave {planned.number}", now)
    return redirect(url_for(".plan", engagement_id=engagement_id, number=planned.number), code=303)


@bp.get(PLAN)
def plan(engagement_id: int, number: int) -> str:
    """Show the plan of a wave; from its launch on it can only be read."""
    return plan_page(opened_wave(engagement_id, number))


@bp.post(f"{PLAN}/times")
def change_times(engagement_id: int, number: int) -> Response | tuple[str, int]:
    """Store when a wave opens and closes; with faults, show the plan again with all of them."""
    found = opened_wave(engagement_id, number)
    form = times_form(found)
    if not form.validate_on_submit():
        return (plan_page(found, times=form), 422) if found.is_planned else back(found)

    def change(db: Database, wave: Wave) -> str:
        store.set_times(
            db, wave.id, opens_at=form.opens_at, closes_at=form.closes_at, reminders=form.reminder_days,
            grace_days=form.grace_days.data,
        )  # fmt: skip
        return f"changed the times of wave {wave.number}"

    return changed(found, change, "times", "The times are saved.")


@bp.post(f"{PLAN}/promise")
def change_promise(engagement_id: int, number: int) -> Response | tuple[str, int]:
    """Store what respondents are promised and told; with faults, show the plan again with all of them."""
    found = opened_wave(engagement_id, number)
    form = PromiseForm()
    if not form.validate_on_submit():
        return (plan_page(found, promised=form), 422) if found.is_planned else back(found)

    def change(db: Database, wave: Wave) -> str:
        store.set_promise(
            db, wave.id, mode=form.mode.data, threshold=form.threshold.data,
            comment_threshold=form.comment_threshold.data, message=form.message.data,
        )  # fmt: skip
        return f"changed what the respondents of wave {wave.number} are promised"

    return changed(found, change, "promise", "The promise is saved.")


@bp.post(f"{PLAN}/choice")
def choose(engagement_id: int, number: int) -> Response | tuple[str, int]:
    """Put the questionnaires of a ready choice in place of those that are there."""
    found = opened_wave(engagement_id, number)
    form = ReadyForm()
    if not form.validate_on_submit():
        return (plan_page(found, offered=form), 422) if found.is_planned else back(found)

    def change(db: Database, wave: Wave) -> str:
        plan = plan_of(db, found.access.engagement, wave)
        charter = form.charter.data and plan.pack.charter is not None
        drafts = ready(form.choice.data, plan.pack, plan.functions, _split(plan), charter=charter)
        store.remove_questionnaires(db, wave.id)
        for each in drafts:
            waves.add_questionnaire(
                db, wave.id, each.name, each.items, groups=each.groups, picks=each.picks, charter=each.charter
            )
        return f"chose who is asked what in wave {wave.number}"

    return changed(found, change, "asked", "The questionnaires are made.")


@bp.post(f"{PLAN}/copy")
def copy(engagement_id: int, number: int) -> Response:
    """Put the plan of the latest wave that was asked here in place of this one's."""
    found = opened_wave(engagement_id, number)

    def change(db: Database, wave: Wave) -> str:
        plan = plan_of(db, found.access.engagement, wave)
        origin = latest_with_plan(plan.others)
        if origin is None:
            return ""
        copy_plan(db, origin, plan)
        return f"copied the plan of wave {origin.number} to wave {wave.number}"

    return changed(found, change, "asked", "The plan is copied. Look at its times: they are its own.")


@bp.post(f"{PLAN}/removal")
def remove(engagement_id: int, number: int) -> Response:
    """Give up a planned wave; a launched one stays."""
    found = opened_wave(engagement_id, number)
    db, now, actor = database(), datetime.now(UTC), found.access.account.actor
    with write(db):
        wave = waves.wave_by_id(db, found.wave.id)
        planned = wave is not None and wave.launched_at is None
        if planned:
            store.remove_wave(db, found.wave.id)
            record(db, engagement_id, actor, "answers", f"gave up the plan of wave {number}", now)
    if not planned:
        return back(found)
    return redirect(url_for("assessments.assessment", engagement_id=engagement_id), code=303)


@bp.post(f"{WAVE}/launch")
def launch(engagement_id: int, number: int) -> Response | tuple[str, int]:
    """Launch a wave; with something in the way, show the plan again and say what."""
    found = opened_wave(engagement_id, number)
    db, now, access = database(), datetime.now(UTC), found.access
    with write(db):
        wave = waves.wave(db, engagement_id, number)
        if wave is None or wave.launched_at is not None:
            return back(found)
        in_the_way = launch_wave(db, access.engagement, wave, access.account.actor, now)
    if in_the_way:
        return plan_page(found, launching=True), 422
    flash(f"Wave {number} is launched.", "plan-fixed")
    if RUNNING in current_app.view_functions:
        return redirect(url_for(RUNNING, engagement_id=engagement_id, number=number), code=303)
    return to_plan(found)


def _planned(db: Database, engagement_id: int) -> Wave | None:
    return next((each for each in waves.waves(db, engagement_id) if each.launched_at is None), None)


def _made(db: Database, access: Opened, now: datetime) -> Wave:
    """Store the next wave of an engagement, with questionnaires and times as they usually are."""
    engagement = access.engagement
    number = waves.add_wave(db, engagement.id, pack_now(engagement.pack), threshold=THRESHOLD, now=now)
    store.set_times(
        db, number, opens_at=None, closes_at=usual_closing(engagement.manner, now), reminders=REMINDERS,
        grace_days=GRACE,
    )  # fmt: skip
    made = waves.wave_by_id(db, number)
    assert made is not None
    plan = plan_of(db, engagement, made)
    split = usual_split(plan.functions, plan.seniorities, plan.pack)
    choice: Ready = "practice" if split.works and split.leaders else "short"
    for each in ready(choice, plan.pack, plan.functions, split):
        waves.add_questionnaire(db, number, each.name, each.items, groups=each.groups, picks=each.picks)
    return made


def _split(plan: Plan) -> Split:
    """Return who leads and who works in what, as the request has it; groups of others are passed over."""
    form = request.form
    if "split" not in form:  # a form without the matrix means the split as it is
        return plan.split
    leaders = {each.id for each in plan.seniorities if str(each.id) in form.getlist("leader")}
    works = {each.id: tuple(form.getlist(f"works-{each.id}")) for each in plan.functions}
    return Split(frozenset(leaders), works)
