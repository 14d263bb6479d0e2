"""Counting as a job: who asks for it counts a small wave at once, and a large one waits for a worker."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlite_utils import Database

from workshop.database import write
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.progress import Progress, present
from workshop.jobs.queue.store import Job
from workshop.waves import counting
from workshop.waves.counting import store
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave, wave_by_id

KIND = "count"
AT_ONCE = 3_000
"""Up to so many sheets a wave is counted before a page could say that it is being counted."""
_AFTER_FAILURE = timedelta(minutes=10)
_REST = 10
"""While people answer, a large wave is counted again after so many times what the last count took."""

_TICK = timedelta(seconds=1)
"""What stored moments are told apart by."""
_SEALED = "There was nothing to count: the wave is sealed."


def asked(db: Database, wave: Wave, now: datetime) -> Job | None:
    """Ask for a count, inside write(); return its job where the asker is to do it, with done(), after that.

    None where it waits for another worker: the wave is large, or is being counted just now.
    """
    waiting = jobs.put(db, KIND, wave.id, wave.engagement_id, now)
    return running.taken(db, waiting, now) if store.how_many(db, wave.id) <= AT_ONCE else None


def done(db: Database, job: Job | None, clock: Callable[[], datetime] = present) -> bool:
    """Do the count that one has asked for, outside write(), and return whether the wave is counted by now."""
    return job is not None and running.run(db, job, count, clock=clock)


def is_wanted(db: Database, wave: Wave, now: datetime) -> bool:
    """Return whether a count is due and nobody has asked for it, nor has one just failed or ended.

    Of a large wave that is open, each next k sheets would else be counted without a pause.
    """
    if not counting.due(db, wave, now) or is_under_way(db, wave):
        return False
    last = jobs.latest_ended(db, KIND, wave.id)
    if last is None or last.ended_at is None:
        return True
    if last.state == "failed":
        return now >= last.ended_at + _AFTER_FAILURE
    took = last.ended_at - (last.started_at or last.ended_at)
    return wave.state(now) != "open" or now >= last.ended_at + _REST * took


def state(db: Database, wave_id: int) -> Job | None:
    """Return the job of a count that is under way, or that failed and was none since; else None."""
    last = jobs.latest_ended(db, KIND, wave_id)
    return jobs.under_way(db, KIND, wave_id) or (last if last and last.state == "failed" else None)


def is_under_way(db: Database, wave: Wave) -> bool:
    """Return whether a wave is being counted, or is about to be."""
    return jobs.under_way(db, KIND, wave.id) is not None


def waits(db: Database, wave: Wave, now: datetime) -> bool:
    """Return whether what is shown of a closed wave is not all there is, and takes a while to count."""
    return store.how_many(db, wave.id) > AT_ONCE and (is_under_way(db, wave) or counting.due(db, wave, now))


def count(db: Database, job: Job, progress: Progress) -> running.Effect:
    """Count a wave as it is now, without keeping anybody from answering, and return how that is stored."""
    with write(db):
        wave = wave_by_id(db, int(job.subject))
        if wave is not None:
            counting.draw(db, wave, job.started_at or present())
    with store.snapshot(db):
        wave = wave_by_id(db, int(job.subject))
        found = None
        if wave is not None:
            moment, end = job.started_at or present(), wave.closed_at
            if end is not None and moment <= end:
                moment = end + _TICK  # it was closed when this began: whatever came before that is in it
            found = counting.read(db, wave, decoded_pack(db, wave.id), moment, progress.step)

    def effect(db: Database, now: datetime) -> str:
        if found is None:
            return "There was nothing new to count."
        if counting.has_moved_on(db, found, now):
            held = wave_by_id(db, found.wave.id)
            if held is None or held.state(now) == "sealed":
                return _SEALED  # with a count of its own
            raise running.Again
        counting.keep(db, found)
        return "The answers are counted."

    return effect
