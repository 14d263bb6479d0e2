"""The pages of engagements: the list, the form for a new one, results, capabilities, and documents."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug import Response

from questionnaires.header import AnswerFaults, Fault
from questionnaires.loading import shipped_names, shipped_pack
from questionnaires.scores_json import scores_json
from workshop.database import database
from workshop.dossiers.assembly import assembled
from workshop.engagements import sentences, store
from workshop.engagements.capabilities import SORTS, Order, grouped
from workshop.engagements.capability import QUESTIONS, capability_page
from workshop.engagements.downloads import file_name
from workshop.engagements.forms import EngagementForm
from workshop.engagements.guard import Opened, open_engagement
from workshop.engagements.importing import import_engagement
from workshop.engagements.results import nearest_level, results
from workshop.engagements.road import road

ENGAGEMENT = "<int(max=9223372036854775807):engagement_id>"
"""An engagement's number in an address; a larger one is no address, for no database could hold it."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

bp = Blueprint("engagements", __name__, template_folder="templates")
bp.add_app_template_filter(nearest_level)


@bp.get("/")
def index() -> str:
    """Show every engagement as a card."""
    return render_template("engagements/index.html", cards=store.all_cards(database()), road=road)


@bp.get("/engagements/new")
def new() -> str:
    """Show the form that makes an engagement."""
    return render_template("engagements/new.html", form=_form())


@bp.post("/engagements/new")
def create() -> Response | tuple[str, int]:
    """Make an engagement from the form and its file; with faults, show the form again with all of them."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("engagements/new.html", form=form), 422
    upload = form.answers.data
    try:
        made = import_engagement(
            database(),
            client=form.client.data,
            pack_name=form.pack.data,
            data=upload.read(),
            file_name=upload.filename or "",
            now=datetime.now(UTC),
            threshold=form.threshold.data,
            consultancy=form.consultancy.data or "",
        )
    except AnswerFaults as faults:
        told = {"faults": faults, "in_sheet_order": _in_sheet_order, "file_name": upload.filename}
        return render_template("engagements/new.html", form=form, **told), 422
    return redirect(url_for(".results", engagement_id=made), code=303)


@bp.get(f"/engagements/{ENGAGEMENT}", endpoint="results")
def results_page(engagement_id: int) -> str:
    """Show what the answers add up to."""
    opened = open_engagement(engagement_id)
    page = results(opened.wave.pack, opened.scores)
    return _render("engagements/results.html", opened, page=page)


@bp.get(f"/engagements/{ENGAGEMENT}/capabilities")
def capabilities(engagement_id: int) -> str:
    """List all capabilities, in the order of the method or by one figure."""
    opened = open_engagement(engagement_id)
    order = Order.asked_for(request.args.get("sort"), request.args.get("direction"))
    groups = grouped(opened.wave.pack, opened.scores, order)
    return _render("engagements/capabilities.html", opened, groups=groups, order=order, sorts=SORTS)


@bp.get(f"/engagements/{ENGAGEMENT}/capabilities/<capability_id>")
def capability(engagement_id: int, capability_id: str) -> str:
    """Show one capability: its levels, who said what, and how the mean came about."""
    opened = open_engagement(engagement_id)
    if capability_id not in opened.wave.pack.capability:
        abort(404)
    asked = request.args.get("question", "today")
    question = QUESTIONS.get(asked) or abort(404)
    page = capability_page(opened.wave.pack, opened.scores, capability_id, question)
    return _render("engagements/capability.html", opened, page=page, asked=asked, sentences=sentences)


@bp.get(f"/engagements/{ENGAGEMENT}/scores.json")
def scores(engagement_id: int) -> Response:
    """Hand out the scores as JSON."""
    opened = open_engagement(engagement_id)
    return _hand_out(opened, scores_json(opened.scores), "scores", "json", "application/json")


@bp.get(f"/engagements/{ENGAGEMENT}/blueprint.docx")
def blueprint(engagement_id: int) -> Response:
    """Hand out the blueprint as a Word document."""
    opened = open_engagement(engagement_id)
    return _hand_out(opened, _written(opened), "blueprint", "docx", WORD)


def _form() -> EngagementForm:
    form = EngagementForm()
    methods = [(name, _titled(name)) for name in shipped_names()]
    # Which of several was used only a person can say; the wrong one would only give faults.
    form.pack.choices = methods if len(methods) == 1 else [("", "Choose the method"), *methods]
    return form


def _in_sheet_order(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults by row, those of the whole file first, as someone mends them from top to bottom."""
    return sorted(faults, key=lambda fault: fault.row or 0)


def _titled(pack_name: str) -> str:
    pack = shipped_pack(pack_name)
    return f"{pack.title} (version {pack.version})"


def _written(opened: Opened) -> bytes:
    # matplotlib and python-docx take most of a second to import, and only a document needs them: they are
    # imported with the first one, so that no page waits for them.
    from reports.blueprint import blueprint as written

    issued = datetime.now().astimezone().date()
    return written(assembled(opened.engagement, opened.wave, opened.scores, issued))


def _render(template: str, opened: Opened, **values: object) -> str:
    """Render a page of an engagement, with its header and road."""
    steps = road(opened.scores.respondents, opened.wave.number)
    return render_template(
        template,
        engagement=opened.engagement,
        wave=opened.wave,
        pack=opened.wave.pack,
        scores=opened.scores,
        road=steps,
        **values,
    )


def _hand_out(opened: Opened, data: bytes, kind: str, ending: str, media_type: str) -> Response:
    engagement = opened.engagement
    return send_file(
        BytesIO(data),
        mimetype=media_type,
        as_attachment=True,
        download_name=file_name(engagement.client, engagement.id, kind, ending),
    )
