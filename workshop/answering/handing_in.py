"""Looking through the answers, handing them in, and coming back to them afterwards."""

from datetime import UTC, datetime

from flask import redirect, request
from werkzeug import Response

from workshop.answering import store
from workshop.answering.filling import progress
from workshop.answering.guard import Held, held, leads_nowhere, opened, page, told
from workshop.answering.lines import sections
from workshop.answering.room import bp, by_link
from workshop.answering.segments import Filled
from workshop.database import database, write
from workshop.engagements import store as engagements
from workshop.languages import gettext, ngettext
from workshop.manner import PLAIN
from workshop.waves.packs import frozen_pack


@bp.get("/p/<token>/review")
@by_link
def review(token: str) -> str:
    """Show what is open and what was said."""
    found = opened(token, datetime.now(UTC))
    sheet = store.sheet(database(), found.sheet_id)
    parts = sections(frozen_pack(database(), found.holder.wave), found.outline, sheet)
    unanswered = sum(each.size - each.done for each in parts)
    return page(
        "answering/review.html",
        found.holder.client,
        wave=found.holder.wave,
        outline=found.outline,
        hole=Filled(progress(found.outline, sheet)),
        parts=parts,
        open=unanswered,
        title=_title(unanswered),
        submitted=found.holder.submitted,
        last=found.outline.pages[-1].address if found.outline.pages else "",
    )


@bp.post("/p/<token>/submit")
@by_link
def submit(token: str) -> Response | tuple[str, int]:
    """Hand in a sheet, once: sent again, nothing changes."""
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = held(db, token, now)
        if found and found.open:
            store.submit(db, found.sheet_id, now)
    if found is None:
        leads_nowhere(token)
    if not found.open:
        return told(found, late=not found.holder.submitted), 409
    return redirect(f"{request.script_root}/p/{token}/yours", code=303)


@bp.get("/p/<token>/yours")
@by_link
def yours(token: str) -> str:
    """Show somebody's own answers and what happens next, until the wave is sealed."""
    db = database()
    found = held(db, token, datetime.now(UTC))
    if found is None:
        leads_nowhere(token)
    if found.holder.sheet_id is None or found.state not in ("open", "closed"):
        return told(found)
    sheet = store.sheet(db, found.sheet_id)
    return page(
        "answering/yours.html",
        found.holder.client,
        wave=found.holder.wave,
        outline=found.outline,
        hole=Filled(progress(found.outline, sheet)) if found.open else None,
        parts=sections(frozen_pack(db, found.holder.wave), found.outline, sheet),
        title=gettext("Thank you. Your answers are in.")
        if found.holder.submitted
        else gettext("Your answers so far"),
        sentences=_next(found),
        open=found.open,
        submitted=found.holder.submitted,
    )


def _title(unanswered: int) -> str:
    if not unanswered:
        return gettext("Everything is answered.")
    return ngettext("%(num)s answer is still open.", "%(num)s answers are still open.", unanswered)


def _next(found: Held) -> list[str]:
    """Return what happens next, in sentences."""
    wave = found.holder.wave
    engagement = engagements.engagement(database(), wave.engagement_id)
    manner = engagement.manner if engagement else PLAIN
    said = []
    if not found.open:
        said.append(
            gettext("The questionnaire is closed. You can read your answers here until it is sealed.")
        )
    elif wave.closes_at:
        day, time = manner.short_day(wave.closes_at), manner.time(wave.closes_at)
        said.append(gettext("You can change them until %(day)s at %(time)s.", day=day, time=time))
        if not found.holder.submitted:
            said.append(gettext("They count as they are, also if you do not hand them in."))
    said.append(
        gettext(
            "When it is over, the answers of everyone are counted. Figures of %(threshold)s people or more "
            "are shown to the consultants, and to %(client)s when these release them.",
            threshold=wave.threshold,
            client=found.holder.client.name,
        )
    )
    return said
