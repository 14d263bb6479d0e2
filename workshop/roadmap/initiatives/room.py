"""The blueprint that the pages of initiatives are registered with, and how figures stand on them."""

from flask import Blueprint
from jinja2 import pass_context
from jinja2.runtime import Context

from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.presentation import in_manner_shown, manner_of

bp = Blueprint("initiatives", __name__, template_folder="templates")

INITIATIVES = f"{ENGAGEMENT}/initiatives"
SUGGESTIONS = f"{INITIATIVES}/suggestions"
NEW = f"{INITIATIVES}/new"
MERGING = f"{INITIATIVES}/merging"
ONE = f"{INITIATIVES}/<{NUMBER}:initiative_id>"
CHANGE = f"{ONE}/change"
SPLIT = f"{ONE}/split"
REMOVAL = f"{ONE}/removal"


@bp.app_template_filter("whole_money")
@pass_context
def whole_money(context: Context, amount: float) -> str:
    """Return an amount in the engagement's manner and currency."""
    return manner_of(context).money(amount, context["engagement"].currency)


@bp.app_template_filter("days_shown")
@pass_context
def days_shown(context: Context, days: float) -> str:
    """Return person-days, with a decimal only where there is one."""
    return in_manner_shown(context, days, 0 if days == round(days) else 1)
