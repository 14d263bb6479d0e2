"""What an issue said, for the next one to be laid beside it: its figures, initiatives and own paragraphs."""

from dataclasses import dataclass

import msgspec

from reports.dossier import Dossier
from reports.figure import Figure, Printed
from reports.figures import figures
from reports.wording import raised, spelled

MOST_FIGURES = 25
"""So many figures that changed are named one by one; of the others it is said how many there are."""
_MOST_OF_A_TITLE = 90


class BrokenSnapshot(ValueError):
    """Says that some bytes are no dossier as JSON."""


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative of an issue: its title, and the calendar quarter in which it begins, empty for none."""

    title: str
    begins: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an issue said; `words` are the consultants' own, by the id of their chapter."""

    figures: tuple[Figure, ...] = ()
    works: tuple[Work, ...] = ()
    words: frozenset[tuple[str, str]] = frozenset()


class _Lift(msgspec.Struct, frozen=True):
    id: int
    title: str


class _Roadmap(msgspec.Struct, frozen=True):
    initiatives: tuple[_Lift, ...] = ()


class _Words(msgspec.Struct, frozen=True):
    text: str


class _Before(msgspec.Struct, frozen=True):
    number: int


class _Issue(msgspec.Struct, frozen=True):
    number: int
    since: _Before | msgspec.UnsetType | None = msgspec.UNSET
    meanwhile: tuple[str, ...] = ()


class _Issued(msgspec.Struct, frozen=True):
    issue: _Issue | None = None


class _Told(msgspec.Struct, frozen=True):
    figures: tuple[Figure, ...]
    paragraphs: dict[str, tuple[_Words, ...]] = {}
    roadmap: _Roadmap | None = None


def snapshot(dossier: Dossier) -> Snapshot:
    """Return what an issue of a dossier says."""
    found = figures(dossier)
    titles = {each.id: each.title for each in dossier.roadmap.initiatives} if dossier.roadmap else {}
    words = frozenset((key, one.text) for key, those in dossier.paragraphs.items() for one in those)
    return Snapshot(found, _works(titles, found), words)


def read_snapshot(data: bytes) -> Snapshot:
    """Return what an issue said, from its dossier as JSON. Raises BrokenSnapshot."""
    try:
        told = msgspec.json.decode(data, type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenSnapshot("This is no dossier of an issue.") from error
    titles = {each.id: each.title for each in told.roadmap.initiatives} if told.roadmap else {}
    words = frozenset((key, one.text) for key, those in told.paragraphs.items() for one in those)
    return Snapshot(told.figures, _works(titles, told.figures), words)


@dataclass(frozen=True, slots=True)
class Compared:
    """Since which issue an issue says what changed, None for none; `meanwhile` since the one just before."""

    since: int | None = None
    meanwhile: tuple[str, ...] = ()


def read_compared(data: bytes, number: int) -> Compared:
    """Return with which issue the issue of a number was compared, from its dossier as JSON.

    Those that do not tell it were compared with the one just before. Raises BrokenSnapshot.
    """
    try:
        told = msgspec.json.decode(data, type=_Issued).issue
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenSnapshot("This is no dossier of an issue.") from error
    if told is None or told.since is msgspec.UNSET:
        return Compared(number - 1 or None)
    return Compared(told.since.number if told.since else None, told.meanwhile)


def _works(titles: dict[int, str], found: tuple[Figure, ...]) -> tuple[Work, ...]:
    begins = {each.key: each.shown for each in found if each.key.startswith("initiative.")}
    return tuple(Work(title, begins.get(f"initiative.{key}.start", "")) for key, title in titles.items())


def changes(before: Snapshot, after: Snapshot, chapters: dict[str, str]) -> tuple[str, ...]:
    """Return what changed from one issue to the next, as sentences; `chapters` are titles by id."""
    return (
        *_of_works(before.works, after.works),
        *_of_words(before.words, after.words, chapters),
        *_of_figures(before, after),
    )


def _of_works(before: tuple[Work, ...], after: tuple[Work, ...]) -> list[str]:
    held, now = {each.title: each for each in before}, {each.title: each for each in after}
    said = [f"The initiative “{_short(title)}” is new." for title in now if title not in held]
    said += [f"The initiative “{_short(title)}” is no longer proposed." for title in held if title not in now]
    for title in (each for each in now if each in held):
        was, begins = held[title].begins, now[title].begins
        if was != begins:
            said.append(f"The initiative “{_short(title)}” {_moved(was, begins)}.")
    return said


def _moved(was: str, begins: str) -> str:
    if not was:
        return f"has a place and begins in {begins}"
    return f"begins in {begins}, before in {was}" if begins else f"has no place any more, before {was}"


def _of_words(
    before: frozenset[tuple[str, str]], after: frozenset[tuple[str, str]], chapters: dict[str, str]
) -> list[str]:
    """Return in which chapters the consultants wrote, changed or removed something, in reading order."""
    there = {key for key, _ in before ^ after}
    return [
        f"The consultants’ own words in “{_short(chapters.get(key, key))}” are others."
        for key in sorted(there, key=lambda each: ([*chapters, each].index(each), each))
    ]


def _of_figures(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the figures of both issues that are others now; those of initiatives begin elsewhere."""
    now, said = Printed(after.figures), []
    gone = {each.title for each in before.works} - {each.title for each in after.works}
    for was in before.figures:
        if was.key.startswith("initiative.") and (
            was.key.endswith(".start") or any(was.label.startswith(f"{title}, ") for title in gone)
        ):
            continue
        found = now.found(was.key, was.label)
        if told := said_of_change(was.label, was.shown, found.shown if found else None):
            said.append(told)
    if len(said) <= MOST_FIGURES:
        return said
    more = len(said) - MOST_FIGURES + 1
    verb = "figures are" if more > 1 else "figure is"
    return [*said[: MOST_FIGURES - 1], f"{raised(spelled(more))} more {verb} different."]


def said_of_change(label: str, was: str, now: str | None) -> str:
    """Return what became of a figure, as a sentence; empty where it is the same. `now` is None for gone."""
    if was == now:
        return ""
    if now is None:
        return f"{label}: {was} before, no figure now."
    return f"{label}: {was} before, {now} now."


def _short(text: str) -> str:
    return text if len(text) <= _MOST_OF_A_TITLE else f"{text[: _MOST_OF_A_TITLE - 1].rstrip()}…"
