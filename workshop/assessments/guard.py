"""The way to an engagement's results: fetched for its visitor, or 404."""

from dataclasses import dataclass

from flask import abort

from questionnaires.scores import Scores
from questionnaires.scoring import score
from workshop.access import Opened, opened
from workshop.assessments import store
from workshop.assessments.store import What
from workshop.database import database


@dataclass(frozen=True, slots=True)
class OpenedResults:
    """An engagement's latest wave and its scores, for a visitor who may see them."""

    access: Opened
    wave: store.Counted
    scores: Scores


def opened_results(engagement_id: int, what: What = "results") -> OpenedResults:
    """Return the scores of the latest wave, computed from the stored count.

    404 where there are none, and for a sponsor where `what` of that wave was not released.
    """
    access = opened(engagement_id)
    db = database()
    wave = store.latest_counted(db, engagement_id)
    if wave is None or (access.by_sponsor and what not in store.released(db, wave.id)):
        abort(404)
    return OpenedResults(access, wave, score(wave.pack, wave.tally, wave.threshold))
