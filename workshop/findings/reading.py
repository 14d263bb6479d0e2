"""The findings of an engagement, for its page, for documents and for the page of its results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.alignment import NONE
from questionnaires.findings import (
    Aim,
    Context,
    Evidence,
    Finding,
    Worths,
    every_finding,
    narrowed,
    worths,
)
from questionnaires.scores import Scores
from workshop.alignment.matrix import Matrix, matrix
from workshop.assessments.scored import scored
from workshop.assessments.store import Counted, latest_counted
from workshop.engagements.store import Engagement
from workshop.findings import store
from workshop.findings.changing import Change
from workshop.findings.standing import Standing, standings
from workshop.weights.reading import weights_of


@dataclass(frozen=True, slots=True)
class Basis:
    """What findings are suggested from: a wave with its scores, and what the priorities make of them."""

    wave: Counted
    scores: Scores
    aligned: Matrix
    context: Context
    worths: Worths
    suggested: tuple[Finding, ...]
    every: Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a consultant accepted, in the words that stand.

    `evidence` are the figures of the scores that it is told beside, none for one's own and for one that
    those scores do not suggest (`gone`). `changes` are the figures that were others when it was accepted.
    `parts` are those that were merged into it.
    """

    key: str
    kind: str
    kind_name: str
    title: str
    text: str
    component: str
    capabilities: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    by: str
    at: datetime
    reworded: bool
    gone: bool
    changes: tuple[Change, ...]
    parts: tuple["Accepted", ...] = ()


def basis(db: Database, engagement: Engagement) -> Basis | None:
    """Return what findings are suggested from: the latest wave that was counted; None without one."""
    wave = latest_counted(db, engagement.id)
    if wave is None:
        return None
    return basis_of(db, engagement, wave, scored(wave, weights_of(db, engagement, wave.pack)))


def basis_of(db: Database, engagement: Engagement, wave: Counted, scores: Scores) -> Basis:
    """Return what the scores of a wave suggest findings from."""
    aligned = matrix(db, engagement)
    context = _context(aligned)
    every = every_finding(wave.pack, scores, context)
    return Basis(wave, scores, aligned, context, worths(wave.pack, scores, context), narrowed(every), every)


def context_of(db: Database, engagement: Engagement) -> Context:
    """Return the priorities of an engagement with what supports them, and what capabilities weigh by that."""
    return _context(matrix(db, engagement))


def _context(found: Matrix) -> Context:
    supports: dict[int, dict[str, int]] = {each.id: {} for each in found.priorities}
    for (priority, capability), cell in found.cells.items():
        if cell.strength != NONE:
            supports[priority][capability] = cell.strength
    aims = tuple(
        Aim(each.key, each.name, found.weighed.shares[each.id], supports[each.id])
        for each in found.priorities
    )
    return Context(found.strategic, aims)


def findings(db: Database, engagement_id: int, ground: Basis | None) -> list[Standing]:
    """Return all findings of an engagement, as its consultants see them."""
    decisions = store.decisions(db, engagement_id)
    if ground is None:
        return standings((), {}, decisions, None)
    return standings(ground.suggested, ground.every, decisions, ground.worths)


def accepted(db: Database, engagement_id: int, ground: Basis | None) -> tuple[Accepted, ...]:
    """Return the findings that were accepted, in their order, beside the scores that they are told with.

    What was decided on scores of a later wave is left out: its words may rest on what is not released yet.
    """
    latest = ground.wave.number if ground else 0
    return tuple(
        _accepted(each)
        for each in findings(db, engagement_id, ground)
        if each.state == "accepted" and _rests_on_no_later(each, latest)
    )


def _rests_on_no_later(standing: Standing, wave: int) -> bool:
    return standing.decided.wave <= wave and all(each.decided.wave <= wave for each in standing.parts)


def _accepted(standing: Standing) -> Accepted:
    assert standing.decision is not None
    return Accepted(
        key=standing.key,
        kind=standing.kind,
        kind_name=standing.kind_name,
        title=standing.title,
        text=standing.text,
        component=standing.component,
        capabilities=standing.capabilities,
        evidence=standing.evidence,
        by=standing.decision.by.name,
        at=standing.decision.at,
        reworded=standing.reworded,
        gone=standing.gone,
        changes=standing.changes,
        parts=tuple(_accepted(each) for each in standing.parts),
    )
