"""Removing an interview, with everything that was said in it."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from werkzeug import Response

from workshop import erasure
from workshop.access import consulted
from workshop.blueprints.holding import issues_holding
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.interviews.opening import OpenedInterview, opened_interview
from workshop.interviews.planning import store
from workshop.interviews.planning.forms import RemovalForm
from workshop.interviews.planning.store import Held
from workshop.interviews.room import INTERVIEW, bp
from workshop.quotes.issued import standing
from workshop.quotes.store import passages_of


@bp.get(f"{INTERVIEW}/removal")
def removal(engagement_id: int, interview_id: int) -> str:
    """Ask whether to remove an interview, and name what would be lost."""
    found = opened_interview(engagement_id, interview_id)
    held = store.held(database(), interview_id)
    return _page(found, held, _form(found, held))


@bp.post(f"{INTERVIEW}/removal")
def remove(engagement_id: int, interview_id: int) -> Response | tuple[str, int]:
    """Remove an interview; one in which something was said only with the person's name typed."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    plan = redirect(url_for(".plan", engagement_id=engagement_id), code=303)
    with write(db):
        if interviews.interview(db, engagement_id, interview_id) is None:
            return plan  # who is gone already stays gone
        found = opened_interview(engagement_id, interview_id)
        held = store.held(db, interview_id)
        form = _form(found, held)
        sound = form.validate_on_submit()
        if sound:
            if held.anything:
                erasure.begin(db)
            store.remove_interview(db, interview_id)
            record(db, engagement_id, access.account.actor, "strategy", "removed an interview", now)
    if not sound:
        return _page(found, held, form), 422
    flash(f"The interview with {found.interview.name} is removed.", "interviews")
    return plan


def _form(found: OpenedInterview, held: Held) -> RemovalForm:
    name = " ".join(found.interview.name.split())
    return RemovalForm(name if held.anything else "")


def _page(found: OpenedInterview, held: Held, form: RemovalForm) -> str:
    db, each = database(), found.interview
    number = found.access.engagement.id
    named = issues_holding(db, number, [each.name]).values()
    quoted = [one.issues for one in standing(db, number, passages_of(db, each.id)).values()]
    those = {issue.id: issue for issues in (*named, *quoted) for issue in issues}
    latest = sorted(those.values(), key=lambda one: (one.at, one.id), reverse=True)
    told = {"interview": each, "held": held, "form": form, "issued": latest}
    return framed("interviews/removal.html", found.access, **told)
