"""Answers from a file beside those that are given here."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for

from questionnaires.header import AnswerFaults
from workshop.assessments.importing import AddedMeanwhile, import_beside
from workshop.database import database
from workshop.presentation import counted
from workshop.waves.plans.room import WAVE
from workshop.waves.running.forms import BesideForm
from workshop.waves.running.page import running_page
from workshop.waves.running.room import ARCHIVED, Answer, bp, launched_wave


@bp.post(f"{WAVE}/answers")
def add_answers(engagement_id: int, number: int) -> Answer:
    """Add the answers of a file to a wave; with faults, show the form again with all of them."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    form, access = BesideForm(), found.access
    if not form.validate_on_submit():
        return running_page(found, now, beside=form), 422
    if access.engagement.archived:
        return running_page(found, now, fault=ARCHIVED), 422
    upload = form.answers.data
    name = " ".join((upload.filename or "").split())[:200]
    try:
        people = import_beside(
            database(), found.wave, access.account.actor, data=upload.read(), file_name=name, now=now,
            seen=_number(form.seen.data),
        )  # fmt: skip
    except AddedMeanwhile:
        form.answers.errors = ["A file was added since you opened this page. Look at the list first."]
        return running_page(found, now, beside=form), 422
    except AnswerFaults as faults:
        return running_page(found, now, beside=form, faults=faults, file_name=name), 422
    if people is None:
        return running_page(found, now, fault="Nothing was added: the wave is sealed."), 422
    flash(f"The answers of {counted(people, 'person', 'people')} are added.", "wave")
    return redirect(url_for(".wave", engagement_id=engagement_id, number=number, _anchor="files"), code=303)


def _number(seen: str | None) -> int:
    """Return how many files the page showed; -1, which is never right, where that was not said."""
    return int(seen) if seen and seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
