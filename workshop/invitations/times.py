"""What an invitation to a questionnaire tells of time: how long it takes, and the last day to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.engagements.store import Engagement
from workshop.invitations import store
from workshop.presentation import counted
from workshop.waves import store as waves
from workshop.waves.plans.asking import minutes


@dataclass(frozen=True, slots=True)
class Times:
    """How long someone needs and the last day to answer, as a mail writes them; empty if unknown."""

    minutes: str = ""
    closes: str = ""


UNKNOWN = Times()


def times_of(db: Database, engagement: Engagement, now: datetime) -> Mapping[int, Times]:
    """Return the times of everyone whose link leads to a wave that can be answered, now or later.

    They stand by the person's number. A plan is not counted: it can still change after the mail is written.
    """
    told: dict[tuple[int, int], Times] = {}
    for wave in waves.waves(db, engagement.id):
        if wave.state(now) in ("waiting", "open"):
            day = engagement.manner.short_day(wave.closes_at) if wave.closes_at else ""
            for each in waves.questionnaires(db, wave.id):
                told[wave.id, each.id] = Times(counted(minutes(each), "minute", "minutes"), day)
    asked = store.asked(db, engagement.id) if told else {}
    return {person: told[where] for person, where in asked.items() if where in told}
