"""Where an engagement stands for a client's sponsor: how many answered, and what was released."""

from dataclasses import replace

from reports.wording import lowered
from workshop.engagements import asking
from workshop.engagements.asking import finished
from workshop.engagements.standing import NextThing, Way, answered, said_of
from workshop.engagements.store import Engagement, Facts
from workshop.waves.running.attending.store import Attendance
from workshop.waves.running.rates import in_steps


def as_told(facts: Facts) -> Facts:
    """Return what a sponsor may know: in steps of k how many have finished, until results rest on them."""
    live = facts.live
    if live is None or live.state == "planned":
        return replace(facts, live=None)
    if not in_steps_of_k(facts):
        return facts
    steps = live.wave.threshold
    done = Attendance(live.attendance.invited, in_steps(live.attendance.finished, steps))
    ours = facts.wave == live.wave.number
    seen = in_steps(facts.answered, steps) if ours else facts.answered
    return replace(facts, answered=seen, live=replace(live, attendance=done))


def in_steps_of_k(facts: Facts) -> bool:
    """Return whether a sponsor is told in steps how many have finished the latest wave that asks people.

    A closed wave may be opened again: two exact numbers would tell a single person arriving, and one that is
    all but whole tells who is missing. The figures that are released rest on an exact n, and say it.
    """
    live = facts.live
    if live is None or live.state == "planned":
        return False
    return live.runs or not (facts.wave == live.wave.number and facts.released)


def said(engagement: Engagement, facts: Facts) -> tuple[str, str]:
    """Return title and lead of the sponsor's overview."""
    firm = engagement.consultancy or "your consultant"
    if facts.live is not None and facts.live.runs and not facts.released:
        _, title, lead = asking.said(engagement, facts.live)
        return title, lead.replace(finished(facts.live), f"At least {finished(facts.live)}")
    later = f"The results stand here once {firm} releases them."
    if not facts.wave:
        return "No answers are in yet.", later
    if facts.released:
        return "The results are here.", f"{answered(facts)} in wave {facts.wave}."
    least = "At least " if in_steps_of_k(facts) else ""
    here = f"The {lowered(said_of(facts.given))} is here." if facts.reading else "The answers are in."
    return here, f"{least}{answered(facts)}. {later}"


def next_thing(facts: Facts) -> NextThing | None:
    """Return what a sponsor can do now, which is to read what was released."""
    blueprint = Way("Open the documents", "blueprints.blueprints")
    if facts.released:
        why = "They say where the leadership sees itself today and where it wants to be."
        other = blueprint if facts.reading else None
        return NextThing("Read the results", why, Way("Open the results", "assessments.results"), other)
    if facts.reading:
        name = lowered(said_of(facts.given))
        return NextThing(f"Read the {name}", "It is a Word document.", blueprint)
    return None
