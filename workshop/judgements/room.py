"""The blueprint that the pages of judgements are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT

bp = Blueprint("judgements", __name__, template_folder="templates")

JUDGEMENTS = f"{ENGAGEMENT}/judgements"
ONE = f"{JUDGEMENTS}/<capability_id>"
