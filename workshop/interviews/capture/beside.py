"""What others write meanwhile, as JSON for the page of an interview: asked for again and again."""

import hashlib

import msgspec
from flask import Response, request

from workshop.database import database
from workshop.interviews import store
from workshop.interviews.opening import opened_interview
from workshop.interviews.room import INTERVIEW, bp

CONSENTS = {
    "attributed": "May be quoted with name and title.",
    "role": "May be quoted with the role only.",
    "none": "Not to be quoted.",
}
"""What an interviewee allows, as pages say it beside their words."""


@bp.get(f"{INTERVIEW}/beside")
def beside(engagement_id: int, interview_id: int) -> Response:
    """Tell all notes, or nothing (204) where `seen` names what there is now."""
    opened = opened_interview(engagement_id, interview_id)
    db, found = database(), opened.interview
    mine = found.led_by(opened.access.account.id)
    names = {each.id: each.name for each in found.interviewers}
    told = {
        "notes": [
            {
                "question": each.question,
                "interviewer": each.interviewer_id,
                "name": names.get(each.interviewer_id, ""),
                "mine": mine is not None and each.interviewer_id == mine.id,
                "text": each.text,
                "revision": each.revision,
            }
            for each in store.notes(db, interview_id)
        ],
    }
    text = msgspec.json.encode(told)
    version = hashlib.sha256(text).hexdigest()[:12]
    if request.args.get("seen") == version:
        return Response(status=204)
    answer = Response(msgspec.json.encode(told | {"version": version}), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
