"""The deed of inviting: a link and a mail for each person, and a line in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.accounts.store import Account
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.invitations import store
from workshop.invitations.choosing import Candidate
from workshop.invitations.purposes import Invitation
from workshop.invitations.store import Addressee
from workshop.invitations.times import UNKNOWN, Times, times_of
from workshop.links import new_link
from workshop.mail.store import Template, add_mail, templates
from workshop.mail.writing import DEFAULTS, Written, compose, values_for
from workshop.presentation import counted

PATH = "/p/{token}"
"""Where a personal link leads; a stored mail keeps the marker instead of the token."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an engagement writes for one invitation, and who writes it; `link` holds the token's marker.

    `times` are those of everyone for whom they are known, by the person's number.
    """

    engagement: Engagement
    template: Template
    writer: Account
    link: str
    times: Mapping[int, Times]

    def to(self, person: Addressee) -> Written:
        """Return the mail to one person."""
        times = self.times.get(person.id, UNKNOWN)
        values = values_for(
            name=person.name,
            client=self.engagement.client,
            function=self.engagement.function_assessed,
            consultancy=self.engagement.consultancy,
            consultant=self.writer.name,
            minutes=times.minutes,
            closes=times.closes,
        )
        return compose(self.template, values, self.link)


def letter(
    db: Database, engagement: Engagement, invitation: Invitation, writer: Account, link: str, now: datetime
) -> Letter:
    """Return the letter of an invitation, in the engagement's own words where it has some."""
    own = templates(db, engagement.id).get(invitation.purpose)
    times = times_of(db, engagement, now) if invitation.purpose == "questionnaire" else {}
    return Letter(engagement, own or DEFAULTS[invitation.purpose], writer, link, times)


def write_to(
    db: Database,
    invited: Sequence[Candidate],
    *,
    invitation: Invitation,
    by: Letter,
    key: str,
    now: datetime,
) -> None:
    """Make a link and a mail for each of these people, and record it; called inside write().

    A link that someone had for the same purpose ends as replaced. `key` is the installation's secret key.
    """
    for each in invited:
        link, mail = new_link(key), by.to(each.person)
        store.put_link(db, each.person.id, invitation.purpose, link, now)
        add_mail(
            db,
            engagement_id=by.engagement.id,
            person_id=each.person.id,
            account_id=by.writer.id,  # answers go to who writes
            kind=invitation.purpose,
            name=each.person.name,
            address=each.person.email,
            subject=mail.subject,
            body=mail.body,
            seed=link.seed,
            now=now,
        )
    record(db, by.engagement.id, by.writer.actor, "mail", _deed(invited, invitation), now)


def _deed(invited: Sequence[Candidate], invitation: Invitation) -> str:
    again = sum(each.link is not None for each in invited)
    replaced = f"; {counted(again, 'earlier link', 'earlier links')} replaced" if again else ""
    people = counted(len(invited), "person", "people")
    return f"wrote to {people}: invitation to the {invitation.purpose}{replaced}"
