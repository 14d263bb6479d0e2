"""Suggested initiatives: taken one by one or all at once, left out, brought back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.roadmap.drafting import Suggestion
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import freeze_pack
from workshop.history.store import record
from workshop.presentation import counted
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.circles import circle
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import SUGGESTIONS, bp

MOST = 120
"""So many initiatives an engagement may have; no roadmap of three years holds more."""


@bp.get(SUGGESTIONS)
def suggestions(engagement_id: int) -> str:
    """Show what the accepted findings and the catalogue suggest, why, and what was left out."""
    return _page(consulted(engagement_id))


@bp.post(SUGGESTIONS)
def take(engagement_id: int) -> Response | tuple[str, int]:
    """Draft suggested initiatives: those that are named, or all; one that is there already stays as it is."""
    access = consulted(engagement_id)
    db, now, keys = database(), datetime.now(UTC), set(request.form.getlist("key"))
    with write(db):
        room = room_of(db, access.engagement)
        chosen = [each for each in room.suggestions if "all" in request.form or each.key in keys]
        full = len(room.kept) + len(chosen) > MOST
        if chosen and not full:
            freeze_pack(db, access.engagement, now)
            draft(db, access, room, chosen, now)
            deed = f"drafted “{chosen[0].initiative.title}”"
            if len(chosen) > 1:
                deed = f"drafted {len(chosen)} initiatives from the findings"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    if full:
        return _page(access, full=True), 422
    number = len(chosen)
    said = f"{counted(number, 'initiative is', 'initiatives are')} drafted." if number else ""
    said = said or "Nothing was drafted: it is there already, or suggested no more."
    return _back(engagement_id, said, _after(access, room, chosen[-1].key) if number == 1 else "")


@bp.post(f"{SUGGESTIONS}/dismissal")
def dismiss(engagement_id: int) -> Response:
    """Leave a suggestion out; one that is not suggested stays as it is."""
    access = consulted(engagement_id)
    db, now, key = database(), datetime.now(UTC), request.form.get("key", "")
    with write(db):
        room = room_of(db, access.engagement)
        found = next((each for each in room.suggestions if each.key == key), None)
        if found:
            store.dismiss(db, engagement_id, key, access.account.actor, now)
            deed = f"left out the suggestion “{found.initiative.title}”"
            record(db, engagement_id, access.account.actor, "roadmap", deed, now)
    return _back(engagement_id, "The suggestion is left out." if found else "", _after(access, room, key))


@bp.post(f"{SUGGESTIONS}/return")
def bring_back(engagement_id: int) -> Response:
    """Let what was left out be suggested again."""
    access = consulted(engagement_id)
    db, now, key = database(), datetime.now(UTC), request.form.get("key", "")
    with write(db):
        found = store.dismissals(db, engagement_id).get(key)
        if found:
            store.bring_back(db, engagement_id, key)
            record(db, engagement_id, access.account.actor, "roadmap", "brought a suggestion back", now)
    return _back(engagement_id, "It may be suggested again." if found else "", key)


def draft(
    db: Database, access: Opened, room: Room, chosen: Sequence[Suggestion], now: datetime
) -> dict[str, int]:
    """Store suggestions, resting on one another and on what there is as the catalogue says, inside write().

    Returns their numbers by key.
    """
    by = access.account.actor
    numbers = {key: each.id for each in room.kept for key in each.keys}
    made = {
        each.key: store.add(db, access.engagement.id, each.initiative, "catalogue", by, now)
        for each in chosen
    }
    numbers |= made
    links = {each.id: list(each.initiative.prerequisites) for each in store.kept(db, access.engagement.id)}
    changed = set()
    for each in room.pack.initiatives:
        for base in each.prerequisites:
            # What both were there before was related, or taken apart, by somebody on purpose.
            if each.id not in numbers or base not in numbers or not {each.id, base} & made.keys():
                continue
            one, other = numbers[each.id], numbers[base]
            if one == other or other in links[one]:
                continue
            links[one].append(other)
            if circle(links, one):
                links[one].remove(other)
            else:
                changed.add(one)
    for kept in store.kept(db, access.engagement.id):
        if kept.id in made.values():
            store.relate(db, kept.id, links[kept.id])
        elif kept.id in changed:
            store.change(db, kept.id, replace(kept.initiative, prerequisites=tuple(links[kept.id])), by, now)
    return made


def _page(access: Opened, full: bool = False) -> str:
    room = room_of(database(), access.engagement)
    return framed(
        "initiatives/suggestions.html",
        access,
        room=room,
        catalogue={each.id: each for each in room.pack.initiatives},
        full=full,
        most=MOST,
        at=request.args.get("at", ""),
        form=FlaskForm(formdata=None),
    )


def _after(access: Opened, before: Room, key: str) -> str:
    """Return the key of what followed a suggestion that went, else of what came before; empty for none."""
    left = {each.key for each in room_of(database(), access.engagement).suggestions}
    keys = [each.key for each in before.suggestions]
    place = keys.index(key) if key in keys else 0
    return next((each for each in (*keys[place:], *keys[:place][::-1]) if each in left), "")


def _back(engagement_id: int, said: str, at: str = "") -> Response:
    """Lead back to the suggestion that is next, and say what was done."""
    if said:
        flash(said, "initiatives")
    place = {"at": at, "_anchor": f"suggestion-{at}"} if at else {}
    return redirect(url_for("initiatives.suggestions", engagement_id=engagement_id, **place), code=303)
