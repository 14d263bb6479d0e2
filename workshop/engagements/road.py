"""The road: the steps of an engagement, which of them are behind, and which have a page."""

from dataclasses import dataclass
from typing import Literal

from workshop.engagements.store import Facts

State = Literal["home", "done", "now", "ahead"]
NOT_OPEN = "Not open yet"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, one fact, its state, the view that shows it (None while there is none)."""

    name: str
    fact: str
    state: State
    view: str | None = None

    @property
    def said(self) -> str:
        """Return the state as words for those who do not see the dot."""
        return {"home": "", "done": "done", "now": "under way", "ahead": "ahead"}[self.state]


VIEWS = {
    "Overview": "engagements.overview",
    "Assessment": "assessments.assessment",
    "Findings": "assessments.results",
    "Blueprint": "assessments.blueprint",
}
"""The first page of each step that has one."""


def road(facts: Facts, *, sponsored: bool) -> tuple[Step, ...]:
    """Return the road of an engagement; a client's sponsor is led only to what was released."""
    answered = facts.wave > 0
    results = answered and (not sponsored or "results" in facts.released)
    blueprint = answered and (not sponsored or "blueprint" in facts.released)
    people = "1 person answered" if facts.answered == 1 else f"{facts.answered:,} answered"
    return (
        Step("Overview", "Where it stands", "home", VIEWS["Overview"]),
        Step("Strategy", NOT_OPEN, "ahead"),
        Step(
            "Assessment",
            people if answered else "Nobody answered yet",
            "done" if answered else "now",
            VIEWS["Assessment"],
        ),
        Step(
            "Findings",
            f"Results of wave {facts.wave}" if results else "After the answers",
            "now" if results else "ahead",
            VIEWS["Findings"] if results else None,
        ),
        Step("Roadmap", NOT_OPEN, "ahead"),
        Step("Session", NOT_OPEN, "ahead"),
        Step(
            "Blueprint",
            "Word document" if blueprint else NOT_OPEN,
            "ahead",
            VIEWS["Blueprint"] if blueprint else None,
        ),
        Step("Review", NOT_OPEN, "ahead"),
    )
