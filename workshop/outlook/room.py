"""The blueprint that the pages of the outlook are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("outlook", __name__, template_folder="templates")

OUTLOOK = f"{ENGAGEMENT}/outlook"
OBJECTIVES = f"{OUTLOOK}/objectives"
OBJECTIVE = f"{OBJECTIVES}/<{NUMBER}:objective_id>"
