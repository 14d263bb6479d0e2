"""Giving a passage a theme, and taking it away, from whichever page shows the passage."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from workshop.access import consulted
from workshop.addresses import NUMBER
from workshop.database import database, write
from workshop.history.store import record
from workshop.quotes import store as quotes
from workshop.quotes.room import QUOTE, came_from
from workshop.themes import store
from workshop.themes.forms import NameForm
from workshop.themes.naming import theme_named
from workshop.themes.room import bp


@bp.post(f"{QUOTE}/themes")
def tag(engagement_id: int, passage_id: int) -> Response:
    """Give a passage the theme of a name; a new name makes a theme."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = NameForm()
    with write(db):
        _is_here(engagement_id, passage_id)
        sound = form.validate_on_submit()
        if sound:
            theme_id = theme_named(db, engagement_id, form.name.data)
            if store.tag(db, [passage_id], theme_id):
                record(db, engagement_id, access.account.actor, "strategy", "gave a passage a theme", now)
    if not sound:
        flash(" ".join(form.name.errors) or "Nothing was tagged.", "quotes-fault")
    return redirect(_back(engagement_id, passage_id), code=303)


@bp.post(f"{QUOTE}/themes/<{NUMBER}:theme_id>/end")
def untag(engagement_id: int, passage_id: int, theme_id: int) -> Response:
    """Take a theme from a passage; where it does not have it, nothing changes."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    with write(db):
        _is_here(engagement_id, passage_id)
        theme = store.theme(db, engagement_id, theme_id)
        if theme and store.untag(db, passage_id, theme.id):
            record(db, engagement_id, access.account.actor, "strategy", "took a theme from a passage", now)
    return redirect(_back(engagement_id, passage_id), code=303)


def _is_here(engagement_id: int, passage_id: int) -> None:
    if quotes.passage(database(), engagement_id, passage_id) is None:
        abort(404)


def _back(engagement_id: int, passage_id: int) -> str:
    otherwise = url_for("quotes.quotes", engagement_id=engagement_id)
    return came_from(engagement_id, otherwise, f"theme-of-{passage_id}")
