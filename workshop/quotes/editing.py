"""One quote: its words beside those they were taken from, consent, role, and its removal."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from questionnaires.quoting import Consent, holds_name, is_wider
from workshop import erasure
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.quotes import store
from workshop.quotes.allowing import fault_of_consent
from workshop.quotes.forms import DeedForm, QuoteForm
from workshop.quotes.issued import standing
from workshop.quotes.listing import Judged
from workshop.quotes.questions import questions_of
from workshop.quotes.room import QUOTE, bp, came_from
from workshop.quotes.showing import gate_of
from workshop.quotes.store import Passage
from workshop.quotes.verbatim import fault, tidied
from workshop.quotes.wording import CONSENTS, NOTES
from workshop.themes import store as themes


@bp.get(QUOTE)
def quote(engagement_id: int, passage_id: int) -> str:
    """Show a quote, to be changed."""
    access = consulted(engagement_id)
    passage = _passage(engagement_id, passage_id)
    data = {"text": passage.text, "consent": passage.allowed, "shown_as": passage.shown_as}
    return _page(access, passage, QuoteForm(formdata=None, data=data))


@bp.post(QUOTE)
def change(engagement_id: int, passage_id: int) -> Response | tuple[str, int]:
    """Store how a passage is quoted; with faults, show the form again with all of them."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = QuoteForm()
    with write(db):
        passage = _passage(engagement_id, passage_id)
        sent = form.validate_on_submit()
        sound = _is_sound(form, passage) and sent
        new = (form.text.data, form.consent.data, form.shown_as.data)
        if sound and new != (passage.text, passage.consent, passage.shown_as):
            text, consent, shown_as = new
            store.change_passage(db, passage_id, text=text, consent=consent, shown_as=shown_as)
            record(db, engagement_id, access.account.actor, "strategy", "changed a quote", now)
    if not sound:
        return _page(access, passage, form), 422
    after = _passage(engagement_id, passage_id)
    again = after.approval == "changed" and passage.approval != "changed"
    flash(
        "The quote is saved." + (" Its speaker’s answer no longer holds: ask again." if again else ""),
        "quotes",
    )
    return redirect(url_for(".quote", engagement_id=engagement_id, passage_id=passage_id), code=303)


@bp.post(f"{QUOTE}/removal")
def remove(engagement_id: int, passage_id: int) -> Response:
    """Take the mark from a passage, unless its speaker refused it: marked anew it would be unasked."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    with write(db):
        passage = _passage(engagement_id, passage_id)
        goes = not passage.refused
        if goes:
            erasure.begin(db)
            store.remove_passage(db, passage_id)
            record(db, engagement_id, access.account.actor, "strategy", "removed a quote", now)
    if not goes:
        flash("The quote stays here, shown to no one outside: its speaker refused it.", "quotes-fault")
        return redirect(url_for(".quote", engagement_id=engagement_id, passage_id=passage_id), code=303)
    flash("The quote is removed. The note stays as it is.", "quotes")
    return redirect(came_from(engagement_id, url_for(".quotes", engagement_id=engagement_id)), code=303)


def _passage(engagement_id: int, passage_id: int) -> Passage:
    """Return one of the engagement's passages, or 404."""
    found = store.passage(database(), engagement_id, passage_id)
    if found is None:
        abort(404)
    return found


def _is_sound(form: QuoteForm, passage: Passage) -> bool:
    """Return whether a quote may be stored like this, or else put the faults into the form."""
    text, consent, role = form.text.data, form.consent.data, form.shown_as.data
    # What was marked once may be narrowed whatever became of the note.
    said = fault(text, passage.source) if text != passage.text else ""
    if said and not (_asked_for(passage) and text == _asked_for(passage)):
        form.text.errors = [said]
    if consent in CONSENTS and passage.written and is_wider(consent, passage.answer_consent or "none"):
        allowed: Consent = passage.answer_consent or "none"
        form.consent.errors = [f"The interviewee wrote: {CONSENTS[allowed].lower()}. Choose that or less."]
    if consent in CONSENTS and not passage.written:
        said = fault_of_consent(database(), passage.interview_id, text, consent)
        form.consent.errors = [said] if said else form.consent.errors
    if role and holds_name(role, passage.name):
        form.shown_as.errors = ["Leave the speaker’s name out of the role."]
    return not any(field.errors for field in (form.text, form.consent, form.shown_as))


def _asked_for(passage: Passage) -> str:
    """Return what its speaker would have said instead, tidied; "" for nothing, or for a written answer."""
    return tidied(passage.asked.remark) if passage.asked and not passage.written else ""


def _page(access: Opened, passage: Passage, form: QuoteForm) -> str:
    db, engagement_id = database(), access.engagement.id
    gate = gate_of(db, engagement_id)
    interview = interviews.interview(db, engagement_id, passage.interview_id)
    questions = questions_of(engagement_pack(db, access.engagement), [interview] if interview else [])
    return framed(
        "quotes/quote.html",
        access,
        each=Judged(passage, gate.judged(passage)),
        holders=gate.holders(passage),
        form=form,
        deed=DeedForm(formdata=None),
        notes=NOTES,
        question=questions.said(passage.interview_id, passage.question),
        asked_for=_asked_for(passage),
        themes=themes.themes(db, engagement_id),
        standing=standing(db, engagement_id, [passage]).get(passage.id),
    )
