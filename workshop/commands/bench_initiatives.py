"""The initiatives of the large engagement, made up for measuring: as many as a full roadmap has."""

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from questionnaires.judgement import Target
from questionnaires.pack import MethodPack
from questionnaires.roadmap.drafting import Found, Ground, suggest
from workshop.history.store import Actor
from workshop.roadmap.initiatives import store

INITIATIVES = 40


def fill_initiatives(
    db: Database, engagement_id: int, pack: MethodPack, actor: Actor, now: datetime
) -> dict[str, object]:
    """Store initiatives of the pack's catalogue, each resting on what it names; return what addresses hold.

    Called inside write().
    """
    ids = [each.id for each in pack.capabilities]
    ground = Ground(
        dict.fromkeys(ids, 2.0),
        {each: Target(4.0, "wanted") for each in ids},
        tuple(Found(f"gap:{each}", "gap", each, (each,)) for each in ids),
    )
    numbers: dict[str, int] = {}
    for each in suggest(pack, ground)[:INITIATIVES]:
        known = tuple(numbers[base.key] for base in each.rests_on if base.key in numbers)
        made = replace(each.initiative, prerequisites=known)
        numbers[each.key] = store.add(db, engagement_id, made, "catalogue", actor, now)
    return {"initiative_id": next(iter(numbers.values()))}
