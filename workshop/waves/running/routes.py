"""The pages of a wave while it runs: shown, its closing moved, closed, opened again, counted."""

from datetime import UTC, datetime

from flask import abort, after_this_request, flash, redirect, url_for
from werkzeug import Response

from workshop.access import consulted
from workshop.database import database, write
from workshop.headers import SAVING
from workshop.history.store import record
from workshop.jobs.queue.store import Job, under_way
from workshop.waves import store as waves
from workshop.waves.counting import asking as counting
from workshop.waves.counting import due, recount
from workshop.waves.counting.store import how_many
from workshop.waves.packs import frozen_pack
from workshop.waves.plans.room import WAVE, WAVES, OpenedWave
from workshop.waves.running import beside, people, store
from workshop.waves.running.forms import ClosingForm, DeedForm, ReopeningForm
from workshop.waves.running.page import running_page
from workshop.waves.running.room import ARCHIVED, Answer, bp, launched_wave, page_of, state_of
from workshop.waves.running.sentences import moment

__all__ = ["beside", "bp", "people"]


@bp.app_template_global()
def count_of(wave_id: int) -> Job | None:
    """Return the job of a wave's count where pages tell of it: it is under way, or failed."""
    job = counting.state(database(), wave_id)
    if job is not None and job.is_under_way:
        after_this_request(_let_it_be_followed)
    return job


def _let_it_be_followed(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = SAVING  # the script asks how far the count is
    return answer


@bp.get(WAVES)
def latest(engagement_id: int) -> Answer:
    """Lead to the latest wave, or to where the first one is planned."""
    consulted(engagement_id)
    found = waves.waves(database(), engagement_id)
    if not found:
        return redirect(url_for("assessments.assessment", engagement_id=engagement_id))
    return redirect(url_for(".wave", engagement_id=engagement_id, number=found[0].number))


@bp.get(WAVE)
def wave(engagement_id: int, number: int) -> Answer:
    """Show how far a wave is; the page of a planned one is its plan."""
    found = page_of(engagement_id, number)
    if found.is_planned:
        return redirect(url_for("plans.plan", engagement_id=engagement_id, number=number))
    return running_page(found, datetime.now(UTC))


@bp.post(f"{WAVE}/closing")
def move_closing(engagement_id: int, number: int) -> Answer:
    """Let a wave close at another time."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    manner = found.access.engagement.manner
    form = ClosingForm(manner, now, found.wave.opens_at)
    if not form.validate_on_submit():
        return running_page(found, now, closing=form), 422
    assert form.closes_at is not None
    with write(database()) as db:
        fault = _fault(found, now, ("waiting", "open"), "It has closed. Open it again instead.")
        if not fault and form.closes_at != found.wave.closes_at:
            store.close_at(db, found.wave.id, form.closes_at)
            _record(found, f"moved the closing of wave {number} to {moment(form.closes_at, manner)}", now)
    return _done(found, now, fault, "The closing time is moved.")


@bp.post(f"{WAVE}/close")
def close(engagement_id: int, number: int) -> Answer:
    """Close a wave before its time, and have its answers counted."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    if not DeedForm().validate_on_submit():
        abort(404)
    job = None
    with write(database()) as db:
        state = state_of(found, now)
        fault = ARCHIVED if found.access.engagement.archived else ""
        if not fault and state in ("waiting", "open"):
            waves.record_closure(db, found.wave.id, found.access.account.id, now)
            job = counting.asked(db, found.wave, now)
            _record(found, f"closed wave {number} early", now)
    counted = counting.done(database(), job)
    said = "are counted" if counted or not _is_counting(found) else "are being counted"
    return _done(found, now, fault, f"The wave is closed, and its answers {said}.")


@bp.post(f"{WAVE}/reopen")
def reopen(engagement_id: int, number: int) -> Answer:
    """Open a closed wave again until another time, with a reason."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    manner = found.access.engagement.manner
    form = ReopeningForm(manner, now, found.wave.opens_at)
    if not form.validate_on_submit():
        return running_page(found, now, reopening=form), 422
    assert form.closes_at is not None
    with write(database()) as db:
        fault = _fault(found, now, ("closed",), "It can be opened again only while it is closed.")
        if not fault and _others_open(found, now):
            fault = "Another wave of this engagement is open. Close that one first."
        if not fault and counting.waits(db, found.wave, now):
            fault = "Its answers are being counted. Open it again once they are."
        if not fault:
            if not found.wave.closed_at:
                waves.record_closure(db, found.wave.id, None, found.wave.closes_at or now)
            # What is shown from here on stands beside the figures of now: they are counted first.
            _count_here(found, now)
            store.reopen(db, found.wave.id, form.closes_at)
            until = moment(form.closes_at, manner)
            _record(found, f"opened wave {number} again until {until}: {form.reason.data}", now)
    return _done(found, now, fault, "The wave is open again.")


@bp.post(f"{WAVE}/count")
def count(engagement_id: int, number: int) -> Answer:
    """Count the answers now, as far as they may be shown."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    if not DeedForm().validate_on_submit():
        abort(404)
    job = None
    with write(database()) as db:
        wave = waves.wave_by_id(db, found.wave.id)
        if wave is not None and wave.state(now) == "closed" and wave.closed_at is None:
            waves.record_closure(db, wave.id, None, wave.closes_at or now)
        if wave is not None and due(db, wave, now):
            job = counting.asked(db, wave, now)
    if counting.done(database(), job):
        said = "The answers are counted."
    elif _is_counting(found):
        said = "The answers are being counted."
    else:
        said = "There is nothing new to count yet."
    return _done(found, now, "", said)


@bp.get(f"{WAVE}/counting")
def progress(engagement_id: int, number: int) -> dict[str, object]:
    """Tell how far the count of a wave is, for the script that looks again."""
    found = launched_wave(engagement_id, number)
    job = under_way(database(), counting.KIND, found.wave.id)
    return {"counting": job is not None, "percent": job.percent if job else None}


def _others_open(found: OpenedWave, now: datetime) -> bool:
    others = waves.waves(database(), found.wave.engagement_id)
    return any(each.id != found.wave.id and each.state(now) in ("waiting", "open") for each in others)


def _fault(found: OpenedWave, now: datetime, states: tuple[str, ...], said: str) -> str:
    """Return why nothing may be changed, or an empty text; asked inside write()."""
    if found.access.engagement.archived:
        return ARCHIVED
    return "" if state_of(found, now) in states else said


def _count_here(found: OpenedWave, now: datetime) -> None:
    """Count a wave within the transaction that goes on from there, unless that was done and takes long."""
    db = database()
    wave = waves.wave_by_id(db, found.wave.id)
    if wave is not None and how_many(db, wave.id) <= counting.AT_ONCE:
        recount(db, wave, frozen_pack(db, wave), now)


def _is_counting(found: OpenedWave) -> bool:
    return counting.is_under_way(database(), found.wave)


def _record(found: OpenedWave, deed: str, now: datetime) -> None:
    account = found.access.account
    record(database(), found.wave.engagement_id, account.actor, "answers", deed, now)


def _done(found: OpenedWave, now: datetime, fault: str, said: str) -> Answer:
    if fault:
        return running_page(page_of(found.wave.engagement_id, found.wave.number), now, fault=fault), 422
    flash(said, "wave")
    return redirect(
        url_for(".wave", engagement_id=found.wave.engagement_id, number=found.wave.number), code=303
    )
