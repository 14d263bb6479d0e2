"""What stands beside the scores of a wave, as a document tells it: findings, judgements, words of people."""

from collections.abc import Mapping
from dataclasses import replace

from sqlite_utils import Database

from questionnaires.judgement import Judgement, Judgements
from reports.finding_read import FindingRead
from workshop.assessments.comments import store as comments
from workshop.assessments.store import Counted
from workshop.engagements.store import Engagement
from workshop.findings.reading import Accepted, Basis, accepted
from workshop.judgements.reading import judgements_of
from workshop.manner import Manner
from workshop.waves.store import wave_by_id

_MOST_WORDS = 20
"""So many comments on a capability are read; a document quotes few of them."""


def findings_told(db: Database, engagement_id: int, ground: Basis) -> tuple[FindingRead, ...]:
    """Return the findings that were accepted, beside the scores of a wave."""
    return tuple(_told(each) for each in accepted(db, engagement_id, ground))


def _told(each: Accepted) -> FindingRead:
    return FindingRead(
        key=each.key,
        kind=each.kind,
        title=each.title,
        text=each.text,
        component=each.component,
        capabilities=each.capabilities,
        evidence=each.evidence,
        gone=each.gone,
        parts=tuple(_told(part) for part in each.parts),
    )


def judgements_told(db: Database, engagement: Engagement, wave: Counted) -> Mapping[str, Judgements]:
    """Return the judgements that stand beside a wave, with their moments on the client's clock."""
    manner = engagement.manner
    return {
        capability: Judgements(
            _here(each.evidence, manner), _here(each.target, manner), _here(each.adjustment, manner)
        )
        for capability, each in judgements_of(db, engagement.id, wave.id).items()
    }


def _here(judgement: Judgement | None, manner: Manner) -> Judgement | None:
    return replace(judgement, at=manner.here(judgement.at)) if judgement else None


def comments_told(db: Database, wave: Counted) -> Mapping[str, tuple[str, ...]]:
    """Return the comments that may be shown, by capability; none while answers come in, when they may go."""
    if is_open(db, wave):
        return {}
    found = comments.comments(db, wave.id, _MOST_WORDS)
    return {each.id: found[each.id] for each in wave.pack.capabilities if each.id in found}


def is_open(db: Database, wave: Counted) -> bool:
    """Return whether answers may still come in: until the closing is written down, they may."""
    live = wave_by_id(db, wave.id)
    return live is None or (live.sealed_at is None and live.closed_at is None)
