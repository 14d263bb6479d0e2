"""The page of a plan, with the forms of its parts as they are stored or as they were sent."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask_wtf import FlaskForm

from workshop.database import database
from workshop.engagements.frame import framed
from workshop.waves import store as waves
from workshop.waves.packs import frozen_pack
from workshop.waves.plans import store
from workshop.waves.plans.asking import minutes, summary_of
from workshop.waves.plans.choices import chosen
from workshop.waves.plans.copying import latest_with_plan
from workshop.waves.plans.forms import PromiseForm, ReadyForm, TimesForm
from workshop.waves.plans.planning import Line, Plan, cautions, hindrances, plan_of, whom
from workshop.waves.plans.room import OpenedWave
from workshop.waves.promise import promise_of


def plan_page(
    found: OpenedWave,
    *,
    offered: ReadyForm | None = None,
    times: TimesForm | None = None,
    promised: PromiseForm | None = None,
    launching: bool = False,
) -> str:
    """Return the plan of a wave; forms that were sent stand in it with their faults, the others as stored."""
    if not found.is_planned:
        return _fixed(found)
    db, now = database(), datetime.now(UTC)
    plan = plan_of(db, found.access.engagement, found.wave)
    faulty = next((each for each in (offered, times, promised) if each is not None), None)
    return framed(
        "plans/plan.html",
        found.access,
        wave=found.wave,
        plan=plan,
        hindrances=hindrances(plan, now),
        cautions=cautions(plan, now),
        offered=offered or _ready_form(plan),
        times=times or times_form(found, plan.reminders),
        promised=promised or promise_form(found),
        faulty=faulty,
        form=FlaskForm(),
        launching=launching,
        latest=latest_with_plan(plan.others),
        promises=promise_of(found.wave),
    )


def times_form(found: OpenedWave, reminders: Sequence[int] = ()) -> TimesForm:
    """Return the form of a wave's times as they are stored; a form that was sent holds its own."""
    wave, manner = found.wave, found.access.engagement.manner
    opens = manner.here(wave.opens_at) if wave.opens_at else None
    closes = manner.here(wave.closes_at) if wave.closes_at else None
    return TimesForm(
        manner,
        datetime.now(UTC),
        data={
            "opens": "later" if opens else "launch",
            "opens_on": opens.date() if opens else None,
            "opens_clock": opens.time() if opens else None,
            "closes_on": closes.date() if closes else None,
            "closes_clock": closes.time() if closes else None,
            "reminders": ", ".join(map(str, reminders)),
            "grace_days": wave.grace_days,
        },
    )


def promise_form(found: OpenedWave) -> PromiseForm:
    """Return the form of a wave's promise as it is stored; a form that was sent holds its own."""
    names = ("mode", "threshold", "comment_threshold", "message")
    return PromiseForm(data={name: getattr(found.wave, name) for name in names})


def _ready_form(plan: Plan) -> ReadyForm:
    charter = bool(plan.questionnaires) and all(each.charter for each in plan.questionnaires)
    choice = chosen(plan.questionnaires, plan.pack, plan.functions, plan.split)
    return ReadyForm(data={"choice": choice, "charter": charter})


def _fixed(found: OpenedWave) -> str:
    """Return the plan of a launched wave, to be read."""
    db, wave, engagement = database(), found.wave, found.access.engagement
    plan, pack = plan_of(db, engagement, wave), frozen_pack(db, wave)
    counts = store.participants(db, wave.id)
    lines = [
        Line(
            each,
            whom(each, plan.functions, plan.seniorities, last=place > 0),
            summary_of(each, pack),
            counts.get(each.id, 0),
            minutes(each),
            is_long=False,
        )
        for place, each in enumerate(waves.questionnaires(db, wave.id))
    ]
    return framed(
        "plans/fixed.html",
        found.access,
        wave=wave,
        lines=lines,
        asked=sum(counts.values()),
        reminders=plan.reminders,
        state=wave.state(datetime.now(UTC)),
        promises=promise_of(wave),
    )
