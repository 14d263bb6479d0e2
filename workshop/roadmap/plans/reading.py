"""What the worksheets of an engagement name that its roadmap is laid beside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import current_app, has_app_context
from sqlite_utils import Database

from questionnaires.roadmap.known import Contract, Known, KnownMeasure, Posts, Renewal
from questionnaires.roadmap.plan import Roadmap
from questionnaires.worksheet_sayings.capital import capital
from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.measures import measures
from questionnaires.worksheet_sayings.suppliers import suppliers
from questionnaires.worksheet_sayings.technology import technology
from questionnaires.worksheet_sayings.work_force import work_force
from workshop.engagements.store import Engagement
from workshop.facts.reading import given_of
from workshop.worksheets import store
from workshop.worksheets.reading import table_of
from workshop.worksheets.sheets import Sheet, sheets

_READ = frozenset({"capital", "measures", "suppliers", "technology", "work_force"})
_MOST_KEPT = 16
"""What the worksheets of so many engagements name is kept in each process."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What worksheets named, and everything that followed from: another basis is read again."""

    basis: tuple[object, ...]
    known: Known


def known_of(db: Database, engagement: Engagement, roadmap: Roadmap) -> Known:
    """Return the contracts, tools, posts, measures and spending that the worksheets name.

    While nobody changes these worksheets, they are not read again.
    """
    # A job makes one document and is done with it: nothing is kept beside the app's own.
    kept: dict[int, _Kept] = current_app.extensions.setdefault("known", {}) if has_app_context() else {}
    found, day = [each for each in sheets(db, engagement) if each.id in _READ], roadmap.capacity.starts_on
    # The versions come before the rows: what is kept may be newer than they say, and never older.
    basis = (
        *((store.version(db, engagement.id, each.id), each.worksheet, each.known) for each in found),
        engagement,
        day,
    )
    there = kept.get(engagement.id)
    if there is None or there.basis != basis:
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        there = kept[engagement.id] = _Kept(basis, _named(db, found, day))
    return there.known


def _named(db: Database, found: Iterable[Sheet], day: date) -> Known:
    given = {each.id: given_of(table_of(db, each)) for each in found}
    return Known(
        contracts=_contracts(given.get("suppliers"), day),
        renewals=_renewals(given.get("technology"), day),
        posts=_posts(given.get("work_force")),
        measures=_measures(given.get("measures")),
        planned=_planned(given.get("capital"), day),
    )


def _contracts(given: Given | None, day: date) -> tuple[Contract, ...]:
    found = suppliers(given, day) if given else None
    return tuple(
        Contract(each.supplier, each.name, each.component, each.contract_end)
        for one in (found.suppliers if found else ())
        for each in one.services
    )


def _renewals(given: Given | None, day: date) -> tuple[Renewal, ...]:
    found = technology(given, day) if given else None
    return tuple(
        Renewal(each.name, float(each.cost), each.renewal, each.next_step)
        for each in (found.tools if found else ())
        if each.renewal
    )


def _posts(given: Given | None) -> tuple[Posts, ...]:
    found = work_force(given) if given else None
    return tuple(
        Posts(each.name, float(each.filled), float(each.needed)) for each in (found.roles if found else ())
    )


def _measures(given: Given | None) -> tuple[KnownMeasure, ...]:
    found = measures(given) if given else None
    return tuple(KnownMeasure(each.name, each.status) for each in (found.measures if found else ()))


def _planned(given: Given | None, day: date) -> float | None:
    found = capital(given, day) if given else None
    return float(found.planned) if found else None
