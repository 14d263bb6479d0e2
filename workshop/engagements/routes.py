"""The pages of engagements: the list, the form for a new one, and where one stands."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response

from questionnaires.loading import shipped_names, shipped_pack
from workshop.access import colleague, opened, signed_in
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements import store
from workshop.engagements.forms import EngagementForm
from workshop.engagements.frame import framed
from workshop.engagements.road import road
from workshop.history.store import record

bp = Blueprint("engagements", __name__, template_folder="templates")


@bp.get("/")
def index() -> str:
    """Show the visitor's engagements as cards."""
    account = signed_in()
    engagements = store.engagements_for(database(), account.id, account.role)
    facts = store.facts_of(database(), [each.id for each in engagements])
    return render_template("engagements/index.html", engagements=engagements, facts=facts, road=road)


@bp.get("/engagements/new")
def new() -> str:
    """Show the form that makes an engagement."""
    colleague()
    return render_template("engagements/new.html", form=_form())


@bp.post("/engagements/new")
def create() -> Response | tuple[str, int]:
    """Make an engagement from the form; with faults, show the form again with all of them."""
    account = colleague()
    form = _form()
    if not form.validate_on_submit():
        return render_template("engagements/new.html", form=form), 422
    db, now = database(), datetime.now(UTC)
    with write(db):
        made = store.add_engagement(
            db,
            client=form.client.data,
            function_assessed=shipped_pack(form.pack.data).function,
            consultancy=form.consultancy.data or "",
            pack=form.pack.data,
            now=now,
        )
        store.add_member(db, made, account.id)
        record(db, made, account.actor, "engagement", "created the engagement", now)
    return redirect(url_for(".overview", engagement_id=made), code=303)


@bp.get(ENGAGEMENT)
def overview(engagement_id: int) -> str:
    """Show where an engagement stands."""
    return framed("engagements/overview.html", opened(engagement_id))


def _form() -> EngagementForm:
    form = EngagementForm()
    methods = [(name, _titled(name)) for name in shipped_names()]
    # Which of several was used only a person can say; the wrong one would only give faults.
    form.pack.choices = methods if len(methods) == 1 else [("", "Choose the method"), *methods]
    return form


def _titled(pack_name: str) -> str:
    pack = shipped_pack(pack_name)
    return f"{pack.title} (version {pack.version})"
