"""Counts stored before combinations of groups were: without these, only one group column may be shown.

The answers of a sealed wave change no more. Where counting them again gives the same counts, what was not
kept then is added; where it does not, as with answers that were blanked for a file, the count stays.
"""

import numpy as np
from sqlite_utils import Database

from questionnaires.tally import Tally
from workshop.assessments.store import store_tally
from workshop.database import write
from workshop.waves import counting
from workshop.waves.counting import store
from workshop.waves.packs import decoded_pack
from workshop.waves.store import wave_by_id


def complete(db: Database) -> list[int]:
    """Add to sealed waves' counts what they lack, and return the numbers of the waves' rows."""
    return [wave_id for wave_id in store.sealed_and_counted(db) if _completed(db, wave_id)]


def _completed(db: Database, wave_id: int) -> bool:
    wave, held = wave_by_id(db, wave_id), store.shown(db, wave_id)
    if wave is None or held is None or not _lacks_combinations(held[0]):
        return False
    pack, charter = decoded_pack(db, wave_id), store.shown_charter(db, wave_id)
    with store.snapshot(db):
        found, asked = counting.tallies(db, wave, pack)
    if not _alike(held[0], found):
        return False
    if charter is not None and asked is not None and _alike(charter, asked):
        charter = asked
    with write(db):
        store_tally(db, wave_id, found, held[1], charter)
    return True


def _lacks_combinations(tally: Tally) -> bool:
    return not tally.crossings and not tally.told.size and len(tally.columns) > 1


def _alike(stored: Tally, found: Tally) -> bool:
    """Return whether two counts hold the same of everyone and every group."""
    return (stored.sets, stored.capabilities) == (found.sets, found.capabilities) and all(
        np.array_equal(getattr(stored, name), getattr(found, name))
        for name in ("people", "codes", "pairs", "filed_people", "filed", "picks", "asked")
    )
