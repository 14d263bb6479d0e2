"""The staffing plan: columns of person-days by quarter, with the roles aligned below."""

from dataclasses import replace

from reports.charts.by_quarter import Below, Layer, draw, draw_table, height_of
from reports.charts.house import NAVY, Sheet
from reports.charts.picture import Picture
from reports.money import Money
from reports.plans.grid import Grid, Line
from reports.plans.staffing import StaffingTold
from reports.wording import listed, spelled_out

_MOST = 22
"""So many roles a picture has room for; the others are added up."""


def staffing(told: StaffingTold, money: Money) -> Picture:
    """Draw the days of each quarter, what they are as full-time posts, and how roles share them."""
    grid = _fitting(told.grid)
    below = (
        Below("All roles", tuple(money.bare(each) for each in grid.sums), money.bare(grid.total)),
        Below("Full-time posts", told.posts, strong=False),
    )
    layers = (Layer("days", NAVY, NAVY, told.shares),)
    sheet = Sheet(height_of(grid, below))
    figures = [money.bare(each) if each else "" for each in grid.sums]
    columns = draw(sheet, grid, layers, figures, told.peak)
    draw_table(sheet, grid, columns, money.bare, below)
    return sheet.picture(told.title, told.note, _alternative(told))


def _fitting(grid: Grid) -> Grid:
    """Return the grid with the roles that a picture has no room for in one row."""
    if len(grid.lines) <= _MOST:
        return grid
    kept, others = grid.lines[: _MOST - 1], grid.lines[_MOST - 1 :]
    cells = tuple(sum(each.cells[place] for each in others) for place in range(len(grid.names)))
    return replace(grid, lines=(*kept, Line(f"{len(others)} other roles", cells)))


def _alternative(told: StaffingTold) -> str:
    parts = [f"{each.name} {each.total} days" for each in told.grid.lines[:3]]
    number = spelled_out(len(told.grid.lines), "role")
    return f"{told.title}. Of {number}, most is asked of {listed(parts)}."
