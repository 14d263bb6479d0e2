"""The page of the charter, for those who run the engagement."""

from datetime import UTC, datetime

from flask import Blueprint, request

from questionnaires.charter import Charter
from questionnaires.rounding import shown
from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.charter import store
from workshop.charter.page import Page, page
from workshop.charter.reading import of_each_interview, of_interviews, of_wave
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.waves.packs import frozen_pack
from workshop.waves.store import Wave, wave_by_id

bp = Blueprint("charter", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/charter")
def charter(engagement_id: int) -> str:
    """Show where the function stands on the charter's range, and which jobs it does and should do."""
    access = consulted(engagement_id)
    db, engagement = database(), access.engagement
    found = store.counted_wave(db, engagement_id)
    wave = wave_by_id(db, found) if found is not None else None
    asked = engagement_pack(db, engagement).charter
    counted = frozen_pack(db, wave).charter if wave is not None else None
    read = counted or asked
    state = wave.state(datetime.now(UTC)) if wave is not None else ""
    return framed(
        "charter/charter.html",
        access,
        charter=read,
        asked_differently=counted is not None and asked is not None and counted != asked,
        page=_page(engagement, read, asked, wave) if read is not None else None,
        wave=wave,
        is_open=state == "open",
        waiting=[number for number in store.asking(db, engagement_id) if not wave or number > wave.number],
        planned=len(store.interviewees(db, engagement_id)),
        archetypes=sorted(read.archetypes, key=lambda each: each.place) if read is not None else (),
    )


def _page(engagement: Engagement, read: Charter, asked: Charter | None, wave: Wave | None) -> Page:
    db, sign = database(), engagement.manner.decimal_sign
    groups = of_wave(db, wave.id, read, wave.threshold) if wave is not None else ()
    given = store.ratings(db, engagement.id) if asked is not None else []
    leadership = of_interviews(asked or read, given)
    own = of_each_interview(asked or read, given)
    names = store.interviewees(db, engagement.id)
    each = [(name, own[number]) for number, name in names.items() if number in own]
    return page(
        read,
        groups,
        leadership,
        each,
        by=request.args.get("by", ""),
        show=lambda value: shown(value).replace(".", sign),
    )
