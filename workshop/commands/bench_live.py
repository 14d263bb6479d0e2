"""A wave that people are answering, made up for measuring the pages on which its consultant watches it."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.answering import store as sheets
from workshop.answering.merging import Changes, Given
from workshop.engagements import store as engagements
from workshop.history.store import Actor
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.plans import store as plans
from workshop.waves.plans.launching import launch


def fill_live(
    db: Database,
    engagement_id: int,
    people: Sequence[int],
    answered: int,
    pack: MethodPack,
    actor: Actor,
    now: datetime,
) -> dict[str, object]:
    """Store an open wave that so many have answered, inside write(), and return what its addresses hold."""
    wave_id = waves.add_wave(db, engagement_id, pack, threshold=5, now=now)
    items = [(each.id, question) for each in pack.capabilities for question in ("current", "target")]
    waves.add_questionnaire(db, wave_id, "Everyone", items)
    closes_at = now + timedelta(days=9)
    plans.set_times(db, wave_id, opens_at=None, closes_at=closes_at, reminders=(5, 1), grace_days=14)
    engagement, wave = engagements.engagement(db, engagement_id), waves.wave_by_id(db, wave_id)
    assert engagement is not None
    assert wave is not None
    in_the_way = launch(db, engagement, wave, actor, now)
    assert not in_the_way, in_the_way
    for place, person in enumerate(people[:answered]):
        _answer(db, person, items, random.Random(place), now)  # noqa: S311 - invented answers, no secret
    found = waves.wave_by_id(db, wave_id)
    assert found is not None
    counting.recount(db, found, pack, now)
    return {
        "engagement_id": engagement_id,
        "number": found.number,
        "person_id": people[0],
        "capability_id": pack.capabilities[0].id,
    }


def _answer(
    db: Database, person: int, items: Sequence[waves.Item], chance: random.Random, now: datetime
) -> None:
    link = new_link("bench")
    put_link(db, person, "questionnaire", link, now)
    holder = sheets.holder(db, link.hash)
    assert holder is not None
    assert holder.sheet_id is not None
    given = int(now.timestamp() * 1000)
    changes = Changes(tuple(Given(*item, chance.randint(1, 5), given) for item in items))
    sheets.store_changes(db, holder.sheet_id, changes)
    sheets.submit(db, holder.sheet_id, now)
