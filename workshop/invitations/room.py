"""The blueprint that all pages of invitations are registered with."""

from flask import Blueprint

bp = Blueprint("invitations", __name__, template_folder="templates")
