"""The pages of history: what was done in an engagement, and the same as a spreadsheet."""

from datetime import UTC, datetime
from io import BytesIO

from flask import Blueprint, abort, request, send_file
from werkzeug import Response

from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.history import store
from workshop.history.days import TOPICS, by_day, clock_of
from workshop.spreadsheets import CSV, XLSX, as_csv, as_xlsx

ON_PAGE = 100
_LATEST_OF_ALL = 1 << 62

bp = Blueprint("history", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/history")
def index(engagement_id: int) -> str:
    """Show what was done in an engagement, the latest first, all of it or one topic."""
    access = consulted(engagement_id)
    topic, before = _topic(), _before()
    db, now = database(), datetime.now(UTC)
    found = store.entries(db, engagement_id, before=before, topic=topic, limit=ON_PAGE + 1)
    shown = found[:ON_PAGE]
    return framed(
        "history/index.html",
        access,
        days=by_day(shown, access.engagement.manner, now),
        clock=clock_of(access.engagement.manner),
        older=shown[-1].id if len(found) > ON_PAGE else None,
        before=before,
        topic=topic,
        totals=store.totals(db, engagement_id),
        topics=TOPICS,
        first=store.first_entry(db, engagement_id),
    )


@bp.get(f"{ENGAGEMENT}/history.<any(csv, xlsx):ending>")
def export(engagement_id: int, ending: str) -> Response:
    """Hand out the whole history as a spreadsheet, the first deed first."""
    engagement = consulted(engagement_id).engagement
    manner = engagement.manner
    header = ("Day", "Time", "Who", "What", "About")
    rows = [
        (
            f"{manner.here(entry.at):%Y-%m-%d}",
            f"{manner.here(entry.at):%H:%M:%S %Z}",
            entry.actor,
            entry.deed,
            TOPICS.get(entry.topic, entry.topic),
        )
        for entry in store.all_entries(database(), engagement_id)
    ]
    data = as_csv(header, rows) if ending == "csv" else as_xlsx("What was done", header, rows)
    return send_file(
        BytesIO(data),
        mimetype=CSV if ending == "csv" else XLSX,
        as_attachment=True,
        download_name=file_name(engagement.client, engagement_id, "history", ending),
    )


def _topic() -> str | None:
    """Return the topic that is asked for, None for all; 404 for one that there is not."""
    topic = request.args.get("topic") or None
    if topic is not None and topic not in TOPICS:
        abort(404)
    return topic


def _before() -> int | None:
    """Return the entry that the page goes on after, None for the first page; 404 for what is no entry."""
    text = request.args.get("before")
    if text is None:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    if not 0 < number < _LATEST_OF_ALL:
        abort(404)
    return number
