"""Where a wave that asks people stands, in sentences: part of where its engagement stands."""

from datetime import date

from reports.wording import counted
from workshop.engagements.store import Engagement, Live
from workshop.engagements.things import NextThing, Way
from workshop.sealing.sealing import due_at

_WAVE, _RESULTS, _WRITE = "running.latest", "assessments.results", "invitations.write"


def said(engagement: Engagement, live: Live) -> tuple[str, str, str]:
    """Return the words of the card, the title and the lead for a wave that is not sealed."""
    wave, manner = live.wave, engagement.manner
    if live.state == "planned":
        return "Wave planned", f"Wave {wave.number} is planned.", "Nobody has been asked yet."
    if live.state == "waiting" and wave.opens_at is not None:
        opens = manner.short_day(wave.opens_at)
        there = counted(live.attendance.invited, "person")
        return f"Opens {_date(opens)}", f"Wave {wave.number} opens on {opens}.", f"It asks {there}."
    if live.state == "closed":
        due = due_at(wave)
        later = f" It seals itself on {manner.short_day(due)}." if due else ""
        return "Closed, not sealed", "The assessment is closed.", f"{finished(live)}{later}"
    ends = manner.short_day(wave.closes_at) if wave.closes_at else ""
    until = f" It closes on {ends} at {manner.time(wave.closes_at)}." if wave.closes_at else ""
    return (
        (f"Open until {_date(ends)}" if ends else "Open"),
        "The assessment is open.",
        f"{finished(live)}{until}",
    )


def finished(live: Live) -> str:
    """Return how many of those who were invited have finished."""
    there = live.attendance
    if not there.invited:
        return "Nobody was invited by name."
    verb = "has" if there.finished == 1 else "have"
    return f"{there.finished:,} of {counted(there.invited, 'person')} {verb} finished."


def next_thing(live: Live, *, counted: bool) -> NextThing:
    """Return the one thing to do about a wave that is not sealed; `counted`: there are results to read."""
    wave, there = live.wave, live.attendance
    results = Way("Read the results", _RESULTS) if counted else None
    if live.state == "planned":
        why = "Look at who is asked what, how long it takes, and what is promised. Then it freezes."
        return NextThing("Launch the wave", why, Way("Open the plan", _WAVE))
    if live.state == "closed":
        why = "What links people to answers is destroyed then. Until then the wave can be opened again."
        return NextThing(f"Seal wave {wave.number}", why, Way(f"Open wave {wave.number}", _WAVE), results)
    look = Way("See who has finished", _WAVE)
    if there.without_link:
        why = "They are in the wave and have no personal link yet."
        return NextThing(
            f"Invite {_those(there.without_link)} without a link", why, Way("Write to them", _WRITE), look
        )
    if live.not_invited:
        return _pass_on(live.not_invited, look)
    if there.reachable and live.state == "open":
        why = "A reminder goes only to them, with the link that they have."
        has = "has" if there.reachable == 1 else "have"
        return NextThing(f"Remind {_those(there.reachable)} who {has} not finished", why, look, results)
    if there.invited and there.finished == there.invited:
        return NextThing("Close the wave", "Everyone who was invited has finished.", look, results)
    return NextThing(f"Follow wave {wave.number}", "Its page says how many have answered.", look, results)


def _pass_on(number: int, other: Way) -> NextThing:
    one = number == 1
    what = "Pass on the invitation of one person" if one else f"Pass on the invitations of {number:,} people"
    why = (
        f"{'It waits' if one else 'They wait'} under Mail, as no mail server is set up. Until then"
        f" {'this person has' if one else 'these people have'} not been asked."
    )
    waiting = {"state": "waits", "kind": "questionnaire"}
    return NextThing(what, why, Way("Open what waits", "mail.index", waiting), other)


def days(engagement: Engagement, live: Live | None) -> tuple[tuple[date | None, str], ...]:
    """Return the days of a wave that are ahead or have been: its opening, closing and sealing."""
    if live is None or live.state in ("planned", "sealed"):
        return ()
    here, wave = engagement.manner.today, live.wave
    seals = due_at(wave)
    found = [(here(seals), f"Wave {wave.number} seals itself")] if seals else []
    if live.runs and wave.closes_at:
        found.insert(
            0, (here(wave.closes_at), f"Assessment closes, {engagement.manner.time(wave.closes_at)}")
        )
    if live.state == "waiting" and wave.opens_at:
        at = engagement.manner.time(wave.opens_at)
        found.insert(0, (here(wave.opens_at), f"Assessment opens, {at}"))
    return tuple(found)


def due_day(engagement: Engagement, live: Live) -> tuple[date, str] | None:
    """Return the next day that a wave waits for, and the word for it; None where it waits for none."""
    here, wave = engagement.manner.today, live.wave
    seals = due_at(wave)
    if live.state == "waiting" and wave.opens_at:
        return here(wave.opens_at), "Opens"
    if live.state == "open" and wave.closes_at:
        return here(wave.closes_at), "Closes"
    return (here(seals), "Seals") if live.state == "closed" and seals else None


def _date(short_day: str) -> str:
    """Return a short day without its weekday, for where room is narrow."""
    return short_day.partition(" ")[2]


def _those(number: int) -> str:
    return "the one person" if number == 1 else f"the {number:,} people"
