"""Whose outbox a page shows: that of an engagement, or that of accounts, which administrators read."""

from dataclasses import dataclass

from flask import current_app, render_template, url_for

from workshop.access import Opened, administrator, consulted
from workshop.accounts.store import Account
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.mail import store
from workshop.mail.outbox import Outbox
from workshop.manner import PLAIN, Manner


@dataclass(frozen=True, slots=True)
class Box:
    """An outbox that its visitor may read; `access` is None for the one of accounts."""

    access: Opened | None
    account: Account

    @property
    def engagement_id(self) -> int | None:
        """Return the number of the engagement, or None."""
        return self.access.engagement.id if self.access else None

    @property
    def client(self) -> str:
        """Return whose name goes into the names of files."""
        return self.access.engagement.client if self.access else "Accounts"

    @property
    def manner(self) -> Manner:
        """Return how days and times are written."""
        return self.access.engagement.manner if self.access else PLAIN

    @property
    def sends(self) -> bool:
        """Return whether a server takes our mail."""
        return current_app.config["SMTP"] is not None

    def outbox(self) -> Outbox:
        """Return how many mails are in which state."""
        return Outbox(store.counts(database(), self.engagement_id), self.sends)

    def url(self, **values: object) -> str:
        """Return the address of the list."""
        if self.access is None:
            return url_for("mail.ours", **values)
        return url_for("mail.index", engagement_id=self.engagement_id, **values)

    def at(self, view: str, **values: object) -> str:
        """Return the address of another page of this outbox."""
        return url_for(view, **({"engagement_id": self.engagement_id} if self.access else {}), **values)

    def page(self, template: str, **values: object) -> str:
        """Render a page of this outbox."""
        if self.access is None:
            return render_template(template, box=self, **values)
        return framed(template, self.access, box=self, **values)


def box(engagement_id: int | None) -> Box:
    """Return an engagement's outbox for its consultants, that of accounts for administrators, or 404."""
    if engagement_id is None:
        return Box(None, administrator())
    access = consulted(engagement_id)
    return Box(access, access.account)
