"""The blueprint that the pages of findings are registered with."""

from flask import Blueprint
from jinja2 import pass_context
from jinja2.runtime import Context

from workshop.addresses import ENGAGEMENT
from workshop.presentation import manner_of

bp = Blueprint("findings", __name__, template_folder="templates")

FINDINGS = f"{ENGAGEMENT}/findings"


@bp.app_template_filter()
@pass_context
def in_manner(context: Context, shown: str) -> str:
    """Return a figure that was written already with the decimal sign of the engagement's manner."""
    return shown.replace(".", manner_of(context).decimal_sign)
