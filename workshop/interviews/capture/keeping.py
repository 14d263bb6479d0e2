"""Keeping what is said: notes, ratings and points, each from a script or from a form, inside write()."""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.accounts.store import Account
from workshop.answering.outline import jobs_and_statements
from workshop.interviews.capture import store
from workshop.interviews.capture.merging import merged, readable
from workshop.interviews.capture.store import Save
from workshop.interviews.planning.store import add_interviewers
from workshop.interviews.store import GENERAL, Interview, Interviewer, Note, interview, notes

MOST_SECONDS = 12 * 60 * 60
"""No question is talked about for longer; a clock that says more is wrong."""
MOST_SAVES = 2_000
WHOLE = 100
LEVEL_QUESTIONS = ("current", "target")


def subjects(pack: MethodPack) -> tuple[str, ...]:
    """Return what the charter part of an interview rates, by the names that ratings are stored under."""
    return tuple(jobs_and_statements(pack.charter)) if pack.charter else ()


def leading(db: Database, found: Interview, account: Account) -> Interviewer:
    """Return who an account is in an interview; whoever writes in it becomes one of its interviewers."""
    mine = found.led_by(account.id)
    if mine is None:
        add_interviewers(db, found.id, {account.id: account.name})
        again = interview(db, found.engagement_id, found.id)
        mine = again.led_by(account.id) if again else None
    if mine is None:
        raise LookupError("the interviewer that was just stored is gone")
    return mine


def note_of(db: Database, found: Interview, interviewer: Interviewer, question: str) -> Note | None:
    """Return what an interviewer wrote on a question, or None."""
    return next(
        (
            each
            for each in notes(db, found.id)
            if each.interviewer_id == interviewer.id and each.question == question
        ),
        None,
    )


def keep_note(
    db: Database,
    found: Interview,
    interviewer: Interviewer,
    question: str,
    sent: str | None,
    *,
    base: int,
    now: datetime,
    seconds: int = 0,
    own_revision: int | None = None,
) -> Note | None:
    """Store a note and return it as it stands then; None where there is nothing to keep.

    `base` is the revision that it was written over, `own_revision` that which the same device left last:
    while either still stands, what is sent takes its place. With None for what is sent only time went by.
    Raises TooLong.
    """
    stored = note_of(db, found, interviewer, question)
    if stored is None and not (sent or "").strip() and not seconds:
        return None
    before = stored or Note(0, found.id, interviewer.id, question, "", 0, 0, now)
    news = before.revision not in (base, own_revision)
    text = before.text if sent is None else merged(before.text, readable(sent), news=news)
    changed = text != before.text or stored is None
    note = Note(
        before.id,
        found.id,
        interviewer.id,
        question,
        text,
        before.revision + changed,
        min(before.seconds + seconds, MOST_SECONDS),
        now,
    )
    if changed or note.seconds != before.seconds:
        store.put_note(db, note)
    if text.strip() and changed:
        store.begin(db, found.id, now)
    return note


def fault_of_rating(found: Interview, pack: MethodPack, subject: str, question: str) -> str:
    """Return why a rating cannot be taken, or nothing."""
    if not found.charter:
        return "This interview has no charter part."
    if subject not in subjects(pack) or question not in LEVEL_QUESTIONS:
        return "The charter does not ask this."
    return ""


def keep_rating(
    db: Database, found: Interview, subject: str, question: str, code: int | None, now: datetime
) -> None:
    """Store a rating that has no fault."""
    store.put_rating(db, found.id, subject, question, code)
    if code is not None:
        store.begin(db, found.id, now)


def fault_of_points(points: Mapping[int, int], offered: frozenset[int]) -> str:
    """Return why points cannot be taken, or nothing: they make 100 in all, or there are none."""
    if not {*points} <= offered:
        return "One of these priorities is not there any more. Open the page again."
    given = sum(points.values())
    if any(not 0 <= each <= WHOLE for each in points.values()) or given not in (0, WHOLE):
        return f"These make {given} points. Give 100 in all, or none."
    return ""


def keep_points(db: Database, found: Interview, points: Mapping[int, int], now: datetime) -> None:
    """Store points that have no fault; where all are 0 there are none."""
    given = dict(points) if sum(points.values()) else {}
    store.put_points(db, found.id, given)
    if given:
        store.begin(db, found.id, now)


def remember(db: Database, found: Interview, device: str, subject: str, save: Save) -> None:
    """Remember the last save of a device, and forget those of long ago."""
    store.record_save(db, found.id, device, subject, save)
    store.forget_saves(db, found.id, MOST_SAVES)


def is_asked(found: Interview, question: str) -> bool:
    """Return whether notes can be taken on a question; the general notes always."""
    return question == GENERAL or found.asks(question)
