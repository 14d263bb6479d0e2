"""The end of a wave: the page that says what sealing does, the deed, and the raw answers after it."""

from datetime import UTC, datetime
from io import BytesIO

from flask import Blueprint, abort, current_app, flash, redirect, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from workshop import erasure
from workshop.database import database
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.sealing import store
from workshop.sealing.raw import leaving, may_leave, raw_answers
from workshop.sealing.sealing import NotSealed, due_at
from workshop.sealing.sealing import seal as sealed
from workshop.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from workshop.waves.packs import frozen_pack
from workshop.waves.plans.room import WAVE, OpenedWave, opened_wave

bp = Blueprint("sealing", __name__, template_folder="templates")


class SealForm(FlaskForm):  # type: ignore[misc]
    """The deed, without further words."""


@bp.get(f"{WAVE}/seal")
def ending(engagement_id: int, number: int) -> str:
    """Show what sealing a wave does or did, which backups still hold links, and the raw answers."""
    return _page(_launched(engagement_id, number))


@bp.post(f"{WAVE}/seal")
def seal(engagement_id: int, number: int) -> Response | tuple[str, int]:
    """Seal a closed wave for good; one that is sealed stays as it is."""
    found = _launched(engagement_id, number)
    if not SealForm().validate_on_submit():
        return _page(found), 422
    try:
        clean = sealed(database(), found.wave, found.access.account.actor, datetime.now(UTC))
    except NotSealed as fault:
        return _page(found, fault=str(fault)), 422
    if not clean:
        current_app.logger.warning("traces of a sealed wave are still in the files beside the database")
    flash(f"Wave {number} is sealed.", "wave")
    return redirect(url_for(".ending", engagement_id=engagement_id, number=number), code=303)


@bp.get(f"{WAVE}/answers.<any(xlsx, csv):ending>")
def answers(engagement_id: int, number: int, ending: str) -> Response:
    """Hand out single answers, as far as they may leave; else lead to the page that says when."""
    found = _launched(engagement_id, number)
    db, wave = database(), found.wave
    if not may_leave(wave):
        return redirect(url_for(".ending", engagement_id=engagement_id, number=number), code=303)
    raw = raw_answers(db, wave, frozen_pack(db, wave))
    if not raw.rows:
        return redirect(url_for(".ending", engagement_id=engagement_id, number=number), code=303)
    data = as_csv(raw.header, raw.rows) if ending == "csv" else as_xlsx("Answers", raw.header, raw.rows)
    answer = send_file(
        BytesIO(data),
        mimetype=CSV if ending == "csv" else XLSX,
        as_attachment=True,
        download_name=file_name(
            found.access.engagement.client, engagement_id, f"wave-{number}-answers", ending
        ),
    )
    answer.cache_control.no_store = True
    return answer


def _launched(engagement_id: int, number: int) -> OpenedWave:
    """Return a wave that was launched, for the engagement's consultants, or 404."""
    found = opened_wave(engagement_id, number)
    if found.is_planned:
        abort(404)
    return found


def _page(found: OpenedWave, fault: str = "") -> str:
    db, wave, now = database(), found.wave, datetime.now(UTC)
    begun = wave.launched_at or wave.created_at
    raw = leaving(db, wave, frozen_pack(db, wave)) if may_leave(wave) else None
    return framed(
        "sealing/ending.html",
        found.access,
        wave=wave,
        state=wave.state(now),
        fault=fault,
        form=SealForm(),
        links=store.links(db, wave.id),
        backups=[] if wave.imported else store.backups_between(db, begun, wave.sealed_at or now),
        raw=raw,
        seals_at=due_at(wave),
        clean=not erasure.pending(db),
    )
