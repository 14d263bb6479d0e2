"""Letting someone in: an account and the link with which they choose its password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from workshop.accounts import store
from workshop.accounts.store import Role
from workshop.links import NewLink, new_link

NEW_GOOD_FOR = timedelta(days=7)
"""How long the link of a new account can be used;"""
RESET_GOOD_FOR = timedelta(hours=24)
"""and that of an account that was there before."""


class AddressTaken(ValueError):
    """Says that there is an account with this address already."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A new account, and its password link: the token for the address, the seed for a mail."""

    account_id: int
    token: str
    seed: str


def invite(db: Database, *, email: str, name: str, role: Role, key: str, now: datetime) -> Invited:
    """Make an account and a link that sets its password within NEW_GOOD_FOR; called inside write().

    `key` is the installation's secret key. The link's address is /password/ and the token. Raises
    AddressTaken.
    """
    if store.account_by_email(db, email) is not None:
        raise AddressTaken(email)
    account_id = store.add_account(db, email=email, name=name, role=role, now=now)
    link = renew(db, account_id, key, now, NEW_GOOD_FOR)
    return Invited(account_id, link.token, link.seed)


def renew(
    db: Database, account_id: int, key: str, now: datetime, good_for: timedelta = RESET_GOOD_FOR
) -> NewLink:
    """Make a link that sets an account's password once, in place of an earlier one; called inside write()."""
    link = new_link(key)
    store.put_password_link(db, account_id, seed=link.seed, hash=link.hash, now=now, good_for=good_for)
    return link
