"""Planning interviews, and changing what is planned of one."""

import secrets
from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.packs import engagement_pack, freeze_pack
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.interviews.guide import guide_questions
from workshop.interviews.opening import OpenedInterview, opened_interview
from workshop.interviews.planning import store
from workshop.interviews.planning.choosing import dropped, from_guide, own_questions
from workshop.interviews.planning.forms import InterviewForm, NewInterviewForm
from workshop.interviews.planning.page import form_of, form_page, new_form, value_of
from workshop.interviews.room import INTERVIEW, INTERVIEWS, bp
from workshop.interviews.store import Chosen, Interview
from workshop.people.store import add_roles


@bp.get(f"{INTERVIEWS}/new")
def new(engagement_id: int) -> str:
    """Show the form that plans interviews."""
    access = consulted(engagement_id)
    return form_page(access, new_form(access))


@bp.post(f"{INTERVIEWS}/new")
def create(engagement_id: int) -> Response | tuple[str, int]:
    """Plan an interview with each person chosen; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        form = new_form(access)
        sound = form.validate_on_submit()
        if sound:
            freeze_pack(db, access.engagement, now)
            made = [_add(db, access, int(each), form, now) for each in dict.fromkeys(form.people.data)]
            many = "an interview" if len(made) == 1 else f"{len(made)} interviews"
            record(db, engagement_id, access.account.actor, "strategy", f"planned {many}", now)
    if not sound:
        return form_page(access, form), 422
    flash(f"{many[:1].upper()}{many[1:]} {'is' if len(made) == 1 else 'are'} planned.", "interviews")
    then = ".times" if len(made) > 1 else ".plan"
    return redirect(url_for(then, engagement_id=engagement_id), code=303)


@bp.get(f"{INTERVIEW}/plan")
def details(engagement_id: int, interview_id: int) -> str:
    """Show what is planned of one interview, to be changed."""
    found = opened_interview(engagement_id, interview_id)
    return form_page(found.access, form_of(found), found.interview)


@bp.post(f"{INTERVIEW}/plan")
def change(engagement_id: int, interview_id: int) -> Response | tuple[str, int]:
    """Store what is planned now; with faults, show the form again with all of them."""
    consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = opened_interview(engagement_id, interview_id)
        form = form_of(found)
        chosen = _chosen(db, found, form) if form.validate_on_submit() else None
        sound = chosen is not None and _keeps_what_was_said(db, found, form, chosen)
        if sound and chosen is not None:
            _change(db, found, form, chosen, now)
    if not sound:
        return form_page(found.access, form, found.interview), 422
    flash(f"The interview with {found.interview.name} is saved.", "interviews")
    return redirect(url_for(".plan", engagement_id=engagement_id), code=303)


def _add(db: Database, access: Opened, person_id: int, form: NewInterviewForm, now: datetime) -> int:
    pack = engagement_pack(db, access.engagement)
    number = store.add_interview(
        db, access.engagement.id, person_id, form.details, secrets.token_hex(16), now
    )
    asked = [Chosen(each, "") for each in from_guide(pack, form.guide.data, form.questions.data or ())]
    store.set_questions(db, number, [*asked, *own_questions(form.own_lines, (), ())])
    store.add_interviewers(db, number, _accounts(form))
    add_roles(db, {person_id: ["interviewee"]})
    return number


def _accounts(form: InterviewForm) -> dict[int, str]:
    """Return the accounts that were chosen, with their names."""
    names = {choice.value: choice.label for choice in form.interviewers.choices}
    return {int(each[1:]): names[each] for each in form.interviewers.data or () if each.startswith("a")}


def _chosen(db: Database, found: OpenedInterview, form: InterviewForm) -> list[Chosen]:
    asked = from_guide(found.pack, form.guide.data, form.questions.data or ())
    used = interviews.said_on(db, found.interview.id)
    own = own_questions(form.own_lines, found.interview.questions, used)
    return [*(Chosen(each, "") for each in asked), *own]


def _keeps_what_was_said(
    db: Database, found: OpenedInterview, form: InterviewForm, chosen: list[Chosen]
) -> bool:
    """Return whether all stay on whom something rests, or put into the form which do not."""
    interview = found.interview
    lost = dropped(interview, chosen, interviews.said_on(db, interview.id))
    words = {key: each.text for key, each in guide_questions(found.pack).items()}
    for field, gone in (
        (form.guide, [each for each in lost if not each.own]),
        (form.own, [each for each in lost if each.own]),
    ):
        if gone:
            named = "; ".join(each.text or f"{each.id} {words.get(each.id, '')}" for each in gone)
            field.errors = [f"Something was said on this, so it stays: {named}"]
    writing = store.interviewers_with_notes(db, interview.id)
    leave = [each for each in _leaving(interview, form) if each.id in writing]
    if leave:
        names = ", ".join(each.name for each in leave)
        form.interviewers.errors = [f"There are notes by {names}, so the name stays."]
    return not lost and not leave


def _leaving(interview: Interview, form: InterviewForm) -> list[interviews.Interviewer]:
    return [each for each in interview.interviewers if value_of(each) not in (form.interviewers.data or ())]


def _change(
    db: Database, found: OpenedInterview, form: InterviewForm, chosen: list[Chosen], now: datetime
) -> None:
    interview, account = found.interview, found.access.account
    store.change_interview(db, interview.id, form.details)
    store.set_questions(db, interview.id, chosen)
    store.add_interviewers(db, interview.id, _accounts(form))
    store.remove_interviewers(db, [each.id for each in _leaving(interview, form)])
    after = interviews.interview(db, interview.engagement_id, interview.id)
    if after is None:
        abort(404)
    if after == interview:
        return
    if _in_a_calendar(after) != _in_a_calendar(interview):
        store.count_change(db, interview.id, secrets.token_hex(16), now)
    record(db, interview.engagement_id, account.actor, "strategy", "changed the plan of an interview", now)


def _in_a_calendar(interview: Interview) -> tuple[object, ...]:
    led = tuple(each.name for each in interview.interviewers)
    return interview.starts_at, interview.minutes, interview.place, led
