"""The page that a link to an interview opens on: who asks, why, how long it takes, who will read it."""

from workshop.answering.guard import page
from workshop.database import database
from workshop.interviews.written.guard import Held, given, held, readers
from workshop.interviews.written.outline import REVIEW, Given, Outline
from workshop.languages import gettext, ngettext


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
        asked=_asked(found.outline),
        name=found.name,
        who=who,
        asks=found.engagement.consultancy or who,
        open=found.open,
        nothing=so_far.nothing,
        begin=_begin(found, so_far),
        first=_first_open(found, so_far),
    )


def _asked(outline: Outline) -> str:
    """Return what is asked, in one sentence: questions, and beside them what is rated and shared out."""
    number = len(outline.questions)
    questions = ngettext("%(num)s question", "%(num)s questions", number)
    if not number:
        return gettext("Only ratings or points are asked; nothing is to be written.")
    if outline.charter and outline.priorities:
        return gettext(
            "%(questions)s, then ratings of the role of the function, and points for what matters most.",
            questions=questions,
        )
    if outline.charter:
        return gettext("%(questions)s, then ratings of the role of the function.", questions=questions)
    if outline.priorities:
        return gettext("%(questions)s, then points for what matters most.", questions=questions)
    return gettext("%(questions)s to answer in your own words.", questions=questions)


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
