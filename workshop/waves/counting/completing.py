"""Counts stored before combinations of groups were, or what these said instead of levels.

Without these, only one group column may be shown. A wave that has ended takes no answers: where counting them
again gives the same counts, what was not kept then is added; where it does not, as with answers that were
blanked for a file, the count stays.
"""

import numpy as np
from sqlite_utils import Database

from questionnaires.crossings import COMPARED
from questionnaires.lone_ratings import BOTH, SAID
from questionnaires.tally import Tally
from workshop.assessments.store import store_tally
from workshop.database import write
from workshop.waves import counting
from workshop.waves.counting import store
from workshop.waves.packs import decoded_pack
from workshop.waves.store import wave_by_id


def complete(db: Database) -> list[int]:
    """Add to the counts of waves that have ended what they lack, and return the numbers of their rows."""
    return [wave_id for wave_id in store.ended_and_counted(db) if _completed(db, wave_id)]


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
        still = store.shown(db, wave_id)
        if wave_id not in store.ended_and_counted(db) or still is None or still[1] != held[1]:
            return False  # it was opened again, or counted
        store_tally(db, wave_id, found, held[1], charter)
    return True


def _lacks_combinations(tally: Tally) -> bool:
    if tally.told.size or len(tally.columns) < COMPARED:
        return False
    adds_up = tally.crossed.sum(axis=0) == tally.ratings[0]
    # Where everyone has moved on without the groups, not even the levels add up.
    return not tally.crossings or bool((adds_up[:, :BOTH] & ~adds_up[:, SAID:]).any())


def _alike(stored: Tally, found: Tally) -> bool:
    """Return whether two counts hold the same of everyone and every group."""
    if (stored.sets, stored.capabilities) != (found.sets, found.capabilities):
        return False
    levels = np.array_equal(stored.filed[..., :SAID], found.filed[..., :SAID])
    return levels and all(
        np.array_equal(getattr(stored, name), getattr(found, name))
        for name in ("people", "codes", "pairs", "filed_people", "picks", "asked")
    )
