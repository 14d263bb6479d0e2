"""Columns by quarter with a table aligned below them: what capital and staffing plans share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.house import GREY, INK, MAX_HEIGHT, MID, NAVY, RULE, RUST, WIDTH, Sheet, bold
from reports.charts.ink import width_of
from reports.palette import SKY
from reports.plans.grid import Grid, Line

NAMES, TOTALS = 37.0, 15.0
"""Millimetres of the table's first column, and of its last one."""
_YEARS, _TOP, _BARS, _ROW = 3.0, 9.0, 34.0, 5.1
_SIZE = 8.5
_SMALLEST = 7.5
LIGHT = f"#{SKY}"
NONE = "\N{MIDDLE DOT}"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of the quarters lie on a sheet, in millimetres."""

    number: int

    @property
    def step(self) -> float:
        """Return the width of a quarter."""
        return (WIDTH - NAMES - TOTALS) / self.number

    def left(self, place: int) -> float:
        """Return where a quarter begins."""
        return NAMES + self.step * place

    def right(self, place: int) -> float:
        """Return where the figures of a quarter end."""
        return self.left(place + 1) - 1.4

    def middle(self, place: int) -> float:
        """Return the middle of a quarter's column."""
        return self.left(place) + self.step / 2


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the columns, from below: its name, its tone, its parts of the height by quarter."""

    name: str
    fill: str
    text: str
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """A row of sums under the table: its name, its figures, its total."""

    name: str
    cells: tuple[str, ...]
    total: str = ""
    strong: bool = True


def height_of(grid: Grid, below: Sequence[Below]) -> float:
    """Return how high the picture is, in millimetres."""
    return min(MAX_HEIGHT, _TOP + _BARS + 6.5 + _ROW * (len(grid.lines) + len(below)) + 1.5)


def draw(
    sheet: Sheet,
    grid: Grid,
    layers: Sequence[Layer],
    figures: Sequence[str],
    peak: int,
    limit: Sequence[float] | None = None,
) -> Columns:
    """Draw the columns under their years, each with its figure above; return where the columns lie."""
    columns = Columns(len(grid.names))
    foot = _TOP + _BARS
    for year in grid.years:
        x = columns.left(year.quarters.start)
        sheet.text(x + 0.6, _YEARS, str(year.year), 9.5, color=NAVY, weight="bold")
        if year.quarters.start:
            sheet.line([x, x], [_YEARS + 4, foot], MID, 0.5, dashes=(2, 2))
    wide = columns.step - 1.8
    for place in range(columns.number):
        y = foot
        for layer in layers:
            high = layer.parts[place] * (_BARS - 5)
            y -= high
            if high > 0:
                sheet.box(columns.left(place) + 0.9, y, wide, high, layer.fill)
        if figures[place]:
            color = RUST if place == peak else INK
            text, x = figures[place], columns.middle(place)
            size = _SIZE if width_of(text, _SIZE, "bold") <= columns.step else _SMALLEST
            sheet.text(x, y - 2.4, text, size, color=color, align="center", weight="bold", halo=True)
    _limit(sheet, columns, limit, foot)
    sheet.line([NAMES - 0.5, columns.left(columns.number) + 0.5], [foot, foot], INK, 0.8, above=4)
    _name_layers(sheet, columns, layers, foot)
    return columns


def _limit(sheet: Sheet, columns: Columns, limit: Sequence[float] | None, foot: float) -> None:
    """Draw where the limit of each quarter lies, as far as the picture reaches."""
    for place, part in enumerate(limit or ()):
        if part <= 1:
            y = foot - part * (_BARS - 5)
            xs = [columns.left(place) + 0.2, columns.left(place + 1) - 0.2]
            sheet.line(xs, [y, y], GREY, 0.9, dashes=(3, 1.5), above=4)


def _name_layers(sheet: Sheet, columns: Columns, layers: Sequence[Layer], foot: float) -> None:
    """Name the layers beside the last column, or where the last column has none of one, above the axis."""
    x, last, y = columns.left(columns.number) + 1.6, columns.number - 1, foot
    before = foot + 4.0
    for layer in layers:
        high = layer.parts[last] * (_BARS - 5)
        place = min(y - high / 2 if high else y - 2, before - 4.2)
        sheet.text(x, place, layer.name, _SIZE, color=layer.text, weight="bold")
        before, y = place, y - high


def draw_table(
    sheet: Sheet, grid: Grid, columns: Columns, shown: Callable[[int], str], below: Sequence[Below]
) -> None:
    """Draw the quarters' names, a row for each line, and the rows of sums."""
    y = _TOP + _BARS + 3.3
    for place, name in enumerate(grid.short):
        sheet.text(columns.middle(place), y, name, _SIZE, color=GREY, align="center")
    sheet.text(WIDTH - 0.5, y, "total", _SIZE, color=GREY, align="right")
    y += 3.2
    sheet.line([0, WIDTH], [y, y], MID, 0.8)
    widest = max(
        (width_of(shown(cell), _SIZE, "bold") for each in grid.lines for cell in each.cells), default=0
    )
    sums = max((width_of(cell, _SIZE, "bold") for each in below for cell in each.cells), default=0)
    size = _SIZE if max(widest, sums) <= columns.step - 0.6 else _SMALLEST
    for number, line in enumerate(grid.lines):
        _line(sheet, line, columns, shown, y + _ROW / 2, size)
        y += _ROW
        last = number == len(grid.lines) - 1
        sheet.line([0, WIDTH], [y, y], MID if last else RULE, 0.8 if last else 0.5)
    for each in below:
        weight = bold(each.strong)
        sheet.name(0, y + _ROW / 2, each.name, NAMES - 2, height=_ROW, weight=weight)
        for place, cell in enumerate(each.cells):
            sheet.text(columns.right(place), y + _ROW / 2, cell, size, align="right", weight=weight)
        sheet.text(WIDTH - 0.5, y + _ROW / 2, each.total, _SIZE, align="right", weight=weight)
        y += _ROW


def _line(
    sheet: Sheet, line: Line, columns: Columns, shown: Callable[[int], str], y: float, size: float
) -> None:
    sheet.name(0, y, line.name, NAMES - 2, height=_ROW)
    for place, cell in enumerate(line.cells):
        hot = place in line.marked
        text, color = (shown(cell), RUST if hot else INK) if cell else (NONE, MID)
        sheet.text(columns.right(place), y, text, size, color=color, align="right", weight=bold(hot))
    sheet.text(WIDTH - 0.5, y, shown(line.total), _SIZE, align="right", weight="bold")
