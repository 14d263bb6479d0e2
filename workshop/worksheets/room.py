"""The blueprint that all pages of worksheets are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT

bp = Blueprint("worksheets", __name__, template_folder="templates")

WORKSHEETS = f"{ENGAGEMENT}/worksheets"
WORKSHEET = f"{WORKSHEETS}/<string(maxlength=40):worksheet>"
ROW = f"{WORKSHEET}/rows/<string(minlength=8, maxlength=40):row_key>"
IMPORT = f"{WORKSHEET}/import"
DRAFT = f"{IMPORT}/<string(length=32):sheet_draft>"
