"""The page of the plans: the same initiatives seen from money, people, suppliers, measures and technology."""

from flask import Blueprint

from questionnaires.roadmap.plans import plans
from reports.days import days_as
from reports.plans.capital import capital_told
from reports.plans.measures import measures_told
from reports.plans.staffing import POSTS, staffing_told
from reports.plans.suppliers import suppliers_told
from reports.plans.technology import technology_told
from workshop.access import consulted
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.roadmap.plans.reading import known_of
from workshop.roadmap.reading import roadmap_of
from workshop.roadmap.returns.reading import money_of
from workshop.roadmap.room import ROADMAP

bp = Blueprint("component_plans", __name__, template_folder="templates")


@bp.get(f"{ROADMAP}/plans", endpoint="plans")
def shown(engagement_id: int) -> str:
    """Show the five plans of the roadmap as it stands."""
    access = consulted(engagement_id)
    db, engagement = database(), access.engagement
    found, pack = roadmap_of(db, engagement), engagement_pack(db, engagement)
    if not found.in_order:
        return framed("component_plans/none.html", access, roadmap=found)
    known, money = known_of(db, engagement, found), money_of(engagement)
    made = plans(pack, found, known)
    with days_as(engagement.manner.locale):
        suppliers, technology = suppliers_told(pack, found, made, money), technology_told(found, made, money)
    return framed(
        "component_plans/plans.html",
        access,
        roadmap=found,
        numbers={each.id: number for number, each in enumerate(found.initiatives, 1)},
        capital=capital_told(pack, found, money, known),
        staffing=staffing_told(found, money, known),
        suppliers=suppliers,
        known_suppliers=len({each.supplier for each in known.contracts}),
        measures=measures_told(made),
        technology=technology,
        money=money,
        posts_are=POSTS,
    )
