"""The blueprint that all pages of running waves are registered with, and the way to such a wave."""

from datetime import datetime

from flask import Blueprint, abort
from werkzeug import Response

from workshop.database import database
from workshop.waves import store
from workshop.waves.plans.room import OpenedWave, opened_wave

bp = Blueprint("running", __name__, template_folder="templates")

Answer = str | Response | tuple[str, int]
ARCHIVED = "Nothing was changed: this engagement is archived. Take it back out of the archive first."


def page_of(engagement_id: int, number: int) -> OpenedWave:
    """Return a wave for the engagement's consultants and administrators, or 404."""
    return opened_wave(engagement_id, number)


def launched_wave(engagement_id: int, number: int) -> OpenedWave:
    """Return a wave that was launched, or 404: a plan has pages of its own."""
    found = opened_wave(engagement_id, number)
    if found.is_planned:
        abort(404)
    return found


def state_of(found: OpenedWave, now: datetime) -> str:
    """Return the state of a wave as it is under the lock, whatever the page showed."""
    wave = store.wave_by_id(database(), found.wave.id)
    return "gone" if wave is None else wave.state(now)
