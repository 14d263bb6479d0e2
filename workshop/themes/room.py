"""The blueprint that all pages of themes are registered with."""

from flask import Blueprint

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("themes", __name__, template_folder="templates")

THEMES = f"{ENGAGEMENT}/themes"
THEME = f"{THEMES}/<{NUMBER}:theme_id>"
