"""The blueprint of the pages of documents, and where they stand."""

from flask import Blueprint

from reports.layout import VARIANTS
from workshop.addresses import ENGAGEMENT, NUMBER

BLUEPRINT = f"{ENGAGEMENT}/blueprint"
VARIANT = f"<any({', '.join(repr(each) for each in VARIANTS)}):variant>"
"""The part of an address that names a variant."""
DOCUMENT = f"{BLUEPRINT}/{VARIANT}"
ISSUE = f"{DOCUMENT}/issues/<{NUMBER}:number>"
CHAPTERS = f"{BLUEPRINT}/chapters"
SITTING = f"{BLUEPRINT}/session"
CHARTS = f"{BLUEPRINT}/charts"
TEMPLATE = f"{BLUEPRINT}/template"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

bp = Blueprint("blueprints", __name__, template_folder="templates")
