"""The pages of mail."""

from flask import Blueprint

from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.engagements.frame import framed

bp = Blueprint("mail", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/mail")
def index(engagement_id: int) -> str:
    """Show the engagement's mail."""
    return framed("mail/index.html", consulted(engagement_id))
