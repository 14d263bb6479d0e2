"""The pages of answers: the waves of an engagement, adding answers, and releasing what came of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from questionnaires.header import AnswerFaults, Fault
from questionnaires.tally import FewerAsked
from workshop.access import Opened, consulted, opened
from workshop.addresses import ENGAGEMENT
from workshop.assessments import reading, store
from workshop.assessments.forms import AnswersForm, ReleaseForm
from workshop.assessments.importing import import_answers
from workshop.assessments.room import bp
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.methods import method
from workshop.history.store import record
from workshop.waves.running.attending.store import attendance
from workshop.waves.running.rates import in_steps
from workshop.waves.running.sentences import CHIPS
from workshop.waves.store import wave_by_id
from workshop.waves.store import waves as all_waves

__all__ = ["bp", "reading"]

_STILL_OPEN = "Nothing was released: the wave is open. Release what came of it once it has closed."


@bp.get(f"{ENGAGEMENT}/assessment")
def assessment(engagement_id: int) -> str:
    """Show the engagement's waves, and for its consultants the form that adds answers."""
    access = opened(engagement_id)
    return _assessment(access, AnswersForm())


@bp.post(f"{ENGAGEMENT}/assessment")
def add_answers(engagement_id: int) -> Response | tuple[str, int]:
    """Make a wave from the form's file; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    form = AnswersForm()
    if not form.validate_on_submit():
        return _assessment(access, form), 422
    upload = form.answers.data
    try:
        import_answers(
            database(),
            access.engagement,
            access.account.actor,
            data=upload.read(),
            file_name=upload.filename or "",
            now=datetime.now(UTC),
            threshold=form.threshold.data,
            asked=form.asked.data,
        )
    except FewerAsked as error:
        form.asked.errors = [str(error)]
        return _assessment(access, form), 422
    except AnswerFaults as faults:
        told = {"faults": faults, "in_sheet_order": _in_sheet_order, "file_name": upload.filename}
        return _assessment(access, form, **told), 422
    return redirect(url_for(".results", engagement_id=engagement_id), code=303)


@bp.post(f"{ENGAGEMENT}/releases")
def release(engagement_id: int) -> Response:
    """Release the results of the latest wave to the client's sponsors, or take them back."""
    access = consulted(engagement_id)
    form = ReleaseForm()
    db, now = database(), datetime.now(UTC)
    if not form.validate_on_submit():
        abort(404)
    with write(db):
        wave = store.latest_counted(db, engagement_id)
        if wave is None:
            abort(404)
        # Whoever releases has read these figures, not those of a wave that came in meanwhile.
        if wave.number != form.wave.data:
            abort(409)
        live = wave_by_id(db, wave.id)
        if live is not None and live.state(now) == "open" and not form.withdraw.data:
            flash(_STILL_OPEN, "results")
            return redirect(url_for(".results", engagement_id=engagement_id), code=303)
        is_out = store.released(db, wave.id)
        if form.withdraw.data:
            store.withdraw(db, wave.id)
        else:
            store.release(db, wave.id, access.account.id, now)
        if is_out == form.withdraw.data:  # a second press changes nothing, and tells nothing
            deed = f"{'withdrew' if form.withdraw.data else 'released'} the results of wave {wave.number}"
            record(db, engagement_id, access.account.actor, "release", deed, now)
    return redirect(url_for(".results", engagement_id=engagement_id, _anchor="release"), code=303)


def _assessment(access: Opened, form: AnswersForm, **told: object) -> str:
    db, now = database(), datetime.now(UTC)
    waves = all_waves(db, access.engagement.id)
    people = attendance(db, [each.id for each in waves]) if waves else {}
    # As on a sponsor's overview: in steps of k until figures that rest on all of them are released.
    steps = [each for each in waves if access.by_sponsor and not store.released(db, each.id)]
    for wave in steps:
        if wave.id in people:
            there = people[wave.id]
            people[wave.id] = replace(there, finished=in_steps(there.finished, wave.threshold))
    return framed(
        "assessments/assessment.html",
        access,
        waves=[(each, each.state(now), CHIPS[each.state(now)]) for each in waves],
        people=people,
        in_steps={each.id for each in steps},
        form=form,
        method=method(access.engagement.pack),
        **told,
    )


def _in_sheet_order(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults by row, those of the whole file first, as someone mends them from top to bottom."""
    return sorted(faults, key=lambda fault: fault.row or 0)
