"""What is done about the people of a running wave: reminded, added, let in by the open door."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from workshop.addresses import public_url
from workshop.database import database, write
from workshop.history.store import record
from workshop.invitations.writing import PATH
from workshop.presentation import counted
from workshop.waves.plans.room import WAVE, OpenedWave
from workshop.waves.running import doors, inviting, reminding, store
from workshop.waves.running.forms import DeedForm, DoorForm, NewcomersForm
from workshop.waves.running.page import running_page
from workshop.waves.running.room import ARCHIVED, Answer, bp, launched_wave, state_of

_TRIES = 5


@bp.post(f"{WAVE}/remind")
def remind(engagement_id: int, number: int) -> Answer:
    """Write to those who have not finished; sent twice, the form writes once."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    form, access = DeedForm(), found.access
    if not form.validate_on_submit():
        abort(404)
    with write(database()) as db:
        fault = _fault(found, now, ("open",), "Nobody was reminded: the wave is not open.")
        done_before = form.seen.data != str(len(store.rounds(db, found.wave.id)))
        if not fault and not done_before:
            link = public_url(PATH)
            people = reminding.remind(db, access.engagement, found.wave, access.account, link, now)
            if not people:
                fault = "Nobody was reminded: everyone who can be written to has finished."
    if fault:
        return running_page(found, now, fault=fault), 422
    if not done_before:
        flash(f"{counted(people, 'reminder is', 'reminders are')} in the mail.", "wave")
    return _back(found, "remind")


@bp.post(f"{WAVE}/people")
def add_people(engagement_id: int, number: int) -> Answer:
    """Ask further respondents in a wave that is running."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    form, access = NewcomersForm(), found.access
    if not form.validate_on_submit():
        return running_page(found, now, fault="Nobody was added: choose people and what they are asked."), 422
    with write(database()) as db:
        fault = _fault(found, now, ("waiting", "open"), "Nobody was added: the wave has closed.")
        named = {each.id: each for each in inviting.offered(db, found.wave)}
        if form.asked.data and form.asked.data not in named:
            fault = fault or "Nobody was added: choose what they are asked from the list."
        if not fault:
            chosen = frozenset(form.person.data or ())
            added = inviting.add(db, found.wave, chosen, named.get(form.asked.data))
            if added:
                deed = f"added {counted(added, 'person', 'people')} to wave {number}"
                record(db, engagement_id, access.account.actor, "answers", deed, now)
            elif not chosen:
                fault = "Nobody was added: choose at least one person."
    if fault:
        return running_page(found, now, fault=fault), 422
    flash(f"{counted(added, 'person is', 'people are')} added. Write to them next.", "wave")
    return _back(found, "more")


@bp.post(f"{WAVE}/door")
def open_door(engagement_id: int, number: int) -> Answer:
    """Make a join code for people without mail addresses; one that is there already stays."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    form, access = DoorForm(), found.access
    form.validate_on_submit()
    with write(database()) as db:
        fault = _fault(found, now, ("waiting", "open"), "The door stays shut: the wave has closed.")
        if form.questionnaire.data not in {each.id for each in inviting.offered(db, found.wave)}:
            fault = fault or "The door stays shut: choose what those who come in are asked."
        if not fault and store.door(db, found.wave.id) is None:
            for _ in range(_TRIES):
                if store.open_door(db, found.wave.id, doors.new_code(), form.questionnaire.data):
                    break
            deed = f"opened the door to wave {number} with a join code"
            record(db, engagement_id, access.account.actor, "answers", deed, now)
    if fault:
        return running_page(found, now, fault=fault), 422
    return _back(found, "door")


@bp.post(f"{WAVE}/door/end")
def shut_door(engagement_id: int, number: int) -> Answer:
    """End the join code; who came in by it stays in."""
    found, now = launched_wave(engagement_id, number), datetime.now(UTC)
    if not DeedForm().validate_on_submit():
        abort(404)
    with write(database()) as db:
        if store.shut_door(db, found.wave.id):
            deed = f"shut the door to wave {number}"
            record(db, engagement_id, found.access.account.actor, "answers", deed, now)
    return _back(found, "door")


def _fault(found: OpenedWave, now: datetime, states: tuple[str, ...], said: str) -> str:
    """Return why nothing may be done, or an empty text; asked inside write()."""
    if found.access.engagement.archived:
        return ARCHIVED
    return "" if state_of(found, now) in states else said


def _back(found: OpenedWave, part: str) -> Response:
    where = {"engagement_id": found.wave.engagement_id, "number": found.wave.number}
    return redirect(url_for(".wave", **where, _anchor=part), code=303)
