"""Saving as JSON: what the page of an interview sends while people talk, one thing at a time."""

import re
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from flask import Response, request
from msgspec import Meta
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.access import consulted
from workshop.accounts.store import Account
from workshop.database import database, write
from workshop.interviews.capture import keeping, store
from workshop.interviews.capture.merging import LONGEST_NOTE, TooLong, readable
from workshop.interviews.capture.store import Save
from workshop.interviews.opening import opened_interview
from workshop.interviews.room import INTERVIEW, bp
from workshop.interviews.store import Interview, Note

_DEVICE = re.compile(r"[A-Za-z0-9_-]{8,40}", re.ASCII)
_LARGEST = 3 * LONGEST_NOTE
_Name = Annotated[str, Meta(max_length=120)]
_Revision = Annotated[int, Meta(ge=0, le=2**53)]


class _Saved(msgspec.Struct, tag_field="kind"):
    device: _Name
    turn: Annotated[int, Meta(ge=0, le=2**53)]


class _Note(_Saved, tag="note"):
    question: _Name
    text: Annotated[str, Meta(max_length=_LARGEST)] | None = None
    """None where only time went by."""
    base: _Revision = 0
    seconds: Annotated[int, Meta(ge=0, le=keeping.MOST_SECONDS)] = 0


class _Rating(_Saved, tag="rating"):
    subject: _Name
    question: _Name
    code: Annotated[int, Meta(ge=0, le=5)] | None


class _Points(_Saved, tag="points"):
    points: Annotated[dict[int, Annotated[int, Meta(ge=0, le=100)]], Meta(max_length=500)]


_decoder = msgspec.json.Decoder(_Note | _Rating | _Points)
_Told = dict[str, object]


class _Unfit(ValueError):
    """Says why a save cannot be taken."""


@bp.post(f"{INTERVIEW}/save")
def save(engagement_id: int, interview_id: int) -> Response:
    """Save one note, rating or set of points, and tell what is stored now."""
    access = consulted(engagement_id)
    opened_interview(engagement_id, interview_id)
    db, now = database(), datetime.now(UTC)
    try:
        sent = _sent()
        with write(db):
            found = opened_interview(engagement_id, interview_id)
            told = _kept(db, found.interview, found.pack, access.account, sent, now)
    except (_Unfit, TooLong) as unfit:
        return _answer({"fault": str(unfit)}, 422)
    return _answer(told, 200)  # only what is committed by now is acknowledged


def _kept(
    db: Database,
    found: Interview,
    pack: MethodPack,
    account: Account,
    sent: _Note | _Rating | _Points,
    now: datetime,
) -> _Told:
    if isinstance(sent, _Note):
        return _note(db, found, account, sent, now)
    if isinstance(sent, _Rating):
        fault = keeping.fault_of_rating(found, pack, sent.subject, sent.question)
        subject = f"rating:{sent.subject}:{sent.question}"
    else:
        fault = _fault_of_points(db, found, sent)
        subject = "points"
    if fault:
        raise _Unfit(fault)
    last = store.last_save(db, found.id, sent.device, subject)
    if last is not None and sent.turn <= last.turn:
        return {"turn": last.turn}
    if isinstance(sent, _Rating):
        keeping.keep_rating(db, found, sent.subject, sent.question, sent.code, now)
    else:
        keeping.keep_points(db, found, sent.points, now)
    keeping.remember(db, found, sent.device, subject, Save(sent.turn, 0))
    return {"turn": sent.turn}


def _note(db: Database, found: Interview, account: Account, sent: _Note, now: datetime) -> _Told:
    if not keeping.is_asked(found, sent.question):
        raise _Unfit("This question is not asked any more. Copy the note, and open the page again.")
    mine = keeping.leading(db, found, account)
    subject = f"note:{mine.id}:{sent.question}"
    last = store.last_save(db, found.id, sent.device, subject)
    if last is not None and sent.turn <= last.turn:
        note = keeping.note_of(db, found, mine, sent.question)
        turn = last.turn
    else:
        note = keeping.keep_note(
            db, found, mine, sent.question, sent.text, base=sent.base, seconds=sent.seconds, now=now,
            own_revision=last.revision if last else None,
        )  # fmt: skip
        turn = sent.turn
        keeping.remember(db, found, sent.device, subject, Save(turn, _own_revision(last, sent, note)))
    return {
        "turn": turn,
        "text": note.text if note else "",
        "revision": note.revision if note else 0,
        "seconds": note.seconds if note else 0,
    }


def _own_revision(last: Save | None, sent: _Note, note: Note | None) -> int:
    """Return the revision that the device knows although it may not hear of this save; 0 where it cannot.

    What was joined with another text is unknown to it until it has heard.
    """
    if sent.text is None:
        return last.revision if last else 0
    return note.revision if note is not None and note.text == readable(sent.text) else 0


def _fault_of_points(db: Database, found: Interview, sent: _Points) -> str:
    offered = frozenset(each.id for each in store.priorities(db, found.engagement_id))
    if not found.points:
        return "This interview gives no points."
    return keeping.fault_of_points(sent.points, offered)


def _sent() -> _Note | _Rating | _Points:
    try:
        sent = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:  # the last: nested too deep
        raise _Unfit("This save cannot be read.") from error
    if not _DEVICE.fullmatch(sent.device):
        raise _Unfit("A device is named by 8 to 40 letters and digits.")
    return sent


def _answer(told: _Told, status: int) -> Response:
    answer = Response(msgspec.json.encode(told), status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
