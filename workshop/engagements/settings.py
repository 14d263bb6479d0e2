"""The pages on which an engagement begins and its settings are changed."""

from datetime import UTC, datetime

from flask import abort, redirect, render_template, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from reports.wording import listed
from workshop.access import Opened, colleague, consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements import brand, store
from workshop.engagements.forms import EngagementForm, new_form, settings_form, shown_of
from workshop.engagements.frame import framed
from workshop.engagements.groups.editing import STANDARD
from workshop.engagements.groups.store import add_choices
from workshop.engagements.logos.store import put_logo
from workshop.engagements.methods import method, methods
from workshop.engagements.packs.store import frozen_at
from workshop.engagements.room import bp
from workshop.engagements.store import Engagement, Settings
from workshop.history.store import record
from workshop.waves.store import waves

_CALLED = {
    "client": "the client",
    "function_assessed": "the function assessed",
    "consultancy": "the firm",
    "pack": "the method",
    "currency": "the currency",
    "page_size": "the page size",
    "manner": "how dates and numbers are written",
    "starts_on": "the start",
    "session_on": "the day of the session",
    "ends_on": "the end",
    "brand": "the first colour",
    "accent": "the second colour",
}
"""What history calls each setting."""


@bp.get("/engagements/new")
def new() -> str:
    """Show the form that makes an engagement."""
    account = colleague()
    db = database()
    return _new(new_form(store.latest_of(db, account.id)))


@bp.post("/engagements/new")
def create() -> Response | tuple[str, int]:
    """Make an engagement from the form; with faults, show the form again with all of them."""
    account = colleague()
    form = new_form(None)
    if not form.validate_on_submit():
        return _new(form), 422
    db, now, settings = database(), datetime.now(UTC), form.settings
    with write(db):
        made = store.add_engagement(
            db,
            client=settings.client,
            function_assessed=settings.function_assessed,
            consultancy=settings.consultancy,
            pack=settings.pack,
            now=now,
        )
        store.change_engagement(db, made, settings)
        if form.png is not None:
            put_logo(db, made, form.png)
        for column, names in STANDARD.items():
            add_choices(db, made, column, names)
        store.add_member(db, made, account.id)
        record(db, made, account.actor, "engagement", "created the engagement", now)
    return redirect(url_for(".overview", engagement_id=made), code=303)


@bp.get(f"{ENGAGEMENT}/settings")
def settings(engagement_id: int) -> str:
    """Show the settings of an engagement."""
    access = consulted(engagement_id)
    return _settings(access, _settings_form(database(), access.engagement))


@bp.post(f"{ENGAGEMENT}/settings")
def change(engagement_id: int) -> Response | tuple[str, int]:
    """Store the settings; with faults, or where somebody else changed the same, show the form again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    form, stands = _settings_form(db, access.engagement), shown_of(access.engagement)
    both = form.take_over(stands)
    if not form.validate_on_submit():
        return _settings(access, form), 422
    if both:
        form.ask(stands, both, access.engagement.manner)
        return _settings(access, form), 422
    with write(db):
        before = store.engagement(db, engagement_id)
        if before is None:
            abort(404)
        if shown_of(before) != stands:
            form.look_again()
        else:
            store.change_engagement(db, engagement_id, form.settings)
            if form.png is not None:
                put_logo(db, engagement_id, form.png)
            changed = _changed(before, store.engagement(db, engagement_id) or before)
            if changed:
                record(db, engagement_id, access.account.actor, "engagement", f"changed {changed}", now)
    if form.errors:
        return _settings(access, form), 422
    return redirect(url_for(".settings", engagement_id=engagement_id, saved="yes"), code=303)


def _changed(before: Engagement, after: Engagement) -> str:
    """Return what differs, as a list in a sentence; days are told as they are now."""
    old, new = before.settings, after.settings
    told = []
    for name in Settings.__dataclass_fields__:
        value = getattr(new, name)
        if value != getattr(old, name):
            day = name.endswith("_on")
            to = "" if not day else f" to {after.manner.day(value)}" if value else " to no day"
            told.append(_CALLED[name] + to)
    return listed(told + (["the logo"] if before.logo != after.logo else []))


def _settings_form(db: Database, engagement: Engagement) -> EngagementForm:
    return settings_form(engagement, answered=_is_asked(db, engagement))


def _is_asked(db: Database, engagement: Engagement) -> bool:
    """Return whether a wave, if only a planned one, or anything else rests on the engagement's method."""
    return bool(waves(db, engagement.id)) or frozen_at(db, engagement.id) is not None


def _new(form: EngagementForm) -> str:
    return render_template("engagements/new.html", form=form, methods=methods(), findings=_findings(form))


def _settings(access: Opened, form: EngagementForm) -> str:
    return framed(
        "engagements/settings.html",
        access,
        form=form,
        method=method(access.engagement.pack),
        methods=methods(),
        is_asked=_is_asked(database(), access.engagement),
        findings=_findings(form),
        saved=request.args.get("saved") == "yes" and not form.errors,
    )


def _findings(form: EngagementForm) -> dict[str, object]:
    """Return what becomes of the colours in the form: sentences, and the pair for a sample of them."""
    pair = f"{(form.brand.data or '')[1:]}-{(form.accent.data or '')[1:]}"
    if not brand.is_pair(pair):
        return {}
    return {"pair": pair, "said": brand.findings(form.brand.data, form.accent.data)}
