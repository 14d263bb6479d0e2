"""The pages of history."""

from flask import Blueprint

from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.engagements.frame import framed

bp = Blueprint("history", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/history")
def index(engagement_id: int) -> str:
    """Show the engagement's history."""
    return framed("history/index.html", consulted(engagement_id))
