"""Who may do what. Each guard fetches and authorises in one call; who may not gets 404, as for nothing.

A visitor who is not signed in gets the same answer at every address but the few that are open to anyone, so
that nothing tells which addresses lead somewhere.
"""

from dataclasses import dataclass
from typing import Any

from flask import Flask, abort, request

from workshop.accounts.presence import present
from workshop.accounts.store import Account
from workshop.database import database
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement

_OPEN = "open_to_anyone"


@dataclass(frozen=True, slots=True)
class Opened:
    """An engagement that its visitor may see, and who that is."""

    engagement: Engagement
    account: Account

    @property
    def by_sponsor(self) -> bool:
        """Return whether the visitor is a sponsor of the client, who reads what was released and no more."""
        return self.account.role == "sponsor"


def open_to_anyone(view: Any) -> Any:
    """Mark a view that needs no one to be signed in; it guards itself by a link, or shows no data."""
    setattr(view, _OPEN, True)
    return view


def guard(app: Flask) -> None:
    """Let no one who is not signed in past the views that are open to anyone."""

    @app.before_request
    def turn_away_strangers() -> None:
        endpoint = request.endpoint or ""
        view = app.view_functions.get(endpoint)
        if endpoint != "static" and not getattr(view, _OPEN, False) and present() is None:
            abort(404)


def signed_in() -> Account:
    """Return the account that is signed in, or 404."""
    found = present()
    if found is None:
        abort(404)
    return found.account


def administrator() -> Account:
    """Return the administrator who is signed in, or 404."""
    account = signed_in()
    if account.role != "administrator":
        abort(404)
    return account


def colleague() -> Account:
    """Return the administrator or consultant who is signed in, or 404 for a client's sponsor."""
    account = signed_in()
    if account.role == "sponsor":
        abort(404)
    return account


def opened(engagement_id: int) -> Opened:
    """Return an engagement for its consultants, its sponsors and administrators, or 404."""
    account = signed_in()
    engagement = engagements.engagement_for(database(), engagement_id, account.id, account.role)
    if engagement is None:
        abort(404)
    return Opened(engagement, account)


def consulted(engagement_id: int) -> Opened:
    """Return an engagement for its consultants and administrators, or 404: what sponsors never see."""
    found = opened(engagement_id)
    if found.by_sponsor:
        abort(404)
    return found
