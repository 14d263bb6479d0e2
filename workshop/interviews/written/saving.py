"""Saving as JSON: what a device's outbox sends, in batches that may come twice, late, or from two devices.

POST save   asks   {"device": "8 to 40 letters, digits, - _", "turn": 12,
                    "answers": [{"of": "G1", "text": "…", "consent": "role", "from": 3, "chain": "…"}],
                    "ratings": [{"of": "charter:job:planning", "q": "current", "code": 3}],
                    "points": [{"of": 7, "points": 60}, {"of": 8, "points": 40}]}
            Of an answer, text and consent may each be left out: they stay. Code 0 is "rather not say",
            none takes a rating back. Points come all at once, 100 or none; left out, they stay.
            tells  200 {"state": "open", "turn": 12,
                        "answers": [{"of", "text", "consent", "revision", "kept"}],
                        "ratings": [{"of", "q", "code"}], "points": […], "done": {"part-outcomes": 2}}
                   what is stored now, for everything that was sent; `kept` is false where a text found
                   no room beside that of another device.
                   409 {"state": "done"}, 404 {"state": "gone"}, 400 and 429 {"state": "open", "fault": "…"}:
                   nothing was stored.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from flask import Response, request
from msgspec import Meta
from sqlite_utils import Database

from workshop.answering import pace
from workshop.answering.merging import readable
from workshop.database import SENT_AGAIN_SECONDS, database, write
from workshop.interviews import store as interviews
from workshop.interviews.store import Consent
from workshop.interviews.written import store
from workshop.interviews.written.guard import Held, answers_of, given, held
from workshop.interviews.written.merging import LONGEST, LONGEST_JOINED, Change
from workshop.interviews.written.outline import TIMES
from workshop.interviews.written.room import HERE, bp, by_link
from workshop.interviews.written.sent import uneven
from workshop.languages import gettext

_NAME = re.compile(r"[A-Za-z0-9_-]{8,40}", re.ASCII)
_MOST = 500
_DEVICES = 40
"""How many devices of an interview are remembered."""
_Name = Annotated[str, Meta(max_length=80)]
_Number = Annotated[int, Meta(ge=0, le=2**53)]


class _Answer(msgspec.Struct):
    of: _Name
    text: Annotated[str, Meta(max_length=2 * LONGEST_JOINED)] | None = None
    consent: Consent | None = None
    base: _Number = msgspec.field(default=0, name="from")
    chain: _Name = ""


class _Rating(msgspec.Struct):
    of: _Name
    q: _Name
    code: Annotated[int, Meta(ge=0, le=5)] | None


class _Points(msgspec.Struct):
    of: _Number
    points: Annotated[int, Meta(ge=0, le=100)]


class _Batch(msgspec.Struct):
    device: _Name
    turn: _Number
    answers: Annotated[list[_Answer], Meta(max_length=_MOST)] = []
    ratings: Annotated[list[_Rating], Meta(max_length=_MOST)] = []
    points: Annotated[list[_Points], Meta(max_length=_MOST)] | None = None


_decoder = msgspec.json.Decoder(_Batch)


class _Unfit(ValueError):
    """Says what of a batch cannot be taken."""


@bp.post(f"{HERE}/save")
@by_link
def save(token: str) -> Response:
    """Save a batch of changes, and tell what is stored now for everything in it."""
    try:
        batch = _batch()
    except _Unfit as unfit:
        return _told({"state": "open", "fault": str(unfit)}, 400)
    seconds = pace.wait(token)
    if seconds:
        return _told({"state": "open", "fault": gettext("Too many saves. Wait a little.")}, 429, seconds)
    db, now = database(), datetime.now(UTC)
    with write(db, SENT_AGAIN_SECONDS):
        found = held(db, token)
        if found is None:
            return _told({"state": "gone"}, 404)
        if not found.open:
            return _told({"state": "done"}, 409)
        try:
            changes = _checked(batch, found)
        except _Unfit as unfit:
            return _told({"state": "open", "fault": str(unfit)}, 400)
        lost = _store(db, found, batch, changes, now)
        state = _state(db, found, batch, lost)
    # Only what is committed by now is acknowledged.
    return _told(state, 200)


def _batch() -> _Batch:
    try:
        batch = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:  # the last: nested too deep
        raise _Unfit(gettext("This save cannot be read.")) from error
    if not _NAME.fullmatch(batch.device):
        raise _Unfit("A device is named by 8 to 40 letters and digits.")
    return batch


def _checked(batch: _Batch, found: Held) -> list[Change]:
    """Return the changes of answers. Raises _Unfit for anything that this person is not asked."""
    outline = found.outline
    for rating in batch.ratings:
        if rating.of not in outline.subjects or rating.q not in TIMES:
            raise _Unfit(f"{rating.of} {rating.q} is not asked here.")
    if batch.points is not None:
        points = {each.of: each.points for each in batch.points}
        if not points.keys() <= {each.id for each in outline.priorities}:
            raise _Unfit(gettext("These points are for something that is not asked here any more."))
        if uneven(points):
            raise _Unfit(uneven(points))
    return [_change(each, found) for each in batch.answers]


def _change(each: _Answer, found: Held) -> Change:
    if each.of not in found.outline.questions:
        raise _Unfit(f"{each.of} is not asked here.")
    if each.chain and not _NAME.fullmatch(each.chain):
        raise _Unfit("A chain is named by 8 to 40 letters and digits.")
    text = None if each.text is None else readable(each.text)
    # What was joined of two texts may be longer than one may be typed, and is then changed a little.
    if text and len(text) > (LONGEST_JOINED if each.base else LONGEST):
        raise _Unfit(gettext("An answer takes up to %(most)s characters.", most=f"{LONGEST:,}"))
    return Change(each.of, text, each.consent, each.base, each.chain)


def _store(db: Database, found: Held, batch: _Batch, changes: list[Change], now: datetime) -> set[str]:
    """Store a batch unless it or a later one of its device came before; return whose text found no room."""
    interview = found.interview.id
    if batch.turn <= store.last_turn(db, interview, batch.device):
        return set()
    merged = {each.question: store.change_answer(db, interview, each, now) for each in changes}
    store.put_ratings(db, interview, {(each.of, each.q): each.code for each in batch.ratings})
    if batch.points is not None:
        points = {each.of: each.points for each in batch.points}
        store.put_points(db, interview, points if any(points.values()) else {})
    store.record_turn(db, interview, batch.device, batch.turn, _DEVICES)
    return {question for question, result in merged.items() if not result.kept}


def _state(db: Database, found: Held, batch: _Batch, lost: set[str]) -> dict[str, Any]:
    interview, outline = found.interview.id, found.outline
    answers, codes = answers_of(db, interview), interviews.ratings(db, interview)
    so_far = given(db, found)
    told: dict[str, Any] = {
        "state": "open",
        # A higher turn than the batch's own says that it came too late and changed nothing.
        "turn": store.last_turn(db, interview, batch.device),
        "answers": [],
        "ratings": [
            {"of": each.of, "q": each.q, "code": codes.get((each.of, each.q))} for each in batch.ratings
        ],
        "done": {each.address: outline.done(each, so_far) for each in outline.pages},
    }
    for question in dict.fromkeys(each.of for each in batch.answers):
        stored = answers.get(question)
        told["answers"].append(
            {
                "of": question,
                "text": stored.text if stored else "",
                "consent": stored.consent if stored else "none",
                "revision": stored.revision if stored else 0,
                "kept": question not in lost,
            }
        )
    if batch.points is not None:
        points = interviews.points(db, interview)
        told["points"] = [{"of": each, "points": number} for each, number in points.items()]
    return told


def _told(told: dict[str, Any], status: int, seconds: int = 0) -> Response:
    answer = Response(msgspec.json.encode(told), status, mimetype="application/json")
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
