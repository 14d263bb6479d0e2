"""The way to an engagement's results: fetched for its visitor, or 404."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort

from questionnaires.scores import Scores
from questionnaires.scoring import score
from workshop.access import Opened, opened
from workshop.assessments import store
from workshop.assessments.store import What
from workshop.database import database
from workshop.waves import store as waves


@dataclass(frozen=True, slots=True)
class OpenedResults:
    """An engagement's latest wave and its scores, for a visitor who may see them.

    `is_open` says that answers still come in: then the scores rest on some of those that are there.
    """

    access: Opened
    wave: store.Counted
    scores: Scores
    is_open: bool = False


def opened_results(engagement_id: int, what: What = "results") -> OpenedResults:
    """Return the scores of the latest wave, computed from the stored count.

    A sponsor gets those of the latest wave of which `what` was released. 404 where there is none.
    """
    access = opened(engagement_id)
    db = database()
    wave = store.latest_counted(db, engagement_id, what if access.by_sponsor else None)
    live = waves.wave_by_id(db, wave.id) if wave is not None else None
    if wave is None or live is None:
        abort(404)
    is_open = live.state(datetime.now(UTC)) == "open"
    return OpenedResults(access, wave, score(wave.pack, wave.tally, wave.threshold), is_open)
