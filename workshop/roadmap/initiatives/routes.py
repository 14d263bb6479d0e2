"""The pages of initiatives: the list of them, and one to be read with all that it is traced to."""

from flask import abort, request

from workshop.access import consulted
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.roadmap.initiatives import editing, merging, removing, splitting, suggesting
from workshop.roadmap.initiatives.missing import LACKS, missing
from workshop.roadmap.initiatives.narrowing import LACKING, Narrowing, by_component
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import INITIATIVES, ONE, bp
from workshop.roadmap.initiatives.store import Kept

__all__ = ["bp", "editing", "merging", "removing", "splitting", "suggesting"]


@bp.get(INITIATIVES, endpoint="initiatives")
def listed(engagement_id: int) -> str:
    """Show the initiatives by component, what each still lacks, and whether others are suggested."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    narrowing = Narrowing.asked_for(request.args, room.pack)
    shown = [each for each in room.kept if narrowing.fits(each, room.needed)]
    return framed(
        "initiatives/initiatives.html",
        access,
        room=room,
        narrowing=narrowing,
        shown=shown,
        parts=by_component(shown, room.pack),
        lacking=LACKING,
        lacks=LACKS,
        missing=missing,
        counts={
            name: sum(Narrowing(lacking=name).fits(each, room.needed) for each in room.kept)
            for name in ("any", "owner")
        },
        latest=max((each.at for each in room.kept), default=None),
    )


@bp.get(ONE)
def initiative(engagement_id: int, initiative_id: int) -> str:
    """Show one initiative, with everything that it is traced to."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    found = held(room, initiative_id)
    return framed(
        "initiatives/initiative.html",
        access,
        room=room,
        found=found,
        each=found.initiative,
        lacks=[LACKS[name] for name in missing(found.initiative, room.needed)],
        resting=room.resting_on(found.id),
    )


def held(room: Room, initiative_id: int) -> Kept:
    """Return one of the engagement's initiatives, or 404."""
    found = room.one(initiative_id)
    if found is None:
        abort(404)
    return found
