"""Reminders on the days that a wave's plan names: once for each day, to those who have not finished."""

import re
from datetime import datetime, time, timedelta

from sqlite_utils import Database

from workshop.accounts.store import account
from workshop.engagements.store import Engagement
from workshop.engagements.store import engagement as engagement_of
from workshop.history.store import PROGRAM, record
from workshop.jobs import store
from workshop.mail.store import add_mail, templates
from workshop.mail.writing import DEFAULTS, compose, values_for
from workshop.manner import Manner
from workshop.presentation import counted
from workshop.waves.store import Wave

HOUR = time(9)
"""When reminders are written, on the clock of the engagement: they are read where work begins."""
_KIND = "reminder"
_PATH = "/p/{token}"
_LINK = re.compile(r"https?://\S+/p/\{token\}")


def due(db: Database, wave: Wave, now: datetime) -> bool:
    """Return whether a round of reminders is due for a wave that is open."""
    if wave.state(now) != "open":
        return False
    found = engagement_of(db, wave.engagement_id)
    return found is not None and not found.archived and bool(due_days(db, wave, found.manner, now))


def remind(db: Database, wave: Wave, address: str, now: datetime) -> int:
    """Hold the round of reminders that is due, if one is, inside write(); return how many were written to.

    `address` is the public address, for links that were not mailed before. Where several days went by
    unseen, one mail is written, and all of them count as held.
    """
    found = engagement_of(db, wave.engagement_id)
    if found is None or not due(db, wave, now):
        return 0
    people = _write(db, wave, found, address, now)
    days_due = due_days(db, wave, found.manner, now)
    for days in days_due:
        store.put_round(db, wave.id, days, people if days == days_due[-1] else 0, now)
    if people:
        said = f"reminded {counted(people, 'person', 'people')} of wave {wave.number} who had not finished"
        record(db, wave.engagement_id, PROGRAM, "mail", said, now)
    return people


def due_days(db: Database, wave: Wave, manner: Manner, now: datetime) -> list[int]:
    """Return the days before closing whose reminders are due and were not held, the largest number first.

    A moment before the launch, or before the wave opened, is none: those people have just been invited.
    """
    if wave.closes_at is None or wave.launched_at is None:
        return []
    begun = max(wave.launched_at, wave.opens_at or wave.launched_at)
    found = []
    for days in store.reminder_days(db, wave.id):
        moment = reminder_at(wave.closes_at, days, manner)
        if begun < moment <= now and not store.was_reminded(db, wave.id, days, moment):
            found.append(days)
    return found


def reminder_at(closes_at: datetime, days: int, manner: Manner) -> datetime:
    """Return the moment of the reminder so many days before the closing."""
    closing = manner.here(closes_at)
    return datetime.combine(closing.date() - timedelta(days=days), HOUR, closing.tzinfo)


def _write(db: Database, wave: Wave, engagement: Engagement, address: str, now: datetime) -> int:
    writer_id = store.writer(db, wave.id)
    writer = account(db, writer_id) if writer_id is not None else None
    people = store.unfinished(db, wave.id)
    template = templates(db, engagement.id).get(_KIND) or DEFAULTS[_KIND]
    for each in people:
        values = values_for(
            name=each.name,
            client=engagement.client,
            function=engagement.function_assessed,
            consultancy=engagement.consultancy,
            consultant=writer.name if writer else engagement.consultancy or "Roadcrew",
            closes=engagement.manner.short_day(wave.closes_at) if wave.closes_at else "",
        )
        # As they know it: this process does not hear at which address the server is reached.
        known = _LINK.search(each.wrote)
        mail = compose(template, values, known[0] if known else address + _PATH)
        add_mail(
            db,
            engagement_id=engagement.id,
            person_id=each.person_id,
            account_id=writer_id,
            kind=_KIND,
            name=each.name,
            address=each.email,
            subject=mail.subject,
            body=mail.body,
            seed=each.seed,
            now=now,
        )
    return len(people)
