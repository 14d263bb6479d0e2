"""The way of measures: data at the left, measures by tier in the middle, at the right whom they reach."""

from collections.abc import Mapping, Sequence

from reports.charts.house import BLUE, GREY, INK, MID, NAVY, RUST, WHITE, Sheet, bold, on_top
from reports.charts.picture import Picture
from reports.facts.flow import Flow, Step
from reports.palette import SKY
from reports.wording import counted, listed, part_of, raised, shortest

MOST, _MOST_NAMES = 12, 14
"""So many measures a picture has, the first ones, and so many names at either side."""
_TOP, _ROW, _TALL = 10.0, 9.4, 7.6
_DATA, _MEASURE, _END = (0.3, 43.7), (62.0, 46.0), (126.0, 41.6)
"""Where each column begins, and how wide it is, in millimetres."""
_TONES: Mapping[str, str] = {"Primary": NAVY, "Secondary": BLUE, "Tertiary": f"#{SKY}"}
_NO_DATA, _NO_END = "No data named", "Reaches nobody"
_BEND = 24


def measure_flow(flow: Flow) -> Picture:
    """Draw the first measures in their order; what lacks data or reaches nobody stands out."""
    steps = flow.steps[:MOST]
    data = _side([step.sources or (_NO_DATA,) for step in steps], "Other data")
    ends = _side([(step.end or _NO_END,) for step in steps], "Other places")
    rows = max(len(steps), len(set(data.values())), len(set(ends.values())))
    sheet = Sheet(_TOP + _ROW * rows + 1)
    for (left, _), head in zip((_DATA, _MEASURE, _END), ("Data", "Measure", "What people see"), strict=True):
        sheet.text(left, 3.0, head, 8.5, color=GREY, weight="bold")
    sources, reached = (_spread_out(list(dict.fromkeys(each.values())), rows) for each in (data, ends))
    for number, step in enumerate(steps):
        middle = _TOP + _ROW * rows * (number + 0.5) / len(steps)
        for source in dict.fromkeys(data[each] for each in step.sources or (_NO_DATA,)):
            _way(sheet, (sum(_DATA), sources[source]), (_MEASURE[0], middle), hot=not step.sources)
        end = (sum(_MEASURE), middle), (_END[0], reached[ends[step.end or _NO_END]])
        _way(sheet, *end, hot=not step.end)
        _measure(sheet, step, middle)
    for places, (left, wide) in ((sources, _DATA), (reached, _END)):
        for name, middle in places.items():
            _named(sheet, name, left, wide, middle)
    return sheet.picture(title(flow), _note(flow), f"{title(flow)}. {_said(steps)}")


def title(flow: Flow) -> str:
    """Return how many measures lack data or reach nobody, as a sentence without full stop."""
    of = len(flow.steps)
    lacking, ending = len(flow.without_data), len(flow.without_end)
    parts = []
    if lacking:
        parts.append(f"{part_of(lacking, of, 'measure')} {'names' if lacking == 1 else 'name'} no data")
    if ending:
        which = str(ending) if parts else part_of(ending, of, "measure")
        parts.append(f"{which} {'reaches' if ending == 1 else 'reach'} nobody")
    if not parts and of == 1:
        return "The measure has a way from data to people"
    if not parts:
        return f"{raised(part_of(of, of, 'measure'))} have a way from data to people"
    return shortest([raised("; ".join(parts)), raised(parts[0])])


def _note(flow: Flow) -> str:
    told = "Dark = primary, medium = secondary, light = tertiary measure; dashed outline = not in use yet"
    more = len(flow.steps) - MOST
    return f"{told}; the first {MOST} of {len(flow.steps)}" if more > 0 else told


def _said(steps: Sequence[Step]) -> str:
    said = [
        f"{each.name}: from {listed(list(each.sources)) if each.sources else 'no data named'} to "
        f"{each.end or 'nobody'}"
        for each in steps[:3]
    ]
    more = len(steps) - len(said)
    rest = f"; and {counted(more, 'other measure')}" if more > 0 else ""
    return f"{'; '.join(said)}{rest}."


def _side(found: Sequence[Sequence[str]], others: str) -> dict[str, str]:
    """Return what each name at one side is drawn as, beside the middle of its measures: few lines cross.

    Of more names than have room, those of the fewest measures stand together under `others`.
    """
    places: dict[str, list[int]] = {}
    for number, names in enumerate(found):
        for name in names:
            places.setdefault(name, []).append(number)
    most = sorted(places, key=lambda name: -len(places[name]))
    apart = set(most if len(most) <= _MOST_NAMES else most[: _MOST_NAMES - 1])
    kept = sorted(apart, key=lambda name: (sum(places[name]) / len(places[name]), most.index(name)))
    return {name: name for name in kept} | {name: others for name in most if name not in apart}


def _spread_out(names: Sequence[str], rows: int) -> dict[str, float]:
    return {name: _TOP + _ROW * rows * (place + 0.5) / len(names) for place, name in enumerate(names)}


def _measure(sheet: Sheet, step: Step, middle: float) -> None:
    left, wide = _MEASURE
    fill = _TONES.get(step.tier, f"#{SKY}")
    sheet.box(left, middle - _TALL / 2, wide, _TALL, fill if step.in_use else WHITE, above=4)
    if not step.in_use:
        xs = [left, left + wide, left + wide, left, left]
        ys = [middle + each * _TALL / 2 for each in (-1, -1, 1, 1, -1)]
        sheet.line(xs, ys, fill, 1.2, dashes=(3, 2), above=5)
    color = on_top(fill) if step.in_use else INK
    sheet.name(left + 1.6, middle, step.name, wide - 3.2, height=_TALL - 0.4, color=color)


def _named(sheet: Sheet, name: str, left: float, wide: float, middle: float) -> None:
    hot = name in (_NO_DATA, _NO_END)
    edge, line = (RUST, 1.2) if hot else (MID, 0.6)
    sheet.box(left, middle - _TALL / 2, wide, _TALL, WHITE, edge=edge, line=line, above=4)
    color = RUST if hot else INK
    sheet.name(
        left + 1.6, middle, raised(name), wide - 3.2, height=_TALL - 0.4, weight=bold(hot), color=color
    )


def _way(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], *, hot: bool) -> None:
    """Draw a line that leaves and arrives level."""
    xs, ys = [], []
    for n in range(_BEND + 1):
        t = n / _BEND
        xs.append(start[0] + (end[0] - start[0]) * t)
        ys.append(start[1] + (end[1] - start[1]) * t * t * (3 - 2 * t))
    sheet.line(xs, ys, RUST if hot else MID, 1.4 if hot else 0.9, dashes=(3, 2) if hot else None, above=2)
