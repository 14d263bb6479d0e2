"""The search over everything that was noted or written in an engagement's interviews."""

from itertools import groupby

from flask import Response, make_response, request

from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.headers import SAVING
from workshop.interviews import store as interviews
from workshop.quotes.questions import questions_of
from workshop.themes.room import bp
from workshop.themes.spoken.query import LONGEST, terms
from workshop.themes.spoken.store import MOST, found, number_found


@bp.get(f"{ENGAGEMENT}/search")
def search(engagement_id: int) -> Response:
    """Show where words stand, interview by interview."""
    access, db = consulted(engagement_id), database()
    typed = request.args.get("q", "")[:LONGEST]
    wanted = terms(typed)
    there = found(db, engagement_id, wanted)
    held = {each.id: each for each in interviews.interviews(db, engagement_id)}
    hits = [each for each in there if each.interview_id in held]  # it may have been removed meanwhile
    order = {number: place for place, number in enumerate(held)}
    hits.sort(key=lambda each: order[each.interview_id])
    page = framed(
        "themes/search.html",
        access,
        typed=typed,
        wanted=wanted,
        total=number_found(db, engagement_id, wanted) if len(there) == MOST else len(hits),
        shown=len(hits),
        groups=[(held[number], list(of)) for number, of in groupby(hits, key=lambda each: each.interview_id)],
        questions=questions_of(engagement_pack(db, access.engagement), held.values()),
        held=bool(held),
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = SAVING  # the script finds while one types
    return answer
