"""Where an engagement stands for a client's sponsor: how many answered, and what was released."""

from workshop.engagements.standing import NextThing, Way, answered
from workshop.engagements.store import Engagement, Facts


def said(engagement: Engagement, facts: Facts) -> tuple[str, str]:
    """Return title and lead of the sponsor's overview."""
    firm = engagement.consultancy or "your consultant"
    later = f"The results stand here once {firm} releases them."
    if not facts.wave:
        return "No answers are in yet.", later
    if not facts.released:
        return "The answers are in.", f"{answered(facts)}. {later}"
    title = "The results are here." if "results" in facts.released else "The blueprint is here."
    return title, f"{answered(facts)} in wave {facts.wave}."


def next_thing(facts: Facts) -> NextThing | None:
    """Return what a sponsor can do now, which is to read what was released."""
    blueprint = Way("Download the blueprint", "assessments.blueprint")
    if "results" in facts.released:
        why = "They say where the leadership sees itself today and where it wants to be."
        other = blueprint if "blueprint" in facts.released else None
        return NextThing("Read the results", why, Way("Open the results", "assessments.results"), other)
    if "blueprint" in facts.released:
        return NextThing("Read the blueprint", "It is a Word document.", blueprint)
    return None
