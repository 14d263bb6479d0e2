"""Stored records to a dossier: everything a document rests on, put together in one place."""

from datetime import date

from sqlite_utils import Database

from questionnaires.scores import Scores
from reports.dossier import Dossier
from workshop.assessments.store import Counted
from workshop.benchmarks.reading import benchmark_of
from workshop.charter.reading import charter_of
from workshop.dossiers.results import comments_told, findings_told, is_open, judgements_told
from workshop.dossiers.strategy import strategy_of
from workshop.engagements.store import Engagement
from workshop.facts.reading import facts_of


def assembled(db: Database, engagement: Engagement, wave: Counted, scores: Scores, issued: date) -> Dossier:
    """Return the dossier of an engagement's wave; `scores` are those of that wave."""
    return Dossier(
        client=engagement.client,
        consultancy=engagement.consultancy,
        pack=wave.pack,
        scores=scores,
        issued=issued,
        page=engagement.page_size,
        assessed=engagement.manner.month(wave.assessed_at),
        strategy=strategy_of(db, engagement),
        charter=charter_of(db, engagement, wave),
        facts=facts_of(db, engagement, issued),
        benchmark=benchmark_of(db, engagement, wave.pack),
        judgements=judgements_told(db, engagement, wave),
        findings=findings_told(db, engagement, wave, scores),
        comments=comments_told(db, wave),
        still_open=is_open(db, wave),
    )
