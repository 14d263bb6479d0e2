"""The blueprint that the pages of priorities are registered with, and what they share."""

from flask import Blueprint, abort

from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.database import database
from workshop.priorities import store
from workshop.priorities.store import Priority

bp = Blueprint("priorities", __name__, template_folder="templates")

PRIORITIES = f"{ENGAGEMENT}/priorities"
PRIORITY = f"{PRIORITIES}/<{NUMBER}:priority_id>"


def held(engagement_id: int, priority_id: int) -> Priority:
    """Return one of the engagement's priorities, or 404."""
    found = store.priority(database(), engagement_id, priority_id)
    if found is None:
        abort(404)
    return found
