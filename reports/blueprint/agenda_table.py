"""The agenda in a document: a strip to scale, the table, who takes part, and what gives way."""

from collections.abc import Sequence

from reports.days import dated
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.session.agenda import Agenda
from reports.session.decisions import Decision
from reports.session.questions import two_thirds
from reports.word.document import WordDocument
from reports.word.runs import Prose, strong
from reports.word.strips import Stretch, strip
from reports.word.tables import Column
from reports.wording import counted, listed, lowered, raised, set_apart, spelled, spelled_out

NOBODY = (
    "Nobody is named yet: whoever has the role “session participant” among the people of the engagement "
    "stands here."
)
_SCALE = "Minutes, to scale. Dark = the group decides, mid = the group discusses, light = one person speaks."
_MOST_NAMED, _LONGEST_NAME = 16, 40
_MOST_ASIDE = 6


def write_agenda(document: WordDocument, dossier: Dossier, agenda: Agenda) -> None:
    """Write the strip and the table."""
    write_strip(document, agenda)
    columns = [
        Column("From", 16),
        Column("Minutes", 15, number=True),
        Column("What", 48),
        Column("To do", 62),
        Column("Led by", 27),
    ]
    day = f", {dated(agenda.on)}" if agenda.on else ""
    title = f"Agenda{day}, {agenda.minutes} minutes"
    document.table(title, columns, rows(agenda), source(agenda))


def write_strip(document: WordDocument, agenda: Agenda) -> None:
    """Write the strip with a line that says how to read it."""
    boxes = [Stretch(str(each.minutes), each.minutes, each.tone) for each in agenda.items]
    said = "; ".join(f"{each.name} {each.minutes}" for each in agenda.items)
    document.insert(*strip(boxes, document.width, f"The agenda to scale, in minutes: {said}"))
    document.write("Source", _SCALE)


def rows(agenda: Agenda) -> list[list[Prose]]:
    """Return the rows of the table, the end of the session last."""
    found: list[list[Prose]] = []
    for each in agenda.items:
        at, minutes = agenda.clock(each.starts), str(each.minutes)
        name: Prose = each.name if each.tone == "pause" else [strong(each.name)]
        found.append([at, minutes, name, each.told.todo, each.told.led])
    end = agenda.clock(agenda.minutes)
    return [*found, [[strong(end)], [strong(str(agenda.minutes))], [strong("End")], "", ""]]


def source(agenda: Agenda) -> str:
    """Return how the agenda came about, and how its times are to be read."""
    minutes = sorted({each.minutes for each in agenda.talks})
    parts = ["The agenda is made from the findings"]
    if minutes:
        span = str(minutes[0]) if len(minutes) == 1 else f"{minutes[0]} to {minutes[-1]}"
        each = "the disagreement gets" if len(agenda.talks) == 1 else "each disagreement gets"
        parts = [f"The agenda is made from the findings: {each} {span} minutes"]
    if agenda.starts_at is None:
        parts.append("Times count from the start in hours and minutes, as no start is set")
    return f"{'. '.join(parts)}."


def finding(agenda: Agenda, decided: Sequence[Decision]) -> str:
    """Return how long the session is, how much it decides, and what most of the time is for."""
    hours, rest = divmod(agenda.minutes, 60)
    long = counted(agenda.minutes, "minute") if rest else raised(spelled_out(hours, "hour"))
    decides, talks = agenda.spent("decides"), agenda.spent("discusses")
    if 2 * decides > agenda.minutes:
        use = "more than half of the time is for deciding, not for being told"
    elif 2 * (decides + talks) > agenda.minutes:
        use = "more than half of the time is for talking and deciding, not for being told"
    else:
        use = f"{counted(decides, 'minute')} are for deciding"
    return f"{long}, {spelled_out(len(decided), 'decision')}: {use}."


def in_the_room(dossier: Dossier) -> str:
    """Return who takes part, or that nobody is named yet and what to do about it."""
    names = [set_apart(brief(each, _LONGEST_NAME)) for each in dossier.sitting.participants]
    people = dossier.sitting.people
    if not names:
        return f"{raised(counted(people, 'person'))} {_are(people)} expected. {NOBODY}" if people else NOBODY
    more = len(names) - _MOST_NAMED
    told = [*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    if people > len(names):
        return f"{counted(people, 'person')} {_are(people)} expected; named so far: {listed(told)}."
    return f"{counted(people, 'person')}: {listed(told)}."


def decided_when(dossier: Dossier) -> str:
    """Return how many must vote, and how many carry a decision."""
    people = dossier.sitting.people
    vote = (
        f"At least {two_thirds(people)} of {people} vote"
        if people > 1
        else "At least two thirds of those in the room vote"
    )
    return f"{vote}; two thirds carry a decision. Those who differ say so and are recorded with their reason."


def if_short(agenda: Agenda) -> str:
    """Return what gives way where time runs short, and what never does."""
    talks = agenda.talks
    first = []
    if len(talks) > 1:
        first.append(f"{_nth(len(talks))} disagreement ({lowered(talks[-1].matter.title)})")
    first += [lowered(each.name) for each in agenda.items if each.key in ("sheets", "remarks", "aims")]
    gives = f"Leave out {', then '.join(first)}. " if first else "Shorten the opening and where we are. "
    return f"{gives}Do not shorten owners and milestones."


def not_on_it(agenda: Agenda) -> list[Prose]:
    """Return what found no room, each with what is done with it instead; empty where all did."""
    instead: dict[str, list[str]] = {}
    for each in agenda.aside:
        instead.setdefault(each.instead, []).append(each.title)
    lines: list[Prose] = []
    for what, titles in instead.items():
        more = len(titles) - _MOST_ASIDE
        told = [*titles[:_MOST_ASIDE], *([f"{more} more"] if more > 0 else [])]
        lines.append([strong("; ".join(told)), f". {what}."])
    return lines


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _nth(number: int) -> str:
    nth = ("first", "second", "third", "fourth", "fifth", "sixth")
    return f"the {nth[number - 1]}" if number <= len(nth) else f"disagreement {spelled(number)}"
