"""What is said of worksheets: how they stand, and what was done to them."""

from collections.abc import Iterator, Sequence

from reports.wording import listed
from workshop.presentation import counted
from workshop.worksheets.changing import Outcome
from workshop.worksheets.reading import Standing, Table
from workshop.worksheets.sheets import Sheet

_NAMED = 3
"""How many columns are named that have something to mend."""


def deeds(sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    """Yield what history tells of a save in the grid: rows that went and came back, and no cells."""
    if outcome.removed:
        yield f"removed {counted(outcome.removed, 'row', 'rows')} of {sheet.title}"
    if outcome.restored:
        yield f"brought {counted(outcome.restored, 'row', 'rows')} of {sheet.title} back"


def overview(found: Sequence[Standing]) -> tuple[str, str]:
    """Return title and lead of the page of all worksheets."""
    begun = [each for each in found if each.rows]
    if not begun:
        lead = "They hold what ratings cannot say: tools, people, steps, measures, money and suppliers."
        return "No worksheet is begun yet.", lead
    rows = counted(sum(each.rows for each in begun), "row", "rows")
    verb = "is" if len(begun) == 1 else "are"
    title = f"{len(begun)} of {len(found)} worksheets {verb} begun."
    return title, f"{rows} in all, {_to_mend(sum(each.faults for each in begun))}."


def opening(table: Table) -> str:
    """Return what a worksheet's title says of it."""
    if not table.rows:
        return "no rows yet."
    return f"{counted(len(table.rows), 'row', 'rows')}, {_to_mend(table.faults)}."


def missing(found: Standing) -> str:
    """Return what is still to be done for a worksheet, or nothing."""
    if not found.rows:
        return "Type the first row, or import a spreadsheet."
    most = sorted(found.faulty, key=lambda each: -found.faulty[each])
    said = [f"{found.sheet.columns[each].name} ({found.faulty[each]})" for each in most[:_NAMED]]
    more = " and more" if len(most) > _NAMED else ""
    return f"To mend: {', '.join(said) if more else listed(said)}{more}." if said else ""


def _to_mend(faults: int) -> str:
    return f"{counted(faults, 'cell', 'cells')} to mend" if faults else "none to mend"
