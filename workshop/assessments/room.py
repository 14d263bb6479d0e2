"""The blueprint of the pages of answers and results, and how a page of results is rendered."""

from functools import partial

from flask import Blueprint, url_for

from workshop.assessments.guard import OpenedResults
from workshop.assessments.results import nearest_level
from workshop.engagements.frame import framed

bp = Blueprint("assessments", __name__, template_folder="templates")
bp.add_app_template_filter(nearest_level)


def rendered(template: str, found: OpenedResults, **values: object) -> str:
    """Render a page of results.

    `at` gives it the address of another page of the engagement, which stays with the wave that was asked for.
    """
    asked = {"wave": found.asked} if found.asked else {}
    return framed(
        template,
        found.access,
        wave=found.wave,
        pack=found.wave.pack,
        scores=found.scores,
        is_open=found.is_open,
        rows_are_asked=found.rows_are_asked,
        at=partial(url_for, engagement_id=found.access.engagement.id, **asked),
        **values,
    )
