"""What the outbox says: how many mails are in which state, what that means, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workshop.mail.store import STATES, Mail, State
from workshop.mail.writing import KINDS
from workshop.manner import Manner
from workshop.presentation import counted

TILES: dict[State, tuple[str, str]] = {
    "waits": ("waiting", ""),
    "failed": ("not sent", "bad"),
    "ended": ("link ended first", ""),
    "handed out": ("handed out", "good"),
    "sent": ("sent", "good"),
}
"""What each state is called over the list, and the sign that stands with it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mail's state as a chip, and what there is to say about it, if anything."""

    chip: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many mails there are in an outbox, by state and kind; `sends` says whether a server takes them."""

    counts: Mapping[tuple[State, str], int]
    sends: bool

    def of(self, state: str | None, kind: str | None = None) -> int:
        """Return how many mails are in a state and of a kind; None stands for any."""
        return sum(
            number
            for (each, its_kind), number in self.counts.items()
            if state in (None, each) and kind in (None, its_kind)
        )

    @property
    def states(self) -> list[State]:
        """Return the states that mails are in, those first that ask for something."""
        return [each for each in STATES if self.of(each)]

    @property
    def kinds(self) -> dict[str, str]:
        """Return the kinds of mails there are, with what they are called."""
        found = {kind for _, kind in self.counts}
        return {kind: name for kind, name in KINDS.items() if kind in found}

    @property
    def title(self) -> str:
        """Return the one sentence that is true now."""
        if not self.counts:
            return "Nothing is written yet."
        failed, waits = self.of("failed"), self.of("waits")
        if not self.sends and failed + waits:
            return f"{counted(failed + waits, 'mail waits', 'mails wait')} to be passed on."
        if failed:
            return f"{counted(failed, 'mail was', 'mails were')} not sent."
        if waits:
            return f"{counted(waits, 'mail is on its', 'mails are on their')} way."
        return "Everything written has gone out."


def to_pass_on(*, sends: bool) -> tuple[State, ...]:
    """Return the states of the mails that only a person can bring on their way."""
    return ("failed",) if sends else ("waits", "failed")


def told(mail: Mail, manner: Manner, now: datetime, *, sends: bool) -> Told:
    """Return what to say of a mail's state."""
    if mail.state in ("sent", "handed out") and mail.delivered_at is not None:
        return Told("done", f"{mail.state.capitalize()} {when(mail.delivered_at, manner, now)}")
    if mail.state == "failed":
        return Told("late", "Not sent", mail.reason)
    if mail.state == "ended":
        return Told(
            "wait", "Link ended", "A newer link took its place, or it was ended: this mail stays here."
        )
    if not (sends and mail.reason and mail.next_at):
        return Told("wait", "On its way" if sends else "Waits here")
    tries = "Tried once" if mail.tries == 1 else f"Tried {mail.tries} times"
    return Told("soon", tries, f"Tried again {when(mail.next_at, manner, now)}. {mail.reason}")


def when(moment: datetime, manner: Manner, now: datetime) -> str:
    """Return a time of today as in 14:05, another day's with its date."""
    if manner.today(moment) == manner.today(now):
        return manner.time(moment)
    return f"{manner.day(moment)}, {manner.time(moment)}"
