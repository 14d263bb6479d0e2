"""Arriving by a personal link: pages for people without an account, who need no cookie to read them.

Whoever has no link learns nothing: every token that leads nowhere gets the same answer, but for those that
once led somewhere, whose holder is told whom to ask.
"""

import re
from datetime import UTC, date, datetime

from flask import Response, abort, make_response, render_template, request

from workshop.access import open_to_anyone
from workshop.answering.guard import held
from workshop.answering.welcome import welcome
from workshop.database import database
from workshop.engagements import store as engagements
from workshop.engagements.logos.store import logo_png
from workshop.engagements.store import Engagement
from workshop.interviews.written.welcome import welcome as interview_welcome
from workshop.invitations import store
from workshop.invitations.members import store as members
from workshop.invitations.nowhere import nowhere
from workshop.invitations.purposes import INVITATIONS
from workshop.invitations.room import bp
from workshop.invitations.store import Arrival, Ended, Purpose
from workshop.languages import listed, speak
from workshop.links import hash_of

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_BEHIND = " .,;:!?)]}>'\""
"""What is copied along from behind a link in a text."""


@bp.get("/p/<token>", strict_slashes=False)
@open_to_anyone
def arrive(token: str) -> str | tuple[str, int]:
    """Show a person who asks them for what, and what can be done today; or why the link leads nowhere."""
    db, token = database(), token.rstrip(_BEHIND)
    asked = welcome(token) or interview_welcome(token)
    if asked is not None:
        return asked
    found = _behind(token)
    engagement = engagements.engagement(db, found.engagement_id) if found else None
    if not isinstance(found, Arrival) or engagement is None or engagement.archived:
        return nowhere(token)
    speak(engagement.manner.locale)
    return render_template(
        "invitations/arrival.html",
        token=token,
        arrival=found,
        invitation=INVITATIONS[found.purpose],
        on=_coming(engagement, found.purpose, datetime.now(UTC)),
        engagement=engagement,
        who=listed(members.consultant_names(db, engagement.id)),
    )


@bp.get("/p/<token>/logo.png")
@open_to_anyone
def logo(token: str) -> Response:
    """Return the client's logo for the page of a personal link, or 404."""
    found = _behind(token)
    number = found.engagement_id if isinstance(found, Arrival) else _joined(token)
    picture = logo_png(database(), number) if number else None
    if picture is None:
        abort(404)
    answer = make_response(picture)
    answer.mimetype = "image/png"
    if "v" in request.args:
        # Its address changes with it: a phone fetches it once, not with each page.
        answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


def _joined(token: str) -> int | None:
    """Return the engagement of someone who came by the open door, None for anyone else."""
    found = held(database(), token, datetime.now(UTC))
    return found.holder.client.engagement_id if found else None


def _behind(token: str) -> Arrival | Ended | None:
    return store.behind(database(), hash_of(token)) if _TOKEN.fullmatch(token) else None


def _coming(engagement: Engagement, purpose: Purpose, now: datetime) -> date | None:
    """Return the day of what a person is invited to, where it is known and still ahead."""
    day = engagement.session_on if purpose == "session" else None
    return day if day and day >= engagement.manner.today(now) else None
