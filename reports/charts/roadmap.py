"""The roadmap as a picture in landscape: initiatives by quarter, foundations first, horizon in tone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.path import Path

from questionnaires.pack import Component, MethodPack
from questionnaires.roadmap.plan import HORIZONS, Initiative, Roadmap
from reports.charts.house import GREY, MID, RULE, RUST, WHITE, Sheet, on_top, wrapped
from reports.charts.ink import Stroke, plain, width_of
from reports.charts.picture import Picture
from reports.charts.value_effort import TONES
from reports.palette import TINT
from reports.wording import counted, listed, lowered, plural, raised, set_apart, spelled_out

WIDTH = 243.0
"""Width of the text of a landscape page, in millimetres, on A4 and Letter alike."""
_LEFT, _TOP, _ROOM = 38.0, 10.5, 104.0
_ROW, _LEAST_ROW, _GAP = 7.6, 4.2, 1.2
_SMALL, _SIZE = 7.5, 8.5
_MARK = 2.1
_AIR = 1.6
_OTHER = ("Other", "Other")
"""Where an initiative of a component stands that the method does not know any more."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An initiative on the picture: its number in documents, its quarters, and whether it is out of turn."""

    number: int
    initiative: Initiative
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Band:
    """A component, by its names, and its bars, by start."""

    name: str
    short_name: str
    bars: tuple[Bar, ...]


def numbers_of(roadmap: Roadmap) -> Mapping[int, int]:
    """Return the numbers that documents give initiatives: their places in the list, from 1."""
    return {each.id: number for number, each in enumerate(roadmap.initiatives, 1)}


def foundations_first(pack: MethodPack) -> tuple[Component, ...]:
    """Return the components, those whose capabilities others rest on first."""
    depth: dict[str, int] = {}
    # Capabilities rest on each other without circles, so as many rounds as there are of them are enough.
    for _ in pack.capabilities:
        before = dict(depth)
        for each in pack.capabilities:
            depth[each.id] = max((depth.get(one, 0) + 1 for one in each.rests_on), default=0)
        if depth == before:
            break

    def mean(part: Component) -> float:
        return sum(depth[each.id] for each in part.capabilities) / len(part.capabilities)

    return tuple(sorted(pack.components, key=mean))


def bands_of(pack: MethodPack, roadmap: Roadmap) -> tuple[Band, ...]:
    """Return what the picture shows, in its order; initiatives without a place are left out."""
    parts = {each.id: (each.name, each.short_name) for each in foundations_first(pack)}
    number = numbers_of(roadmap)
    bars: dict[tuple[str, str], list[Bar]] = {each: [] for each in parts.values()}
    for each in roadmap.in_order:
        made = Bar(number[each.id], each, roadmap.start(each.id) or 1, roadmap.end(each.id) or 1)
        bars.setdefault(parts.get(each.component, _OTHER), []).append(made)
    return tuple(Band(*names, tuple(those)) for names, those in bars.items() if those)


def roadmap_pictures(pack: MethodPack, roadmap: Roadmap) -> tuple[Picture, ...]:
    """Draw the roadmap, on as many pictures as its initiatives need; none where nothing has a place."""
    return tuple(draw() for draw in roadmap_parts(pack, roadmap))


def roadmap_parts(pack: MethodPack, roadmap: Roadmap) -> tuple[Callable[[], Picture], ...]:
    """Return what draws each picture of the roadmap."""
    sheets = _split(bands_of(pack, roadmap))
    return tuple(
        partial(_picture, pack, roadmap, bands, place, len(sheets)) for place, bands in enumerate(sheets)
    )


def title(pack: MethodPack, roadmap: Roadmap) -> str:
    """Return which component comes first and which last, as a sentence without full stop."""
    begins = {band.name: min(bar.start for bar in band.bars) for band in bands_of(pack, roadmap)}
    if not begins:
        return "No initiative has a place yet"
    name, first, last = roadmap.capacity.name, min(begins.values()), max(begins.values())
    opening = [part for part, start in begins.items() if start == first]
    closing = [part for part, start in begins.items() if start == last]
    if first == last or len(opening) > 2 or len(closing) > 2:
        ends = max(bar.end for band in bands_of(pack, roadmap) for bar in band.bars)
        many = raised(spelled_out(len(roadmap.in_order), "initiative"))
        verb = "runs" if len(roadmap.in_order) == 1 else "run"
        when = f"in {name(first)}" if first == ends else f"from {name(first)} to {name(ends)}"
        return f"{many} {verb} {when}"
    verb = "begins" if len(opening) == 1 else "begin"
    return (
        f"{raised(listed([lowered(each) for each in opening]))} {verb} in {name(first)}, "
        f"{listed([lowered(each) for each in closing])} in {name(last)}"
    )


def note(roadmap: Roadmap) -> str:
    """Return what is plotted."""
    ends = [
        f"{tone} = {said.lower()}"
        for tone, (horizon, said) in zip(("dark", "mid", "light"), HORIZONS.items(), strict=True)
        if any(roadmap.horizon(each.id) == horizon for each in roadmap.in_order)
    ]
    without = len(roadmap.initiatives) - len(roadmap.in_order)
    said = f"Tone = horizon in which it ends ({', '.join(ends)}). Arrow = rests on. Diamond = milestone"
    if not without:
        return said
    verb = "is" if without == 1 else "are"
    return f"{said}. {raised(spelled_out(without, 'initiative'))} without a place {verb} not shown"


def _split(bands: Sequence[Band]) -> list[tuple[Band, ...]]:
    """Return the bands of each picture: as even as can be, a component divided only where it has to be."""
    rows = sum(len(band.bars) for band in bands)
    most = int((_ROOM - _GAP * len(bands)) / _LEAST_ROW)
    pages = -(-rows // most) if rows else 0
    each = -(-rows // pages) if pages else 0
    made: list[list[Band]] = [[]]
    used = 0
    for band in bands:
        bars = band.bars
        while bars:
            room = min(each + 2, most) - used
            if room < min(2, len(bars)) or (used >= each and len(made) < pages):
                made.append([])
                used, room = 0, min(each + 2, most)
            made[-1].append(Band(band.name, band.short_name, bars[:room]))
            used += len(bars[:room])
            bars = bars[room:]
    return [tuple(page) for page in made if page]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where quarters and rows are, in millimetres."""

    roadmap: Roadmap
    row: float
    bottom: float

    @property
    def step(self) -> float:
        return (WIDTH - _LEFT) / self.roadmap.capacity.quarters

    def at(self, quarter: int) -> float:
        """Return where a quarter begins; one after the last ends at the edge."""
        return _LEFT + self.step * min(max(quarter - 1, 0), self.roadmap.capacity.quarters)

    @property
    def bar(self) -> float:
        return 0.66 * self.row

    @property
    def size(self) -> float:
        return _SIZE if self.row >= 5 else _SMALL


def _picture(pack: MethodPack, roadmap: Roadmap, bands: Sequence[Band], place: int, of: int) -> Picture:
    rows = sum(len(band.bars) for band in bands)
    row = min(_ROW, (_ROOM - _GAP * len(bands)) / rows)
    grid = _Grid(roadmap, row, _TOP + row * rows + _GAP * len(bands))
    sheet = Sheet(grid.bottom + 0.5, WIDTH)
    _quarters(sheet, grid)
    middles: dict[int, float] = {}
    y = _TOP
    for band in bands:
        _component(sheet, grid, band, y, first=band is bands[0])
        for line, bar in enumerate(band.bars):
            middles[bar.initiative.id] = y + _GAP / 2 + row * (line + 0.5)
        y += row * len(band.bars) + _GAP
    _arrows(sheet, grid, middles)
    for band in bands:
        for bar in band.bars:
            _bar(sheet, grid, bar, middles)
    told = title(pack, roadmap) + (f" ({place + 1} of {of})" if of > 1 else "")
    return sheet.picture(told, note(roadmap), _alternative(pack, roadmap, bands))


def _quarters(sheet: Sheet, grid: _Grid) -> None:
    capacity, horizons = grid.roadmap.capacity, grid.roadmap.horizons
    begin = 1
    for number, (key, last) in enumerate(
        zip(HORIZONS, (horizons.short, horizons.medium, horizons.long), strict=True)
    ):
        end = min(last if key != "long" else capacity.quarters, capacity.quarters)
        if begin > end:
            continue
        left, right = grid.at(begin), grid.at(end + 1)
        if number % 2 == 0:
            sheet.box(left, _TOP, right - left, grid.bottom - _TOP, f"#{TINT}", above=0)
        sheet.text(left + 1, 2.6, HORIZONS[key], 9.5, weight="bold", color=TONES["short"])
        begin = end + 1
    for quarter in range(1, capacity.quarters + 1):
        x = grid.at(quarter)
        sheet.line([x, x], [_TOP, grid.bottom], RULE, 0.4)
        said = capacity.name(quarter)
        shown = said if width_of(said, _SMALL) < grid.step - 0.8 else said.split(" ")[0]
        sheet.text(x + grid.step / 2, 7.8, shown, _SMALL, color=GREY, align="center")


def _component(sheet: Sheet, grid: _Grid, band: Band, top: float, *, first: bool) -> None:
    high = grid.row * len(band.bars) + _GAP
    if not first:
        sheet.line([0, WIDTH], [top, top], MID, 0.7)
    name = band.name if high > 8 else band.short_name
    sheet.name(0, top + high / 2, name, _LEFT - 4, height=high - 0.4, weight="bold")


def _bar(sheet: Sheet, grid: _Grid, bar: Bar, middles: Mapping[int, float]) -> None:
    y = middles[bar.initiative.id]
    left, right = grid.at(bar.start) + 0.35, grid.at(bar.end + 1) - 0.35
    fill = TONES[grid.roadmap.horizon(bar.initiative.id)]
    sheet.box(left, y - grid.bar / 2, right - left, grid.bar, fill, above=3)
    marks = sorted({min(bar.start + each.quarter - 1, bar.end) for each in bar.initiative.milestones})
    for quarter in marks:
        _diamond(sheet, grid.at(quarter + 1) - 0.35 - _MARK / 2, y)
    inner = (grid.at(marks[0] + 1) - _MARK if marks else right) - left - 2 * _AIR
    _name(sheet, grid, bar, (left, inner, right, y), fill)


def _name(sheet: Sheet, grid: _Grid, bar: Bar, room: tuple[float, float, float, float], fill: str) -> None:
    """Write number and name: in the bar, else after it, else before it, else cut where there is most room."""
    left, inner, right, y = room
    size = grid.size
    after = _elsewhere(grid, bar)
    name = plain(f"{bar.number}  {set_apart(bar.initiative.title)}{after}")
    wide = width_of(name, size)
    behind, before = WIDTH - right - _AIR - 1, left - _LEFT - _AIR - 1
    if wide <= inner:
        sheet.text(left + _AIR, y, name, size, color=on_top(fill))
    elif wide <= behind or behind >= before:
        said = wrapped(name, size, behind, most=1)[0]
        sheet.text(right + _AIR, y, said, size, halo=True)
    else:
        said = wrapped(name, size, before, most=1)[0]
        sheet.text(left - _AIR, y, said, size, align="right", halo=True)


def _elsewhere(grid: _Grid, bar: Bar) -> str:
    """Return what it rests on that has no place, in brackets; empty where there is none."""
    numbers = numbers_of(grid.roadmap)
    missing = [
        str(numbers[each])
        for each in bar.initiative.prerequisites
        if each in numbers and grid.roadmap.start(each) is None
    ]
    return f" (rests on {listed(missing)}, without a place)" if missing else ""


def _diamond(sheet: Sheet, x: float, y: float) -> None:
    half = _MARK / 2 * 1.2
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y), (x, y - half)]
    sheet.drawing.strokes.append(Stroke(Path(corners, closed=True), 6, RUST, WHITE, 0.9))


def _arrows(sheet: Sheet, grid: _Grid, middles: Mapping[int, float]) -> None:
    """Draw a line from each prerequisite's end to what rests on it, in rust where that begins too early."""
    for each in grid.roadmap.in_order:
        for before in each.prerequisites:
            if each.id not in middles or before not in middles or before == each.id:
                continue
            start, end = grid.roadmap.start(each.id) or 1, grid.roadmap.end(before) or 1
            color = RUST if start <= end else "#7C8894"
            x, to = grid.at(end + 1) - _out(grid.roadmap, before), grid.at(start) + 1.9
            down = 1 if middles[each.id] > middles[before] else -1
            out = middles[before] + down * grid.bar / 2
            turn = middles[each.id] - down * (grid.bar / 2 + (grid.row - grid.bar) / 2)
            tip = middles[each.id] - down * grid.bar / 2
            sheet.line([x, x, to, to], [out, turn, turn, tip - down * 0.4], color, 0.9, above=2)
            head = [(to - 0.75, tip - down * 1.25), (to + 0.75, tip - down * 1.25), (to, tip)]
            sheet.drawing.strokes.append(Stroke(Path([*head, head[0]], closed=True), 2, color))


def _out(roadmap: Roadmap, number: int) -> float:
    """Return how far before its end an initiative's line leaves it: those that end together keep apart."""
    end = roadmap.end(number)
    together = [each.id for each in roadmap.in_order if roadmap.end(each.id) == end]
    return 3.6 + 1.7 * (together.index(number) % 5)


def _alternative(pack: MethodPack, roadmap: Roadmap, bands: Sequence[Band]) -> str:
    name = roadmap.capacity.name
    bars = sorted((bar for band in bands for bar in band.bars), key=lambda each: (each.start, each.number))
    told = [
        f"{bar.number} {set_apart(bar.initiative.title)}, {name(bar.start)} to {name(bar.end)}"
        for bar in bars[:3]
    ]
    what = (
        f"Roadmap of {counted(len(bars), 'initiative')} over {counted(roadmap.capacity.quarters, 'quarter')}"
    )
    first = f" The first {plural(len(told), 'one')}: {'; '.join(told)}." if told else ""
    return f"{what}. {title(pack, roadmap)}.{first}"
