"""The blueprint that the pages of the alignment are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("alignment", __name__, template_folder="templates")

ALIGNMENT = f"{ENGAGEMENT}/alignment"
COLUMN = f"{ALIGNMENT}/priorities/<{NUMBER}:priority_id>"
ROW = f"{ALIGNMENT}/capabilities/<capability_id>"
