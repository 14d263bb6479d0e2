"""Calendar files: one interview, or all that have a time."""

from collections.abc import Collection
from io import BytesIO

from flask import abort, send_file
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database
from workshop.downloads import file_name
from workshop.interviews import store
from workshop.interviews.opening import opened_interview
from workshop.interviews.planning.calendar import Event, calendar
from workshop.interviews.planning.store import calendars
from workshop.interviews.room import INTERVIEW, INTERVIEWS, bp
from workshop.interviews.store import Interview

ICS = "text/calendar"


@bp.get(f"{INTERVIEWS}.ics")
def calendar_of_all(engagement_id: int) -> Response:
    """Hand out every interview that has a time; 404 where none has."""
    access = consulted(engagement_id)
    return _handed_out(access, store.interviews(database(), engagement_id), "interviews")


@bp.get(f"{INTERVIEW}.ics")
def calendar_of(engagement_id: int, interview_id: int) -> Response:
    """Hand out one interview; 404 where it has no time yet."""
    found = opened_interview(engagement_id, interview_id)
    return _handed_out(found.access, [found.interview], f"interview-{interview_id}")


def _handed_out(access: Opened, interviews: Collection[Interview], kind: str) -> Response:
    engagement = access.engagement
    events = _events(access, interviews)
    if not events:
        abort(404)
    return send_file(
        BytesIO(calendar(events)),
        mimetype=ICS,
        as_attachment=True,
        download_name=file_name(engagement.client, engagement.id, kind, "ics"),
    )


def _events(access: Opened, interviews: Collection[Interview]) -> list[Event]:
    """Return the entries of those that have a time. They hold no link that opens anything of ours."""
    known = calendars(database(), access.engagement.id)
    found = []
    for each in interviews:
        if each.starts_at is None:
            continue
        kept = known.get(each.id)
        led = ", ".join(one.name for one in each.interviewers)
        found.append(
            Event(
                kept.uid if kept else f"interview-{each.id}-{each.engagement_id}",
                kept.sequence if kept else 0,
                kept.changed_at if kept else each.added_at,
                each.starts_at,
                each.minutes,
                f"Interview: {each.name}, {access.engagement.client}",
                each.place,
                "\n".join(filter(None, (each.title, f"Interviewers: {led}" if led else ""))),
            )
        )
    return found
