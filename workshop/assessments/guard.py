"""The way to an engagement's results: fetched for its visitor, or 404."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, request

from questionnaires.scores import Scores
from workshop.access import Opened, opened
from workshop.assessments import store
from workshop.assessments.scored import scored
from workshop.database import database
from workshop.waves import store as waves
from workshop.weights.reading import weights_of

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class OpenedResults:
    """An engagement's latest wave and its scores, for a visitor who may see them.

    `is_open` says that answers still come in: then the scores rest on some of those that are there. `asked`
    is the number of the wave where the address names one. `rows_are_asked` says that all answers came from a
    file, whose rows are taken to be everyone who was asked.
    """

    access: Opened
    wave: store.Counted
    scores: Scores
    is_open: bool = False
    asked: int | None = None
    rows_are_asked: bool = False


def opened_results(engagement_id: int) -> OpenedResults:
    """Return the scores of the latest wave, or of the one that the address names, from the stored count.

    Components are weighed as the engagement says. A sponsor gets a wave whose results were released. 404
    where there is none.
    """
    access = opened(engagement_id)
    db = database()
    number = _number()
    wave = store.latest_counted(db, engagement_id, number, released=access.by_sponsor)
    live = waves.wave_by_id(db, wave.id) if wave is not None else None
    if wave is None or live is None:
        abort(404)
    is_open = live.state(datetime.now(UTC)) == "open"
    scores = scored(wave, weights_of(db, access.engagement, wave.pack))
    rows_are_asked = live.imported and not wave.tally.absent
    return OpenedResults(access, wave, scores, is_open, number, rows_are_asked)


def _number() -> int | None:
    """Return the number of the wave that the address names, None for none; 404 for what is no number."""
    asked = request.args.get("wave")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS):
        abort(404)
    return int(asked)
