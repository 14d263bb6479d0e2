"""Reminders on the days that a wave's plan names: once for each day, to those who have not finished."""

import re
from datetime import datetime, time, timedelta

from sqlite_utils import Database

from workshop.accounts.store import account
from workshop.engagements.store import Engagement
from workshop.engagements.store import engagement as engagement_of
from workshop.history.store import PROGRAM, record
from workshop.jobs import store
from workshop.manner import Manner
from workshop.presentation import counted
from workshop.waves.reminder import reminder_text, write_reminder
from workshop.waves.store import Wave

HOUR = time(9)
"""When reminders are written, on the clock of the engagement: they are read where work begins."""
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
    text = reminder_text(db, engagement.id)
    for each in people:
        # As they know it: this process does not hear at which address the server is reached.
        known = _LINK.search(each.wrote)
        write_reminder(
            db,
            engagement,
            wave,
            text,
            each,
            link=known[0] if known else address + _PATH,
            writer_id=writer_id,
            writer=writer.name if writer else engagement.consultancy or "Roadcrew",
            now=now,
        )
    return len(people)
