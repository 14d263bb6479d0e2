"""The pages that compare groups and that say how sound the figures are; sponsors see both once released."""

from collections.abc import Sequence

from flask import Blueprint, request

from workshop.addresses import ENGAGEMENT
from workshop.assessments.guard import OpenedResults, opened_results
from workshop.assessments.room import rendered
from workshop.comparisons import wording
from workshop.comparisons.groups import FIRST, SENIORITY, Asked, groups_page
from workshop.comparisons.soundness import sound_page
from workshop.database import database
from workshop.engagements.groups.store import choices
from workshop.waves.running.attending.store import turnout
from workshop.waves.running.rates import Rates, rates

bp = Blueprint("comparisons", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/comparison")
def groups(engagement_id: int) -> str:
    """Compare how groups see the capabilities today."""
    found = opened_results(engagement_id)
    asked = Asked(
        column=request.args.get("by", ""),
        one=request.args.get("one", ""),
        other=request.args.get("other", ""),
        by_apart=request.args.get("order") == "apart",
    )
    page = groups_page(found.wave.pack, found.scores, asked, _seniorities(engagement_id))
    title = wording.groups_title(found.wave.pack, page, found.is_open)
    return rendered("comparisons/groups.html", found, page=page, title=title, asked=asked, first=FIRST)


@bp.get(f"{ENGAGEMENT}/soundness")
def soundness(engagement_id: int) -> str:
    """Show what the figures rest on, and how far they could be off."""
    found = opened_results(engagement_id)
    return rendered(
        "comparisons/soundness.html",
        found,
        page=sound_page(found.wave.pack, found.scores),
        rates=_rates(found),
        wording=wording,
    )


def _seniorities(engagement_id: int) -> Sequence[str]:
    return [each.name for each in choices(database(), engagement_id, SENIORITY)]


def _rates(found: OpenedResults) -> Rates | None:
    """Return who has finished, for consultants, who remind the others; sponsors are not told."""
    if found.access.by_sponsor:
        return None
    held = rates(turnout(database(), found.wave.id), found.wave.threshold)
    return held if held.invited else None
