"""The blueprint that the pages of weights are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT

bp = Blueprint("weights", __name__, template_folder="templates")

WEIGHTS = f"{ENGAGEMENT}/weights"
