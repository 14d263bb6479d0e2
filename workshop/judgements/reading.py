"""The judgements of an engagement that stand, for whatever shows them beside the scores or builds on them."""

from collections.abc import Mapping

from sqlite_utils import Database

from questionnaires.judgement import Judgement, Judgements, Kind
from workshop.judgements import store


def judgements_of(db: Database, engagement_id: int, wave_id: int | None = None) -> Mapping[str, Judgements]:
    """Return the judgements that stand, by capability; one of which nothing is said is missing.

    Adjustments are those of the wave with that number of its row, by default of the latest that was counted.
    Whoever shows the scores of a wave names it: its adjustments, and no other's, stand beside them.
    """
    wave_id = store.latest_wave(db, engagement_id) if wave_id is None else wave_id
    standing: dict[str, dict[Kind, Judgement]] = {}
    for entry in store.latest(db, engagement_id, wave_id):
        if entry.judgement is not None:
            standing.setdefault(entry.capability, {})[entry.kind] = entry.judgement
    return {
        capability: Judgements(each.get("evidence"), each.get("target"), each.get("adjustment"))
        for capability, each in standing.items()
    }
