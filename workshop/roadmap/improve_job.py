"""Improving a schedule as a job: it searches for as long as its asker said, and writes once, at its end.

What it found is applied only where the roadmap is still the one that it was asked about; else it is offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from sqlite3 import OperationalError

import msgspec
from sqlite_utils import Database

from questionnaires.roadmap.improving import Improved, Way, improve
from questionnaires.roadmap.plan import Placement
from questionnaires.roadmap.problem import Problem, gained
from questionnaires.roadmap.schedule import Schedule, draft, obeys
from workshop.database import write
from workshop.history.store import Actor, record
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.progress import Progress
from workshop.jobs.queue.running import Effect
from workshop.jobs.queue.store import Job
from workshop.roadmap.initiatives.store import initiatives
from workshop.roadmap.reading import USUAL_RESERVE
from workshop.roadmap.scheduling import store
from workshop.roadmap.scheduling.store import Made, Offer, Wish
from workshop.roadmap.store import means, placements, put_placements, touched

KIND = "schedule"
SECONDS = (10, 30, 60)
"""For how long a search may be asked for."""
APPLIED = "The better schedule stands on the roadmap."
KEPT = "Nothing better was found: the roadmap stays as it is."
OFFERED = "The roadmap was changed meanwhile, so the schedule that was found is offered."
NOTHING = "There was nothing to improve any more."
_TICKS = 10
"""Progress is told in tenths of seconds."""
_SAID_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched: the problem, and when the initiatives begin as the roadmap stands."""

    problem: Problem
    starts: Mapping[int, int]


def fingerprint(db: Database, engagement_id: int) -> str:
    """Return what changes whenever a roadmap's initiatives, its means or its placements do."""
    held = (
        initiatives(db, engagement_id),
        means(db, engagement_id),
        sorted(placements(db, engagement_id).items()),
    )
    return sha256(msgspec.json.encode(held)).hexdigest()


def ask(db: Database, engagement_id: int, asked: Asked, seconds: int, by: Actor, now: datetime) -> None:
    """Ask for a better schedule, inside write(); whatever was offered before is forgotten."""
    text = msgspec.json.encode(asked).decode()
    mark = fingerprint(db, engagement_id)
    store.put_wish(db, engagement_id, Wish(seconds, text, mark, by, now, None, None))
    store.forget_offer(db, engagement_id)
    jobs.put(db, KIND, engagement_id, engagement_id, now)


def under_way(db: Database, engagement_id: int) -> Job | None:
    """Return the job that improves a roadmap's schedule, None where none does."""
    return jobs.under_way(db, KIND, engagement_id)


def work(db: Database, job: Job, progress: Progress) -> Effect:
    """Search for the schedule that was asked for, and return how it is applied."""
    held = store.wish(db, job.engagement_id)
    if held is None:
        return _nothing
    asked = msgspec.json.decode(held.problem, type=Asked)
    before = gained(asked.problem, asked.starts)
    first = _first(asked, before)
    said = 0.0

    def watch(way: Way, seconds: float) -> bool:
        nonlocal said
        progress.step(min(int(seconds * _TICKS), held.seconds * _TICKS), held.seconds * _TICKS)
        if seconds - said >= _SAID_EVERY:
            said = seconds
            _say(db, job, way, before)
        return True

    progress.step(0, held.seconds * _TICKS)
    found = improve(asked.problem, first, seconds=held.seconds, watch=watch)

    def effect(db: Database, now: datetime) -> str:
        if fingerprint(db, job.engagement_id) == held.fingerprint:
            return _apply(db, job.engagement_id, held, asked, found, now)
        return _offer(db, job.engagement_id, held, before, found, now)

    return effect


def _nothing(_db: Database, _now: datetime) -> str:
    return NOTHING


def _first(asked: Asked, before: float) -> Schedule:
    """Return where the search begins: at the roadmap as it stands where that is sound and gains most."""
    drafted = draft(asked.problem)
    if before > drafted.gained and obeys(asked.problem, asked.starts):
        return Schedule(asked.starts, before)
    return drafted


def _say(db: Database, job: Job, way: Way, before: float) -> None:
    try:
        with write(db):
            store.put_way(db, job.engagement_id, way.gap, more(before, way.gained))
    except OperationalError:
        return  # others write just now, or the job ends: the next step tells


def more(before: float, after: float) -> float:
    """Return by what share a schedule gains more than the one before; 0 where there was none."""
    return max(0.0, after / before - 1) if before > 0 else 0.0


def _apply(db: Database, engagement_id: int, held: Wish, asked: Asked, found: Improved, now: datetime) -> str:
    before = gained(asked.problem, asked.starts)
    pinned = asked.problem.pinned
    kept = obeys(asked.problem, asked.starts) and found.schedule.gained <= before
    starts = asked.starts if kept else found.schedule.starts
    if not kept:
        put_placements(
            db, engagement_id, {each: Placement(start, each in pinned) for each, start in starts.items()}
        )
    revision = touched(db, engagement_id, held.by, now, reserve=USUAL_RESERVE)
    rise = more(before, gained(asked.problem, starts))
    made = Made("improved", found.way.gap, rise, found.seconds, revision, held.by.name, now)
    store.put_made(db, engagement_id, made)
    moved = sum(1 for each in {*starts, *asked.starts} if starts.get(each) != asked.starts.get(each))
    deed = f"improved the schedule, which moved {moved} initiatives" if moved else "improved the schedule"
    record(db, engagement_id, held.by, "roadmap", deed, now)
    return KEPT if kept else APPLIED


def _offer(
    db: Database, engagement_id: int, held: Wish, before: float, found: Improved, now: datetime
) -> str:
    rise = more(before, found.schedule.gained)
    offer = Offer(found.way.gap, rise, found.seconds, held.by.name, now, found.schedule.starts)
    store.put_offer(db, engagement_id, offer)
    return OFFERED
