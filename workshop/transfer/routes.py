"""The pages on which an engagement is exported, brought in from a file, and deleted."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from flask import (
    Blueprint,
    abort,
    after_this_request,
    current_app,
    flash,
    redirect,
    render_template,
    send_file,
    url_for,
)
from sqlite_utils import Database
from werkzeug import Response

from reports.wording import listed
from workshop.access import Opened, colleague, consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.engagements.store import engagements_for
from workshop.headers import SAVING
from workshop.transfer import store
from workshop.transfer.arriving import bring_in as brought_in_from
from workshop.transfer.ending import NotExported
from workshop.transfer.ending import delete as deleted
from workshop.transfer.faults import FileFaults
from workshop.transfer.forms import BringInForm, DeleteForm, ExportForm
from workshop.transfer.leaving import export as exported
from workshop.transfer.parcel import MAX_ZIPPED
from workshop.transfer.unsealed import NotSealedYet, unsealed_sentence
from workshop.waves.store import waves

bp = Blueprint("transfer", __name__, template_folder="templates")

_TOLD = (
    "person", "group_choice", "wave", "sheet", "comment", "mail_template", "history",
    "sponsorship", "personal_link", "mail", "interview", "passage", "theme", "priority", "objective",
    "document", "document_file", "worksheet_row", "finding", "judgement", "initiative", "issue",
    "own_paragraph", "client_template",
)  # fmt: skip
"""The tables whose rows the pages count."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """Which waves leave with blanked sheets, in words; the smallest threshold, and if some have names."""

    said: str
    threshold: int
    named: bool


@bp.get(f"{ENGAGEMENT}/export")
def manage(engagement_id: int) -> str:
    """Show what a file of the engagement would hold, and what not."""
    access = consulted(engagement_id)
    after_this_request(_let_it_look_again)
    return _page("transfer/export.html", access, form=ExportForm())


@bp.post(f"{ENGAGEMENT}/export")
def export(engagement_id: int) -> Response | tuple[str, int]:
    """Hand out the engagement as one file."""
    access = consulted(engagement_id)
    form = ExportForm()
    if not form.validate_on_submit():
        return _page("transfer/export.html", access, form=form), 422
    try:
        data = exported(database(), access.engagement, access.account.actor, datetime.now(UTC))
    except NotSealedYet:
        return _page("transfer/export.html", access, form=form), 422
    return send_file(
        BytesIO(data),
        mimetype="application/zip",
        as_attachment=True,
        download_name=file_name(access.engagement.client, engagement_id, "engagement", "zip"),
    )


def _let_it_look_again(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = SAVING  # the script asks whether the file was handed out
    return answer


@bp.get("/engagements/import")
def choose_file() -> str:
    """Show the form that takes the file of an engagement."""
    colleague()
    return _chooser(BringInForm())


@bp.post("/engagements/import")
def bring_in() -> Response | tuple[str, int]:
    """Store the engagement in a file; with faults, show the form again with all of them."""
    account = colleague()
    form = BringInForm()
    if not form.validate_on_submit():
        return _chooser(form), 422
    upload = form.file.data
    try:
        data = upload.read(MAX_ZIPPED + 1)
        made = brought_in_from(database(), data, account.actor, datetime.now(UTC))
    except FileFaults as faults:
        return _chooser(form, faults=faults.faults, file_name=upload.filename), 422
    return redirect(url_for(".brought_in", engagement_id=made), code=303)


@bp.get(f"{ENGAGEMENT}/brought-in")
def brought_in(engagement_id: int) -> str:
    """Show what came with the file of an engagement, and what is still to be done."""
    access = consulted(engagement_id)
    at = store.brought_in_at(database(), engagement_id) or abort(404)
    account, client = access.account, access.engagement.client.casefold()
    namesakes = [
        each
        for each in engagements_for(database(), account.id, account.role)
        if each.client.casefold() == client and each.id != engagement_id
    ]
    return _page("transfer/brought_in.html", access, at=at, namesakes=namesakes)


@bp.get(f"{ENGAGEMENT}/delete")
def ask_to_delete(engagement_id: int) -> str:
    """Show what would be deleted, and the form that asks for the client's name."""
    access = consulted(engagement_id)
    return _page("transfer/delete.html", access, form=DeleteForm(access.engagement.client))


@bp.post(f"{ENGAGEMENT}/delete")
def delete(engagement_id: int) -> Response | tuple[str, int]:
    """Delete the engagement for good, if it was exported and its client's name was typed."""
    access = consulted(engagement_id)
    form = DeleteForm(access.engagement.client)
    if not form.validate_on_submit():
        return _page("transfer/delete.html", access, form=form), 422
    try:
        gone = deleted(database(), access.engagement, access.account.actor, datetime.now(UTC))
    except (NotExported, NotSealedYet):
        return _page("transfer/delete.html", consulted(engagement_id), form=form), 422
    if not gone:
        current_app.logger.warning("what was deleted is still in the log beside the database")
    flash(f"The engagement of {access.engagement.client} is deleted.", "engagements")
    return redirect(url_for("engagements.index"), code=303)


def _chooser(form: BringInForm, **told: object) -> str:
    return render_template("transfer/bring_in.html", form=form, most=MAX_ZIPPED // 2**20, **told)


def _page(template: str, access: Opened, **values: object) -> str:
    db, engagement_id = database(), access.engagement.id
    counts = store.counts(db, engagement_id, _TOLD)
    latest = store.latest_export(db, engagement_id)
    told = {
        "counts": counts,
        "latest": latest,
        "unsealed": unsealed_sentence(db, engagement_id),
        "blanked": _blanked(db, engagement_id),
    }
    return framed(template, access, **told, **values)


def _blanked(db: Database, engagement_id: int) -> Blanked | None:
    """Return the waves whose single answers leave blanked, or None where there is no such wave."""
    here = store.answered_here(db, engagement_id)
    found = [each for each in waves(db, engagement_id) if each.id in here]
    if not found:
        return None
    numbers = sorted(each.number for each in found)
    said = listed([str(each) for each in numbers])
    return Blanked(
        f"wave {said}" if len(numbers) == 1 else f"waves {said}",
        min(each.threshold for each in found),
        any(each.mode == "named" for each in found),
    )
