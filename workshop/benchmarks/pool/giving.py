"""An engagement gives its result to the pool, or takes it back; the figures follow in steps of five."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.benchmark_pool import contribution, figure, is_due, members, tenths_of
from workshop import erasure
from workshop.assessments.scored import scored
from workshop.assessments.store import Counted
from workshop.benchmarks.pool import store
from workshop.benchmarks.pool.organisations import organisation_code
from workshop.database import write
from workshop.engagements.store import Engagement
from workshop.history.store import Actor, record


class NothingToGive(Exception):
    """Says that a wave shows no figure, so that nothing of it can enter the pool."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What a consultant says of a result: whose it is, what that organisation is like, and if it may stay."""

    organisation: str
    likeness: Mapping[str, str]
    stays: bool


def give(
    db: Database, engagement: Engagement, wave: Counted, gift: Gift, *, key: str, actor: Actor, now: datetime
) -> int:
    """Put what a wave shows into the pool, in the place of what the engagement gave before.

    Returns how many means that are; `key` is the installation's secret key. Raises NothingToGive, and then
    nothing has changed.
    """
    values = contribution(wave.pack, scored(wave))
    if not values:
        raise NothingToGive
    day = engagement.manner.today(wave.assessed_at)
    with write(db):
        result = store.add_result(
            db,
            organisation=organisation_code(gift.organisation, key),
            pack_id=wave.pack.id,
            year=day.year,
            quarter=(day.month + 2) // 3,
            likeness=gift.likeness,
            values=values,
        )
        # After that, for the organisation has not left the pool meanwhile.
        before = store.take_out(db, engagement.id)
        store.put_share(
            db,
            engagement.id,
            result,
            wave=wave.number,
            organisation=gift.organisation,
            stays=gift.stays,
            account_id=actor.account_id,
            now=now,
        )
        for pack_id in sorted({before, wave.pack.id} - {""}):
            _renew(db, pack_id)
        deed = f"gave wave {wave.number} to the pool of organisations"
        record(db, engagement.id, actor, "answers", deed, now)
    return len(values)


def withdraw(db: Database, engagement: Engagement, actor: Actor, now: datetime) -> bool:
    """Take what an engagement gave out of the pool and off the disk; return whether there was anything."""
    with write(db):
        pack_id = store.take_out(db, engagement.id)
        if pack_id:
            erasure.begin(db)
            _renew(db, pack_id)
            record(db, engagement.id, actor, "answers", "withdrew from the pool of organisations", now)
    if pack_id:
        # What readers keep from being erased now, the timekeeper erases.
        erasure.complete(db)
    return bool(pack_id)


def _renew(db: Database, pack_id: str) -> None:
    """Let the figures of a pack follow its results where enough of them changed; called inside write()."""
    shown = store.shown(db, pack_id)
    for key, now_in in members(store.results(db, pack_id)).items():
        if is_due(shown.get(key, ()), tenths_of(key[0], now_in)):
            store.put_figure(db, pack_id, key, figure(key[0], now_in), now_in)
