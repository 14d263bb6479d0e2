"""The timekeeper: what falls due for waves is done once, whoever else keeps time beside it.

Nothing here opens or closes a wave for its people: that follows from the clock in every request. What is
written down are the closing, reminders, counts and the seal. Each is one transaction that looks again once it
has the write lock, so that two timekeepers, or one that was killed in between, do nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.addresses import NEARBY
from workshop.database import write
from workshop.history.store import PROGRAM, record
from workshop.jobs import reminding, store
from workshop.sealing.sealing import Ready, due_at, made_ready, seal_within
from workshop.waves import store as waves
from workshop.waves.counting import asking as counting
from workshop.waves.store import Wave


@dataclass(frozen=True, slots=True)
class Due:
    """One kind of thing that falls due: its name, whether it is due for a wave, and the deed inside write().

    A deed may return what is left to do once others may write again; it is given what was prepared while
    they still might.
    Being due is asked twice: before the lock is taken, so that it mostly is not, and again inside.
    """

    name: str
    due: Callable[[Database, Wave, datetime], bool]
    do: Callable[[Database, Wave, datetime, str, Ready | None], Callable[[], object] | None]
    prepare: Callable[[Database, Wave, datetime], Ready | None] = lambda _db, _wave, _now: None


def keep(db: Database, now: datetime, address: str = "") -> list[tuple[str, int]]:
    """Do everything that is due, and return each deed with the number of its wave's row.

    `address` is the public address, for the links in reminders. Where something fails for one wave, what is
    due for the others is done all the same, and the first failure is raised after that.
    """
    done: list[tuple[str, int]] = []
    failed: Exception | None = None
    for wave_id in store.launched_unsealed(db):
        try:
            _keep_one(db, wave_id, now, address or NEARBY, done)
        except Exception as error:
            failed = failed or error
    if failed is not None:
        raise failed
    return done


def _keep_one(db: Database, wave_id: int, now: datetime, address: str, done: list[tuple[str, int]]) -> None:
    """Do everything that is due for one wave, and add the deeds to those that are done."""
    for each in DUE:
        wave = waves.wave_by_id(db, wave_id)
        if wave is None or not each.due(db, wave, now):
            continue
        ready = each.prepare(db, wave, now)
        with write(db):
            wave = waves.wave_by_id(db, wave_id)
            if wave is None or wave.sealed_at is not None or not each.due(db, wave, now):
                continue
            then = each.do(db, wave, now, address, ready)
            done.append((each.name, wave_id))
        if then is not None:
            then()


def _is_over(_db: Database, wave: Wave, now: datetime) -> bool:
    return wave.closed_at is None and wave.closes_at is not None and now >= wave.closes_at


def _close(db: Database, wave: Wave, now: datetime, _address: str, _ready: object) -> None:
    waves.record_closure(db, wave.id, None, wave.closes_at or now)
    record(db, wave.engagement_id, PROGRAM, "answers", f"closed wave {wave.number} as planned", now)


def _remind(db: Database, wave: Wave, now: datetime, address: str, _ready: object) -> None:
    reminding.remind(db, wave, address, now)


def _count(db: Database, wave: Wave, now: datetime, _address: str, _ready: object) -> Callable[[], object]:
    job = counting.asked(db, wave, now)
    return lambda: counting.done(db, job, lambda: now)


def _grace_is_over(_db: Database, wave: Wave, now: datetime) -> bool:
    due = due_at(wave)
    return wave.state(now) == "closed" and due is not None and now >= due


def _seal(db: Database, wave: Wave, now: datetime, _address: str, ready: Ready | None) -> None:
    days = f"{wave.grace_days} days" if wave.grace_days != 1 else "1 day"
    after = f"{days} after it closed" if wave.grace_days else "as it closed"
    deed = f"sealed wave {wave.number}, {after}"
    seal_within(db, wave.id, PROGRAM, now, deed=deed, ready=ready)


DUE = (
    Due("close", _is_over, _close),
    Due("count", counting.is_wanted, _count),
    Due("remind", reminding.due, _remind),
    Due("seal", _grace_is_over, _seal, made_ready),
)
"""What falls due, in the order in which it is done."""
