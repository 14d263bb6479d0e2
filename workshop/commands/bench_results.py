"""What is made of results, made up for measuring: judgements, weights, figures of others, findings."""

import secrets
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from questionnaires.benchmark_pool import OVERALL
from questionnaires.judgement import KINDS
from questionnaires.pack import MethodPack
from workshop.assessments.store import Counted, latest_counted
from workshop.benchmarks import sheets
from workshop.benchmarks import store as benchmarks
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement
from workshop.findings import reading
from workshop.findings import store as findings
from workshop.history.store import Actor
from workshop.judgements import store as judgements
from workshop.weights import store as weights
from workshop.weights.store import OwnWeights

_SAID = "The plan and the last two reviews say so, and three of the people we spoke with. "


def fill_results(db: Database, engagement_id: int, actor: Actor, now: datetime) -> dict[str, object]:
    """Store something at every place of the latest count, inside write().

    Returns what stands in the addresses of its pages.
    """
    engagement, wave = engagements.engagement(db, engagement_id), latest_counted(db, engagement_id)
    assert engagement is not None
    assert wave is not None
    _judge(db, engagement, wave, actor, now)
    _weigh(db, engagement, wave.pack, actor, now)
    _decide(db, engagement, actor, now)
    return {"others_draft": _compare(db, engagement, wave.pack, now)}


def _judge(db: Database, engagement: Engagement, wave: Counted, actor: Actor, now: datetime) -> None:
    for place, capability in enumerate(wave.pack.capabilities):
        for kind in KINDS:
            judgements.add_entry(
                db,
                engagement.id,
                capability=capability.id,
                kind=kind,
                tenths=10 + 5 * (place % 9),
                reason=_SAID,
                evidence=_SAID,
                wave_id=wave.id if kind == "adjustment" else None,
                account_id=actor.account_id,
                by=actor.name,
                now=now,
            )


def _weigh(db: Database, engagement: Engagement, pack: MethodPack, actor: Actor, now: datetime) -> None:
    own = OwnWeights(
        {each.id: HUNDRED * (place + 1) for place, each in enumerate(pack.components)},
        {each.id: HUNDRED * (place % 3 + 1) for place, each in enumerate(pack.capabilities)},
    )
    weights.put_own(db, engagement.id, own)
    weights.choose(
        db, engagement.id, "own", account_id=actor.account_id, by=actor.name, now=now, reason=_SAID
    )


def _compare(db: Database, engagement: Engagement, pack: MethodPack, now: datetime) -> str:
    """Store a figure for every part of a pack, and the same again as a list that waits to be looked at."""
    parts = [("overall", OVERALL)]
    parts += [("component", each.id) for each in pack.components]
    parts += [("capability", each.id) for each in pack.capabilities]
    figures = [
        Entered(kind, subject, 290 + place, 250, 390, 30, "A survey of the trade", now.year - 1, now.year)  # type: ignore[arg-type]
        for place, (kind, subject) in enumerate(parts)
    ]
    for each in figures:
        benchmarks.put_entered(db, engagement.id, each)
    document = sheets.read_draft(sheets.template(pack, figures)).to_json()
    name = secrets.token_hex(16)
    benchmarks.add_draft(db, engagement.id, name, source="others.xlsx", document=document, now=now)
    return name


def _decide(db: Database, engagement: Engagement, actor: Actor, now: datetime) -> None:
    """Accept every second finding that is suggested."""
    ground = reading.basis(db, engagement)
    assert ground is not None
    for each in reading.findings(db, engagement.id, ground)[::2]:
        decided = replace(each.seen(ground.wave.number), state="accepted", title="", text=_SAID)
        findings.put(db, engagement.id, decided, actor, now)
