"""The way to an engagement: fetched for its visitor, or 404. Views have no other."""

from dataclasses import dataclass

from flask import abort

from questionnaires.scores import Scores
from questionnaires.scoring import score
from workshop.database import database
from workshop.engagements import store


@dataclass(frozen=True, slots=True)
class Opened:
    """An engagement that the visitor may see, its latest wave and the scores of that wave."""

    engagement: store.Engagement
    wave: store.Wave
    scores: Scores


def open_engagement(engagement_id: int) -> Opened:
    """Return the engagement with its scores, computed from the stored count; 404 where there is none."""
    db = database()
    engagement = store.engagement(db, engagement_id)
    wave = store.latest_wave(db, engagement_id)
    if engagement is None or wave is None:
        abort(404)
    return Opened(engagement, wave, score(wave.pack, wave.tally, wave.threshold))
