"""What the page of a running wave says in words: where it stands, and what comes next."""

from datetime import datetime

from workshop.manner import Manner
from workshop.presentation import counted
from workshop.sealing.sealing import due_at
from workshop.waves.running.rates import Rates
from workshop.waves.store import Wave

CHIPS = {
    "planned": ("wait", "Planned"),
    "waiting": ("wait", "Opens later"),
    "open": ("open", "Open"),
    "closed": ("soon", "Closed, not sealed"),
    "sealed": ("done", "Sealed"),
}
"""The state of a wave as a chip: its kind and its text."""


def title(wave: Wave, now: datetime, manner: Manner) -> str:
    """Return what is true of a wave now."""
    state, name = wave.state(now), f"Wave {wave.number}"
    if state == "waiting" and wave.opens_at is not None:
        return f"{name} opens on {moment(wave.opens_at, manner)}."
    if state == "open":
        return (
            f"{name} is open until {moment(wave.closes_at, manner)}."
            if wave.closes_at
            else f"{name} is open."
        )
    return f"{name} is {'planned' if state == 'planned' else state}."


def lead(
    wave: Wave, rates: Rates, now: datetime, manner: Manner, *, begun: int, removed: int, imported: int
) -> str:
    """Return how many have finished, and what that means for what follows.

    `begun` have not finished; `removed` have begun, and were removed from the people since: their answers
    stay.
    """
    state = wave.state(now)
    parts = [_finished(rates, begun)] if rates.invited else []
    if rates.by_door:
        parts.append(
            f"{counted(rates.finished_by_door, 'person', 'people')} came by the open door and finished."
        )
    if removed:
        parts.append(
            f"{counted(removed, 'person who answered was', 'people who answered were')} removed; "
            "their answers stay."
        )
    if imported:
        parts.append(f"{counted(imported, 'answer sheet', 'answer sheets')} came from files.")
    if state == "closed":
        parts.append(_sealing(wave, now, manner))
    if state == "sealed":
        ended = wave.sealed_at or now
        parts.append(f"It was sealed on {manner.day(ended)}; it cannot be opened again.")
    return " ".join(parts) or "Nobody has been asked yet."


def moment(when: datetime, manner: Manner) -> str:
    """Return a day of about this year with its time."""
    return f"{manner.short_day(when)}, {manner.time(when)}"


def _finished(rates: Rates, begun: int) -> str:
    more = f"; {begun:,} {'has' if begun == 1 else 'have'} begun" if begun else ""
    verb = "has" if rates.finished == 1 else "have"
    return f"{rates.finished:,} of {counted(rates.invited, 'person', 'people')} {verb} finished{more}."


def _sealing(wave: Wave, now: datetime, manner: Manner) -> str:
    due = due_at(wave)
    if due is None:
        return "It is not sealed yet."
    left = (manner.today(due) - manner.today(now)).days
    when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days") if left >= 0 else "now"
    return (
        f"It seals itself {when}, on {moment(due, manner)}." if left >= 0 else "It is due to be sealed now."
    )
