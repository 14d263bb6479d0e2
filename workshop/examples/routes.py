"""The page of examples. It holds no data and is there in development and tests only."""

import os

from flask import Blueprint, render_template, request

from workshop.access import open_to_anyone
from workshop.examples import forms, roadmap, samples

bp = Blueprint("examples", __name__, template_folder="templates")

FRAMES = ("engagement", "workspace", "door")
"""What the page can stand in: an engagement, the list of them, and the header strangers see."""


def wanted(testing: bool) -> bool:
    """Return whether this app shows its examples."""
    return testing or os.environ.get("ROADCREW_DEVELOPMENT") == "1"


@bp.get("/examples")
@open_to_anyone
def page() -> str:
    """Show every part of pages in each of its states."""
    frame = request.args.get("frame", FRAMES[0])
    inside = frame not in FRAMES[1:]
    return render_template(
        "examples/page.html",
        frame="engagement.html" if inside else "layout.html",
        engagement=samples.engagement() if inside else None,
        account=None if frame == "door" else samples.account("consultant" if inside else "administrator"),
        firm="Fenwick Hale Advisory",
        road=samples.road(),
        samples=samples,
        filled=forms.filled(),
        faulty=forms.faulty(),
        notes=forms.NOTES,
        roadmap=roadmap,
        **roadmap.picture(),
    )
