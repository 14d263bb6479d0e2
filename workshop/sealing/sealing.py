"""The deed of sealing: what linked people to their answers is destroyed in one transaction, then on the disk.

It can be done once for each wave and never undone. A program that is killed meanwhile leaves the wave as it
was, or sealed; the disk is then cleaned by whoever looks next.
"""

import re
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from workshop import erasure
from workshop.assessments.store import store_answered
from workshop.database import write
from workshop.history.store import Actor, record
from workshop.sealing import store
from workshop.sealing.rounding import rounded
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

_LINK = re.compile(r"\S*\{token\}\S*")
_ENDED = "(The link ended when the answers were sealed.)"


class NotSealed(Exception):
    """Says in a sentence why a wave cannot be sealed now."""


def seal(db: Database, wave: Wave, actor: Actor, now: datetime, *, tries: int = erasure.TRIES) -> bool:
    """Seal a closed wave and return whether the disk has forgotten already what was destroyed.

    Where it has not, because someone reads meanwhile, the erasure is completed later. Raises NotSealed, and
    then nothing has changed; a wave that was sealed before stays as it is.
    """
    with write(db):
        seal_within(db, wave.id, actor, now)
    return erasure.complete(db, tries)


def due_at(wave: Wave) -> datetime | None:
    """Return when a wave seals itself: the days of grace after it closed; None while it has no end."""
    ended = wave.closed_at or wave.closes_at
    return None if ended is None else ended + timedelta(days=wave.grace_days)


def seal_within(db: Database, wave_id: int, actor: Actor, now: datetime, *, deed: str = "") -> bool:
    """Do what sealing does to the database, inside write(); return whether the wave was not sealed before.

    Raises NotSealed unless the wave is closed.
    """
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
    counting.recount(db, wave, decoded_pack(db, wave.id), now)
    _destroy(db, wave, ended, now)
    store_answered(db, wave.id)  # who only began has answered too, now that nobody can finish
    erasure.begin(db)
    waves.record_seal(db, wave.id, actor.account_id, now)
    record(db, wave.engagement_id, actor, "answers", deed or f"sealed wave {wave.number}", now)
    return True


def _destroy(db: Database, wave: Wave, ended: datetime, now: datetime) -> None:
    store.keep_who_answered(db, wave.id)
    store.part_people_from_sheets(db, wave.id, named_stay=wave.mode == "named")
    days = rounded(
        store.days_handed_in(db, wave.id),
        store.combinations(db, wave.id),  # those who stay named tell nothing of the others, nor hide them
        wave.threshold,
        ended.astimezone(UTC).date(),
    )
    store.renumber_sheets(db, wave.id, days)
    people = store.end_links(db, wave.id, now)
    for mail, body in store.mails_with_links(db, people):
        store.take_link_from_mail(db, mail, _LINK.sub(_ENDED, body))
