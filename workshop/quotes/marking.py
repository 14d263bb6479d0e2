"""Marking a passage in a note or a written answer, where the interview's page shows it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, g, redirect, url_for
from werkzeug import Response

from questionnaires.quoting import Consent
from workshop.access import consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.interviews.room import INTERVIEW
from workshop.interviews.store import Interview
from workshop.quotes import store
from workshop.quotes.allowing import fault_of_consent
from workshop.quotes.forms import MarkingForm
from workshop.quotes.questions import questions_of
from workshop.quotes.room import bp, came_from
from workshop.quotes.store import Passage
from workshop.quotes.verbatim import fault
from workshop.quotes.wording import CONSENTS
from workshop.themes import store as themes
from workshop.themes.naming import fault_of_name, theme_named

_UNSAVED = "Nothing is saved there yet. Wait for “Saved”, then mark it."


@dataclass(frozen=True, slots=True)
class Source:
    """A note, or an answer in the interviewee's own words with the consent given on it."""

    question: str
    interviewer_id: int | None
    interviewer: str
    text: str
    consent: Consent | None


@bp.post(f"{INTERVIEW}/passages")
def mark(engagement_id: int, interview_id: int) -> Response | tuple[str, int]:
    """Mark a passage; where it does not stand in the note or answer, say so beside the words."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = MarkingForm()
    sent = form.validate_on_submit()
    with write(db):
        interview = interviews.interview(db, engagement_id, interview_id)
        if interview is None:
            abort(404)
        source = _source(interview, form.question.data or "", form.interviewer.data or "")
        sound = _is_sound(form, source, interview_id) and sent
        if sound and source:
            passage_id = store.add_passage(
                db,
                engagement_id=engagement_id,
                interview_id=interview_id,
                interviewer_id=source.interviewer_id,
                question=source.question,
                text=form.text.data,
                consent=source.consent or form.consent.data,
                now=now,
            )
            if form.theme.data:
                themes.tag(db, [passage_id], theme_named(db, engagement_id, form.theme.data))
            record(db, engagement_id, access.account.actor, "strategy", "marked a passage", now)
    if not sound:
        questions = questions_of(engagement_pack(db, access.engagement), [interview])
        said = questions.said(interview_id, form.question.data or "")
        page = framed(
            "quotes/mark.html", access, form=form, interview=interview, source=source, question=said,
            themes=themes.themes(db, engagement_id),
        )  # fmt: skip
        return page, 422
    flash("The passage is marked.", "quotes")
    otherwise = url_for("quotes.quotes", engagement_id=engagement_id)
    return redirect(came_from(engagement_id, otherwise, f"passage-{passage_id}"), code=303)


@bp.app_template_global()
def passages_at(interview: Interview, question: str, interviewer_id: int | None) -> list[Passage]:
    """Return the passages of a note, or of an answer where there is no interviewer; read once for a page."""
    kept: dict[int, list[Passage]] = g.setdefault("passages_of_interviews", {})
    if interview.id not in kept:
        kept[interview.id] = store.passages_of(database(), interview.id)
    place = (question, interviewer_id or None)
    return [each for each in kept[interview.id] if (each.question, each.interviewer_id) == place]


@bp.app_template_global()
def theme_names(engagement_id: int) -> list[str]:
    """Return the names of an engagement's themes the first time a page asks for them, then none."""
    return [each.name for each in themes.themes(database(), engagement_id)] if first_time("themes") else []


@bp.app_template_global()
def first_time(what: str) -> bool:
    """Return whether a page asks this for the first time, for what it has only once."""
    seen: set[str] = g.setdefault("seen_on_this_page", set())
    is_new = what not in seen
    seen.add(what)
    return is_new


def _source(interview: Interview, question: str, interviewer: str) -> Source | None:
    """Return the note or answer that a form names, None where nothing is saved there; 404 for no one's."""
    db = database()
    if not interviewer:
        found = (each for each in interviews.written_answers(db, interview.id) if each.question == question)
        return next((Source(question, None, "", each.text, each.consent) for each in found), None)
    number = int(interviewer) if re.fullmatch("[0-9]{1,18}", interviewer) else 0
    who = next((each for each in interview.interviewers if each.id == number), None)
    if who is None:
        abort(404)
    noted = (each for each in interviews.notes(db, interview.id) if each.interviewer_id == who.id)
    return next(
        (Source(question, who.id, who.name, each.text, None) for each in noted if each.question == question),
        None,
    )


def _is_sound(form: MarkingForm, source: Source | None, interview_id: int) -> bool:
    """Return whether a passage can be marked, or else put the faults into the form."""
    said = fault(form.text.data, source.text) if source and source.text.strip() else _UNSAVED
    if said:
        form.text.errors = [said]
    if source and source.consent is None and form.consent.data in CONSENTS:
        about_consent = fault_of_consent(database(), interview_id, form.text.data, form.consent.data)
        form.consent.errors = [about_consent] if about_consent else form.consent.errors
    about_theme = fault_of_name(form.theme.data) if form.theme.data else ""
    if about_theme:
        form.theme.errors = [about_theme]
    return not (said or about_theme or form.consent.errors)
