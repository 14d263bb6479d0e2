"""The blueprint that the pages of the benchmark are registered with, and what they share."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.addresses import ENGAGEMENT
from workshop.assessments.store import Counted, latest_counted
from workshop.benchmarks.typed import Reader
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.waves.store import wave_by_id

bp = Blueprint("benchmarks", __name__, template_folder="templates")

BENCHMARK = f"{ENGAGEMENT}/benchmark"
FIGURE = f"{BENCHMARK}/figure"
LIST = f"{BENCHMARK}/list"
DRAFT = f"{LIST}/<others_draft>"


@dataclass(frozen=True, slots=True)
class Assessed:
    """The latest wave of an engagement that was counted, None where there is none, and whether it is over."""

    wave: Counted | None
    is_over: bool
    pack: MethodPack


def assessed(db: Database, engagement: Engagement, now: datetime) -> Assessed:
    """Return what others are compared with: the pack of the latest count, or else that of the engagement."""
    wave = latest_counted(db, engagement.id)
    if wave is None:
        return Assessed(None, False, engagement_pack(db, engagement))
    live = wave_by_id(db, wave.id)
    is_over = live is not None and live.state(now) in ("closed", "sealed")
    return Assessed(wave, is_over, wave.pack)


def reader(engagement: Engagement, pack: MethodPack) -> Reader:
    """Return what reads figures of others for the parts of a pack, as of today."""
    return Reader(pack, engagement.manner.today(datetime.now(UTC)).year)
