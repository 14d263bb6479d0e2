"""Who could still be asked in a wave that is running, and how they are added."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from workshop.engagements.groups.store import choices
from workshop.people.store import Person, people
from workshop.waves import store as waves
from workshop.waves.plans.asking import Kinds, assigned
from workshop.waves.plans.launching import groups_of
from workshop.waves.running import store
from workshop.waves.store import Questionnaire, Wave


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A respondent who is not in the wave yet, and what is meant for them; None if nothing is."""

    person: Person
    questionnaire: Questionnaire | None


def newcomers(db: Database, wave: Wave) -> list[Newcomer]:
    """Return the respondents of the engagement who are not in a wave, by name."""
    outside = store.respondents_outside(db, wave.id)
    if not outside:
        return []  # so the others, who may be many, are not read
    others = [each for each in people(db, wave.engagement_id) if each.id in outside]
    given = assigned(others, offered(db, wave), _kinds(db, wave.engagement_id))
    others.sort(key=lambda each: (each.name.casefold(), each.id))
    return [Newcomer(each, given[each.id]) for each in others]


def offered(db: Database, wave: Wave) -> list[Questionnaire]:
    """Return the questionnaires of a wave that someone can be invited to."""
    apart = store.from_files(db, wave.id)
    return [each for each in waves.questionnaires(db, wave.id) if each.id not in apart]


def add(db: Database, wave: Wave, chosen: Collection[int], questionnaire: Questionnaire | None) -> int:
    """Give chosen newcomers a sheet, inside write(); return how many that were.

    They are asked what is for their groups, or the named questionnaire. Who is in the wave already, or is
    nobody of the engagement, is passed over.
    """
    added = 0
    for each in newcomers(db, wave):
        asked = questionnaire or each.questionnaire
        if each.person.id in chosen and asked is not None:
            holder = waves.add_participant(db, wave.id, each.person.id, asked.id)
            waves.add_sheet(db, wave.id, asked.id, groups_of(each.person), holder=holder)
            added += 1
    return added


def _kinds(db: Database, engagement_id: int) -> Kinds:
    return Kinds(
        frozenset(each.id for each in choices(db, engagement_id, "function")),
        frozenset(each.id for each in choices(db, engagement_id, "seniority")),
    )
