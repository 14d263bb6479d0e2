"""The capital plan: columns of one-off and running cost by quarter, with the components aligned below."""

from reports.charts.by_quarter import LIGHT, Below, Layer, draw, draw_table, height_of
from reports.charts.house import BLUE, NAVY, Sheet
from reports.charts.picture import Picture
from reports.plans.capital import CapitalTold
from reports.wording import listed


def capital_plan(told: CapitalTold) -> Picture:
    """Draw what is spent in each quarter, one-off over running, and what that adds up to."""
    grid = told.grid
    sums = [told.bare(each) if each else "" for each in grid.sums]
    below: tuple[Below, ...] = (
        Below("All components", tuple(told.bare(each) for each in grid.sums), told.bare(grid.total)),
        Below("Cumulative", tuple(told.bare(each) for each in grid.cumulated), told.bare(grid.total)),
    )
    if len(grid.lines) == 1:
        below = below[1:]
    layers = (
        Layer("running", NAVY, NAVY, tuple(running for _, running in told.shares)),
        Layer("one-off", LIGHT, BLUE, tuple(once for once, _ in told.shares)),
    )
    shown = tuple(each for each in layers if any(each.parts))
    sheet = Sheet(height_of(grid, below))
    columns = draw(sheet, grid, shown, sums, told.peak, told.limit)
    draw_table(sheet, grid, columns, told.bare, below)
    drawn = any(each <= 1 for each in told.limit or ())
    note = f"{told.note}{'; dashed = budget less its reserve' if drawn else ''}"
    return sheet.picture(told.title, note, _alternative(told))


def _alternative(told: CapitalTold) -> str:
    years = [f"{told.money.shown(each.total)} in {each.year}" for each in told.tranches]
    return f"{told.title}. Spending by year: {listed(years)}."
