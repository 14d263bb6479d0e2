"""What is said of links that lead nowhere, or nowhere any more."""

from flask import render_template

from workshop.database import database
from workshop.engagements import store as engagements
from workshop.invitations import store
from workshop.invitations.members import store as members
from workshop.invitations.store import Ended
from workshop.languages import listed, speak, speak_as_visitor
from workshop.links import hash_of


def nowhere(token: str) -> tuple[str, int]:
    """Return the page of a link that opens nothing here, and its status.

    Whoever has no link learns nothing; the holder of one that was ended is told whom to ask.
    """
    db = database()
    found = store.behind(db, hash_of(token))
    engagement = engagements.engagement(db, found.engagement_id) if found else None
    if found is None or engagement is None:
        speak_as_visitor()
        return render_template("invitations/nowhere.html", reason="unknown"), 404
    speak(engagement.manner.locale)
    reason = found.reason if isinstance(found, Ended) else "over"
    if reason == "over" and not engagement.archived:
        reason = "unknown"  # the link is good, but not for this
    who = listed(members.consultant_names(db, engagement.id))
    return render_template("invitations/nowhere.html", reason=reason, engagement=engagement, who=who), 404
