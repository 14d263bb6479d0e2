"""Where an engagement stands, in sentences: what is true, the one next thing, what is late, what is coming.

Only what the program knows is said: people, waves and their answers, releases and dates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.layout import VARIANTS
from reports.wording import counted, raised, spelled_out
from workshop.engagements import asking
from workshop.engagements.store import Engagement, Facts
from workshop.engagements.things import Coming, Due, NextThing, Overdue, Way

Stage = Literal["new", "people", "planned", "waiting", "open", "closed", "answers", "review", "archived"]
SOON = 7
"""What is due within so many days, today included, is due this week."""

_PEOPLE, _ANSWERS, _RESULTS = "people.index", "assessments.assessment", "assessments.results"
_BLUEPRINT, _SETTINGS = "blueprints.blueprints", "engagements.settings"
_INTERVIEWS = "interviews.plan"
_FINDINGS, _SUGGESTED, _ROADMAP = "findings.findings", "initiatives.suggestions", "roadmap.roadmap"
_SITTING = "blueprints.sitting"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an engagement stands: `brief` is for its card, `title` and `lead` open its overview."""

    stage: Stage
    brief: str
    title: str
    lead: str
    next: NextThing | None
    due: Due | None
    overdue: tuple[Overdue, ...]
    coming: tuple[Coming, ...]


def standing(engagement: Engagement, facts: Facts, today: date) -> Standing:
    """Return where an engagement stands on a day of its time zone, as its consultants see it."""
    stage = stage_of(engagement, facts, today)
    brief, title, lead = _said(engagement, facts, stage, today)
    return Standing(
        stage=stage,
        brief=brief,
        title=title,
        lead=lead,
        next=_next(engagement, facts, stage, today),
        due=_due(engagement, facts, stage, today),
        overdue=() if stage == "archived" else tuple(_overdue(engagement, facts, today)),
        coming=() if stage == "archived" else coming(engagement, facts, today),
    )


def stage_of(engagement: Engagement, facts: Facts, today: date) -> Stage:
    """Return how far an engagement is.

    It is in review once answers are in and the day of its session, or else its end, has passed. Without
    answers a day that has passed makes it late, not done.
    """
    if engagement.archived:
        return "archived"
    if facts.live is not None and facts.live.state != "sealed":
        return facts.live.state
    if not facts.wave:
        return "people" if facts.people else "new"
    return "review" if is_over(engagement, today) else "answers"


def said_of(variant: str) -> str:
    """Return what a document is called; one that is not known is a blueprint."""
    return {str(key): name for key, name in VARIANTS.items()}.get(variant, VARIANTS["full"])


def is_over(engagement: Engagement, today: date) -> bool:
    """Return whether the session, or the whole engagement, lies in the past."""
    return any(day is not None and day < today for day in (engagement.session_on, engagement.ends_on))


def coming(engagement: Engagement, facts: Facts, today: date) -> tuple[Coming, ...]:
    """Return the days ahead in their order."""
    days = (
        *asking.days(engagement, facts.live),
        (engagement.starts_on, "Engagement starts"),
        (engagement.session_on, "Strategy session"),
        (engagement.ends_on, "Engagement ends"),
    )
    ahead = sorted(((day, what) for day, what in days if day and day >= today), key=lambda each: each[0])
    return tuple(Coming(day, what, _away(day, today)) for day, what in ahead)


def answered(facts: Facts) -> str:
    """Return how many have answered the latest wave, of how many where that is known."""
    if facts.live is not None and facts.live.wave.number >= facts.wave and facts.live.attendance.invited:
        there = facts.live.attendance
        return f"{there.finished:,} of {there.invited:,} have finished"
    if is_of(facts):
        return f"{facts.answered:,} of {facts.respondents:,} have answered"
    return f"{facts.answered:,} {'has' if facts.answered == 1 else 'have'} answered"


def is_of(facts: Facts) -> bool:
    """Return whether those who answered can be part of the people on the list: the file names nobody."""
    return facts.wave > 0 and 0 < facts.answered <= facts.respondents


def _said(engagement: Engagement, facts: Facts, stage: Stage, today: date) -> tuple[str, str, str]:
    """Return the words of the card, the title and the lead."""
    if stage == "archived":
        lead = "It can be read, copied and taken out again. Its links let nobody in."
        return "Archived", "The engagement is archived.", lead
    if stage == "new":
        lead = "The client’s leadership comes first: who is interviewed, who answers, who is in the session."
        return "Just created", "Nobody is in the engagement yet.", lead
    if facts.live is not None and stage == facts.live.state:
        return asking.said(engagement, facts.live)
    if stage == "people":
        verb = "is" if facts.people == 1 else "are"
        title = f"{raised(spelled_out(facts.people, 'person'))} {verb} in, and no answers yet."
        return "Nobody asked yet", title, _asked(facts)
    imported = f"in on {engagement.manner.day(facts.assessed_at)}" if facts.assessed_at else "in"
    lead = f"{answered(facts)} in wave {facts.wave}, {imported}. {_released(facts)}".strip()
    if stage == "review":
        session = engagement.session_on
        was = session is not None and session < today
        return "In review", "The session is over." if was else "The engagement has ended.", lead
    if facts.released:
        return "Results released", "The results are with the sponsor.", lead
    return ("Results to release" if facts.sponsors else "Results to read"), "The answers are in.", lead


def _asked(facts: Facts) -> str:
    if not facts.respondents:
        return "None of them is marked as a respondent yet."
    asked = "One of them is" if facts.respondents == 1 else f"{facts.respondents:,} of them are"
    links = {0: "nobody has a personal link yet", 1: "one person has a personal link"}
    linked = links.get(facts.invited, f"{facts.invited:,} people have a personal link")
    return f"{asked} to answer; {linked}."


def _released(facts: Facts) -> str:
    if facts.released:
        return "" if facts.reading else "No document is released."
    return "The sponsor does not see the results yet." if facts.sponsors else ""


def _next(engagement: Engagement, facts: Facts, stage: Stage, today: date) -> NextThing | None:
    if stage == "archived":
        return None
    if stage == "new":
        why = "Paste or import the client’s people with their functions; all that follows is about them."
        return NextThing(
            "Add the leadership team",
            why,
            Way("Add people", _PEOPLE),
            Way("Import answers at once", _ANSWERS),
        )
    if facts.live is not None and stage == facts.live.state:
        return asking.next_thing(facts.live, counted=facts.wave == facts.live.wave.number)
    if stage == "people":
        return _before_the_answers(facts)
    if facts.sponsors and not facts.released:
        why = "The sponsor sees nothing of them until you release them. Read them first."
        return NextThing("Release the results to the sponsor", why, Way("Read and release", _RESULTS))
    if stage == "review" and _has_ended(engagement, today):
        why = "Its last day has passed. Archived engagements leave the list and can still be read."
        return NextThing(
            "Archive the engagement", why, Way("Open the settings", _SETTINGS), Way("Blueprint", _BLUEPRINT)
        )
    if stage == "review":
        why = "It holds what is known chapter by chapter, as a Word document that the client can edit."
        return NextThing("Take the blueprint along", why, Way("Open the documents", _BLUEPRINT))
    return _after_the_answers(facts)


def _after_the_answers(facts: Facts) -> NextThing:
    """Return what comes first on the way from results to a document: the first of it that is missing."""
    results, documents = Way("Read the results", _RESULTS), Way("Open the documents", _BLUEPRINT)
    if not facts.accepted:
        why = "They say what to talk about. Accept, reword or dismiss each; the roadmap is drafted from them."
        return NextThing("Decide on the findings", why, Way("Open the findings", _FINDINGS), results)
    if not facts.initiatives:
        why = "The findings that you accepted, and what each capability rests on, suggest what to do."
        return NextThing("Draft the initiatives", why, Way("See the suggestions", _SUGGESTED), documents)
    if not facts.placed:
        why = "Each initiative gets its quarters, within the people and the money that there are."
        return NextThing("Draft the schedule", why, Way("Open the roadmap", _ROADMAP), documents)
    if not facts.issues:
        why = (
            "A draft changes with the figures. An issue is numbered and stays as it is; sponsors can have it."
        )
        return NextThing("Issue the pre-read", why, documents, Way("See the roadmap", _ROADMAP))
    if not facts.sitting:
        why = "The session guide and the worksheets say what the group is to decide, and in which order."
        return NextThing("Prepare the session", why, Way("Plan the session", _SITTING), documents)
    why = "The facilitator’s guide lists what is ready two weeks, two days and one hour before it."
    return NextThing("Print the session’s papers", why, documents, Way("See the plan", _SITTING))


def _before_the_answers(facts: Facts) -> NextThing:
    """Return what comes first where people are in: the interviews where somebody is to be interviewed."""
    if facts.interviewees and not facts.interviews:
        why = (
            "What the leadership is after decides later what a gap is worth. Say who is asked what, and when."
        )
        return NextThing(
            "Plan the interviews",
            why,
            Way("Open the interviews", _INTERVIEWS),
            Way("Open the assessment", _ANSWERS),
        )
    why = "Decide who is asked what, and when. Answers that are in a spreadsheet are imported there too."
    return NextThing(
        "Plan the first wave", why, Way("Open the assessment", _ANSWERS), Way("See the people", _PEOPLE)
    )


def _has_ended(engagement: Engagement, today: date) -> bool:
    last = engagement.ends_on or engagement.session_on
    return last is not None and last < today


def _due(engagement: Engagement, facts: Facts, stage: Stage, today: date) -> Due | None:
    """Return the day of the next thing: the first that waits for it."""
    start = (engagement.starts_on, "Starts")
    session, end = (engagement.session_on, "Session"), (engagement.ends_on, "Ends")
    ahead = [each for each in (session, end) if each[0] and each[0] >= today]
    if facts.live is not None and stage == facts.live.state:
        closing = asking.due_day(engagement, facts.live)
        if closing is not None:
            return Due(closing[0], *_chip(engagement, *closing, today))
        return Due(session[0], *_chip(engagement, session[0], "Session", today)) if session[0] else None
    waits = {"new": [start, session, end], "people": [session, end], "answers": ahead, "review": ahead}
    if stage == "review" and facts.sponsors and not facts.released:
        waits["review"] = [end]
    for day, word in waits.get(stage, []):
        if day is not None:
            return Due(day, *_chip(engagement, day, word, today))
    return None


def _chip(
    engagement: Engagement, day: date, word: str, today: date
) -> tuple[str, Literal["late", "soon", "wait"]]:
    left = (day - today).days
    if left < 0:
        return f"{counted(-left, 'day')} late", "late"
    if left == 0:
        return f"{word} today", "soon"
    manner = engagement.manner
    shown = manner.short_day(day) if day.year == today.year else manner.day(day)
    return f"{word} {shown}", "soon" if left < SOON else "wait"


def _overdue(engagement: Engagement, facts: Facts, today: date) -> Iterator[Overdue]:
    start, session, end = engagement.starts_on, engagement.session_on, engagement.ends_on
    written = engagement.manner.day
    if start and start < today and not facts.people and not facts.wave:
        yield Overdue("Nobody is in yet.", f"The start was {written(start)}.", Way("Add people", _PEOPLE))
    if not facts.wave and facts.live is None and is_over(engagement, today):
        if session and session < today:
            since = f"The session was {written(session)}."
        else:
            since = f"The engagement ended {written(end)}." if end else ""
        yield Overdue("No answers are in.", since, Way("Import answers", _ANSWERS))
    if facts.wave and facts.sponsors and not facts.released and end and end < today:
        since = f"The engagement ended {written(end)}."
        yield Overdue("The results are not released.", since, Way("Open the results", _RESULTS))


def _away(day: date, today: date) -> str:
    """Return how far a day is; from five weeks on in weeks, from half a year on in months, either rounded."""
    left = (day - today).days
    if left >= 183:
        return f"in about {round(left / 30.44)} months"
    if left >= 35:
        return f"in about {round(left / 7)} weeks"
    return {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
