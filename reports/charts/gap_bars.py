"""Gap bars: wanted less today in levels, the largest gaps and every negative one."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.ranking import by_gap
from questionnaires.rounding import rounded, signed
from questionnaires.scores import Gap, Scores
from reports.charts.house import GREY, INK, MAX_HEIGHT, NAVY, RULE, RUST, WHITE, WIDTH, Sheet, bold, wrapped
from reports.charts.ink import width_of
from reports.charts.picture import Picture
from reports.wording import listed, lowered, part_of, plural, raised, shortest, spelled, spelled_out

_TOP, _ROW = 7.5, 6.6
_LEFT, _WIDTH = 76.0, 74.0
_ABOVE = "rated above what is wanted"
_MOST_ROWS = int((MAX_HEIGHT - _TOP) / _ROW)
_LARGE = 2.0
"""From a gap of so many levels on a bar carries the colour of what the finding is about."""


@dataclass(frozen=True, slots=True)
class GapRows:
    """The gaps that are drawn, the largest first, by capability; `told` is their title, note, alternative."""

    gaps: dict[str, Gap]
    levels: dict[str, float]
    told: tuple[str, str, str]


def gap_rows(pack: MethodPack, scores: Scores, most: int = 8) -> GapRows:
    """Return the largest gaps and every negative one; ValueError where no gap can be shown."""
    gaps = {key: gap for key in by_gap(pack, scores) if isinstance(gap := scores.capabilities[key].gap, Gap)}
    if not gaps:
        raise ValueError("no gap can be shown; leave the chart out")
    levels = {key: gap.mean for key, gap in gaps.items() if gap.mean is not None}
    rows = [key for n, key in enumerate(levels) if n < most or is_negative(levels[key])]
    # The least negative of very many give way, so that the picture fits a page.
    rows = rows[:most] + rows[max(most, len(rows) - (_MOST_ROWS - most)) :]
    told = (_title(pack, levels), _note(rows, most, levels), _alternative(pack, levels))
    return GapRows({key: gaps[key] for key in rows}, {key: levels[key] for key in rows}, told)


def gap_bars(pack: MethodPack, scores: Scores, most: int = 8) -> Picture:
    """Draw the largest gaps and every negative one; ValueError where no gap can be shown."""
    found = gap_rows(pack, scores, most)
    gaps, levels = found.gaps, found.levels
    low, high = min(0.0, *levels.values()), max(1.0, *levels.values())
    per_level = _WIDTH / (high - low + 0.55)
    zero = _LEFT - low * per_level + (0 if low == 0 else 2)
    sheet = Sheet(_TOP + _ROW * len(gaps) + 1)
    for level in range(int(high) + 1):
        x = zero + level * per_level
        sheet.line(
            [x, x],
            [_TOP - 1.5, sheet.height],
            INK if level == 0 else RULE,
            0.8 if level == 0 else 0.6,
            above=5 if level == 0 else 1,
        )
        sheet.text(x, _TOP - 4, str(level), 8, color=GREY, align="center")
    sheet.text(WIDTH - 0.5, _TOP - 4, "n", 8, color=GREY, align="right")
    for number, (key, gap) in enumerate(gaps.items()):
        _row(sheet, pack, key, gap, _TOP + _ROW * (number + 0.5), zero, per_level)
    _say_above(sheet, list(levels.values()), zero)
    return sheet.picture(*found.told)


def _row(sheet: Sheet, pack: MethodPack, key: str, gap: Gap, y: float, zero: float, per_level: float) -> None:
    assert gap.mean is not None
    hot, negative = is_large(gap.mean), is_negative(gap.mean)
    sheet.name(0, y, pack.capability[key].name, 51, height=_ROW - 0.3, weight=bold(hot))
    part = wrapped(lowered(pack.component_of[key].short_name), 8, 20, most=1)[0]
    sheet.text(_LEFT - 3, y, part, 8, color=GREY, align="right")
    length = abs(gap.mean) * per_level
    color = GREY if negative else RUST if hot else NAVY
    if negative:
        sheet.box(zero - length, y - 1.9, length, 3.8, WHITE, edge=GREY, hatch=True)
    else:
        sheet.box(zero, y - 1.9, length, 3.8, color)
    end = zero if negative else zero + length
    sheet.text(end + 1.8, y, signed(gap.mean), 9, color=color, weight="bold", halo=True)
    sheet.text(WIDTH - 0.5, y, str(gap.n), 8.5, color=GREY, align="right")


def _say_above(sheet: Sheet, levels: Sequence[float], zero: float) -> None:
    """Say once what a negative gap means, beside the first of them."""
    first = next((number for number, gap in enumerate(levels) if is_negative(gap)), None)
    if first is not None and zero + 11 + width_of(_ABOVE, 8) < WIDTH - 8:
        sheet.text(zero + 11, _TOP + _ROW * (first + 0.5), _ABOVE, 8, color=GREY, halo=True)


def is_large(gap: float) -> bool:
    """Return whether a gap shows as two levels or more."""
    return float(rounded(gap)) >= _LARGE


def is_negative(gap: float) -> bool:
    """Return whether a gap shows as below zero."""
    return rounded(gap) < 0


def _title(pack: MethodPack, levels: dict[str, float]) -> str:
    less = [key for key, gap in levels.items() if is_negative(gap)]
    openings = _openings(pack, levels)
    if not less:
        return shortest(openings)
    if len(less) == 1:
        more = f"{lowered(pack.capability[less[0]].name)} is the one place to do less"
    else:
        more = f"{spelled_out(len(less), 'capability')} are rated above what is wanted"
    return shortest([f"{openings[0]}; {more}", *openings])


def _openings(pack: MethodPack, levels: dict[str, float]) -> list[str]:
    """Return what can be said of the largest gaps, the fullest first."""
    seen = [rounded(gap) for gap in levels.values()]
    key, largest = next(iter(levels.items()))
    if large := sum(is_large(gap) for gap in levels.values()):
        verb = "reaches" if large == 1 else "reach"
        gaps = f"{len(levels)} {plural(len(levels), 'gap')}"
        which = f"{spelled(large).capitalize()} of {gaps}"
        if large == len(levels):
            which = raised(part_of(large, large, "gap"))
        return [f"{which} {verb} two levels"]
    if largest <= 0:
        return ["No capability is wanted higher than it stands today"]
    alike = seen.count(seen[0])
    if alike == len(seen) > 1:
        return [f"Every gap is {signed(largest)}"]
    if alike > 1:
        return [f"{spelled(alike).capitalize()} capabilities share the largest gap, {signed(largest)}"]
    bare = f"The {'largest' if len(levels) > 1 else 'one'} gap is {signed(largest)}"
    return [f"{bare}: {lowered(pack.capability[key].name)}", bare]


def _note(rows: list[str], most: int, levels: dict[str, float]) -> str:
    which = f"the {spelled(most)} largest" if len(levels) > most else "all"
    below = sum(is_negative(gap) for gap in levels.values())
    drawn = sum(is_negative(levels[key]) for key in rows)
    negative = ""
    if drawn and len(levels) > most:
        negative = " and every negative gap" if drawn == below else " and the most negative"
    return f"Wanted less today in levels, among people who rated both; {which}{negative}"


def _alternative(pack: MethodPack, levels: dict[str, float]) -> str:
    said = [f"{lowered(pack.capability[key].name)} {signed(levels[key])}" for key in list(levels)[:3]]
    return f"{_title(pack, levels)}. Largest gaps: {listed(said)}."
