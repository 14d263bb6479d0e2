"""The picture on the title page: the components' lines from today to wanted, on navy or a client's colour."""

from questionnaires.pack import LEVELS, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Scores
from reports.charts.dumbbell import hot_components
from reports.charts.findings import by_component_gap
from reports.charts.house import INK, NAVY, WHITE, Sheet
from reports.charts.picture import Picture
from reports.evidence import component_score
from reports.tones import apart, mixed

_WIDTH = 216.0
HEIGHTS = (150.0, 132.0, 114.0, 96.0, 78.0)
"""Heights that leave more and more of a page free."""
_HOT = "#F0A268"
_GRID, _LINE, _FAINT = 0.13, 0.86, 0.62
"""Shares of white, or of ink, in the ground's colour."""
_APART = 3.0
"""Contrast between what is drawn and what it stands on (WCAG 2.2, 1.4.11)."""


def cover(pack: MethodPack, scores: Scores, height: float = HEIGHTS[0], ground: str = NAVY) -> Picture:
    """Draw a line for each component that has a score; without any, the levels alone. Height in mm."""
    sheet = Sheet(height, _WIDTH, ground)
    grid, line, warm = _pens(ground)
    for level in LEVELS:
        sheet.line([_at(level)] * 2, [0, height], grid, 0.8)
    rows = [part for part in by_component_gap(pack, scores) if component_score(scores, part)]
    hot = hot_components(rows, scores)
    step = min(18.0, (height - 50) / max(1, len(rows) - 1))
    top = (height - step * (len(rows) - 1)) / 2 + 4
    for number, part in enumerate(rows):
        found = component_score(scores, part)
        if found and found.current is not None:
            color = warm if part.id in hot else line
            _line(
                sheet, (found.current, found.target), top + step * number, color, ground, hot=part.id in hot
            )
    overall = getattr(scores.overall, "current", None)
    said = f" Overall {shown(overall)} of 5 today." if overall is not None else ""
    return sheet.picture("Cover", "", f"Cover: a line from today to wanted for each component.{said}")


def _at(level: float) -> float:
    return 34 + 42 * (level - 1)


def _pens(ground: str) -> tuple[str, str, str]:
    """Return the colours of levels, of lines and of those that stand out, on a ground.

    Where the warm tone would drown in the ground, what stands out is the brightest, and all else fainter.
    """
    base = ground.removeprefix("#")
    pen = WHITE if apart(base, WHITE.removeprefix("#")) >= _APART else INK
    glows = pen == WHITE and apart(base, _HOT.removeprefix("#")) >= _APART
    grid, line = (f"#{mixed(base, share, pen)}" for share in (_GRID, _LINE if glows else _FAINT))
    return grid, line, _HOT if glows else pen


def _line(
    sheet: Sheet, ends: tuple[float, float | None], y: float, color: str, ground: str, *, hot: bool
) -> None:
    current, target = ends
    if target is not None:
        sheet.line([_at(current), _at(target)], [y, y], color, 3 if hot else 2, above=2)
        sheet.mark(_at(target), y, "wanted", color, 4.6, inside=ground)
    sheet.mark(_at(current), y, "today", color, 4.2)
