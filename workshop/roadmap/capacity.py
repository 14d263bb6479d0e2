"""What there is to do initiatives with: the page that says so, and what becomes of it."""

from datetime import UTC, date, datetime
from typing import Any

from flask import flash, redirect

from questionnaires.roadmap.plan import Capacity, Roadmap
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.roadmap import store
from workshop.roadmap.capacity_form import capacity_form
from workshop.roadmap.page import home, overtaken
from workshop.roadmap.reading import MONTHS, USUAL_RESERVE, roadmap_of, usual_start
from workshop.roadmap.room import CAPACITY, Answer, bp
from workshop.roadmap.store import QUARTERS, Means

_YEARS = 3
"""For so many years from the usual one on, quarters are offered to begin with."""


@bp.get(CAPACITY, endpoint="capacity")
def shown(engagement_id: int) -> str:
    """Show begin, reserve, budget and days, to be changed."""
    access = consulted(engagement_id)
    found = roadmap_of(database(), access.engagement)
    return _page(access, found, _form(access, found))


@bp.post(CAPACITY)
def set_capacity(engagement_id: int) -> Answer:
    """Store what there is; placements stay in their quarters."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = roadmap_of(db, access.engagement)
        form = _form(access, found)
        sound = form.validate_on_submit()
        same = sound and form.means == _held(access)
        if sound and not same:
            sound = not overtaken(form, store.standing(db, engagement_id), access)
        if sound and not same:
            store.touched(db, engagement_id, access.account.actor, now, reserve=USUAL_RESERVE)
            store.put_means(db, engagement_id, form.means)
            if found.placements:
                store.begin(db, engagement_id, found.capacity.starts_on)
            deed = "changed what there is to do the roadmap with"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    if not sound:
        return _page(access, found, form), 422
    flash("Nothing was changed." if same else "The capacity is stored.", "roadmap")
    return redirect(home(engagement_id), code=303)


def _held(access: Opened) -> Means:
    return store.means(database(), access.engagement.id) or Means(None, USUAL_RESERVE, None, ())


def _form(access: Opened, found: Roadmap) -> Any:
    engagement = access.engagement
    held = _held(access)
    asked = list(dict.fromkeys(each.role for one in found.initiatives for each in one.effort))
    revision = store.standing(database(), engagement.id).revision
    return capacity_form(held, asked, _starts(access, held), engagement.manner, revision)


def _starts(access: Opened, held: Means) -> dict[str, str]:
    """Return the days to choose from, by their text: the usual one, then quarter after quarter."""
    usual = usual_start(access.engagement)
    names = {"": f"The quarter after the session, {Capacity(usual).name(1)}"}
    if access.engagement.session_on is None:
        names = {"": f"The next quarter, {Capacity(usual).name(1)}"}
    first = date(min(usual.year, held.starts_on.year if held.starts_on else usual.year), 1, 1)
    for place in range(4 * (_YEARS + usual.year - first.year)):
        months = first.year * 12 + MONTHS * place
        day = date(months // 12, months % 12 + 1, 1)
        names[day.isoformat()] = Capacity(day).name(1)
    if held.starts_on:
        names.setdefault(held.starts_on.isoformat(), Capacity(held.starts_on).name(1))
    return names


def _page(access: Opened, found: Roadmap, form: Any) -> str:
    name = found.capacity.name
    return framed(
        "roadmap/capacity.html",
        access,
        roadmap=found,
        form=form,
        quarters=[name(each) for each in range(1, QUARTERS + 1)],
    )
