"""The second engagement of the demonstration: its people are being asked, and some have answered."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from workshop import demo
from workshop.accounts.store import Account
from workshop.answering import store as sheets
from workshop.answering.merging import Changes, Given, Wording
from workshop.engagements import store
from workshop.engagements.groups.store import choices
from workshop.history.store import record
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.manner import Manner
from workshop.people import store as people
from workshop.people.adding import add_groups, add_people, checked
from workshop.people.drafts import Draft
from workshop.people.groups import groups_of, names
from workshop.people.reading import read_file
from workshop.waves import store as waves
from workshop.waves.plans import store as plans
from workshop.waves.plans.choices import ready, usual_split
from workshop.waves.plans.launching import launch

CLIENT, PACK = "Ostrey Foods", "customer_success_operations"
FUNCTIONS = ("Customer success", "Sales", "Support", "Finance")
SENIORITIES = ("Leadership", "Practitioner")
ANSWERED = 10
"""How many have finished when the demonstration begins, enough for first figures; one more has begun."""
COMMENTS = (
    Wording("D3", "The score turned green a week before we lost our second largest customer."),
    Wording("R3", "We hear that someone wants to leave when the letter is on the table."),
    Wording("D3", "Three teams keep three scores, and each believes its own."),
)
"""What the first of them wrote, invented; too few have rated for it to be shown yet."""


def asked(db: Database, consultant: Account, key: str, now: datetime) -> int:
    """Store the engagement with its people and open wave and return its number; called inside write()."""
    pack = shipped_pack(PACK)
    number = store.add_engagement(
        db,
        client=CLIENT,
        function_assessed=pack.function,
        consultancy=demo.consultancy_name(),
        pack=PACK,
        now=now,
    )
    store.add_member(db, number, consultant.id)
    record(db, number, consultant.actor, "engagement", "created the engagement", now)
    _add_people(db, number, now)
    engagement = store.engagement(db, number)
    assert engagement is not None
    dated = replace(
        engagement.settings,
        manner=Manner("en_IE", "Europe/Dublin"),
        starts_on=now.date() - timedelta(days=12),
        session_on=now.date() + timedelta(days=26),
        brand="#3C6E1F",
        accent="#D9C36A",
    )
    store.change_engagement(db, number, dated)
    _launch(db, number, pack, consultant, now)
    _answer(db, number, key, now)
    return number


def link(db: Database, number: int, key: str, now: datetime) -> str:
    """Return the token of a new link for someone who has yet to answer; called inside write()."""
    person = people.people(db, number)[-1]
    made = new_link(key)
    put_link(db, person.id, "questionnaire", made, now)
    return made.token


def _add_people(db: Database, number: int, now: datetime) -> None:
    add_groups(db, number, "function", FUNCTIONS)
    add_groups(db, number, "seniority", SENIORITIES)
    draft = Draft.of(read_file(demo.asked_people()), names(groups_of(db, number)), "respondent")
    add_people(db, number, checked(db, number, draft), now)


def _launch(db: Database, number: int, pack: MethodPack, consultant: Account, now: datetime) -> None:
    engagement = store.engagement(db, number)
    assert engagement is not None
    wave_id = waves.add_wave(db, number, pack, threshold=5, now=now)
    functions, seniorities = (choices(db, number, each) for each in ("function", "seniority"))
    for each in ready("practice", pack, functions, usual_split(functions, seniorities, pack)):
        waves.add_questionnaire(
            db, wave_id, each.name, each.items, groups=each.groups, picks=each.picks, charter=each.charter
        )
    closes_at = (now + timedelta(days=9)).replace(hour=18, minute=0, second=0, microsecond=0)
    plans.set_times(db, wave_id, opens_at=None, closes_at=closes_at, reminders=(5, 1), grace_days=14)
    wave = waves.wave_by_id(db, wave_id)
    assert wave is not None
    in_the_way = launch(db, engagement, wave, consultant.actor, now)
    assert not in_the_way, in_the_way


def _answer(db: Database, number: int, key: str, now: datetime) -> None:
    """Store what some of the people have answered, the same each time."""
    chance = random.Random("ostrey-2026")  # noqa: S311 - invented answers, no secret
    wave = waves.waves(db, number)[0]
    questionnaires = {each.id: each for each in waves.questionnaires(db, wave.id)}
    for place, person in enumerate(people.people(db, number)[: ANSWERED + 1]):
        made = new_link(key)
        put_link(db, person.id, "questionnaire", made, now)
        holder = sheets.holder(db, made.hash)
        assert holder is not None
        items = sorted(questionnaires[holder.questionnaire_id].items)
        done = items if place < ANSWERED else items[: len(items) // 3]
        said = Changes(_levels(done, chance, now), comments=COMMENTS[place : place + 1])
        sheets.store_changes(db, holder.sheet_id, said)
        if place < ANSWERED:
            sheets.submit(db, holder.sheet_id, now)


def _levels(items: Sequence[waves.Item], chance: random.Random, now: datetime) -> tuple[Given, ...]:
    given = int(now.timestamp() * 1000)
    centre = {"current": 2.2, "target": 3.8, "importance": 3.5}
    return tuple(
        Given(capability, question, min(5, max(1, round(chance.gauss(centre[question], 0.8)))), given)
        for capability, question in items
    )
