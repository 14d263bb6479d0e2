"""The pages of themes: all of them, one with its passages; tagging and search are registered beside them."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.quotes import store as quotes
from workshop.quotes.listing import judged
from workshop.quotes.questions import questions_of
from workshop.quotes.showing import gate_of
from workshop.themes import merging, searching, store, tagging
from workshop.themes.counting import GROUPS, Counted, counted_themes
from workshop.themes.forms import DeedForm, NameForm, ThemeForm
from workshop.themes.naming import known
from workshop.themes.room import THEME, THEMES, bp
from workshop.themes.store import Theme

__all__ = ["bp", "merging", "searching", "tagging"]


@bp.get(THEMES)
def themes(engagement_id: int) -> str:
    """Show the themes of an engagement with what each counts."""
    return _list(consulted(engagement_id), NameForm())


@bp.post(THEMES)
def create(engagement_id: int) -> Response | tuple[str, int]:
    """Add a theme."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = NameForm()
    with write(db):
        added = form.validate_on_submit() and _is_free(form, engagement_id)
        if added:
            number = store.add_theme(db, engagement_id, form.name.data)
            record(db, engagement_id, access.account.actor, "strategy", "added a theme", now)
    if not added:
        return _list(access, form), 422
    flash(f"The theme “{form.name.data}” is added.", "themes")
    return redirect(url_for(".themes", engagement_id=engagement_id, _anchor=f"theme-{number}"), code=303)


@bp.get(THEME)
def theme(engagement_id: int, theme_id: int) -> str:
    """Show a theme with its passages."""
    access = consulted(engagement_id)
    found = theme_of(engagement_id, theme_id)
    return _page(access, found, ThemeForm(formdata=None, data={"name": found.name, "meaning": found.meaning}))


@bp.post(THEME)
def change(engagement_id: int, theme_id: int) -> Response | tuple[str, int]:
    """Give a theme another name or meaning."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = ThemeForm()
    with write(db):
        found = theme_of(engagement_id, theme_id)
        sound = form.validate_on_submit() and _is_free(form, engagement_id, found.id)
        if sound and (form.name.data, form.meaning.data) != (found.name, found.meaning):
            store.change_theme(db, theme_id, form.name.data, form.meaning.data)
            record(db, engagement_id, access.account.actor, "strategy", "changed a theme", now)
    if not sound:
        return _page(access, found, form), 422
    flash("The theme is saved.", "themes")
    return redirect(url_for(".theme", engagement_id=engagement_id, theme_id=theme_id), code=303)


@bp.post(f"{THEME}/removal")
def remove(engagement_id: int, theme_id: int) -> Response:
    """Remove a theme; its passages stay."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    with write(db):
        found = theme_of(engagement_id, theme_id)
        store.remove_theme(db, theme_id)
        record(db, engagement_id, access.account.actor, "strategy", "removed a theme", now)
    flash(f"The theme “{found.name}” is removed. Its passages stay.", "themes")
    return redirect(url_for(".themes", engagement_id=engagement_id), code=303)


def theme_of(engagement_id: int, theme_id: int) -> Theme:
    """Return one of the engagement's themes, or 404."""
    found = store.theme(database(), engagement_id, theme_id)
    if found is None:
        abort(404)
    return found


def _is_free(form: NameForm, engagement_id: int, but: int = 0) -> bool:
    """Return whether no other theme has the name, or else put a fault into the form."""
    other = known(database(), engagement_id, form.name.data)
    if other is None or other.id == but:
        return True
    form.name.errors = [f"There is a theme “{other.name}”. Choose another name, or merge the two."]
    return False


def _counted(engagement_id: int) -> tuple[list[Counted], int]:
    """Return the themes with their counts, and how many interviews were held."""
    db = database()
    held = store.interviews_held(db, engagement_id)
    counts = counted_themes(
        store.themes(db, engagement_id),
        held,
        store.interviews_by_theme(db, engagement_id),
        store.passages_by_theme(db, engagement_id),
    )
    return counts, len(held)


def _list(access: Opened, form: NameForm) -> str:
    counts, held = _counted(access.engagement.id)
    return framed(
        "themes/themes.html",
        access,
        counts=counts,
        held=held,
        groups=GROUPS,
        marked=bool(quotes.passages(database(), access.engagement.id)),
        form=form,
    )


def _page(access: Opened, found: Theme, form: ThemeForm) -> str:
    db, engagement_id = database(), access.engagement.id
    counts, held = _counted(engagement_id)
    tagged = [each for each in quotes.passages(db, engagement_id) if found.id in each.themes]
    all_interviews = interviews.interviews(db, engagement_id)
    return framed(
        "themes/theme.html",
        access,
        theme=found,
        counted=next(each for each in counts if each.theme.id == found.id),
        held=held,
        groups=GROUPS,
        found=judged(gate_of(db, engagement_id), tagged),
        others=[each.theme for each in counts if each.theme.id != found.id],
        questions=questions_of(engagement_pack(db, access.engagement), all_interviews),
        form=form,
        deed=DeedForm(formdata=None),
    )
