"""The blueprint that all pages of planned waves are registered with, and the way to a wave."""

from dataclasses import dataclass

from flask import Blueprint, abort

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.database import database
from workshop.waves import store
from workshop.waves.store import Wave

bp = Blueprint("plans", __name__, template_folder="templates")

WAVES = f"{ENGAGEMENT}/waves"
WAVE = f"{WAVES}/<{NUMBER}:number>"
PLAN = f"{WAVE}/plan"
QUESTIONNAIRE = f"{PLAN}/questionnaires/<{NUMBER}:questionnaire_id>"


@dataclass(frozen=True, slots=True)
class OpenedWave:
    """A wave of an engagement that its visitor runs."""

    access: Opened
    wave: Wave

    @property
    def is_planned(self) -> bool:
        """Return whether its plan can still be changed."""
        return self.wave.launched_at is None


def opened_wave(engagement_id: int, number: int) -> OpenedWave:
    """Return a wave for the engagement's consultants and administrators, or 404."""
    access = consulted(engagement_id)
    found = store.wave(database(), engagement_id, number)
    if found is None:
        abort(404)
    return OpenedWave(access, found)
