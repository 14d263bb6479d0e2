"""The deed of sealing: what linked people to their answers is destroyed in one transaction, then on the disk.

It can be done once for each wave and never undone. A program that is killed meanwhile leaves the wave as it
was, or sealed; the disk is then cleaned by whoever looks next.

Others must not wait while the sheets of many are numbered anew. So that is done before, some at a time: each
sheet keeps its holder and all that it holds under its new number, until the transaction of the seal.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import sleep

from sqlite_utils import Database

from workshop import erasure
from workshop.assessments.store import store_answered
from workshop.database import write
from workshop.history.store import Actor, record
from workshop.marks import store as marks
from workshop.sealing import store
from workshop.sealing.rounding import rounded
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.counting.store import snapshot
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

_LINK = re.compile(r"\S*\{token\}\S*")
_ENDED = "(The link ended when the answers were sealed.)"


_LATE = timedelta(minutes=2)
"""So long after a wave's end nobody saves any more who began in time, but had to wait for others."""
AT_A_TIME = 500
"""So many sheets are numbered anew while others wait; a wave of no more is sealed in one go."""
_PAUSE_SECONDS = 0.05
"""How long others then have for their writing."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was counted of a wave before others had to wait for its sealing, and the mark of it then."""

    found: counting.Counted
    mark: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """What of a sealing was done before others had to wait: the count, and the sheets numbered anew."""

    counted: Ahead | None = None
    renumbered: frozenset[int] = frozenset()


class NotSealed(Exception):
    """Says in a sentence why a wave cannot be sealed now."""


def seal(db: Database, wave: Wave, actor: Actor, now: datetime, *, tries: int = erasure.TRIES) -> bool:
    """Seal a closed wave and return whether the disk has forgotten already what was destroyed.

    Where it has not, because someone reads meanwhile, the erasure is completed later. Raises NotSealed, and
    then nothing has changed; a wave that was sealed before stays as it is.
    """
    ready = made_ready(db, wave, now)
    with write(db):
        seal_within(db, wave.id, actor, now, ready=ready)
    return erasure.complete(db, tries)


def made_ready(db: Database, wave: Wave, now: datetime) -> Ready:
    """Do what others need not wait for before a wave is sealed, outside write()."""
    renumbered = renumbered_ahead(db, wave.id, now)
    return Ready(counted_ahead(db, wave, now), renumbered)


def renumbered_ahead(db: Database, wave_id: int, now: datetime) -> frozenset[int]:
    """Number the sheets of a large wave anew, outside write(), some at a time; return their new numbers.

    It ends before its time where the wave is opened again, or sealed by somebody else: what was numbered
    until then stays whole. Only when an answer was given is not known of it any more.
    """
    done: list[int] = []
    old = store.sheets(db, wave_id)
    if len(old) <= AT_A_TIME:
        return frozenset()
    for start in range(0, len(old), AT_A_TIME):
        with write(db):
            wave = waves.wave_by_id(db, wave_id)
            if wave is None or not _is_over_for_all(wave, now):
                break
            done += store.renumber_sheets(db, wave_id, old[start : start + AT_A_TIME])
        sleep(_PAUSE_SECONDS)
    return frozenset(done)


def counted_ahead(db: Database, wave: Wave, now: datetime) -> Ahead | None:
    """Count a wave that is about to be sealed while others may write, outside write().

    None where that is no use: somebody who began to save in time may do so yet, or it is not closed.
    """
    if not _is_over_for_all(wave, now):
        return None
    with snapshot(db):
        mark = marks.of_waves(db, [wave.id])[wave.id].numbers
        found = counting.read(db, wave, decoded_pack(db, wave.id), now)
    return Ahead(found, mark) if found else None


def _is_over_for_all(wave: Wave, now: datetime) -> bool:
    """Return whether a wave is closed, and nobody who began to save in time may do so yet."""
    end = wave.closed_at or wave.closes_at
    return wave.state(now) == "closed" and end is not None and now >= end + _LATE


def due_at(wave: Wave) -> datetime | None:
    """Return when a wave seals itself: the days of grace after it closed; None while it has no end."""
    ended = wave.closed_at or wave.closes_at
    return None if ended is None else ended + timedelta(days=wave.grace_days)


def seal_within(
    db: Database, wave_id: int, actor: Actor, now: datetime, *, deed: str = "", ready: Ready | None = None
) -> bool:
    """Do what sealing does to the database, inside write(); return whether the wave was not sealed before.

    What was made `ready` is not done again, unless something came in since. Raises NotSealed unless the wave
    is closed.
    """
    ready = ready or Ready()
    wave = waves.wave_by_id(db, wave_id)
    if wave is None or wave.launched_at is None:
        raise NotSealed("A wave is sealed after it closed. This one was not launched.")
    state = wave.state(now)
    if state == "sealed":
        return False
    if state != "closed":
        raise NotSealed("A wave is sealed after it closed. Close this one first.")
    ended = min(wave.closed_at or wave.closes_at or now, now)
    if wave.closed_at is None:
        waves.record_closure(db, wave.id, None, ended)
    _count(db, wave, now, ready.counted)
    _destroy(db, wave, ready.renumbered, ended, now)
    store_answered(db, wave.id)  # who only began has answered too, now that nobody can finish
    erasure.begin(db)
    waves.record_seal(db, wave.id, actor.account_id, now)
    record(db, wave.engagement_id, actor, "answers", deed or f"sealed wave {wave.number}", now)
    return True


def _count(db: Database, wave: Wave, now: datetime, ahead: Ahead | None) -> None:
    """Store the count of the end: as it was made ahead, where it still holds."""
    mark = marks.of_waves(db, [wave.id])[wave.id].numbers
    if ahead is None or ahead.mark != mark or counting.has_moved_on(db, ahead.found, now):
        counting.recount(db, wave, decoded_pack(db, wave.id), now)
    else:
        counting.keep(db, ahead.found)


def _destroy(db: Database, wave: Wave, renumbered: frozenset[int], ended: datetime, now: datetime) -> None:
    store.keep_who_answered(db, wave.id)
    store.part_people_from_sheets(db, wave.id, named_stay=wave.mode == "named")
    store.renumber_sheets(db, wave.id, (each for each in store.sheets(db, wave.id) if each not in renumbered))
    days = rounded(
        store.days_handed_in(db, wave.id),
        store.combinations(db, wave.id),  # those who stay named tell nothing of the others, nor hide them
        wave.threshold,
        ended.astimezone(UTC).date(),
    )
    store.keep_days(db, wave.id, days)
    store.renumber_comments(db, wave.id)
    store.end_links(db, wave.id, now)
    found = store.mails_with_links(db, wave.id)
    store.take_links_from_mails(db, ((mail, _LINK.sub(_ENDED, body)) for mail, body in found))
