"""The pages that tell what answers add up to, and the files in which they are taken along."""

from datetime import UTC, datetime
from io import BytesIO

from flask import abort, request, send_file
from werkzeug import Response

from questionnaires.scores_json import scores_json
from workshop.addresses import ENGAGEMENT
from workshop.assessments import sentences, store
from workshop.assessments.beside import beside
from workshop.assessments.capabilities import (
    AGREEMENTS,
    GAPS,
    IMPORTANCES,
    SORTS,
    Search,
    group_choices,
    listed,
)
from workshop.assessments.capability import QUESTIONS, capability_page
from workshop.assessments.comments.pages import page_of, remarks
from workshop.assessments.evidence import evidence_for
from workshop.assessments.forms import ReleaseForm
from workshop.assessments.guard import OpenedResults, opened_results
from workshop.assessments.results import results
from workshop.assessments.room import bp, rendered
from workshop.database import database
from workshop.downloads import file_name
from workshop.findings.reading import accepted, basis_of
from workshop.judgements.panel import panel_form

CAPABILITY = f"{ENGAGEMENT}/capabilities/<capability_id>"


@bp.get(f"{ENGAGEMENT}/results", endpoint="results")
def results_page(engagement_id: int) -> str:
    """Show what the answers add up to."""
    found = opened_results(engagement_id)
    db = database()
    return rendered(
        "assessments/results.html",
        found,
        page=results(found.wave.pack, found.scores, beside(db, found)),
        released=store.released(db, found.wave.id),
        decided=accepted(db, engagement_id, basis_of(db, found.access.engagement, found.wave, found.scores)),
        form=ReleaseForm(),
        sentences=sentences,
    )


@bp.get(f"{ENGAGEMENT}/capabilities")
def capabilities(engagement_id: int) -> str:
    """List all capabilities, or some of them, in the order of the method or by one figure."""
    found = opened_results(engagement_id)
    pack = found.wave.pack
    choices = group_choices(found.scores)
    search = Search.asked_for(request.args, [each.id for each in pack.components], choices)
    return rendered(
        "assessments/capabilities.html",
        found,
        listing=listed(pack, found.scores, search, beside(database(), found)),
        search=search,
        sorts=SORTS,
        choices=choices,
        bands={"gap": GAPS, "agreement": AGREEMENTS, "importance": IMPORTANCES},
    )


@bp.get(CAPABILITY)
def capability(engagement_id: int, capability_id: str) -> str:
    """Show one capability: its levels, who said what, and how its figures came about."""
    found = _opened_capability(engagement_id, capability_id)
    asked = request.args.get("question", "today")
    question = QUESTIONS.get(asked) or abort(404)
    db, access, pack = database(), found.access, found.wave.pack
    engagement = access.engagement
    day = engagement.manner.today(datetime.now(UTC))
    page = capability_page(pack, found.scores, capability_id, question, beside(db, found))
    return rendered(
        "assessments/capability.html",
        found,
        page=page,
        asked=asked,
        sentences=sentences,
        remarks=remarks(db, found, capability_id),
        # A judgement is made beside the latest figures.
        form=panel_form(access, capability_id) if found.asked is None else None,
        evidence=evidence_for(db, engagement, pack, capability_id, day, by_sponsor=access.by_sponsor),
    )


@bp.get(f"{CAPABILITY}/comments")
def comments(engagement_id: int, capability_id: str) -> str:
    """Show what people wrote about a capability, a page at a time."""
    found = _opened_capability(engagement_id, capability_id)
    return rendered(
        "assessments/comments.html",
        found,
        capability=found.wave.pack.capability[capability_id],
        component=found.wave.pack.component_of[capability_id],
        remarks=page_of(database(), found, capability_id, request.args.get("page", "")),
    )


@bp.get(f"{ENGAGEMENT}/scores.json")
def scores(engagement_id: int) -> Response:
    """Hand out the scores as JSON."""
    found = opened_results(engagement_id)
    return _hand_out(found, scores_json(found.scores), "scores", "json", "application/json")


def _opened_capability(engagement_id: int, capability_id: str) -> OpenedResults:
    """Return the results that a visitor may see, 404 where their method has no such capability."""
    found = opened_results(engagement_id)
    if capability_id not in found.wave.pack.capability:
        abort(404)
    return found


def _hand_out(found: OpenedResults, data: bytes, kind: str, ending: str, media_type: str) -> Response:
    engagement = found.access.engagement
    return send_file(
        BytesIO(data),
        mimetype=media_type,
        as_attachment=True,
        download_name=file_name(engagement.client, engagement.id, kind, ending),
    )
