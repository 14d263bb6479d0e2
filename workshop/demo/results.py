"""The second step of the demonstration: judgements, weights, figures of others and findings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from sqlite_utils import Database

from questionnaires.benchmark_pool import OVERALL, Kind
from workshop import demo
from workshop.accounts.store import Account
from workshop.assessments import store as waves
from workshop.benchmarks import store as benchmarks
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.documents import store as documents
from workshop.engagements.store import Engagement
from workshop.findings import reading
from workshop.findings import store as findings
from workshop.findings.standing import Standing
from workshop.findings.store import OWN, Decided
from workshop.history.store import record
from workshop.judgements import store as judgements
from workshop.weights import store as weights
from workshop.weights.store import OwnWeights

_Told = Mapping[str, Any]


def made_of(db: Database, engagement: Engagement, consultant: Account, now: datetime) -> None:
    """Store what the consultant made of an engagement's latest wave, and release it; inside write()."""
    told = yaml.safe_load((files(demo) / "results.yaml").read_text(encoding="utf-8"))
    wave = waves.latest_counted(db, engagement.id)
    assert wave is not None
    _judge(db, engagement, wave, consultant, now, told["judgements"])
    _weigh(db, engagement, wave, consultant, now, told["weights"])
    _compare(db, engagement, now, told["benchmark"])
    _decide(db, engagement, consultant, now, told["findings"])
    waves.release(db, wave.id, consultant.id, now)
    for topic, deed in (
        ("findings", f"judged capabilities {len(told['judgements'])} times"),
        ("findings", "let own weights make the scores of components"),
        ("answers", f"entered {len(told['benchmark']['figures'])} figures of others"),
        ("findings", f"accepted {len(told['findings']['accepted'])} findings, left out and merged others"),
        ("release", f"released the results of wave {wave.number}"),
    ):
        record(db, engagement.id, consultant.actor, topic, deed, now)


def _judge(
    db: Database,
    engagement: Engagement,
    wave: waves.Counted,
    consultant: Account,
    now: datetime,
    told: Iterable[_Told],
) -> None:
    numbers = {each.title: each.id for each in documents.documents(db, engagement.id)}
    for each in told:
        judgements.add_entry(
            db,
            engagement.id,
            capability=each["of"],
            kind=each["kind"],
            tenths=round(10 * each["level"]),
            reason=each["reason"],
            evidence=each["evidence"],
            documents=[(numbers[title], title) for title in each["documents"]],
            wave_id=wave.id if each["kind"] == "adjustment" else None,
            account_id=consultant.id,
            by=consultant.name,
            now=now,
        )


def _weigh(
    db: Database,
    engagement: Engagement,
    wave: waves.Counted,
    consultant: Account,
    now: datetime,
    told: _Told,
) -> None:
    own = OwnWeights(
        {name: HUNDRED * weight for name, weight in told["components"].items()},
        {each.id: round(HUNDRED * each.weight) for each in wave.pack.capabilities},
    )
    weights.put_own(db, engagement.id, own)
    weights.choose(
        db,
        engagement.id,
        "own",
        account_id=consultant.id,
        by=consultant.name,
        now=now,
        reason=told["reason"],
    )


def _compare(db: Database, engagement: Engagement, now: datetime, told: _Told) -> None:
    first, last = (now.year - ago for ago in told["years_ago"])
    for subject, levels in told["figures"].items():
        median, low, high = (round(HUNDRED * level) for level in levels)
        kind: Kind = "overall" if subject == OVERALL else "component" if len(subject) == 1 else "capability"
        figure = Entered(kind, subject, median, low, high, told["organisations"], told["source"], first, last)
        benchmarks.put_entered(db, engagement.id, figure)


def _decide(db: Database, engagement: Engagement, consultant: Account, now: datetime, told: _Told) -> None:
    ground = reading.basis(db, engagement)
    assert ground is not None
    wave = ground.wave.number
    found = {each.key: each for each in reading.findings(db, engagement.id, ground)}

    def put(decided: Decided) -> int:
        return findings.put(db, engagement.id, decided, consultant.actor, now)

    for each in told["accepted"]:
        words = {name: each.get(name, "") for name in ("title", "text")}
        pinned = each.get("pinned", False)
        put(replace(found[each["key"]].seen(wave), state="accepted", pinned=pinned, **words))
    for each in told["dismissed"]:
        put(replace(found[each["key"]].seen(wave), state="dismissed", reason=each["reason"]))
    for place, each in enumerate(told["merged"], start=1):
        parts = [found[key] for key in each["parts"]]
        into = put(_own(f"merged{place}", each, _capabilities(parts), wave))
        findings.merge(db, [put(part.seen(wave)) for part in parts], into)
    for place, each in enumerate(told["own"], start=1):
        put(_own(f"said{place}", each, each["capabilities"], wave))


def _own(name: str, told: _Told, capabilities: Iterable[str], wave: int) -> Decided:
    return Decided(
        key=f"{OWN}:{name}",
        kind=OWN,
        component="",
        capabilities=tuple(capabilities),
        title=told["title"],
        text=told["text"],
        suggested_title="",
        suggested_text="",
        state="accepted",
        wave=wave,
    )


def _capabilities(parts: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for each in parts for one in each.capabilities))
