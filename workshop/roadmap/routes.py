"""The roadmap: what is done when, drafted, improved by a search, taken over, or cleared."""

from datetime import UTC, datetime
from time import perf_counter

from flask import flash, redirect
from sqlite_utils import Database

from questionnaires.roadmap.plan import Placement, Roadmap
from questionnaires.roadmap.problem import problem
from questionnaires.roadmap.schedule import draft
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.jobs.queue import store as jobs
from workshop.presentation import counted
from workshop.roadmap import capacity, improve_job, placing, store
from workshop.roadmap.forms import DeedForm, SearchForm
from workshop.roadmap.improve_job import Asked, under_way
from workshop.roadmap.page import home, overtaken, page, taken_over
from workshop.roadmap.reading import USUAL_RESERVE, roadmap_of, values_of
from workshop.roadmap.room import OFFER, ROADMAP, SEARCH, Answer, bp
from workshop.roadmap.scheduling import store as schedules
from workshop.roadmap.scheduling.store import Made
from workshop.roadmap.told import reached

__all__ = ["bp", "capacity", "placing"]


@bp.get(ROADMAP, endpoint="roadmap")
def shown(engagement_id: int) -> str:
    """Show when each initiative is done, what that breaks, and what is left out."""
    return page(consulted(engagement_id))


@bp.post(f"{ROADMAP}/draft")
def draft_anew(engagement_id: int) -> Answer:
    """Place all initiatives that are not pinned, by the instant draft."""
    access = consulted(engagement_id)
    db, form, now = database(), DeedForm(), datetime.now(UTC)
    with write(db):
        found = roadmap_of(db, access.engagement)
        sound = form.validate_on_submit() and not overtaken(form, store.standing(db, engagement_id), access)
        if sound and found.initiatives:
            places = draft_all(db, access, found, now)
    if not sound:
        return page(access, deed=form), 422
    if found.initiatives:
        flash(f"{counted(len(places), 'initiative has', 'initiatives have')} a place now.", "roadmap")
    return redirect(home(engagement_id), code=303)


@bp.post(f"{ROADMAP}/clearing")
def clear(engagement_id: int) -> Answer:
    """Take all initiatives off the roadmap, pinned ones too."""
    access = consulted(engagement_id)
    db, form, now = database(), DeedForm(), datetime.now(UTC)
    with write(db):
        found = roadmap_of(db, access.engagement)
        sound = form.validate_on_submit() and not overtaken(form, store.standing(db, engagement_id), access)
        if sound and found.placements:
            place_all(db, access, found, {}, now)
            schedules.forget_made(db, engagement_id)
            schedules.forget_offer(db, engagement_id)
            _record(db, access, "cleared the roadmap", now)
    if not sound:
        return page(access, deed=form), 422
    flash("The roadmap is cleared.", "roadmap")
    return redirect(home(engagement_id), code=303)


@bp.post(SEARCH)
def improve(engagement_id: int) -> Answer:
    """Ask for a schedule that gains more; a worker searches for it."""
    access = consulted(engagement_id)
    db, form, now = database(), SearchForm(), datetime.now(UTC)
    with write(db):
        found, job = roadmap_of(db, access.engagement), under_way(db, engagement_id)
        sound = form.validate_on_submit() and (
            job is not None or not overtaken(form, store.standing(db, engagement_id), access)
        )
        if sound and job is None and found.initiatives:
            pack, values = engagement_pack(db, access.engagement), _values(db, access, found)
            starts = {number: place.start for number, place in found.placements.items()}
            asked = Asked(problem(found, pack, values), starts)
            begin(db, access, found, now)
            improve_job.ask(db, engagement_id, asked, int(form.seconds.data), access.account.actor, now)
            _record(db, access, f"asked for a better schedule, for {form.seconds.data} seconds", now)
    if not sound:
        return page(access, search=form), 422
    return redirect(home(engagement_id, "search"), code=303)


@bp.post(f"{SEARCH}/end")
def cancel(engagement_id: int) -> Answer:
    """End the search; the roadmap stays as it is."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        job = under_way(db, engagement_id)
        if job is not None:
            jobs.cancel(db, job.id, now)
            _record(db, access, "ended the search for a better schedule", now)
    if job is not None:
        flash("The search ends. The roadmap stays as it is.", "roadmap")
    return redirect(home(engagement_id), code=303)


@bp.get(f"{SEARCH}/progress")
def progress(engagement_id: int) -> dict[str, object]:
    """Tell how far the search is, for the script that looks again."""
    consulted(engagement_id)
    db = database()
    job, wish = under_way(db, engagement_id), schedules.wish(db, engagement_id)
    if job is None:
        return {"searching": False}
    gap = wish.gap if wish else None
    gained = wish.gained if wish else None
    return {
        "searching": True,
        "percent": job.percent,
        "reached": None if gap is None else reached(gap),
        "gained": None if gained is None else round(100 * gained, 1),
    }


@bp.post(f"{OFFER}/acceptance")
def take_over(engagement_id: int) -> Answer:
    """Take over the schedule that was offered; what is pinned by now stays where it is."""
    access = consulted(engagement_id)
    db, form, now = database(), DeedForm(), datetime.now(UTC)
    with write(db):
        found, offer = roadmap_of(db, access.engagement), schedules.offer(db, engagement_id)
        sound = form.validate_on_submit() and not overtaken(form, store.standing(db, engagement_id), access)
        if sound and offer is not None:
            revision = place_all(db, access, found, taken_over(found, offer), now)
            made = Made("improved", offer.gap, offer.gained, offer.seconds, revision, offer.by, now)
            schedules.put_made(db, engagement_id, made)
            schedules.forget_offer(db, engagement_id)
            _record(db, access, "took over the schedule that was offered", now)
    if not sound:
        return page(access, deed=form), 422
    flash("The schedule is taken over." if offer else "There is no schedule to take over.", "roadmap")
    return redirect(home(engagement_id), code=303)


@bp.post(f"{OFFER}/end")
def decline(engagement_id: int) -> Answer:
    """Forget the schedule that was offered."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if schedules.offer(db, engagement_id) is not None:
            schedules.forget_offer(db, engagement_id)
            _record(db, access, "left out the schedule that was offered", now)
    return redirect(home(engagement_id), code=303)


def draft_all(db: Database, access: Opened, found: Roadmap, now: datetime) -> dict[int, Placement]:
    """Place all initiatives that are not pinned by the instant draft, inside write(); return the places."""
    before = perf_counter()
    asked = problem(found, engagement_pack(db, access.engagement), _values(db, access, found))
    drafted = draft(asked)
    seconds = perf_counter() - before
    places = {number: Placement(start, number in asked.pinned) for number, start in drafted.starts.items()}
    revision = place_all(db, access, found, places, now)
    made = Made("draft", None, 0.0, seconds, revision, access.account.name, now)
    schedules.put_made(db, access.engagement.id, made)
    _record(db, access, "drafted the roadmap", now)
    return places


def place_all(
    db: Database, access: Opened, found: Roadmap, places: dict[int, Placement], now: datetime
) -> int:
    """Store all placements, inside write(), and return the revision of the roadmap."""
    revision = begin(db, access, found, now)
    store.put_placements(db, access.engagement.id, places)
    return revision


def begin(db: Database, access: Opened, found: Roadmap, now: datetime) -> int:
    """Note a change of the roadmap, which begins from now on where it was seen to; return its revision."""
    number = access.engagement.id
    revision = store.touched(db, number, access.account.actor, now, reserve=USUAL_RESERVE)
    store.begin(db, number, found.capacity.starts_on)
    return revision


def _values(db: Database, access: Opened, found: Roadmap) -> dict[int, float]:
    return dict(values_of(db, access.engagement, found))


def _record(db: Database, access: Opened, deed: str, now: datetime) -> None:
    record(db, access.engagement.id, access.account.actor, "roadmap", deed, now)
