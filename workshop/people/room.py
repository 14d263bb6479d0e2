"""The blueprint that all pages of people are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("people", __name__, template_folder="templates")

PEOPLE = f"{ENGAGEMENT}/people"
PERSON = f"{PEOPLE}/<{NUMBER}:person_id>"
IMPORT = f"{PEOPLE}/import"
DRAFT = f"{IMPORT}/<string(length=32):draft_id>"
