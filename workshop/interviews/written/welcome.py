"""The page that a link to an interview opens on: who asks, why, how long it takes, who will read it."""

from workshop.answering.guard import page
from workshop.database import database
from workshop.interviews.written.guard import Held, given, held, readers
from workshop.interviews.written.outline import REVIEW, Given
from workshop.languages import gettext


def welcome(token: str) -> str | None:
    """Return the page that a link to a planned interview opens on, None where the token is no such link."""
    db = database()
    found = held(db, token)
    if found is None:
        return None
    so_far = given(db, found)
    who = readers(db, found.engagement)
    return page(
        "written/welcome.html",
        found.client,
        engagement=found.engagement,
        interview=found.interview,
        outline=found.outline,
        name=found.name,
        who=who,
        asks=found.engagement.consultancy or who,
        open=found.open,
        nothing=so_far.nothing,
        begin=_begin(found, so_far),
        first=_first_open(found, so_far),
    )


def _begin(found: Held, so_far: Given) -> str:
    if found.interview.received_at:
        return gettext("Change your answers")
    return gettext("Answer in writing") if so_far.nothing else gettext("Go on where you were")


def _first_open(found: Held, so_far: Given) -> str:
    """Return the address of the first page that is not done, or that of the review."""
    outline = found.outline
    for each in outline.pages:
        if outline.done(each, so_far) < outline.size(each):
            return each.address
    return REVIEW
