"""The blueprint that all pages of quotes are registered with, and the way back to where a form stands."""

from urllib.parse import urlsplit

from flask import Blueprint, request

from workshop.addresses import ENGAGEMENT, NUMBER

bp = Blueprint("quotes", __name__, template_folder="templates")

QUOTES = f"{ENGAGEMENT}/quotes"
QUOTE = f"{QUOTES}/<{NUMBER}:passage_id>"
_LONGEST = 1000


def came_from(engagement_id: int, otherwise: str, anchor: str = "") -> str:
    """Return the page of this engagement that a form says it stands on, else `otherwise`, with an anchor."""
    said = request.form.get("back", "")[:_LONGEST]
    inside = said.startswith(f"/engagements/{engagement_id}/") and "\\" not in said and said.isprintable()
    back = request.script_root + urlsplit(said)._replace(fragment="").geturl() if inside else otherwise
    return f"{back}#{anchor}" if anchor else back


@bp.app_template_global()
def this_page() -> str:
    """Return the address of this page, for forms that lead back to it."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""
