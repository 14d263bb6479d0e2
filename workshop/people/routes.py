"""The pages of people."""

from flask import Blueprint

from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.engagements.frame import framed

bp = Blueprint("people", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/people")
def index(engagement_id: int) -> str:
    """Show the engagement's people."""
    return framed("people/index.html", consulted(engagement_id))
