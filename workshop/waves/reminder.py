"""A reminder to one person of a wave, whoever sends it: a consultant out of turn, or the plan on its days."""

from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from workshop.engagements.store import Engagement
from workshop.mail.store import Template, add_mail, templates
from workshop.mail.writing import DEFAULTS, compose, values_for
from workshop.waves.store import Wave

_KIND = "reminder"


class Unfinished(Protocol):
    """Someone who has not finished, and the seed of the link that they have."""

    @property
    def person_id(self) -> int | None: ...  # noqa: D102 - named for what it is
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def email(self) -> str: ...  # noqa: D102
    @property
    def seed(self) -> str: ...  # noqa: D102


def reminder_text(db: Database, engagement_id: int) -> Template:
    """Return what an engagement's reminders say."""
    return templates(db, engagement_id).get(_KIND) or DEFAULTS[_KIND]


def write_reminder(
    db: Database,
    engagement: Engagement,
    wave: Wave,
    text: Template,
    to: Unfinished,
    *,
    link: str,
    writer_id: int | None,
    writer: str,
    now: datetime,
) -> None:
    """Store a reminder with the link that someone has, as an address with the marker; inside write()."""
    values = values_for(
        name=to.name,
        client=engagement.client,
        function=engagement.function_assessed,
        consultancy=engagement.consultancy,
        consultant=writer,
        closes=engagement.manner.short_day(wave.closes_at) if wave.closes_at else "",
    )
    mail = compose(text, values, link)
    add_mail(
        db,
        engagement_id=engagement.id,
        person_id=to.person_id,
        account_id=writer_id,
        kind=_KIND,
        name=to.name,
        address=to.email,
        subject=mail.subject,
        body=mail.body,
        seed=to.seed,
        now=now,
    )
