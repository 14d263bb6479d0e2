"""A backup that is put back is sealed again, where its waves were sealed or fell due since it was made."""

from datetime import datetime

from sqlite_utils import Database

from workshop.history.store import PROGRAM
from workshop.sealing.again import store
from workshop.sealing.again.store import Identity
from workshop.sealing.sealing import due_at, seal_within
from workshop.waves import store as waves

__all__ = ["Identity", "seal_again", "sealed_in"]


def sealed_in(db: Database) -> frozenset[Identity]:
    """Return which waves of a database are sealed; none in one from before there were seals."""
    return store.seals(db)


def seal_again(db: Database, seals: frozenset[Identity], now: datetime) -> int:
    """Seal what a restored database must not hold open, inside write(); return how many waves that are.

    These are the waves among `seals`, which the database in its place had sealed, and those whose days of
    grace have passed. One that the backup holds open is closed first.
    """
    sealed = 0
    for wave_id in store.unsealed(db):
        wave = waves.wave_by_id(db, wave_id)
        if wave is None:
            continue
        due = due_at(wave)
        was_sealed = store.identity(db, wave_id) in seals
        if not was_sealed and not (wave.state(now) == "closed" and due is not None and due <= now):
            continue
        waves.record_closure(db, wave_id, None, min(wave.closes_at or now, now))
        deed = f"sealed wave {wave.number} again, in a backup that was put back"
        sealed += seal_within(db, wave_id, PROGRAM, now, deed=deed if was_sealed else "")
    return sealed
