"""Mails that carry a password link, where the installation can send mail."""

from datetime import datetime

from flask import current_app
from sqlite_utils import Database

from workshop.accounts.password_links import PATH
from workshop.accounts.store import Account
from workshop.addresses import public_url
from workshop.mail.store import Template, add_mail
from workshop.mail.writing import MARKER, compose, first_name

_WELCOME = Template(
    "Your account with Roadcrew",
    "Hello {first_name},\n\n"
    "{by} made you an account with Roadcrew. You sign in with this mail address. Choose your password "
    "here:\n\n"
    "{link}\n\n"
    "- The link can be used once, within seven days.\n"
    "- It is yours alone: whoever has it can sign in as you. Please do not pass this mail on.\n",
)
_RESET = Template(
    "Choose a new password for Roadcrew",
    "Hello {first_name},\n\n"
    "here you choose a new password for your account with Roadcrew:\n\n"
    "{link}\n\n"
    "- The link can be used once, within 24 hours.\n"
    "- Until then your old password stays as it is.\n"
    "- You did not ask for this? Then do nothing; nobody can come in without this mail.\n",
)


def can_send() -> bool:
    """Return whether mails go out; without a server for them, links are handed over by people."""
    return bool(current_app.config.get("SMTP"))


def welcome(db: Database, account: Account, by: str, seed: str, now: datetime) -> None:
    """Write to someone who was let in; called inside write() that stores the link of the seed."""
    _write(db, account, _WELCOME, seed, now, by)


def write_reset(db: Database, account: Account, seed: str, now: datetime) -> None:
    """Write to someone who gets a new password link; called inside write() that stores it."""
    _write(db, account, _RESET, seed, now)


def _write(db: Database, to: Account, template: Template, seed: str, now: datetime, by: str = "") -> None:
    values = {"first_name": first_name(to.name), "by": by}
    letter = compose(template, values, public_url(PATH + MARKER))
    add_mail(
        db,
        engagement_id=None,
        person_id=None,
        account_id=to.id,
        kind="password",
        name=to.name,
        address=to.email,
        subject=letter.subject,
        body=letter.body,
        seed=seed,
        now=now,
    )
