"""The logo of an engagement's client, for whoever may see the engagement."""

from datetime import UTC, datetime

from flask import abort, redirect, request, url_for
from werkzeug import Response

from workshop.access import consulted, opened
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements.logos import store
from workshop.engagements.room import bp
from workshop.history.store import record


@bp.get(f"{ENGAGEMENT}/logo.png")
def logo(engagement_id: int) -> Response:
    """Show the client's logo; an address that names another picture's fingerprint leads nowhere."""
    engagement = opened(engagement_id).engagement
    png = store.logo_png(database(), engagement_id)
    if png is None or request.args.get("v", engagement.logo) != engagement.logo:
        abort(404)
    answer = Response(png, mimetype="image/png")
    answer.set_etag(engagement.logo)
    return answer.make_conditional(request)


@bp.post(f"{ENGAGEMENT}/logo/removal")
def remove_logo(engagement_id: int) -> Response:
    """Forget the client's logo."""
    access = consulted(engagement_id)
    db = database()
    with write(db):
        if access.engagement.logo:
            store.remove_logo(db, engagement_id)
            record(
                db, engagement_id, access.account.actor, "engagement", "removed the logo", datetime.now(UTC)
            )
    return redirect(url_for(".settings", engagement_id=engagement_id, _anchor="colours"), code=303)
