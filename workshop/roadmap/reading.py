"""The roadmap of an engagement as a value, for its pages, for documents and for whoever plans with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlite_utils import Database

from questionnaires.findings import Worths, worths
from questionnaires.roadmap.left_out import left_out
from questionnaires.roadmap.plan import RESERVE, Capacity, Roadmap
from questionnaires.roadmap.problem import problem
from questionnaires.roadmap.taken import Wording
from questionnaires.roadmap.value import targets_of, value_of
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.findings.reading import basis, context_of
from workshop.judgements.reading import judgements_of
from workshop.roadmap import store
from workshop.roadmap.initiatives.store import initiatives
from workshop.roadmap.scheduling.store import made
from workshop.roadmap.store import HUNDRED, QUARTERS, Means

USUAL_RESERVE = round(RESERVE * HUNDRED)
"""The reserve in percent where nobody set another one."""
MONTHS = 3


def roadmap_of(db: Database, engagement: Engagement, today: date | None = None) -> Roadmap:
    """Return the roadmap as it stands: without placements where nobody made a draft yet.

    It begins with the day that was set, else with the first quarter after the session, else after today.
    Once some have a place, or a draft found none for any, `left_out` says what keeps each of the others out.
    """
    pack = engagement_pack(db, engagement)
    found = Roadmap(
        initiatives(db, engagement.id),
        capacity_of(db, engagement, today),
        store.placements(db, engagement.id),
        (),
        pack.horizons,
    )
    if len(found.placements) == len(found.initiatives):
        return found
    if not found.placements and made(db, engagement.id) is None:
        return found
    return replace(found, left_out=left_out(found, problem(found, pack, {}), wording_of(engagement)))


def wording_of(engagement: Engagement) -> Wording:
    """Return how sentences about a roadmap write money and days in an engagement."""
    manner = engagement.manner

    def money(amount: float) -> str:
        return manner.money(amount, engagement.currency)

    def number(days: float) -> str:
        return manner.number(round(days, 1))

    return Wording(money, number)


def capacity_of(db: Database, engagement: Engagement, today: date | None = None) -> Capacity:
    """Return what there is to do initiatives with; without limits where nobody set any."""
    held = store.means(db, engagement.id)
    if held is None:
        return Capacity(usual_start(engagement, today), QUARTERS)
    return Capacity(
        held.starts_on or usual_start(engagement, today),
        QUARTERS,
        held.reserve / HUNDRED,
        None if held.budget is None else tuple(map(float, held.budget)),
        _days(held),
        {each.name: float(each.day_rate) for each in held.roles if each.day_rate is not None},
    )


def _days(held: Means) -> Mapping[str, tuple[float, ...]]:
    return {each.name: each.days for each in held.roles if each.days is not None}


def usual_start(engagement: Engagement, today: date | None = None) -> date:
    """Return the first day of the first quarter after the session, or after today where it has no date."""
    after = engagement.session_on or today or engagement.manner.today(datetime.now(UTC))
    month = after.year * 12 + (after.month - 1) // MONTHS * MONTHS + MONTHS
    return date(month // 12, month % 12 + 1, 1)


def worths_of(db: Database, engagement: Engagement) -> Worths:
    """Return what a level is worth in each capability, by the latest wave and the alignment as it stands."""
    ground = basis(db, engagement)
    if ground is not None:
        return ground.worths
    return worths(engagement_pack(db, engagement), None, context_of(db, engagement))


def values_of(db: Database, engagement: Engagement, found: Roadmap) -> Mapping[int, float]:
    """Return the values of a roadmap's initiatives by their numbers, as the page of values shows them."""
    ground = basis(db, engagement)
    pack = ground.wave.pack if ground else engagement_pack(db, engagement)
    targets = targets_of(pack, ground.scores if ground else None, judgements_of(db, engagement.id))
    held = ground.worths if ground else worths_of(db, engagement)
    return {each.id: value_of(each, held, targets).total for each in found.initiatives}
