"""The blueprint that the pages of interviews are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("interviews", __name__, template_folder="templates")

INTERVIEWS = f"{ENGAGEMENT}/interviews"
INTERVIEW = f"{INTERVIEWS}/<{NUMBER}:interview_id>"
