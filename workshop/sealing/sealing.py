"""The deed of sealing: what linked people to their answers is destroyed in one transaction, then on the disk.

It can be done once for each wave and never undone. A program that is killed meanwhile leaves the wave as it
was, or sealed; the disk is then cleaned by whoever looks next.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import sleep

from sqlite_utils import Database

from workshop.database import write
from workshop.history.store import Actor, record
from workshop.sealing import store
from workshop.sealing.rounding import rounded
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

_TRIES, _PAUSE_SECONDS = 5, 0.1
_LINK = re.compile(r"\S*\{token\}\S*")
_ENDED = "(The link ended when the answers were sealed.)"


class NotSealed(Exception):
    """Says in a sentence why a wave cannot be sealed now."""


def seal(db: Database, wave: Wave, actor: Actor, now: datetime, *, tries: int = _TRIES) -> bool:
    """Seal a closed wave and clean the disk; return whether the disk is clean already.

    Where it is not, because someone reads meanwhile, `clean` does it later. Raises NotSealed, and then
    nothing has changed; a wave that was sealed before stays as it is.
    """
    with write(db):
        seal_within(db, wave.id, actor, now)
    return clean(db, tries)


def clean(db: Database, tries: int = _TRIES) -> bool:
    """Write the files anew where seals left traces in them; return whether there are none now."""
    marked = store.unclean(db)
    if not marked:
        return True
    if not (_tried(lambda: store.write_anew(db), tries) and _tried(lambda: store.empty_log(db), tries)):
        return False
    with write(db):
        store.mark_clean(db, marked)
    store.empty_log(db)
    return not store.unclean(db)


def _tried(deed: Callable[[], bool], tries: int) -> bool:
    """Return whether a deed came to its end in so many tries."""
    for each in range(tries):
        if each:
            sleep(_PAUSE_SECONDS)
        if deed():
            return True
    return False


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
    store.mark_unclean(db)
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
