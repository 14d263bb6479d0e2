"""The road: the steps of an engagement, which of them are behind, and what there is in each."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.engagements import asking
from workshop.engagements.methods import Method
from workshop.engagements.standing import Stage, answered, said_of, stage_of
from workshop.engagements.store import Engagement, Facts

State = Literal["home", "done", "now", "ahead"]
Kind = Literal["wait", "open", "done", "soon", "late"]
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

    @property
    def current(self) -> bool:
        """Return whether the engagement is at this step."""
        return self.state == "now"


@dataclass(frozen=True, slots=True)
class Row:
    """What there is in one step, and its state as a chip: wait, open, done, soon or late."""

    step: str
    there_is: str
    kind: Kind
    state: str
    view: str | None = None


_CHIPS: dict[str, tuple[Kind, str]] = {
    "planned": ("wait", "Planned"),
    "waiting": ("wait", "Opens later"),
    "open": ("open", "Open"),
    "closed": ("soon", "Not sealed"),
}
VIEWS = {
    "Overview": "engagements.overview",
    "Strategy": "interviews.plan",
    "Assessment": "assessments.assessment",
    "Findings": "assessments.results",
    "Roadmap": "roadmap.roadmap",
    "Blueprint": "blueprints.blueprints",
}
"""The first page of each step that has one; strategy and roadmap are for those who run the engagement."""


def road(engagement: Engagement, facts: Facts, today: date, *, sponsored: bool) -> tuple[Step, ...]:
    """Return the road of an engagement; a client's sponsor is led only to what was released."""
    stage = stage_of(engagement, facts, today)
    states = _states(engagement, facts, stage, today, sponsored=sponsored)
    results, blueprint = _open(facts, facts.released, sponsored), _open(facts, facts.reading, sponsored)
    session = engagement.session_on
    told = {
        "Overview": "Where it stands",
        "Strategy": NOT_OPEN if sponsored else _interviewed(facts),
        "Assessment": _so_far(engagement, facts),
        "Findings": f"Results of wave {facts.wave}" if results else "After the answers",
        "Roadmap": NOT_OPEN if sponsored else _planned(facts),
        "Session": engagement.manner.day(session) if session else NOT_OPEN,
        "Blueprint": _document(facts, sponsored) if blueprint else "After the answers",
        "Review": "Under way" if stage == "review" else NOT_OPEN,
    }
    closed = {"Findings": not results, "Blueprint": not blueprint}
    if facts.wave:  # what is closed although there are answers was not released to this sponsor
        told |= {name: "Not released" for name, is_closed in closed.items() if is_closed}
    closed |= {"Strategy": sponsored, "Roadmap": sponsored}
    return tuple(
        Step(name, fact, states[name], None if closed.get(name) else VIEWS.get(name))
        for name, fact in told.items()
    )


def place(steps: tuple[Step, ...]) -> int:
    """Return the number of the step that an engagement is at, from 1; the overview has none."""
    return max((at for at, step in enumerate(steps) if step.current), default=len(steps) - 1)


def rows(engagement: Engagement, facts: Facts, today: date, method: Method, *, sponsored: bool) -> list[Row]:
    """Return where each step stands; a sponsor is told of those that end in something released."""
    assessment = _assessment(engagement, facts, today, method)
    findings, blueprint = _findings(facts, sponsored), _blueprint(facts, sponsored)
    if sponsored:
        return [assessment, findings, blueprint]
    return [
        _strategy(facts),
        assessment,
        findings,
        _roadmap(facts),
        _session(engagement, facts),
        blueprint,
        Row("Review", "Progress after the session cannot be followed here yet.", "wait", NOT_OPEN),
    ]


def _session(engagement: Engagement, facts: Facts) -> Row:
    """Return whether the session is planned, which documents tell; it is not led from here."""
    on = f"On {engagement.manner.day(engagement.session_on)}. " if engagement.session_on else ""
    if facts.sitting:
        told = f"{on}Its agenda and papers are among the documents; it cannot be led from here yet."
        return Row("Session", told, "done", "Planned")
    return Row("Session", f"{on}The session cannot be led from here yet.", "wait", NOT_OPEN)


def _so_far(engagement: Engagement, facts: Facts) -> str:
    """Return the fact of the assessment: how long it is open, or how many have answered."""
    if facts.live is not None and facts.live.state != "sealed":
        return asking.said(engagement, facts.live)[0]
    return f"{facts.answered:,} answered" if facts.wave else "No answers yet"


def _open(facts: Facts, out: bool, sponsored: bool) -> bool:
    return facts.wave > 0 and (not sponsored or out)


def _interviewed(facts: Facts) -> str:
    """Return the fact of the strategy: how many interviews are done."""
    if not facts.interviews:
        return "No interviews yet"
    many = "interview" if facts.interviews == 1 else "interviews"
    if facts.interviews_done == facts.interviews:
        return f"{facts.interviews:,} {many} done"
    begun = f", {facts.interviews_begun:,} under way" if facts.interviews_begun else ""
    return f"{facts.interviews_done:,} of {facts.interviews:,} {many} done{begun}"


def _planned(facts: Facts) -> str:
    """Return the fact of the roadmap: how many initiatives there are, or have their quarters."""
    if not facts.initiatives:
        return "No initiatives yet"
    many = "initiative" if facts.initiatives == 1 else "initiatives"
    if facts.placed in (0, facts.initiatives):
        return f"{facts.initiatives:,} {many}{' placed' if facts.placed else ''}"
    return f"{facts.placed:,} of {facts.initiatives:,} {many} placed"


def _roadmap(facts: Facts) -> Row:
    view = VIEWS["Roadmap"]
    if not facts.initiatives:
        return Row("Roadmap", "No initiative is drafted yet.", "wait", "Not started", view)
    if facts.placed:
        return Row("Roadmap", _planned(facts), "done", "Drafted", view)
    return Row("Roadmap", f"{_planned(facts)}, without quarters yet", "open", "To schedule", view)


def _strategy(facts: Facts) -> Row:
    view = VIEWS["Strategy"]
    if not facts.interviews:
        return Row("Strategy", "No interview is planned yet.", "wait", "Not started", view)
    if facts.interviews_done == facts.interviews:
        return Row("Strategy", _interviewed(facts), "done", "Interviews done", view)
    return Row("Strategy", _interviewed(facts), "open", "Under way", view)


def _states(
    engagement: Engagement, facts: Facts, stage: Stage, today: date, *, sponsored: bool
) -> dict[str, State]:
    """Return the state of each step; those that cannot be walked yet lie ahead.

    While interviews are held and no wave is planned, the strategy is the step that the engagement is at.
    """
    states: dict[str, State] = dict.fromkeys(
        ("Strategy", "Assessment", "Findings", "Roadmap", "Session", "Blueprint", "Review"), "ahead"
    )
    states["Overview"] = "home"
    if facts.interviews and not sponsored:
        held = facts.interviews_done == facts.interviews
        states["Strategy"] = "done" if held else "now"
        if not held and stage == "people":
            return states
    if not facts.wave or stage in ("planned", "waiting", "open", "closed"):
        states["Assessment"] = "now"
        return states
    states["Assessment"] = "done"
    if facts.placed and not sponsored:
        states["Roadmap"] = "done"
    if stage == "review":
        states |= {"Findings": "done", "Blueprint": "done", "Review": "now"}
    elif facts.released or (facts.initiatives and not sponsored):
        states["Findings"] = "done"
        states["Roadmap" if facts.initiatives and not facts.placed and not sponsored else "Blueprint"] = "now"
    else:
        states["Findings"] = "now"
    if engagement.session_on and engagement.session_on < today:
        states["Session"] = "done"
    return states


def _assessment(engagement: Engagement, facts: Facts, today: date, method: Method) -> Row:
    asked = f"{method.capabilities} capabilities, today and wanted"
    view = VIEWS["Assessment"]
    if facts.live is not None and facts.live.state != "sealed":
        chip = _CHIPS[facts.live.state]
        there = asking.finished(facts.live) if facts.live.state in ("open", "closed") else ""
        told = f"{asked}; {there[:-1]}" if there else asked
        return Row("Assessment", told, *chip, view)
    if facts.wave:
        return Row("Assessment", f"{asked}; {answered(facts)}", "done", "Answers in", view)
    late = any(day and day < today for day in (engagement.session_on, engagement.ends_on))
    if late:
        return Row("Assessment", f"{asked}; nobody has answered", "late", "Late", view)
    if facts.respondents:
        number = "1 person is" if facts.respondents == 1 else f"{facts.respondents:,} people are"
        return Row("Assessment", f"{asked}; {number} to answer", "open", "Nobody asked yet", view)
    return Row("Assessment", asked, "wait", "Not started", view)


def _findings(facts: Facts, sponsored: bool) -> Row:
    if not facts.wave:
        return Row("Findings", "The results of the answers, once they are in.", "wait", "Waiting")
    return _to_release("Findings", f"Results of wave {facts.wave}", facts.released, facts, sponsored)


def _blueprint(facts: Facts, sponsored: bool) -> Row:
    if not facts.wave:
        return Row("Blueprint", "A Word document of the results, once there are answers.", "wait", "Waiting")
    return _to_release("Blueprint", _document(facts, sponsored), facts.reading, facts, sponsored)


def _document(facts: Facts, sponsored: bool) -> str:
    """Return which document was issued last; to a sponsor, the last that they may have."""
    if sponsored:
        return said_of(facts.given or "full")
    return f"{said_of(facts.issued)} issued" if facts.issued else "No document issued yet"


def _to_release(step: str, there_is: str, out: bool, facts: Facts, sponsored: bool) -> Row:
    if out:
        return Row(step, there_is, "done", "Released", VIEWS[step])
    if sponsored:
        return Row(step, there_is, "wait", "Not released")
    return Row(step, there_is, "open", "Not released" if facts.sponsors else "Ready", VIEWS[step])
