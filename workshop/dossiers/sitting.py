"""The session as it is planned, as documents tell it: how long, when, and who takes part."""

from sqlite_utils import Database

from reports.layout import Sitting
from workshop.blueprints.sitting.store import session_plan
from workshop.engagements.store import Engagement
from workshop.people.store import people


def sitting_of(db: Database, engagement: Engagement) -> Sitting:
    """Return the session of an engagement, with the names of its session participants in their order."""
    plan = session_plan(db, engagement.id)
    names = tuple(each.name for each in people(db, engagement.id, "participant"))
    return Sitting(plan.minutes, engagement.session_on, names, plan.starts_at, plan.participants)
