"""The blueprint that the pages of the return are registered with."""

from flask import Blueprint
from werkzeug import Response

from workshop.addresses import NUMBER
from workshop.roadmap.room import ROADMAP

bp = Blueprint("returns", __name__, template_folder="templates")

RETURN = f"{ROADMAP}/return"
ASSUMPTIONS = f"{RETURN}/assumptions"
OUTCOMES = f"{RETURN}/outcomes"
OUTCOME = f"{OUTCOMES}/<{NUMBER}:outcome_id>"
FIGURE = f"{RETURN}/figures/<assumption>"

Answer = str | Response | tuple[str, int]
