"""The worksheets of an engagement, each with the manner and the names that its cells are read with."""

from dataclasses import dataclass
from functools import cache, cached_property

from babel import Locale
from babel.numbers import get_currency_symbol
from sqlite_utils import Database

from questionnaires.cells import Cell, Known, kept, read, typed
from questionnaires.pack import MethodPack
from questionnaires.worksheet import Column, Worksheet
from questionnaires.written import Writing
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.manner import Manner

DOCUMENTS = "documents"
"""The document review, which has a room of its own."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet of an engagement; `component` is the name of the component it is about, or empty."""

    engagement: Engagement
    worksheet: Worksheet
    writing: Writing
    known: Known

    @property
    def id(self) -> str:
        """Return the worksheet's id."""
        return self.worksheet.id

    @property
    def title(self) -> str:
        """Return what the worksheet is called."""
        return self.worksheet.title

    @property
    def component(self) -> str:
        """Return the name of the component that it belongs to, or nothing."""
        return self.known.components.get(self.worksheet.component or "", "")

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Return the columns by their ids."""
        return {each.id: each for each in self.worksheet.columns}

    @property
    def totalled(self) -> list[Column]:
        """Return the columns whose sum is asked for."""
        return [each for each in self.worksheet.columns if each.total]

    def read(self, text: str, column: Column) -> Cell:
        """Return what was typed into a cell."""
        cell = self._read.get((column.id, text))
        if cell is None:
            cell = self._read[column.id, text] = read(text, column, self.writing, self.known)
            self._kept[column.id, cell.text] = cell  # it is stored so, and told at once
        return cell

    def kept(self, text: str, column: Column) -> Cell:
        """Return the cell of a stored text."""
        cell = self._kept.get((column.id, text))
        if cell is None:
            cell = self._kept[column.id, text] = kept(text, column, self.writing, self.known)
        return cell

    # Thousands of cells say what others in their column say: yes, 3, a day, a name. Each is read once.

    @cached_property
    def _read(self) -> dict[tuple[str, str], Cell]:
        return {}

    @cached_property
    def _kept(self) -> dict[tuple[str, str], Cell]:
        return {}

    def typed(self, cell: Cell, column: Column) -> str:
        """Return the text that a cell is edited in."""
        return typed(cell, column, self.writing)


def sheets(db: Database, engagement: Engagement) -> list[Sheet]:
    """Return the worksheets of an engagement, in the order of its pack."""
    return sheets_of(engagement_pack(db, engagement), engagement)


def sheet_named(db: Database, engagement: Engagement, name: str) -> Sheet | None:
    """Return one worksheet of an engagement, or None where its pack has none of that id."""
    return next((each for each in sheets(db, engagement) if each.id == name), None)


def sheets_of(pack: MethodPack, engagement: Engagement) -> list[Sheet]:
    """Return the worksheets of a pack, filled in for an engagement."""
    writing = writing_of(engagement.manner, engagement.currency)
    known = Known(
        {each.id: each.name for each in pack.components}, {each.id: each.name for each in pack.capabilities}
    )
    return [Sheet(engagement, each, writing, known) for each in pack.worksheets if each.id != DOCUMENTS]


@cache
def writing_of(manner: Manner, currency: str) -> Writing:
    """Return how numbers, days and money are typed in a manner."""
    locale = Locale.parse(manner.locale)
    order = locale.date_formats["short"].pattern
    signs = {get_currency_symbol(currency, locale=each) for each in (locale, "en")} - {currency}
    return Writing(
        "," if manner.decimal_sign == "," else ".",
        order.find("M") < order.find("d") and order.find("y") > order.find("d"),
        currency,
        tuple(sorted(signs)),
    )
