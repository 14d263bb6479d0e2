"""Letting a sponsor of the client look on, and keeping them out: an account, a link, a line of history."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.accounts import store as accounts
from workshop.accounts.inviting import NEW_GOOD_FOR, invite, renew
from workshop.accounts.store import Account
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.invitations.members import store
from workshop.links import NewLink
from workshop.mail.store import Template, add_mail
from workshop.mail.writing import compose, values_for

PATH = "/password/{token}"

LETTER = Template(
    "{client}: your access to the work on {function}",
    "Hello {first_name},\n\n"
    "you can now follow the work on {function} at {client}: how far it is, and the results once they are "
    "released to you. Choose a password to begin:\n\n"
    "{link}\n\n"
    "- The link works once, until {until}.\n"
    "- You sign in with the address {address}.\n\n"
    "The link is yours alone. Please do not pass this mail on.\n\n"
    "Kind regards,\n{consultant}\n{consultancy}\n",
)
"""What a sponsor reads first."""


class NotAdmitted(ValueError):
    """Says in a sentence why someone is given no access, and what to do."""


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Who lets sponsors in, and to what; `link` is a password link's address with the token's marker."""

    engagement: Engagement
    account: Account
    link: str
    key: str


def admit(db: Database, by: Doorkeeper, *, name: str, email: str, now: datetime) -> tuple[Account, str]:
    """Give someone at the client an account that sees the engagement, and return it with its link's token.

    Called inside write(). A sponsor's account belongs to one engagement; who was kept out of theirs may come
    back with the same address. Raises NotAdmitted.
    """
    found = accounts.account_by_email(db, email)
    if found is None:
        made = invite(db, email=email, name=name, role="sponsor", key=by.key, now=now)
        account_id, seed, token = made.account_id, made.seed, made.token
    else:
        _may_come_back(db, by.engagement.id, found)
        accounts.open_account(db, found.id)
        link = renew(db, found.id, by.key, now, NEW_GOOD_FOR)
        account_id, seed, token = found.id, link.seed, link.token
    store.add_sponsor(db, by.engagement.id, account_id)
    admitted = _account(db, account_id)
    _write(db, by, admitted, seed, now)
    deed = f"gave {admitted.name} access as a sponsor"
    record(db, by.engagement.id, by.account.actor, "account", deed, now)
    return admitted, token


def link_again(db: Database, by: Doorkeeper, sponsor: Account, now: datetime) -> str:
    """Make a new password link for a sponsor and return its token; called inside write()."""
    link: NewLink = renew(db, sponsor.id, by.key, now, NEW_GOOD_FOR)
    _write(db, by, sponsor, link.seed, now)
    deed = f"made a new password link for the sponsor {sponsor.name}"
    record(db, by.engagement.id, by.account.actor, "account", deed, now)
    return link.token


def keep_out(db: Database, by: Doorkeeper, sponsor: Account, now: datetime) -> None:
    """Take a sponsor's access away and close their account, which saw nothing else; called inside write()."""
    store.remove_sponsor(db, by.engagement.id, sponsor.id)
    accounts.close_account(db, sponsor.id, now)
    deed = f"took the access of the sponsor {sponsor.name} away"
    record(db, by.engagement.id, by.account.actor, "account", deed, now)


def _may_come_back(db: Database, engagement_id: int, found: Account) -> None:
    if any(each.id == found.id for each in store.members(db, engagement_id).sponsors):
        raise NotAdmitted("This address has access already. Make a new link for it in the list above.")
    if found.role != "sponsor" or not found.closed or store.sponsors_somewhere(db, found.id):
        raise NotAdmitted(
            "This address has an account already, and a sponsor’s account belongs to one engagement only. "
            "Use another address."
        )


def _write(db: Database, by: Doorkeeper, sponsor: Account, seed: str, now: datetime) -> None:
    values = values_for(
        name=sponsor.name,
        client=by.engagement.client,
        function=by.engagement.function_assessed,
        consultancy=by.engagement.consultancy,
        consultant=by.account.name,
    )
    until = by.engagement.manner.day(now + NEW_GOOD_FOR)
    mail = compose(LETTER, {**values, "until": until, "address": sponsor.email}, by.link)
    add_mail(
        db,
        engagement_id=by.engagement.id,
        person_id=None,
        account_id=sponsor.id,
        kind="password",
        name=sponsor.name,
        address=sponsor.email,
        subject=mail.subject,
        body=mail.body,
        seed=seed,
        now=now,
    )


def _account(db: Database, account_id: int) -> Account:
    found = accounts.account(db, account_id)
    if found is None:
        raise LookupError(account_id)
    return found
