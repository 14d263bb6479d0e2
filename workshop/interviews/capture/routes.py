"""The page of one interview, what its forms store where there are no scripts, and how far it is."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, make_response, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import consulted
from workshop.database import database, write
from workshop.headers import SAVING
from workshop.history.store import record
from workshop.interviews.capture import beside, keeping, saving, store
from workshop.interviews.capture.merging import TooLong
from workshop.interviews.capture.page import (
    CHARTER_PART,
    GENERAL_PART,
    POINTS_PART,
    Typed,
    interview_page,
)
from workshop.interviews.guide import sections
from workshop.interviews.opening import OpenedInterview, opened_interview
from workshop.interviews.room import INTERVIEW, bp
from workshop.interviews.store import GENERAL

__all__ = ["beside", "saving"]

_DEEDS: dict[str, tuple[Callable[[Database, int, datetime], bool], str, str]] = {
    "begin": (store.begin, "began an interview", "The interview is under way."),
    "finish": (store.finish, "finished an interview", "The interview is done."),
    "reopen": (store.reopen, "reopened an interview", "The interview is under way again."),
}


@bp.get(INTERVIEW)
def interview(engagement_id: int, interview_id: int) -> Response:
    """Show an interview: what is asked, and what was said."""
    return _page(opened_interview(engagement_id, interview_id), Typed(), 200)


@bp.post(INTERVIEW)
def keep(engagement_id: int, interview_id: int) -> Response:
    """Store one part of an interview; with faults, show the page again with what was typed."""
    consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    part = request.form.get("part", "")
    with write(db):
        found = opened_interview(engagement_id, interview_id)
        typed = _kept(db, found, part, now)
    if typed.faults:
        return _page(opened_interview(engagement_id, interview_id), typed, 422)
    flash("Saved.", f"interview-{part}")
    anchor = f"part-{part}" if re.fullmatch("[A-Za-z0-9_-]{1,60}", part) else None
    where = url_for(".interview", engagement_id=engagement_id, interview_id=interview_id, _anchor=anchor)
    return redirect(where, code=303)


@bp.post(f"{INTERVIEW}/<any(begin, finish, reopen):deed>")
def turn(engagement_id: int, interview_id: int, deed: str) -> Response:
    """Begin, finish or reopen an interview; where it is so already nothing changes."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    change, done, said = _DEEDS[deed]
    with write(db):
        opened_interview(engagement_id, interview_id)
        if change(db, interview_id, now):
            record(db, engagement_id, access.account.actor, "strategy", done, now)
            flash(said, "interview")
    # Whoever begins wants to write at once; whoever is done wants to know it.
    anchor = "talk" if deed == "begin" else None
    where = url_for(".interview", engagement_id=engagement_id, interview_id=interview_id, _anchor=anchor)
    return redirect(where, code=303)


def _page(found: OpenedInterview, typed: Typed, status: int) -> Response:
    page = make_response(interview_page(found, typed), status)
    page.headers["Content-Security-Policy"] = SAVING  # its script saves while people talk
    return page


def _kept(db: Database, found: OpenedInterview, part: str, now: datetime) -> Typed:
    """Store a part, and return what was typed with its faults: all of it, or nothing where there are some."""
    if part == CHARTER_PART:
        _keep_ratings(db, found, now)
        return Typed()
    if part == POINTS_PART:
        return _keep_points(db, found, now)
    asked = {each.id: [one.id for one in each.questions] for each in sections(found.pack, found.interview)}
    return _keep_notes(db, found, [GENERAL] if part == GENERAL_PART else asked.get(part, []), now)


def _keep_notes(db: Database, found: OpenedInterview, questions: list[str], now: datetime) -> Typed:
    typed = {each: request.form[f"note-{each}"] for each in questions if f"note-{each}" in request.form}
    if not any(text.strip() for text in typed.values()) and not found.interview.led_by(
        found.access.account.id
    ):
        return Typed()  # who wrote nothing does not become an interviewer
    me = keeping.leading(db, found.interview, found.access.account)
    faults = {}
    for question, text in typed.items():
        try:
            keeping.keep_note(db, found.interview, me, question, text, base=_base(question), now=now)
        except TooLong as long:
            faults[question] = str(long)
    return Typed({each: typed[each] for each in faults}, faults=faults)


def _keep_ratings(db: Database, found: OpenedInterview, now: datetime) -> None:
    """Store the ratings of a form; what it does not hold, or holds wrongly, stays as it is."""
    for subject in keeping.subjects(found.pack):
        for question in keeping.LEVEL_QUESTIONS:
            given = request.form.get(f"{subject}.{question}")
            sound = given is not None and re.fullmatch("[0-5]?", given)
            if sound and not keeping.fault_of_rating(found.interview, found.pack, subject, question):
                code = int(given) if given else None
                keeping.keep_rating(db, found.interview, subject, question, code, now)


def _keep_points(db: Database, found: OpenedInterview, now: datetime) -> Typed:
    offered = [each.id for each in store.priorities(db, found.interview.engagement_id)]
    typed = {each: request.form.get(f"points-{each}", "").strip() for each in offered}
    fault = ""
    if not all(re.fullmatch("[0-9]{0,3}", text) for text in typed.values()):
        fault = "Give whole numbers from 0 to 100."
    points = {} if fault else {each: int(text) for each, text in typed.items() if text}
    fault = fault or keeping.fault_of_points(points, frozenset(offered))
    if fault or not found.interview.points:
        return Typed(points=typed, faults={POINTS_PART: fault} if fault else {})
    keeping.keep_points(db, found.interview, points, now)
    return Typed()


def _base(question: str) -> int:
    text = request.form.get(f"base-{question}", "")
    return int(text) if re.fullmatch("[0-9]{1,15}", text) else 0
