"""What the pages of chapters show: their order, the paragraphs in each, and the figures these lean on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from questionnaires.pack import MethodPack
from reports.figure import Figure, Printed
from reports.figures import figures
from reports.layout import VARIANTS
from workshop.blueprints.chapters import store
from workshop.blueprints.chapters.store import Leaning, OwnParagraph
from workshop.blueprints.chapters.titles import in_order, titles, variants_of
from workshop.blueprints.making import dossier_of
from workshop.dossiers.own import changed, layout_told
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement

_EVERYWHERE = ("summary", "changes", "gaps", "disagreements", "findings", "behind", "scores", "outlook")
"""Chapters without figures of their own: what is said in them may lean on any."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A paragraph with what changed of the figures that it leans on, as sentences."""

    paragraph: OwnParagraph
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A place for own paragraphs: the id of a chapter or of a component, its title, and what is there."""

    id: str
    title: str
    paragraphs: tuple[Flagged, ...] = ()

    @property
    def flagged(self) -> int:
        """Return how many paragraphs are to be looked at again."""
        return sum(bool(each.changes) for each in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A chapter in its order: whether it is on, in which documents it stands, and the rooms in it."""

    id: str
    title: str
    place: str
    off: bool
    variants: tuple[str, ...]
    rooms: tuple[Room, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Figures to choose from under one head."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Book:
    """The chapters of an engagement as they stand; `printed` are the figures as documents print them now."""

    pack: MethodPack
    titles: Mapping[str, str]
    rooms: Mapping[str, Room]
    printed: Printed
    placed: store.Placed
    order: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def rows(self) -> list[Row]:
        """Return the chapters that can be moved, those of the body first."""
        found = []
        for place in ("body", "appendix"):
            those = [each for each in self.order if each[2] == place]
            for at, (key, title, _) in enumerate(those):
                names = tuple(VARIANTS[each] for each in VARIANTS if each in variants_of(key))
                off = key in self.placed.off
                last = at == len(those) - 1
                found.append(Row(key, title, place, off, names, self._rooms_in(key), at == 0, last))
        return found

    @property
    def fixed(self) -> Room | None:
        """Return the summary, which always stands first."""
        return self.rooms.get("summary")

    @property
    def written(self) -> int:
        """Return how many own paragraphs there are."""
        return sum(len(each.paragraphs) for each in self.rooms.values())

    @property
    def flagged(self) -> int:
        """Return how many of them are to be looked at again."""
        return sum(each.flagged for each in self.rooms.values())

    @property
    def homeless(self) -> list[Room]:
        """Return rooms with paragraphs that no chapter of the method has any more."""
        return [each for key, each in self.rooms.items() if key not in self.titles]

    def _rooms_in(self, chapter: str) -> tuple[Room, ...]:
        parts = [each.id for each in self.pack.components] if chapter == "current" else []
        return tuple(self.rooms[each] for each in (chapter, *parts) if each in self.rooms)

    def parts(self, room: str) -> list[Part]:
        """Return the figures that a paragraph in a room may lean on: its own first, then all others.

        A room with figures of its own offers these, and those of the whole; another one offers all.
        """
        by_chapter: dict[str, list[Figure]] = {}
        for each in self.printed.figures:
            by_chapter.setdefault(each.chapter, []).append(each)
        own = by_chapter.pop(room, [])
        found = [Part(self.titles.get(room, room), tuple(own))] if own else []
        keys: Iterable[str] = by_chapter if not own or room in _EVERYWHERE else ("current",)
        there = [key for key in keys if key in by_chapter]
        return [*found, *(Part(self.titles.get(key, key), tuple(by_chapter[key])) for key in there)]

    def leaning(self, keys: Iterable[str], held: Iterable[Leaning] = ()) -> list[Leaning]:
        """Return the figures with these keys as they are printed now; those gone stay as they were held."""
        now = {each.key: each for each in self.printed.figures}
        before = {each.key: each for each in held}
        found = []
        for key in dict.fromkeys(keys):
            if key in now:
                found.append(Leaning(key, now[key].label, now[key].shown))
            elif key in before:
                found.append(before[key])
        return found


def book_of(db: Database, engagement: Engagement, now: datetime) -> Book:
    """Return the chapters of an engagement; without answers there are no figures to lean on."""
    found = dossier_of(db, engagement, "full", now)
    pack = found[1].pack if found else engagement_pack(db, engagement)
    printed = Printed(figures(found[1]) if found else ())
    named = titles(pack)
    held: dict[str, list[Flagged]] = {key: [] for key in named}
    for each in store.paragraphs(db, engagement.id):
        held.setdefault(each.chapter, []).append(Flagged(each, changed(each, printed)))
    rooms = {key: Room(key, named.get(key, key), tuple(those)) for key, those in held.items()}
    order, placed = order_of(db, engagement.id)
    return Book(pack, named, rooms, printed, placed, tuple(order))


def order_of(db: Database, engagement_id: int) -> tuple[list[tuple[str, str, str]], store.Placed]:
    """Return id, title and place of the chapters that can be moved, in order, and what is kept of it."""
    return in_order(layout_told(db, engagement_id, "full")), store.placed(db, engagement_id)
