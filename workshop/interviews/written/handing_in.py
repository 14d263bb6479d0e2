"""Looking through what was written, handing it in, and coming back to it afterwards."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import redirect, request
from sqlite_utils import Database
from werkzeug import Response

from workshop.answering.guard import leads_nowhere, page
from workshop.answering.outline import jobs_and_statements
from workshop.database import database, write
from workshop.history.store import Actor, record
from workshop.interviews import store as interviews
from workshop.interviews.written import store
from workshop.interviews.written.guard import Held, answers_of, given, held, opened, readers, told
from workshop.interviews.written.merging import CONSENTS
from workshop.interviews.written.outline import CHARTER, POINTS, REVIEW, TIMES, Page
from workshop.interviews.written.room import HERE, bp, by_link
from workshop.languages import gettext, lazily, ngettext

_WORDS = {"current": lazily("Today"), "target": lazily("Wanted")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was asked: what was said, how it may be quoted, and where to change it."""

    title: str
    said: str
    link: str
    quoting: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one page, with how many of them are answered."""

    page: Page
    done: int
    size: int
    lines: tuple[Line, ...]


@bp.get(f"{HERE}/{REVIEW}")
@by_link
def review(token: str) -> str:
    """Show what is open and what was written."""
    found = opened(token)
    parts = _sections(database(), found)
    left = sum(each.size - each.done for each in parts)
    return page(
        "written/review.html",
        found.client,
        to=str,
        engagement=found.engagement,
        parts=parts,
        title=_title(left) if any(each.done for each in parts) else gettext("Nothing is written yet."),
        open=left,
        nothing=not any(each.done for each in parts),
        received=found.interview.received_at,
        last=found.outline.pages[-1].address if found.outline.pages else "",
        who=readers(database(), found.engagement),
    )


@bp.post(f"{HERE}/hand-in")
@by_link
def hand_in(token: str) -> Response | tuple[str, int]:
    """Tell the consultants that the answers are complete; they can still be changed."""
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = held(db, token)
        empty = found is None or given(db, found).nothing
        if found and found.open and not empty:
            if found.interview.received_at is None:
                record(db, found.engagement.id, _SPEAKER, "strategy", _DEED, now)
            store.receive(db, found.interview.id, now)
    if found is None:
        leads_nowhere(token)
    if not found.open:
        return told(found), 409
    where = REVIEW if empty else "yours"
    return redirect(f"{request.script_root}/p/{token}/interview/{where}", code=303)


@bp.get(f"{HERE}/yours")
@by_link
def yours(token: str) -> str:
    """Show somebody's own answers, also when nothing can be changed any more."""
    db = database()
    found = held(db, token)
    if found is None:
        leads_nowhere(token)
    return page(
        "written/yours.html",
        found.client,
        to=str,
        engagement=found.engagement,
        parts=_sections(db, found),
        title=gettext("Thank you. Your answers are in.")
        if found.interview.received_at
        else gettext("Your answers so far"),
        open=found.open,
        received=found.interview.received_at,
        who=readers(db, found.engagement),
    )


_SPEAKER = Actor(None, "An interviewee")
"""Who speaks is named in no history: whoever is removed must be named nowhere."""
_DEED = "handed in written answers to the interview"


def _title(left: int) -> str:
    if not left:
        return gettext("Everything is answered.")
    return ngettext("%(num)s answer is still open.", "%(num)s answers are still open.", left)


def _sections(db: Database, found: Held) -> list[Section]:
    """Return everything that was asked with what was said, page by page."""
    so_far, outline = given(db, found), found.outline
    return [
        Section(each, outline.done(each, so_far), outline.size(each), tuple(_lines(db, found, each)))
        for each in outline.pages
    ]


def _lines(db: Database, found: Held, here: Page) -> list[Line]:
    if here.address == CHARTER:
        return _rated(db, found)
    if here.address == POINTS:
        points = interviews.points(db, found.interview.id)
        said = [f"{each.name}: {points[each.id]}" for each in found.outline.priorities if each.id in points]
        return [Line(gettext("100 points among the priorities"), "\n".join(said), POINTS)]
    answers = answers_of(db, found.interview.id)
    lines = []
    for each in here.questions:
        answer = answers.get(each.id)
        text = answer.text if answer else ""
        quoting = CONSENTS[answer.consent] if answer and text else ""
        lines.append(Line(each.written, text, f"{here.address}#{each.id}", quoting))
    return lines


def _rated(db: Database, found: Held) -> list[Line]:
    codes = interviews.ratings(db, found.interview.id)
    lines = []
    assert found.outline.charter is not None, "the lines of a charter that is not asked"
    for subject, each in jobs_and_statements(found.outline.charter).items():
        rated = {time: codes[subject, time] for time in TIMES if (subject, time) in codes}
        said = ", ".join(f"{_WORDS[time]} {code}" for time, code in rated.items() if code)
        declined = gettext("Rather not said") if rated and not said else ""
        name = getattr(each, "name", "") or getattr(each, "topic", "")
        lines.append(Line(name, said or declined, f"{CHARTER}#{subject}"))
    return lines
