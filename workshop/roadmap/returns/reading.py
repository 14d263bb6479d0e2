"""The assumptions of an engagement as a value, for its page, for documents and for whoever reckons."""

from sqlite_utils import Database

from questionnaires.roadmap.assumptions import Assumptions, Outcome, Settled
from reports.money import Money
from workshop.engagements.store import Engagement
from workshop.roadmap.returns import store
from workshop.roadmap.returns.store import HeldFigure, HeldOutcome

MILLE, HUNDREDTHS = 1_000, 10_000


def assumptions_of(db: Database, engagement: Engagement) -> Assumptions | None:
    """Return what was assumed, with days on the client's clock; None where nobody assumed anything."""
    outcomes, figures = store.outcomes(db, engagement.id), store.figures(db, engagement.id)
    if not outcomes and not figures:
        return None
    return Assumptions(
        tuple(_outcome(each, engagement) for each in outcomes),
        {kind: _settled(each, engagement) for kind, each in figures.items()},
    )


def money_of(engagement: Engagement) -> Money:
    """Return how the client of an engagement writes amounts."""
    return Money(engagement.currency, engagement.manner.locale)


def _outcome(each: HeldOutcome, engagement: Engagement) -> Outcome:
    held = each.held
    return Outcome(
        id=each.id,
        name=held.name,
        low=held.low,
        expected=held.expected,
        high=held.high,
        counted=held.counted / MILLE,
        lag=held.lag,
        ramp=held.ramp,
        priority=held.priority,
        initiatives=held.initiatives,
        timing=held.timing,
        reason=held.reason,
        by=each.by,
        on=engagement.manner.today(each.at),
        source=held.source,
    )


def _settled(each: HeldFigure, engagement: Engagement) -> Settled:
    value = each.value / HUNDREDTHS if each.kind == "discount" else float(each.value)
    return Settled(value, each.reason, each.by, engagement.manner.today(each.at), each.source)
