"""The pages of questions: a section of the guide, the charter, the points; saved as plain forms."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import abort, redirect, request
from sqlite_utils import Database
from werkzeug import Response

from workshop.answering import pace
from workshop.answering.guard import leads_nowhere, page
from workshop.database import database, write
from workshop.interviews import store as interviews
from workshop.interviews.written import store
from workshop.interviews.written.guard import Held, answers_of, given, held, opened, told
from workshop.interviews.written.merging import CONSENTS, LONGEST
from workshop.interviews.written.outline import CHARTER, POINTS, REVIEW, TIMES, Page, steps_of
from workshop.interviews.written.room import HERE, bp, by_link
from workshop.interviews.written.sent import (
    WHOLE,
    Sent,
    codes_sent,
    points_sent,
    shown,
    shown_codes,
    texts_sent,
)
from workshop.invitations.members.store import consultant_names
from workshop.languages import gettext, listed
from workshop.quotes.issued import already_issued
from workshop.quotes.store import passages_of


@bp.get(HERE)
@by_link
def front(token: str) -> Response:
    """Lead to the page that the link itself opens."""
    return redirect(f"{request.script_root}/p/{token}", code=303)


@bp.get(f"{HERE}/<address>")
@by_link
def part(token: str, address: str) -> str:
    """Show a page of questions with what the person wrote."""
    found = opened(token)
    here = found.outline.page.get(address)
    if here is None:
        abort(404)
    return _drawn(found, here, Sent())


@bp.post(f"{HERE}/<address>")
@by_link
def save_part(token: str, address: str) -> Response | tuple[str, int]:
    """Save what differs from what the page showed, and go where the button leads."""
    if pace.wait(token):
        abort(429)
    db, now, sent = database(), datetime.now(UTC), Sent()
    with write(db):
        found = held(db, token)
        here = found.outline.page.get(address) if found else None
        if found and here and found.open:
            sent = _sent(found, here)
            _store(db, found, sent, now)
    if found is None:
        leads_nowhere(token)
    if here is None:
        abort(404)
    if not found.open:
        return told(found, lost=True), 409
    if sent.faults:
        return _drawn(found, here, sent), 422
    return redirect(_next(found, here), code=303)


def _sent(found: Held, here: Page) -> Sent:
    if here.address == CHARTER:
        return codes_sent(request.form, found.outline)
    if here.address == POINTS:
        return points_sent(request.form, found.outline)
    return texts_sent(request.form, here)


def _store(db: Database, found: Held, sent: Sent, now: datetime) -> None:
    interview = found.interview.id
    for each in sent.answers:
        result = store.change_answer(db, interview, each, now)
        if not result.kept and each.text:
            sent.faults[f"text-{each.question}"] = gettext(
                "Another device wrote here too, and there is no room for both. "
                "Shorten your text and save again."
            )
            sent.typed[f"text-{each.question}"] = each.text
    store.put_ratings(db, interview, sent.codes)
    if sent.points is not None:
        store.put_points(db, interview, sent.points)


def _next(found: Held, here: Page) -> str:
    """Return where a form leads, relative to its own address."""
    if request.form.get("clear") in found.outline.subjects:
        return f"{here.address}#{request.form['clear']}"
    go = request.form.get("go", "")
    if go == "next":
        return found.outline.after(here)
    if go == "back":
        return found.outline.before(here) or "."
    return REVIEW if go == "review" else here.address


def _drawn(found: Held, here: Page, sent: Sent) -> str:
    """Return a page of questions; what was typed and could not be saved stands in it."""
    db, outline = database(), found.outline
    so_far, names = given(db, found), consultant_names(db, found.engagement.id)
    template = {CHARTER: "charter", POINTS: "points"}.get(here.address, "part")
    values: dict[str, Any] = {
        "here": here,
        "outline": outline,
        "parts": [(each, outline.done(each, so_far), outline.size(each)) for each in outline.pages],
        "place": outline.pages.index(here) + 1,
        "next": outline.after(here),
        "sent": sent,
        "engagement": found.engagement,
        "who": listed(names),
        "alone": len(names) == 1,
    }
    if template == "part":
        values |= _texts(db, found, here)
    elif template == "charter":
        values |= _ratings(found, so_far.codes)
    else:
        values |= _points(db, found, sent)
    # Links are relative to the page's own address, so that the token stands nowhere in it.
    return page(f"written/{template}.html", found.client, to=str, **values)


def _texts(db: Database, found: Held, here: Page) -> dict[str, Any]:
    answers, asked = answers_of(db, found.interview.id), {each.id for each in here.questions}
    quoted = [each for each in passages_of(db, found.interview.id) if each.written and each.question in asked]
    said = already_issued(db, found.engagement, quoted)
    return {
        # A question's answer may hold several passages: one tells that something of it stays.
        "issued": {each.question: said[each.id] for each in quoted if each.id in said},
        "answers": answers,
        "shown": {each: shown(answers.get(each)) for each in found.outline.questions},
        "consents": CONSENTS,
        "longest": LONGEST,
    }


def _ratings(found: Held, codes: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    charter = found.outline.charter
    assert charter is not None, "the page of a charter that is not asked"
    return {
        "charter": charter,
        "codes": codes,
        "times": TIMES,
        "shown": shown_codes(found.outline, codes),
        "steps": steps_of(charter),
    }


def _points(db: Database, found: Held, sent: Sent) -> dict[str, Any]:
    stored = interviews.points(db, found.interview.id)
    typed = sent.typed or {f"points-{each}": str(points) for each, points in stored.items()}
    return {"typed": typed, "whole": WHOLE, "total": sum(stored.values())}
