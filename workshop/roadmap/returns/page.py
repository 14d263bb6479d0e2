"""The page of the return: its sentence, its curve, its tables, and the assumptions that can be changed."""

from dataclasses import dataclass

from flask import url_for

from questionnaires.roadmap.plan import Initiative
from questionnaires.roadmap.returns import Return
from reports.plans.returns import ReturnTold, return_told
from reports.plans.ticks import ticks
from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.priorities import store as priorities
from workshop.roadmap.initiatives.store import initiatives
from workshop.roadmap.reading import roadmap_of
from workshop.roadmap.returns import store
from workshop.roadmap.returns.forms import OutcomeForm
from workshop.roadmap.returns.grid import Row, rows_of
from workshop.roadmap.returns.reading import assumptions_of, money_of

WHAT: dict[str, str] = {
    "discount": "What money a year later is worth less, for the present value.",
    "spend": "All that marketing spends in a year: media, suppliers, tools and people.",
    "contribution": "The margin in a year that finance credits marketing with.",
}
"""What each single figure is, for whoever is to give it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve in percent of its width and height: axis, years, and a line with its end for each case."""

    ticks: tuple[tuple[float, str, bool], ...]
    years: tuple[tuple[float, int], ...]
    lines: tuple[tuple[str, str, str, str, float, tuple[float, float] | None], ...]
    """Case, name, net, points, height of its end, place of its payback."""


def page(access: Opened, form: OutcomeForm | None = None, rows: tuple[Row, ...] | None = None) -> str:
    """Return the page; a new outcome, or a table, with faults is shown again where it stood."""
    db, engagement = database(), access.engagement
    found, held = roadmap_of(db, engagement), assumptions_of(db, engagement)
    told = return_told(found, held, money_of(engagement), priority_names(engagement.id))
    return framed(
        "returns/returns.html",
        access,
        told=told,
        curve=curve(told) if told.found else None,
        form=form or outcome_form(access, fresh=rows is not None),
        rows=rows_of(db, access) if rows is None else rows,
        what=WHAT,
        lines=store.lines(db, engagement.id),
        held=held,
        roadmap=found,
    )


def outcome_form(access: Opened, *, fresh: bool = False) -> OutcomeForm:
    """Return the form for a new outcome, or as it was sent; a fresh one looks at no post."""
    number, manner = access.engagement.id, access.engagement.manner
    posted = {"formdata": None} if fresh else {}
    return OutcomeForm(manner, initiatives_of(number), priority_names(number), **posted)


def initiatives_of(engagement_id: int) -> tuple[Initiative, ...]:
    """Return the initiatives of an engagement."""
    return initiatives(database(), engagement_id)


def priority_names(engagement_id: int) -> dict[int, str]:
    """Return the names of an engagement's priorities by their numbers."""
    return {each.id: each.name for each in priorities.priorities(database(), engagement_id)}


def curve(told: ReturnTold) -> Curve:
    """Return the curve of a return that is known."""
    found = told.found
    assert found is not None
    every = [0, *(amount for each in found.cases.values() for amount in each.cumulated)]
    steps = ticks(min(every), max(every))
    low, high = min(steps[0], *every), max(steps[-1], *every)
    high = max(high, low + 1)  # where nothing is spent and nothing gained there is one line
    quarters = len(found.names)

    def y(amount: float) -> float:
        return round(100 * (high - amount) / (high - low), 2)

    axis = tuple((y(each), told.money.shown(each), each == 0) for each in steps)
    years = tuple((round(100 * each.quarters.start / quarters, 2), each.year) for each in found.years)
    lines = tuple(_line(found, case, told, y, quarters) for case in ("high", "expected", "low"))
    return Curve(axis, years, lines)


def _line(found: Return, case, told, y, quarters):  # type: ignore[no-untyped-def]
    each = found.cases[case]
    amounts = (0, *each.cumulated)
    points = " ".join(f"{100 * place / quarters:.2f},{y(amount):.2f}" for place, amount in enumerate(amounts))
    back = each.payback
    mark = (round(100 * back / quarters, 2), y(each.cumulated[back - 1])) if back else None
    name = next(one for one in told.cases if one.name.lower() == case)
    return case, name.name, name.net, points, y(each.total), mark


def home(engagement_id: int, anchor: str | None = None) -> str:
    """Return the address of the page."""
    return url_for("returns.returns", engagement_id=engagement_id, _anchor=anchor)
