"""How often one link may save: far more than anyone answers, so that a program gone wild stops no one else.

Each process counts for itself, in memory: a count that all share would be written by every save.
"""

from dataclasses import dataclass
from math import ceil
from time import monotonic

from flask import current_app

from workshop.limits import Rule

SAVES = Rule("saves", 1_500, 10 * 60)
"""Saves by one link: five in every two seconds for ten minutes, by however many devices."""
_KEPT = 20_000
"""How many links are counted at a time; beyond them, the one counted longest starts afresh."""


@dataclass(slots=True)
class _Window:
    """Saves since the first of them, until it ends on the process's clock."""

    ends_at: float
    count: int = 0


def wait(token: str) -> int:
    """Count a save by a link and return how many seconds the next must wait, 0 where it may go ahead."""
    windows: dict[str, _Window] = current_app.extensions.setdefault("pace", {})
    now = monotonic()
    token = token[:64]  # whatever comes in an address
    window = windows.get(token)
    if window is None or window.ends_at <= now:
        windows.pop(token, None)
        for oldest in list(windows)[: len(windows) - _KEPT + 1] if len(windows) >= _KEPT else ():
            windows.pop(oldest, None)
        window = windows[token] = _Window(now + SAVES.seconds)
    window.count += 1
    return 0 if window.count <= SAVES.most else max(1, ceil(window.ends_at - now))
