"""From the rows of worksheets and the documents reviewed to what they show, in the client's manner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

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
from workshop.worksheets.reading import Row, Table, table_of
from workshop.worksheets.sheets import Sheet, sheets


@dataclass(frozen=True, slots=True)
class Read:
    """A worksheet with its rows, and what they say: None where nothing can be said of them."""

    sheet: Sheet
    rows: int
    saying: Saying | None


def read(db: Database, engagement: Engagement, day: date) -> list[Read]:
    """Return the worksheets of which something could be said, each with what it says on a day."""
    found = [table_of(db, each) for each in sheets(db, engagement) if is_read(each.id)]
    said = {each.worksheet: each for each in _said(db, engagement, found, day)}
    return [Read(each.sheet, len(each.rows), said.get(each.sheet.id)) for each in found]


def facts_of(db: Database, engagement: Engagement, day: date) -> Facts | None:
    """Return what documents and worksheets show, for a document of a day; None where there are none."""
    documents = tuple(
        DocumentRead(each.title, each.kind, each.dated_on, each.owner, each.shows, each.capabilities)
        for each in reviewed(db, engagement.id)
    )
    said = tuple(each.saying for each in read(db, engagement, day) if each.saying)
    return Facts(documents, said, day) if documents or said else None


def _said(db: Database, engagement: Engagement, tables: Iterable[Table], day: date) -> tuple[Saying, ...]:
    found = [each for each in tables if each.rows]
    if not found:
        return ()
    names = [each.name for each in priorities.priorities(db, engagement.id)]
    asked = Asked(day, names, figures_of(engagement, found[0].sheet))
    return sayings([(each.sheet.worksheet, _given(each)) for each in found], asked)


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


def _given(table: Table) -> Given:
    rows = tuple(
        given.Row({name: cell.value for name, cell in each.cells.items()}, frozenset(_misfits(each)))
        for each in table.rows
    )
    return Given(table.sheet.worksheet.columns, rows)


def _misfits(row: Row) -> Iterable[str]:
    """Yield the columns in which something stands that does not fit."""
    return (name for name, cell in row.cells.items() if cell.fault and cell.text)
