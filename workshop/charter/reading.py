"""The charter of an engagement, read from what is stored: a wave by its threshold, interviews apart."""

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from questionnaires.charter import Charter
from questionnaires.charter_reading import Given, Seen, rated_by, seen
from reports.charter_read import LEAST_INTERVIEWS, CharterRead, charter_read
from workshop.assessments.store import Counted
from workshop.charter import store
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.waves.counting.store import shown_charter


def of_wave(db: Database, wave_id: int, charter: Charter | None, threshold: int) -> tuple[Seen, ...]:
    """Return how everyone and each group of a wave sees the function; nothing where it was not asked."""
    tally = shown_charter(db, wave_id)
    return seen(charter, tally, threshold) if tally is not None and charter is not None else ()


def of_interviews(charter: Charter, ratings: Iterable[Given], least: int = 1) -> Seen | None:
    """Return how all interviewees together see the function; None where none of them rated anything.

    Whatever fewer than `least` of them rated is hidden: 1 for consultants, who led the interviews.
    """
    given = list(ratings)
    return seen(charter, rated_by(charter, given), least)[0] if given else None


def of_each_interview(charter: Charter, ratings: Iterable[Given]) -> dict[int, Seen]:
    """Return how each interviewee sees the function, for consultants; those who rated nothing are missing."""
    given = list(ratings)
    if not given:
        return {}
    _, *each = seen(charter, rated_by(charter, given, apart="interview"), 1)
    return {int(one.value): replace(one, column="", value="") for one in each}


def charter_of(db: Database, engagement: Engagement, wave: Counted) -> CharterRead | None:
    """Return what the document of a wave says of the charter, or None where nothing can be shown.

    Interviews stand beside a wave only where both asked the same charter.
    """
    asked = engagement_pack(db, engagement).charter
    charter = wave.pack.charter
    groups = of_wave(db, wave.id, charter, wave.threshold)
    leadership = None
    if asked is not None and (not groups or asked == charter):
        leadership = of_interviews(asked, store.ratings(db, engagement.id), LEAST_INTERVIEWS)
    read = charter if groups else asked
    if read is None:
        return None
    return charter_read(read, groups, leadership, engagement.manner.month(wave.assessed_at))
