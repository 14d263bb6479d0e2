"""An assumption is stored with a line in its record and one in the history of the engagement."""

from datetime import datetime

from sqlite_utils import Database

from questionnaires.roadmap.assumptions import KINDS, Kind
from questionnaires.rounding import shown
from reports.plans.assumptions import settled_as
from workshop.access import Opened
from workshop.history.store import record
from workshop.roadmap.returns import store
from workshop.roadmap.returns.reading import HUNDREDTHS, money_of
from workshop.roadmap.returns.store import Held, HeldOutcome


def put_outcome(
    db: Database, access: Opened, held: Held, now: datetime, before: HeldOutcome | None = None
) -> None:
    """Store an outcome, inside write()."""
    number, actor = access.engagement.id, access.account.actor
    store.put_outcome(db, number, held, actor, now, before.id if before else None)
    said = said_of(access, held)
    store.add_line(db, number, held.name, _sourced(said, held.source), held.reason, actor, now)
    deed = "changed the outcome" if before else "assumed the outcome"
    record(db, number, actor, "roadmap", f"{deed} “{held.name}”: {said}", now)


def remove_outcome(db: Database, access: Opened, found: HeldOutcome, reason: str, now: datetime) -> None:
    """Remove an outcome, inside write()."""
    number, actor = access.engagement.id, access.account.actor
    store.remove_outcome(db, found.id)
    store.add_line(db, number, found.held.name, "removed", reason, actor, now)
    record(db, number, actor, "roadmap", f"removed the outcome “{found.held.name}”", now)


def put_figure(
    db: Database, access: Opened, kind: Kind, value: int, reason: str, now: datetime, source: str = ""
) -> None:
    """Store a single figure, inside write()."""
    number, actor = access.engagement.id, access.account.actor
    store.put_figure(db, number, kind, value, reason, actor, now, source)
    said = figure_said(access, kind, value)
    store.add_line(db, number, KINDS[kind], _sourced(said, source), reason, actor, now)
    record(db, number, actor, "roadmap", f"set the {KINDS[kind].lower()} to {said}", now)


def remove_figure(db: Database, access: Opened, kind: Kind, reason: str, now: datetime) -> None:
    """Remove a single figure, inside write()."""
    number, actor = access.engagement.id, access.account.actor
    store.remove_figure(db, number, kind)
    store.add_line(db, number, KINDS[kind], "removed", reason, actor, now)
    record(db, number, actor, "roadmap", f"removed the {KINDS[kind].lower()}", now)


def _sourced(said: str, source: str) -> str:
    return f"{said}; who says so: {source}" if source else said


def said_of(access: Opened, held: Held) -> str:
    """Return what an outcome says, in a line: amounts, share, lag and ramp."""
    money = money_of(access.engagement)
    span = " / ".join(money.shown(each) for each in (held.low, held.expected, held.high))
    counted = f"{shown(held.counted / 10, 1).removesuffix('.0')}% counts"
    whom = "the programme" if held.initiatives is None else f"{len(held.initiatives)} initiatives"
    return f"{span} a year, {counted}, from {whom}, lag {held.lag}, whole after {held.ramp}"


def figure_said(access: Opened, kind: Kind, value: int) -> str:
    """Return what a single figure says."""
    exact = value / HUNDREDTHS if kind == "discount" else float(value)
    return settled_as(kind, exact, money_of(access.engagement))
