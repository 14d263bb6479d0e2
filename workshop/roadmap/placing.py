"""Initiatives moved by hand: pinned, unpinned, taken off, with what that breaks before it is stored."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect
from sqlite_utils import Database

from questionnaires.phrasing import set_apart
from questionnaires.roadmap.checking import breaks
from questionnaires.roadmap.plan import Placement, Roadmap
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.presentation import counted
from workshop.roadmap import store
from workshop.roadmap.forms import places_form
from workshop.roadmap.page import home, overtaken
from workshop.roadmap.reading import USUAL_RESERVE, roadmap_of, wording_of
from workshop.roadmap.room import PLACES, Answer, bp
from workshop.roadmap.told import difference, rows_of, terms_of


@bp.get(PLACES)
def places(engagement_id: int) -> str:
    """Show where each initiative stands, to be moved."""
    access = consulted(engagement_id)
    found = roadmap_of(database(), access.engagement)
    return _page(access, found, _form(access, found))


@bp.post(PLACES)
def move(engagement_id: int) -> Answer:
    """Store where initiatives were moved to; or show first what that would break."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = roadmap_of(db, access.engagement)
        form = _form(access, found)
        sound = form.validate_on_submit()
        if sound and not form.preview.data:
            changed = _changed(found, form.places())
            sound = not changed or not overtaken(form, store.standing(db, engagement_id), access)
            if sound and changed:
                _store(db, access, found, changed, now)
    if not sound:
        return _page(access, found, form), 422
    if form.preview.data:
        return _page(access, found, form, previewed=True)
    if changed:
        flash(f"{counted(len(changed), 'place is', 'places are')} changed.", "roadmap")
    else:
        flash("Nothing was changed.", "roadmap")
    return redirect(home(engagement_id), code=303)


def _form(access: Opened, found: Roadmap) -> Any:
    revision = store.standing(database(), access.engagement.id).revision
    ordered = _ordered(found)
    return places_form(ordered, found.capacity, found.placements, revision)


def _ordered(found: Roadmap) -> list[Any]:
    """Return the initiatives as the grid has them, then those without a place."""
    without = [each for each in found.initiatives if each.id not in found.placements]
    return [*found.in_order, *without]


def _changed(found: Roadmap, places: dict[int, Placement]) -> dict[int, Placement | None]:
    """Return what a form changes, by initiative; None takes it off."""
    return {
        each.id: places.get(each.id)
        for each in found.initiatives
        if places.get(each.id) != found.placements.get(each.id)
    }


def _store(
    db: Database, access: Opened, found: Roadmap, changed: dict[int, Placement | None], now: datetime
) -> None:
    number, actor = access.engagement.id, access.account.actor
    store.touched(db, number, actor, now, reserve=USUAL_RESERVE)
    store.begin(db, number, found.capacity.starts_on)
    for each, place in changed.items():
        if place is None:
            store.remove_placements(db, number, [each])
        else:
            store.put_placement(db, number, each, place)
    record(db, number, actor, "roadmap", _deed(found, changed), now)


def _deed(found: Roadmap, changed: dict[int, Placement | None]) -> str:
    if len(changed) > 1:
        return f"moved {len(changed)} initiatives on the roadmap"
    number, place = next(iter(changed.items()))
    title = f"“{set_apart(found.initiative[number].title)}”"
    before = found.placements.get(number)
    if place is None:
        return f"took {title} off the roadmap"
    if before is not None and before.start == place.start:
        return f"{'pinned' if place.pinned else 'unpinned'} {title}"
    return f"moved {title} to {found.capacity.name(place.start)}"


def _page(access: Opened, found: Roadmap, form: Any, *, previewed: bool = False) -> str:
    db, engagement = database(), access.engagement
    pack, wording = engagement_pack(db, engagement), wording_of(engagement)
    after = Roadmap(found.initiatives, found.capacity, _typed(found, form), horizons=found.horizons)
    shown = after if previewed else found
    return framed(
        "roadmap/places.html",
        access,
        roadmap=shown,
        rows=rows_of(shown, pack, breaks(shown, pack, wording)),
        terms=terms_of(shown),
        initiatives=_ordered(found),
        components={part.id: part.short_name for part in pack.components},
        standing=found.placements,
        form=form,
        previewed=previewed,
        moved=_changed(found, dict(after.placements)),
        difference=difference(found, after, pack, wording),
    )


def _typed(found: Roadmap, form: Any) -> dict[int, Placement]:
    """Return the placements of a form, or those that stand where it has faults."""
    faulty = any(form.start(number).errors for number in form.numbers)
    return dict(found.placements) if faulty else form.places()
