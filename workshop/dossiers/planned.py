"""What is planned, as a document tells it: the roadmap, what it rests on, and the session it leads to."""

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from questionnaires.roadmap.plan import Roadmap
from reports.layout import Brand
from workshop.engagements.logos.store import logo_png
from workshop.engagements.store import Engagement
from workshop.outlook.store import objectives
from workshop.priorities.store import priorities
from workshop.roadmap.reading import roadmap_of


def roadmap_told(db: Database, engagement: Engagement, today: date) -> Roadmap | None:
    """Return the roadmap as it stands, or None while there are no initiatives."""
    found = roadmap_of(db, engagement, today)
    return found if found.initiatives else None


def priority_names(db: Database, engagement_id: int) -> Mapping[int, str]:
    """Return the names of the priorities, by number."""
    return {each.id: each.name for each in priorities(db, engagement_id)}


def objective_names(db: Database, engagement_id: int) -> Mapping[int, str]:
    """Return what the objectives say, by number."""
    return {each.id: each.text for each in objectives(db, engagement_id)}


def brand_told(db: Database, engagement: Engagement) -> Brand:
    """Return what documents take from the client: its logo and colours."""
    return Brand(logo_png(db, engagement.id), engagement.brand or None, engagement.accent or None)
