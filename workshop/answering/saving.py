"""Saving as JSON: what a device's outbox sends, in batches that may come twice, late, or from two devices."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from typing import Annotated, Any

import msgspec
from flask import Response, request
from msgspec import Meta
from sqlite_utils import Database

from questionnaires.answers import DONT_KNOW
from workshop.answering import pace, store
from workshop.answering.drawing import answer_with
from workshop.answering.guard import Held, held
from workshop.answering.merging import (
    LONGEST_COMMENT,
    LONGEST_JOINED,
    LONGEST_REASON,
    Changes,
    Given,
    Picks,
    Reason,
    Wording,
    given_ms,
    mark,
    readable,
)
from workshop.answering.outline import Outline
from workshop.answering.room import bp, by_link
from workshop.answering.store import Sheet
from workshop.database import SENT_AGAIN_SECONDS, database, write

_DEVICE = re.compile(r"[A-Za-z0-9_-]{8,40}", re.ASCII)
_MOST = 500
_MOST_WENT = 8
_DEVICES = 40
"""How many devices of a sheet are remembered. A forgotten one starts over: it says when each was given."""
_Name = Annotated[str, Meta(max_length=80)]
_Age = Annotated[float, Meta(ge=-1e15, le=1e15)]
"""Milliseconds since it was given, on the device's clock; without it, now."""
_Turn = Annotated[int, Meta(ge=0, le=2**53)]
"""`turn` numbers the batches of a device. `over` says that something took the place of another there,
which may have been sent in the batch of that turn or before."""


class _Item(msgspec.Struct):
    of: _Name
    q: _Name
    code: Annotated[int, Meta(ge=0, le=DONT_KNOW)]
    age: _Age = 0
    over: _Turn | None = None


class _Reason(msgspec.Struct):
    of: _Name
    text: Annotated[str, Meta(max_length=LONGEST_REASON)]
    age: _Age = 0
    over: _Turn | None = None


class _Comment(msgspec.Struct):
    of: _Name
    text: Annotated[str, Meta(max_length=LONGEST_JOINED)]
    was: str = ""
    went: Annotated[list[str], Meta(max_length=_MOST_WENT)] = []


class _Batch(msgspec.Struct):
    device: _Name
    turn: _Turn
    items: Annotated[list[_Item], Meta(max_length=_MOST)] = []
    reasons: Annotated[list[_Reason], Meta(max_length=_MOST)] = []
    comments: Annotated[list[_Comment], Meta(max_length=_MOST)] = []
    picks: Annotated[list[_Name], Meta(max_length=_MOST)] | None = None
    picks_age: _Age = 0
    picks_over: _Turn | None = None
    show: _Name = ""


_decoder = msgspec.json.Decoder(_Batch)


class _Clock:
    """When what is in a batch was given: after whatever it took the place of on its device.

    `last` gives the turn of the last batch of the device, and when that was stored.
    """

    def __init__(self, now_ms: int, last: Callable[[], tuple[int, int]]) -> None:
        self._now_ms = now_ms
        self._last = cache(last)

    def given_ms(self, age: float, over: int | None) -> int:
        """Return when something was given, in ms."""
        if over is None:
            return given_ms(self._now_ms, age)
        turn, saved_ms = self._last()
        # What a later turn stored is no longer what it took the place of, but this itself, sent before.
        return given_ms(self._now_ms, age, 0 if turn > over else saved_ms)


class _Unfit(ValueError):
    """Says what of a batch cannot be taken."""


@bp.post("/p/<token>/save")
@by_link
def save(token: str) -> Response:
    """Save a batch of changes, and tell what is stored now for all in it, or show the page it asks for."""
    try:
        batch = _batch()
    except _Unfit as unfit:
        return _answer({"state": "open", "fault": str(unfit)}, 400)
    seconds = pace.wait(token)
    if seconds:
        return _answer({"state": "open", "fault": "Too many saves. Wait a little."}, 429, seconds)
    db, now = database(), datetime.now(UTC)
    with write(db, SENT_AGAIN_SECONDS):
        found = held(db, token, now)
        if found is None:
            return _answer({"state": "gone"}, 404)
        if not found.open:
            return _answer({"state": found.state}, 409)
        try:
            now_ms = int(now.timestamp() * 1000)
            last = partial(store.last_save, db, found.sheet_id, batch.device)
            changes = _changes(batch, found.outline, _Clock(now_ms, last))
        except _Unfit as unfit:
            return _answer({"state": "open", "fault": str(unfit)}, 400)
        # What is told is what this save leaves, not what somebody else's makes of it right after.
        turn, sheet = _stored(db, found.sheet_id, batch, changes, now_ms)
    shown = found.outline.page.get(batch.show) if batch.turn == turn else None
    # Only what is committed by now is acknowledged.
    if shown:
        return answer_with(db, found, shown, sheet)
    return _answer(_state(found, sheet, batch, turn), 200)


def _stored(db: Database, sheet_id: int, batch: _Batch, changes: Changes, now_ms: int) -> tuple[int, Sheet]:
    """Store the changes of a batch unless it came before, or a later one of its device did.

    Returns the turn of the device's last batch by then, and what is on the sheet.
    """
    if not store.advance_turn(db, sheet_id, batch.device, batch.turn, now_ms):
        last, _ = store.last_save(db, sheet_id, batch.device)
        if last >= batch.turn:
            return last, store.sheet(db, sheet_id)
        store.record_turn(db, sheet_id, batch.device, batch.turn, now_ms)
        store.forget_devices(db, sheet_id, but=batch.device, most=_DEVICES)
    return batch.turn, store.store_changes(db, sheet_id, changes)


def _batch() -> _Batch:
    try:
        batch = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:  # the last: nested too deep
        raise _Unfit("This save cannot be read.") from error
    if not _DEVICE.fullmatch(batch.device):
        raise _Unfit("A device is named by 8 to 40 letters and digits.")
    return batch


def _changes(batch: _Batch, outline: Outline, clock: _Clock) -> Changes:
    """Return the changes of a batch. Raises _Unfit for anything that this person is not asked."""
    answers, highest = [], outline.items
    for each in batch.items:
        if each.code > highest.get((each.of, each.q), -1):
            raise _Unfit(f"{each.of} {each.q} is not asked here, or takes no such answer.")
        answers.append(Given(each.of, each.q, each.code, clock.given_ms(each.age, each.over)))
    for text in (*batch.reasons, *batch.comments):
        if text.of not in outline.asked:
            raise _Unfit(f"{text.of} is not asked here.")
    picks = None
    if batch.picks is not None:
        picks = Picks(frozenset(batch.picks), clock.given_ms(batch.picks_age, batch.picks_over))
        if not picks.chosen <= outline.pickable_ids or len(picks.chosen) > outline.picks:
            raise _Unfit(f"Up to {outline.picks} capabilities of this questionnaire can be chosen.")
    return Changes(
        tuple(answers),
        tuple(_reason(each, clock) for each in batch.reasons),
        tuple(_comment(each) for each in batch.comments),
        picks,
    )


def _reason(each: _Reason, clock: _Clock) -> Reason:
    return Reason(each.of, readable(each.text, lines=False), clock.given_ms(each.age, each.over))


def _comment(each: _Comment) -> Wording:
    text, was = readable(each.text), readable(each.was)
    if len(text) > max(LONGEST_COMMENT, len(was)):
        raise _Unfit(f"A comment takes up to {LONGEST_COMMENT:,} characters.")
    return Wording(each.of, text, mark(was), tuple(map(readable, each.went)))


def _state(found: Held, sheet: Sheet, batch: _Batch, turn: int) -> dict[str, Any]:
    outline = found.outline
    standing = outline.standing(sheet.codes, len(sheet.picks))
    items = {(each.of, each.q): None for each in batch.items}
    told: dict[str, Any] = {
        "state": "open",
        # A higher turn than the batch's own says that it came too late and changed nothing.
        "turn": turn,
        "submitted": found.holder.submitted,
        "items": [{"of": of, "q": q, "code": sheet.codes.get((of, q), 0)} for of, q in items],
        "reasons": [{"of": each.of, "text": sheet.reasons.get(each.of, "")} for each in batch.reasons],
        "comments": [{"of": each.of, "text": sheet.comments.get(each.of, "")} for each in batch.comments],
        "done": standing.done,
        "minutes": standing.minutes,
    }
    if batch.picks is not None:
        told["picks"] = sorted(sheet.picks)
    return told


def _answer(told: dict[str, Any], status: int, seconds: int = 0) -> Response:
    answer = Response(msgspec.json.encode(told), status, mimetype="application/json")
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
