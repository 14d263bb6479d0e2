"""The blueprint that the pages of the roadmap are registered with, and what they answer with."""

from flask import Blueprint
from werkzeug import Response

from workshop.addresses import ENGAGEMENT

bp = Blueprint("roadmap", __name__, template_folder="templates")

ROADMAP = f"{ENGAGEMENT}/roadmap"
PLACES = f"{ROADMAP}/places"
CAPACITY = f"{ROADMAP}/capacity"
SEARCH = f"{ROADMAP}/search"
OFFER = f"{ROADMAP}/offer"

Answer = str | Response | tuple[str, int]
