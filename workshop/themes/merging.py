"""Making one theme part of another: it is told what moves, and asked first."""

import re
from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response
from wtforms.fields.choices import SelectChoice

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.themes import store
from workshop.themes.forms import MergeForm
from workshop.themes.room import THEME, bp
from workshop.themes.store import Theme


@bp.get(f"{THEME}/merging")
def merging(engagement_id: int, theme_id: int) -> str:
    """Ask which theme this one becomes part of, and say what moves."""
    access = consulted(engagement_id)
    return _page(access, _theme(engagement_id, theme_id), MergeForm())


@bp.post(f"{THEME}/merging")
def merge(engagement_id: int, theme_id: int) -> Response | tuple[str, int]:
    """Move the passages of a theme to another one, which takes its place."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = MergeForm()
    form.validate_on_submit()
    with write(db):
        theme = _theme(engagement_id, theme_id)
        chosen = form.into.data or ""
        number = int(chosen) if re.fullmatch("[0-9]{1,18}", chosen) else 0
        into = store.theme(db, engagement_id, number)
        merged = into is not None and into.id != theme.id
        if into and merged:
            store.merge_theme(db, theme.id, into.id)
            record(db, engagement_id, access.account.actor, "strategy", "merged two themes", now)
    if not into or not merged:
        form.into.errors = ["Choose the theme that stays."]
        return _page(access, theme, form), 422
    flash(f"“{theme.name}” is part of this theme now.", "themes")
    return redirect(url_for(".theme", engagement_id=engagement_id, theme_id=into.id), code=303)


def _theme(engagement_id: int, theme_id: int) -> Theme:
    found = store.theme(database(), engagement_id, theme_id)
    if found is None:
        abort(404)
    return found


def _page(access: Opened, theme: Theme, form: MergeForm) -> str:
    db, engagement_id = database(), access.engagement.id
    others = [each for each in store.themes(db, engagement_id) if each.id != theme.id]
    form.into.choices = [SelectChoice(str(each.id), each.name) for each in others]
    return framed(
        "themes/merging.html",
        access,
        theme=theme,
        others=others,
        passages=store.passages_by_theme(db, engagement_id),
        form=form,
    )
