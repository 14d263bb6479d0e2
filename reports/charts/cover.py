"""The picture on the title page: the components' lines from today to wanted, on navy."""

from questionnaires.pack import LEVELS, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Scores
from reports.charts.dumbbell import hot_components
from reports.charts.findings import by_component_gap
from reports.charts.house import NAVY, Sheet
from reports.charts.paint import painted
from reports.charts.picture import Picture
from reports.evidence import component_score
from reports.tones import mixed

_WIDTH = 216.0
HEIGHTS = (150.0, 132.0, 114.0, 96.0, 78.0)
"""Heights that leave more and more of a page free."""
_HOT = "#F0A268"
_GRID, _LINE = 0.13, 0.86
"""Shares of white in the ground's colour."""


def cover(pack: MethodPack, scores: Scores, height: float = HEIGHTS[0]) -> Picture:
    """Draw a line for each component that has a score; without any, the levels alone. Height in mm."""
    sheet = Sheet(height, _WIDTH, NAVY)
    ground = painted(NAVY).removeprefix("#")
    grid, line = (f"#{mixed(ground, share)}" for share in (_GRID, _LINE))
    for level in LEVELS:
        sheet.line([_at(level)] * 2, [0, height], grid, 0.8)
    rows = [part for part in by_component_gap(pack, scores) if component_score(scores, part)]
    hot = hot_components(rows, scores)
    step = min(18.0, (height - 50) / max(1, len(rows) - 1))
    top = (height - step * (len(rows) - 1)) / 2 + 4
    for number, part in enumerate(rows):
        found = component_score(scores, part)
        if found and found.current is not None:
            color = _HOT if part.id in hot else line
            _line(sheet, found.current, found.target, top + step * number, color, part.id in hot)
    overall = getattr(scores.overall, "current", None)
    said = f" Overall {shown(overall)} of 5 today." if overall is not None else ""
    return sheet.picture("Cover", "", f"Cover: a line from today to wanted for each component.{said}")


def _at(level: float) -> float:
    return 34 + 42 * (level - 1)


def _line(sheet: Sheet, current: float, target: float | None, y: float, color: str, hot: bool) -> None:
    if target is not None:
        sheet.line([_at(current), _at(target)], [y, y], color, 3 if hot else 2, above=2)
        sheet.mark(_at(target), y, "wanted", color, 4.6, inside=NAVY)
    sheet.mark(_at(current), y, "today", color, 4.2)
