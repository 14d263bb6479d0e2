"""The pages of documents: drafts are made and fetched, issues are made, released and fetched."""

from datetime import UTC, datetime
from io import BytesIO

from flask import abort, redirect, send_file, url_for
from werkzeug import Response

from reports.dossier_json import fingerprint
from reports.layout import VARIANTS, Variant
from workshop.access import Opened, consulted, opened
from workshop.addresses import ENGAGEMENT
from workshop.assessments.guard import opened_results
from workshop.assessments.store import latest_counted
from workshop.blueprints import drawn, making, store
from workshop.blueprints.chapters import routes as chapters
from workshop.blueprints.forms import IssueForm, ReleaseForm
from workshop.blueprints.page import compared, documents, told_of
from workshop.blueprints.room import BLUEPRINT, DOCUMENT, ISSUE, WORD, bp
from workshop.blueprints.sitting import routes as sitting
from workshop.blueprints.slides import drawing
from workshop.blueprints.slides import routes as slides
from workshop.blueprints.store import Issued
from workshop.blueprints.template import routes as template
from workshop.database import database, write
from workshop.documents.files import told_size
from workshop.dossiers.assembly import assembled
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.history.store import record

__all__ = ["bp", "chapters", "sitting", "slides", "template"]

MOST_ISSUES = 60
"""So many issues an engagement may have; each is kept whole."""


@bp.get(BLUEPRINT)
def blueprints(engagement_id: int) -> str:
    """Show the documents: to consultants drafts and issues, to a sponsor those issues that were released."""
    access = opened(engagement_id)
    if access.by_sponsor:
        return _released(access)
    return drawn.page(access)


@bp.post(f"{DOCUMENT}/draft")
def make_draft(engagement_id: int, variant: Variant) -> Response:
    """Ask for a draft; one that is being made already is not made twice."""
    consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if latest_counted(db, engagement_id) is not None:
            making.asked(db, making.DRAFT, engagement_id, variant, now)
    return _back(engagement_id, variant)


@bp.post(f"{DOCUMENT}/stop")
def stop(engagement_id: int, variant: Variant) -> Response:
    """Stop what is being made of a variant; what was made before stays."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if making.cancelled(db, engagement_id, variant, now):
            deed = f"stopped the making of the {_lowered(variant)}"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    return _back(engagement_id, variant)


@bp.get(f"{BLUEPRINT}/progress")
def progress(engagement_id: int) -> dict[str, object]:
    """Tell how far each document is that is being made, and the charts."""
    access, db = consulted(engagement_id), database()
    rows = documents(db, access.engagement, datetime.now(UTC)).rows
    found: dict[str, object] = {
        each.variant: {"percent": each.job.percent or 0, "told": told_of(each.job)}
        for each in rows
        if each.job is not None and each.is_under_way
    }
    charts = drawing.state(db, engagement_id)
    if charts is not None and charts.is_under_way:
        told = told_of(charts, *drawing.STEPS)
        found[drawing.KIND] = {"percent": charts.percent or 0, "told": told}
    return found


@bp.get(f"{DOCUMENT}/draft.docx")
def draft(engagement_id: int, variant: Variant) -> Response:
    """Hand out the draft that was made last."""
    access = consulted(engagement_id)
    data = store.draft_docx(database(), engagement_id, variant)
    if data is None:
        abort(404)
    return _hand_out(access, data, f"{variant}-draft" if variant != "full" else "blueprint-draft")


@bp.post(f"{DOCUMENT}/issues")
def issue(engagement_id: int, variant: Variant) -> Response | tuple[str, int]:
    """Ask for an issue; it is made once, whoever else asks for it meanwhile."""
    access = consulted(engagement_id)
    form, db, now = IssueForm(), database(), datetime.now(UTC)
    sound = form.validate_on_submit()
    with write(db):
        wave = latest_counted(db, engagement_id)
        if wave is None:
            abort(404)
        last = store.latest_issue(db, engagement_id, variant)
        if sound and making.is_open(db, wave, now):
            form.number.errors = ["Answers still come in. Issue it once the wave has closed."]
        elif sound and store.how_many(db, engagement_id) >= MOST_ISSUES:
            form.number.errors = [f"There are {MOST_ISSUES} issues, the most there may be."]
        elif sound and form.number.data != (last.number if last else 0) + 1:
            form.number.errors = ["Someone was faster: this number is issued. Read it first."]
        elif sound:
            store.put_wish(db, engagement_id, variant, access.account.actor, now)
            making.asked(db, making.ISSUE, engagement_id, variant, now)
    if form.errors:
        return drawn.page(access, form), 422
    return _back(engagement_id, variant)


@bp.get(f"{ISSUE}.docx")
def issued(engagement_id: int, variant: Variant, number: int) -> Response:
    """Hand out an issue as it was made; a sponsor gets one that was released."""
    access = opened(engagement_id)
    found = _issue(engagement_id, variant, number)
    if access.by_sponsor and found.released_at is None:
        abort(404)
    return _hand_out(access, store.issue_docx(database(), found.id), _called(found))


@bp.get(f"{ISSUE}.json")
def issued_dossier(engagement_id: int, variant: Variant, number: int) -> Response:
    """Hand out the dossier that an issue was made of."""
    access = consulted(engagement_id)
    found = _issue(engagement_id, variant, number)
    data = store.issue_dossier(database(), found.id)
    return _hand_out(access, data, f"{_called(found)}-dossier", "json", "application/json")


@bp.post(f"{ISSUE}/release")
def release(engagement_id: int, variant: Variant, number: int) -> Response:
    """Release an issue to the client's sponsors, or take it back."""
    access = consulted(engagement_id)
    form, db, now = ReleaseForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        abort(404)
    with write(db):
        found = _issue(engagement_id, variant, number)
        is_out = found.released_at is not None
        if form.withdraw.data:
            store.withdraw(db, found.id)
        else:
            store.release(db, found.id, access.account.id, now)
        if is_out == form.withdraw.data:  # a second press changes nothing, and tells nothing
            verb = "withdrew" if form.withdraw.data else "released"
            deed = f"{verb} the {_lowered(variant)}, issue {number}"
            record(db, engagement_id, access.account.actor, "release", deed, now)
    return _back(engagement_id, f"{variant}-{number}")


@bp.get(f"{ENGAGEMENT}/blueprint.docx")
def document(engagement_id: int) -> Response:
    """Hand out the blueprint: to a sponsor its latest released issue, to consultants the draft.

    Where something changed since the draft was made, another one is asked for, and the page of documents
    shows how far it is.
    """
    access, db = opened(engagement_id), database()
    if access.by_sponsor:
        out = [each for each in store.issues(db, engagement_id, released=True) if each.variant == "full"]
        if not out:
            abort(404)
        return _hand_out(access, store.issue_docx(db, out[0].id), _called(out[0]))
    results, now = opened_results(engagement_id), datetime.now(UTC)
    told = (db, access.engagement, results.wave, results.scores, access.engagement.manner.today(now))
    draft = store.drafts(db, engagement_id).get("full")
    data = store.draft_docx(db, engagement_id, "full")
    if data is not None and draft is not None and draft.fingerprint == fingerprint(assembled(*told)):
        return _hand_out(access, data, "blueprint")
    with write(db):
        making.asked(db, making.DRAFT, engagement_id, "full", now)
    return _back(engagement_id, "full")


def _released(access: Opened) -> str:
    """Return the page of a sponsor, or 404 while nothing was released."""
    db = database()
    out = store.issues(db, access.engagement.id, released=True)
    if not out:
        abort(404)
    return framed("blueprints/released.html", access, issues=out, compared=compared(db, out), size=told_size)


def _issue(engagement_id: int, variant: str, number: int) -> Issued:
    found = store.issue(database(), engagement_id, variant, number)
    if found is None:
        abort(404)
    return found


def _called(found: Issued) -> str:
    name = "blueprint" if found.variant == "full" else found.variant
    return f"{name}-issue-{found.number}"


def _lowered(variant: Variant) -> str:
    name = VARIANTS[variant]
    return f"{name[0].lower()}{name[1:]}"


def _hand_out(
    access: Opened, data: bytes, kind: str, ending: str = "docx", media_type: str = WORD
) -> Response:
    engagement = access.engagement
    name = file_name(engagement.client, engagement.id, kind, ending)
    return send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)


def _back(engagement_id: int, part: str) -> Response:
    return redirect(url_for(".blueprints", engagement_id=engagement_id, _anchor=part), code=303)
