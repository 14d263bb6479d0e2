"""The launch of a wave: its plan becomes final, and everyone who is asked gets an empty sheet."""

from datetime import datetime

from sqlite_utils import Database

from reports.wording import plural
from workshop.engagements.store import Engagement
from workshop.history.store import Actor, record
from workshop.people.store import Person
from workshop.waves import store as waves
from workshop.waves.plans import store
from workshop.waves.plans.planning import Finding, Plan, hindrances, plan_of
from workshop.waves.store import Wave


def launch(db: Database, engagement: Engagement, wave: Wave, actor: Actor, now: datetime) -> list[Finding]:
    """Launch a planned wave; return what stands in the way, and then nothing was stored.

    Freezes the pack, and makes participants and sheets of everyone who is asked. Called inside write().
    """
    plan = plan_of(db, engagement, wave)
    found = hindrances(plan, now)
    if found:
        return found
    waves.freeze_pack(db, wave.id, plan.pack)
    _make_sheets(db, plan)
    waves.record_launch(db, wave.id, actor.account_id, now)
    many = len(plan.asked)
    deed = f"launched wave {wave.number} for {many:,} {plural(many, 'person')}"
    record(db, engagement.id, actor, "answers", deed, now)
    return []


def _make_sheets(db: Database, plan: Plan) -> None:
    """Store a participant with a sheet for each person; who is no respondent any more is let go."""
    strangers = plan.by_hand.keys() - plan.asked.keys()
    store.choose_by_hand(db, plan.wave.id, dict.fromkeys(strangers))
    for person in plan.respondents:
        questionnaire = plan.asked.get(person.id)
        if questionnaire is None:
            continue
        holder = store.participant_of(db, plan.wave.id, person.id)
        if holder is None:
            holder = waves.add_participant(db, plan.wave.id, person.id, questionnaire.id)
        waves.add_sheet(db, plan.wave.id, questionnaire.id, groups_of(person), holder=holder)


def groups_of(person: Person) -> dict[str, str]:
    """Return the function and the seniority that a sheet is counted under; what is not stated is left out."""
    told = {"function": person.function, "seniority": person.seniority}
    return {column: name for column, name in told.items() if name}
