"""From the rows of worksheets and the documents reviewed to what they show, in the client's manner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

from flask import current_app, has_app_context
from sqlite_utils import Database

from questionnaires.worksheet_sayings import given
from questionnaires.worksheet_sayings.given import Given
from questionnaires.written import rounded
from reports.facts.read import DocumentRead, Facts
from reports.facts.saying import Figures, Saying
from reports.facts.worksheets import Asked, is_read, sayings
from workshop.documents.reading import reviewed
from workshop.engagements.store import Engagement
from workshop.manner import Manner
from workshop.priorities import store as priorities
from workshop.worksheets import store
from workshop.worksheets.reading import Row, Table, table_of
from workshop.worksheets.sheets import Sheet, sheets

_MOST_KEPT = 64
"""What so many worksheets said last is kept in each process."""


@dataclass(frozen=True, slots=True)
class Read:
    """A worksheet with its rows, and what they say: None where nothing can be said of them."""

    sheet: Sheet
    rows: int
    saying: Saying | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a worksheet said, and everything that followed from: another basis is read again."""

    basis: tuple[object, ...]
    read: Read


def read(db: Database, engagement: Engagement, day: date) -> list[Read]:
    """Return the worksheets of which something could be said, each with what it says on a day.

    One that nobody has changed since it was read is not read again.
    """
    names = [each.name for each in priorities.priorities(db, engagement.id)]
    return [_read(db, each, names, day) for each in sheets(db, engagement) if is_read(each.id)]


def facts_of(db: Database, engagement: Engagement, day: date) -> Facts | None:
    """Return what documents and worksheets show, for a document of a day; None where there are none."""
    documents = tuple(
        DocumentRead(each.title, each.kind, each.dated_on, each.owner, each.shows, each.capabilities)
        for each in reviewed(db, engagement.id)
    )
    said = tuple(each.saying for each in read(db, engagement, day) if each.saying)
    return Facts(documents, said, day) if documents or said else None


def _read(db: Database, sheet: Sheet, names: list[str], day: date) -> Read:
    # A job makes one document and is done with it: nothing is kept beside the app's own.
    kept: dict[tuple[int, str], _Kept] = (
        current_app.extensions.setdefault("facts", {}) if has_app_context() else {}
    )
    key = (sheet.engagement.id, sheet.id)
    # The version comes before the rows: what is kept may be newer than it says, and never older.
    version = store.version(db, *key)
    basis = (version, sheet.engagement, sheet.worksheet, sheet.known, names, day)
    there = kept.get(key)
    if there is None or there.basis != basis:
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        there = kept[key] = _Kept(basis, _said(table_of(db, sheet), names, day))
    return there.read


def _said(table: Table, names: Sequence[str], day: date) -> Read:
    # Without the cells that were read, which would be kept too.
    sheet = replace(table.sheet)
    if not table.rows:
        return Read(sheet, 0, None)
    asked = Asked(day, names, figures_of(sheet.engagement, sheet))
    said = sayings([(sheet.worksheet, given_of(table))], asked)
    return Read(sheet, len(table.rows), said[0] if said else None)


def figures_of(engagement: Engagement, sheet: Sheet) -> Figures:
    """Return how the client of an engagement writes figures."""
    manner = engagement.manner
    return Figures(
        partial(_money, manner, engagement.currency),
        partial(_number, manner),
        partial(_day, manner),
        sheet.known.components,
    )


@lru_cache(maxsize=4096)
def _money(manner: Manner, currency: str, amount: Decimal) -> str:
    return manner.money(float(rounded(amount, 0)), currency)


@lru_cache(maxsize=4096)
def _number(manner: Manner, number: Decimal) -> str:
    return manner.number(float(number))


@lru_cache(maxsize=4096)
def _day(manner: Manner, day: date) -> str:
    return manner.day(day)


def given_of(table: Table) -> Given:
    """Return the rows of a worksheet as sayings read them."""
    rows = tuple(
        given.Row({name: cell.value for name, cell in each.cells.items()}, frozenset(_misfits(each)))
        for each in table.rows
    )
    return Given(table.sheet.worksheet.columns, rows)


def _misfits(row: Row) -> Iterable[str]:
    """Yield the columns in which something stands that does not fit."""
    return (name for name, cell in row.cells.items() if cell.fault and cell.text)
