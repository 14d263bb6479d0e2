"""The blueprint of interviews on paper."""

from flask import Blueprint

from workshop.interviews.room import INTERVIEW, INTERVIEWS

bp = Blueprint("papers", __name__, template_folder="templates")

GUIDE = f"{INTERVIEWS}/guide.docx"
PAPER = f"{INTERVIEW}/paper"
