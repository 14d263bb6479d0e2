"""The table in which all assumptions are changed at once: a row for each outcome and each single figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from questionnaires.roadmap.assumptions import KINDS, Kind
from workshop.access import Opened
from workshop.manner import Manner
from workshop.roadmap.returns import saving, store
from workshop.roadmap.returns.forms import AmountsForm, FigureForm
from workshop.roadmap.returns.store import HeldFigure, HeldOutcome

_PLAIN = {"csrf": False}
"""The table is one form with one token."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what stands, and the fields that change it; `stands` is it as they show it."""

    anchor: str
    name: str
    form: Any
    stands: Mapping[str, object]
    outcome: HeldOutcome | None = None
    kind: Kind | None = None
    figure: HeldFigure | None = None

    @property
    def is_sent(self) -> bool:
        """Return whether its fields came with what was sent; an outcome that is new since has none there."""
        return self.form.reason.raw_data is not None

    @property
    def is_changed(self) -> bool:
        """Return whether its fields hold something else than what stands."""
        return any(self.form[name].data != value for name, value in self.stands.items())

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Return the fields with a fault: where each stands, and what it is called."""
        found = [field for field in self.form if field.errors and field.short_name != "mark"]
        return [(field.id, f"{self.name}: {field.label.text.lower()}") for field in found]


def rows_of(db: Database, access: Opened) -> tuple[Row, ...]:
    """Return the rows with what stands in them, or with what was sent where something was."""
    return tuple(_rows(db, access.engagement.id, access.engagement.manner))


def _rows(db: Database, engagement_id: int, manner: Manner) -> Iterator[Row]:
    for each in store.outcomes(db, engagement_id):
        stands = AmountsForm.shown_of(each.held, manner)
        given = {**stands, "mark": AmountsForm.marks(stands)}
        form = AmountsForm(manner, prefix=f"outcome-{each.id}-", meta=_PLAIN, data=given)
        yield Row(f"outcome-{each.id}", each.held.name, form, stands, outcome=each)
    figures = store.figures(db, engagement_id)
    for kind, name in KINDS.items():
        stands = FigureForm.shown_of(figures.get(kind), manner)
        given = {**stands, "mark": FigureForm.marks(stands)}
        form = FigureForm(kind, manner, prefix=f"{kind}-", meta=_PLAIN, data=given)
        yield Row(f"figure-{kind}", name, form, stands, kind=kind, figure=figures.get(kind))


def read(rows: tuple[Row, ...], manner: Manner) -> bool:
    """Return whether all that was sent can be stored; faults go to the fields of the rows."""
    sound = True
    for row in rows:
        if not row.is_sent:
            continue
        both = row.form.take_over(row.stands)
        if not row.is_changed:
            continue
        if row.figure is not None and not row.form.value.data:
            row.form.value.errors = ["Give a figure, or remove it on its own page, which asks why."]
            sound = False
        elif not row.form.validate():
            sound = False
        elif both:
            row.form.ask(row.stands, both, manner)
            sound = False
    return sound


def save(db: Database, access: Opened, rows: tuple[Row, ...], now: datetime) -> list[Row]:
    """Store the rows that were changed, inside write(), and return them."""
    changed = [row for row in rows if row.is_sent and row.is_changed]
    for row in changed:
        if row.outcome is not None:
            words = {"reason": row.form.reason.data, "source": row.form.source.data}
            held = replace(row.outcome.held, **row.form.amounts, **words)
            if held != row.outcome.held:
                saving.put_outcome(db, access, held, now, row.outcome)
        elif row.kind is not None:
            saving.put_figure(
                db, access, row.kind, row.form.amount, row.form.reason.data, now, row.form.source.data
            )
    return changed
