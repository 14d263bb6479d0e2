"""The page of value: the initiatives by value and effort, and how each value comes about."""

from flask import Blueprint

from questionnaires.roadmap.value_told import (
    FORMULA,
    UNROUNDED,
    part_told,
    reach_told,
    without_target_told,
    worth_told,
)
from reports.charts.value_items import CORNERS
from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.roadmap.value.drawing import KINDS, LINE, WIDTH, drawing_of
from workshop.roadmap.value.reading import programme_of

bp = Blueprint("value", __name__, template_folder="templates")

VALUE = f"{ENGAGEMENT}/roadmap/value"


@bp.get(VALUE, endpoint="value")
def shown(engagement_id: int) -> str:
    """Show what the initiatives are worth against what they take."""
    access = consulted(engagement_id)
    found = programme_of(database(), access.engagement)
    values = [each.value for each in found.ranked]
    return framed(
        "value/value.html",
        access,
        programme=found,
        by_number={each.number: each for each in found.ranked},
        drawing=drawing_of(found.items) if found.items else None,
        width=WIDTH,
        line=LINE,
        kinds=KINDS,
        first=sum(each.field == CORNERS[0] for each in found.ranked),
        formula=FORMULA,
        unrounded=UNROUNDED,
        worth=worth_told(found.worths),
        together=reach_told(found.reach, len(found.ranked)),
        lacking=without_target_told(values, found.names),
        part_told=part_told,
        without_effort=[each for each in found.ranked if each.value.ratio is None],
    )
