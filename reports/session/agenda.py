"""The agenda of a session: items made from the findings, with minutes that add up, and breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from reports.dossier import Dossier
from reports.session.matters import Matter, of_leaders
from reports.session.pauses import Pause, lengths, pauses
from reports.session.pieces import LEADERS_LEAST, Piece, pieces
from reports.session.telling import told
from reports.session.told import Told
from reports.wording import raised, spelled_out

Tone = Literal["decides", "discusses", "speaks", "pause"]
TONES: Mapping[str, Tone] = {
    "opening": "speaks", "scores": "discusses", "aims": "discusses", "talk": "decides",
    "charter": "decides", "leaders": "decides", "remarks": "discusses", "initiatives": "decides",
    "sheets": "discusses", "vote": "decides", "value": "decides", "order": "decides", "owners": "decides",
    "reserve": "discusses", "decisions": "speaks", "break": "pause", "lunch": "pause",
}  # fmt: skip
"""Whether in an item the group decides or discusses, or one person speaks."""
NAMES: Mapping[str, str] = {
    "opening": "Opening",
    "scores": "Where we are",
    "aims": "Priorities and objectives",
    "charter": "The role of {function}",
    "leaders": "What leaders see differently",
    "remarks": "Strengths and blind spots",
    "initiatives": "Initiatives",
    "sheets": "Initiatives in small groups",
    "vote": "Blind vote",
    "value": "Value against effort",
    "order": "Order",
    "owners": "Owners and milestones",
    "reserve": "In reserve",
    "decisions": "Decisions and dissent",
}
"""What items are called."""
INSTEAD: Mapping[str, str] = {
    "talk": "To read before; whoever wants to answers in writing, and the next wave asks again",
    "charter": "The sponsor settles it before the session, with those who have most to do with it",
    "leaders": "The sponsor settles it with those who see it differently, before the session",
    "remarks": "Read them before; name who can speak for a blind spot",
    "sheets": "Owners fill in their sheets within two weeks after the session",
    "aims": "Read them before; objections reach the consultants before the session",
    "order": "The consultants put the initiatives in order after the session, and send it round",
}
"""What is done with a piece that finds no room."""
_DAY_IN_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk about one matter, and its minutes."""

    matter: Matter
    minutes: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda, which begins so many minutes after the start.

    `talks` are the disagreements that it is about, whose minutes are the item's. A break says nothing but its
    name.
    """

    key: str
    name: str
    starts: int
    minutes: int
    told: Told
    talks: tuple[Talk, ...] = ()

    @property
    def tone(self) -> Tone:
        """Return whether the group decides or discusses, one person speaks, or there is a break."""
        return TONES[self.key]


@dataclass(frozen=True, slots=True)
class Aside:
    """What found no room in a session: what it is about, and what is done with it instead."""

    title: str
    instead: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of a session, whose minutes add up to its own, and what found no room."""

    minutes: int
    items: tuple[Item, ...]
    aside: tuple[Aside, ...] = ()
    on: date | None = None
    starts_at: time | None = None

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Return the disagreements that are rated again, in their order."""
        return tuple(talk for each in self.items if each.key == "talk" for talk in each.talks)

    def has(self, key: str) -> bool:
        """Return whether there is an item of a kind."""
        return any(each.key == key for each in self.items)

    def spent(self, *tones: Tone) -> int:
        """Return the minutes of the items of some tones."""
        return sum(each.minutes for each in self.items if each.tone in tones)

    def clock(self, minutes: int) -> str:
        """Return the time so many minutes after the start: 09:15, or 0:15 where no start is set."""
        if self.starts_at is None:
            return f"{minutes // 60}:{minutes % 60:02}"
        at = (_since_midnight(self.starts_at) + minutes) % _DAY_IN_MINUTES
        return f"{at // 60:02}:{at % 60:02}"


def agenda(dossier: Dossier) -> Agenda:
    """Return the agenda of a dossier's sitting; the same dossier gives the same agenda.

    It rests on what may be shown, and on nothing else.
    """
    sitting = dossier.sitting
    breaks = lengths(sitting.minutes)
    chosen, left = pieces(dossier, sitting.minutes - sum(breaks))
    joined = frozenset(
        place for place in range(1, len(chosen)) if chosen[place][0].key == chosen[place - 1][0].key
    )
    starts_at = _since_midnight(sitting.starts_at) if sitting.starts_at else None
    lunch = len(breaks) > 1 and breaks[0] > breaks[-1]
    found = pauses([minutes for _, minutes in chosen], breaks, joined, starts_at, lunch)
    items = tuple(_items(dossier, chosen, found))
    return Agenda(sitting.minutes, items, _aside(left), sitting.on, sitting.starts_at)


def _items(dossier: Dossier, chosen: Sequence[tuple[Piece, int]], breaks: Sequence[Pause]) -> Iterator[Item]:
    """Yield the items in their order: talks between two breaks are one."""
    starts = talked = 0
    for place, run in _runs(chosen, {each.before for each in breaks}):
        for pause in breaks:
            if pause.before == place:
                name = "Lunch" if pause.lunch else "Break"
                yield Item(name.lower(), name, starts, pause.minutes, Told())
                starts += pause.minutes
        key, minutes = run[0][0].key, sum(each for _, each in run)
        talks = _talks(dossier, run)
        said = told(dossier, key, [each.matter for each in talks])
        yield Item(key, _name(dossier, key, len(talks), talked), starts, minutes, said, talks)
        starts += minutes
        talked += len(talks) if key == "talk" else 0


def _runs(
    chosen: Sequence[tuple[Piece, int]], breaks: set[int]
) -> Iterator[tuple[int, list[tuple[Piece, int]]]]:
    """Yield the pieces that make one item, with the place of the first: talks that no break divides."""
    run: list[tuple[Piece, int]] = []
    for place, each in enumerate(chosen):
        if run and (each[0].key != run[0][0].key or place in breaks):
            yield place - len(run), run
            run = []
        run.append(each)
    yield len(chosen) - len(run), run


def _talks(dossier: Dossier, run: Sequence[tuple[Piece, int]]) -> tuple[Talk, ...]:
    """Return the disagreements of an item; those of leaders share its minutes."""
    first, minutes = run[0]
    if first.key != "leaders":
        return tuple(Talk(piece.matter, each) for piece, each in run if piece.matter)
    found = of_leaders(dossier)[: max(1, minutes // LEADERS_LEAST)]
    each, more = divmod(minutes, len(found))
    return tuple(Talk(matter, each + (more if not place else 0)) for place, matter in enumerate(found))


def _name(dossier: Dossier, key: str, talks: int, before: int) -> str:
    """Return what an item is called."""
    if key != "talk":
        return NAMES[key].format(function=dossier.pack.function)
    if before:
        return raised(spelled_out(talks, "more disagreement")) if talks > 1 else "One more disagreement"
    return raised(spelled_out(talks, "disagreement"))


def _aside(left: Sequence[Piece]) -> tuple[Aside, ...]:
    """Return what found no room, with what is done with it instead."""
    found = []
    for each in left:
        title = each.matter.title if each.matter else NAMES[each.key]
        found.append(Aside(title, INSTEAD[each.key]))
    return tuple(found)


def _since_midnight(at: time) -> int:
    return at.hour * 60 + at.minute
