"""The page that a link opens on: who asks, why, how long it takes, who will see what."""

from datetime import UTC, datetime
from typing import Any

from flask import redirect, request
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.effort import minutes_needed
from workshop.addresses import public_url
from workshop.answering import store
from workshop.answering.filling import progress
from workshop.answering.guard import held, leads_nowhere, page, told
from workshop.answering.outline import REVIEW, Outline
from workshop.answering.room import bp, by_link
from workshop.answering.segments import Filled
from workshop.answering.store import EMPTY, Client, Sheet
from workshop.database import database, write
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement
from workshop.invitations.members.store import consultant_names
from workshop.languages import gettext, listed, ngettext
from workshop.waves.promise import promise_of
from workshop.waves.store import Wave


def welcome(token: str) -> str | None:
    """Return the page that a link to a launched wave opens on, None where the token is no such link."""
    db = database()
    found = held(db, token, datetime.now(UTC))
    if found is None:
        return None
    if found.state not in ("open", "waiting") or found.holder.sheet_id is None:
        return told(found)
    client, wave = found.holder.client, found.holder.wave
    sheet = store.sheet(db, found.sheet_id)
    return page(
        "answering/welcome.html",
        client,
        **introduction(db, wave, client, found.outline, by_door=found.holder.by_door),
        state=found.state,
        name=found.holder.name,
        named=found.holder.named,
        asks_named=wave.mode == "named" and not found.holder.by_door,
        submitted=found.holder.submitted,
        resume=public_url(f"/p/{token}") if found.holder.by_door else "",
        first=first_open(found.outline, sheet),
        begin=_begin(sheet, found.holder.submitted),
        hole=Filled(progress(found.outline, sheet)) if found.state == "open" else None,
        outline=found.outline,
    )


@bp.post("/p/<token>")
@by_link
def begin(token: str) -> Response | tuple[str, int]:
    """Keep whether somebody agrees to be named, and go to the first open page."""
    db = database()
    with write(db):
        found = held(db, token, datetime.now(UTC))
        agreed = request.form.get("named")
        if found and found.open and found.holder.wave.mode == "named" and agreed in ("yes", "no"):
            store.agree(db, found.holder.participant_id, agreed == "yes" and not found.holder.by_door)
    if found is None:
        leads_nowhere(token)
    if not found.open:
        return told(found, lost=True), 409
    first = first_open(found.outline, store.sheet(db, found.sheet_id))
    return redirect(f"{request.script_root}/p/{token}/{first}", code=303)


def introduction(
    db: Database, wave: Wave, client: Client, outline: Outline, *, by_door: bool = False
) -> dict[str, Any]:
    """Return what is said before the first question, for a template."""
    engagement = engagements.engagement(db, client.engagement_id)
    names = listed(consultant_names(db, client.engagement_id))
    return words_of(wave, outline, engagement, names, by_door=by_door)


def words_of(
    wave: Wave, outline: Outline, engagement: Engagement | None, names: str, *, by_door: bool = False
) -> dict[str, Any]:
    """Return the same from what is at hand; `names` are those of the consultants, in one text."""
    asks = (engagement.consultancy if engagement else "") or names
    ratings = sum(len(each.questions) for each in outline.asked.values())
    return {
        "engagement": engagement,
        "wave": wave,
        "who": names,
        "asks": asks,
        "message": [each for each in wave.message.split("\n") if each.strip()],
        "promise": promise_of(wave, by_door=by_door),
        "minutes": minutes_needed(
            len(outline.asked), ratings, picks=outline.picks, charter=outline.charter is not None
        ),
        "asked": _asked(outline),
    }


def _asked(outline: Outline) -> str:
    """Return how much is asked, in one sentence."""
    parts = sum(each.component is not None for each in outline.pages)
    counts: dict[str, object] = {
        "capabilities": ngettext("%(num)s capability", "%(num)s capabilities", len(outline.asked)),
        "parts": ngettext("%(num)s part", "%(num)s parts", parts),
        "picks": outline.picks,
    }
    if outline.picks and outline.charter:
        return gettext(
            "%(capabilities)s in %(parts)s, then the %(picks)s that matter most, and the role of the "
            "function.",
            **counts,
        )
    if outline.picks:
        return gettext("%(capabilities)s in %(parts)s, then the %(picks)s that matter most.", **counts)
    if outline.charter:
        return gettext("%(capabilities)s in %(parts)s, and the role of the function.", **counts)
    return gettext("%(capabilities)s in %(parts)s.", **counts)


def first_open(outline: Outline, sheet: Sheet) -> str:
    """Return the address of the first page that is not done, or that of the review."""
    for each in outline.pages:
        if outline.done(each, sheet.codes, len(sheet.picks)) < outline.size(each):
            return each.address
    return REVIEW


def _begin(sheet: Sheet, submitted: bool) -> str:
    if submitted:
        return gettext("Change your answers")
    return gettext("Begin") if sheet == EMPTY else gettext("Go on where you were")
