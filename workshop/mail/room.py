"""The blueprint that all pages of mail are registered with."""

from flask import Blueprint

bp = Blueprint("mail", __name__, template_folder="templates")
