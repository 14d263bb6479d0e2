"""The blueprint that all pages of engagements are registered with."""

from flask import Blueprint

bp = Blueprint("engagements", __name__, template_folder="templates")
