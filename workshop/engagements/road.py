"""The road: the steps of an engagement, which of them are behind, and which have a page."""

from dataclasses import dataclass
from typing import Literal

State = Literal["home", "done", "now", "ahead"]
NOT_OPEN = "Not open yet"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, one fact, its state, the view that shows it (None while there is none)."""

    name: str
    fact: str
    state: State
    view: str | None = None
    current: bool = False

    @property
    def said(self) -> str:
        """Return the state as words for those who do not see the dot."""
        return {"home": "", "done": "done", "now": "under way", "ahead": "ahead"}[self.state]


def road(answered: int, wave: int) -> tuple[Step, ...]:
    """Return the road of an engagement whose answers are in: its results are the page that is open."""
    people = "1 person answered" if answered == 1 else f"{answered:,} answered"
    return (
        Step("Overview", NOT_OPEN, "home"),
        Step("Strategy", NOT_OPEN, "ahead"),
        Step("Assessment", people, "done"),
        Step("Findings", f"Results of wave {wave}", "now", "engagements.results", current=True),
        Step("Roadmap", NOT_OPEN, "ahead"),
        Step("Session", NOT_OPEN, "ahead"),
        Step("Blueprint", "Word document", "ahead", "engagements.blueprint"),
        Step("Review", NOT_OPEN, "ahead"),
    )
