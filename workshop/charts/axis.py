"""The axis from level 1 to level 5, as it lies across every chart of scores."""

_FIRST = 10.0
_STEP = 20.0


def along(level: float) -> str:
    """Return where a level lies, as a share of the chart's width: level 1 at 10%, level 5 at 90%."""
    return f"{_FIRST + _STEP * (level - 1):.2f}%"
