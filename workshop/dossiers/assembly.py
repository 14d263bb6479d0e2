"""Stored records to a dossier: everything a document rests on, put together in one place."""

from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from questionnaires.roadmap.known import Known
from questionnaires.scores import Scores
from reports.dossier import Dossier
from reports.layout import Issue, Variant
from workshop.assessments.store import Counted
from workshop.benchmarks.reading import benchmark_of
from workshop.blueprints.chapters.store import paragraphs
from workshop.blueprints.template.store import template_docx
from workshop.charter.reading import charter_of
from workshop.dossiers.own import layout_told, paragraphs_told
from workshop.dossiers.planned import (
    brand_told,
    objective_names,
    priority_names,
    roadmap_told,
)
from workshop.dossiers.results import comments_told, findings_told, is_open, judgements_told
from workshop.dossiers.sitting import sitting_of
from workshop.dossiers.strategy import strategy_of
from workshop.engagements.store import Engagement
from workshop.facts.reading import facts_of
from workshop.findings.reading import Basis, basis_of
from workshop.roadmap.plans.reading import known_of
from workshop.roadmap.returns.reading import assumptions_of, money_of


def assembled(
    db: Database,
    engagement: Engagement,
    wave: Counted,
    scores: Scores,
    issued: date,
    variant: Variant = "full",
    issue: Issue | None = None,
) -> Dossier:
    """Return all that a document of an engagement rests on; `scores` are those of the wave.

    It is for consultants, and for whom they hand an issue: plans and paragraphs are released by that only.
    """
    roadmap, ground = roadmap_told(db, engagement, issued), basis_of(db, engagement, wave, scores)
    told = replace(
        _results(db, engagement, ground, issued),
        layout=layout_told(db, engagement.id, variant),
        issue=issue,
        roadmap=roadmap,
        known=known_of(db, engagement, roadmap) if roadmap else Known(),
        assumptions=assumptions_of(db, engagement),
        sitting=sitting_of(db, engagement),
        worths=ground.worths,
        template=template_docx(db, engagement.id),
    )
    # What they lean on is compared with the figures of this very document.
    own = paragraphs_told(paragraphs(db, engagement.id), told, engagement.manner)
    return replace(told, paragraphs=own)


def _results(db: Database, engagement: Engagement, ground: Basis, issued: date) -> Dossier:
    """Return the dossier of strategy and results alone: no plans, and no words of consultants' own."""
    wave = ground.wave
    return Dossier(
        client=engagement.client,
        consultancy=engagement.consultancy,
        pack=wave.pack,
        scores=ground.scores,
        issued=issued,
        page=engagement.page_size,
        assessed=engagement.manner.month(wave.assessed_at),
        strategy=strategy_of(db, engagement, ground.aligned),
        charter=charter_of(db, engagement, wave),
        facts=facts_of(db, engagement, issued),
        benchmark=benchmark_of(db, engagement, wave.pack),
        judgements=judgements_told(db, engagement, wave),
        findings=findings_told(db, engagement.id, ground),
        comments=comments_told(db, wave),
        still_open=is_open(db, wave),
        priority_names=priority_names(db, engagement.id),
        objective_names=objective_names(db, engagement.id),
        brand=brand_told(db, engagement),
        money=money_of(engagement),
    )
