"""The client's own template: sent, checked, kept or refused, removed; it is never handed out."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from werkzeug import Response

from workshop.access import consulted
from workshop.blueprints import drawn
from workshop.blueprints.room import TEMPLATE, bp
from workshop.blueprints.template import store
from workshop.blueprints.template.checking import faults_of, left_out_of
from workshop.blueprints.template.forms import TemplateForm
from workshop.blueprints.template.page import shown
from workshop.database import database, write
from workshop.documents.files import safe_name
from workshop.history.store import record


@bp.post(TEMPLATE)
def put_template(engagement_id: int) -> Response | tuple[str, int]:
    """Keep a template that passes its check; with faults, show the page again with all of them."""
    access = consulted(engagement_id)
    form, db, now = TemplateForm(), database(), datetime.now(UTC)
    if not form.validate_on_submit():
        return drawn.page(access, template=shown(db, engagement_id, form)), 422
    data, name = form.template.data.read(), safe_name(form.template.data.filename or "", "docx")
    faults = faults_of(data)
    if faults:
        return drawn.page(access, template=shown(db, engagement_id, form, faults)), 422
    with write(db):
        store.put_template(db, engagement_id, name, data, access.account.actor, now)
        record(db, engagement_id, access.account.actor, "document", f"set the template {name}", now)
    flash("The template is kept. The next draft takes its looks from it.", "template")
    for told in left_out_of(data):
        flash(told, "template-left-out")
    return redirect(url_for(".blueprints", engagement_id=engagement_id, _anchor="template"), code=303)


@bp.post(f"{TEMPLATE}/removal")
def remove_template(engagement_id: int) -> Response:
    """Forget the template; documents take the product's own again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if store.kept_template(db, engagement_id):
            store.remove_template(db, engagement_id)
            record(db, engagement_id, access.account.actor, "document", "removed the template", now)
    flash("The template is removed.", "template")
    return redirect(url_for(".blueprints", engagement_id=engagement_id, _anchor="template"), code=303)
