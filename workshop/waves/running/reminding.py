"""A reminder out of turn: to those who have not finished, with the link that they have."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from workshop.accounts.store import Account
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.presentation import counted
from workshop.waves.reminder import reminder_text, write_reminder
from workshop.waves.running import store
from workshop.waves.running.store import Participant
from workshop.waves.store import Wave


def reachable(participants: Iterable[Participant]) -> list[Participant]:
    """Return those who can be reminded: not finished, with a mail address, and with a link."""
    return [each for each in participants if each.progress != "finished" and each.email and each.seed]


def remind(
    db: Database, engagement: Engagement, wave: Wave, writer: Account, link: str, now: datetime
) -> int:
    """Write to everyone who has not finished and record it, inside write(); return how many that are.

    `link` is the address of personal links with the marker for its token.
    """
    people = reachable(store.participants(db, wave.id))
    text = reminder_text(db, engagement.id)
    for each in people:
        write_reminder(
            db, engagement, wave, text, each, link=link, writer_id=writer.id, writer=writer.name, now=now
        )
    if people:
        store.put_round(db, wave.id, len(people), now)
        deed = (
            f"reminded {counted(len(people), 'person', 'people')} of wave {wave.number} who had not finished"
        )
        record(db, engagement.id, writer.actor, "mail", deed, now)
    return len(people)
