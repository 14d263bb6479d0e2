"""What an issue said, for the next one to be laid beside it: figures, initiatives, quotes, own paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from questionnaires.quoting import Shown
from reports.dossier import Dossier
from reports.figure import Figure, Printed
from reports.figures import figures
from reports.strategy import Strategy

_MOST_OF_A_TITLE = 90
_JUDGED = re.compile(r"capability\.[^.]+\.(agreed|evidence|adjustment)")
_SHARE = re.compile(r"priority\.[^.]+\.share")
_LEVEL = r"\.(current|target|gap)"
_ORDER = tuple(
    re.compile(each)
    for each in (
        rf"(overall|component\.[^.]+){_LEVEL}|answered|asked|response",
        _JUDGED.pattern,
        _SHARE.pattern,
        r"charter\..*",
        r"roadmap\..*|return\.[^.]+\.(invested|gained|net|share|payback)",
        r"initiative\.[^.]+\.(one_off|running|days|quarters)",
        rf"capability\.[^.]+{_LEVEL}",
    )
)
"""Which figures come first of those that changed: who reads a few only reads those that decisions rest on."""


class BrokenSnapshot(ValueError):
    """Says that some bytes are no dossier as JSON."""


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative of an issue: its title, and the calendar quarter in which it begins, empty for none."""

    title: str
    begins: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an issue said; `words` are the consultants' own, by the id of their chapter.

    `quotes` are the words of leaders as they are shown, each with who is named below it.
    """

    figures: tuple[Figure, ...] = ()
    works: tuple[Work, ...] = ()
    words: frozenset[tuple[str, str]] = frozenset()
    quotes: frozenset[tuple[str, str]] = frozenset()


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
    strategy: Any = None


def snapshot(dossier: Dossier) -> Snapshot:
    """Return what an issue of a dossier says."""
    found = figures(dossier)
    titles = {each.id: each.title for each in dossier.roadmap.initiatives} if dossier.roadmap else {}
    words = frozenset((key, one.text) for key, those in dossier.paragraphs.items() for one in those)
    quotes = frozenset((each.text, each.attribution) for each in _shown(dossier.strategy))
    return Snapshot(found, _works(titles, found), words, quotes)


def read_snapshot(data: bytes) -> Snapshot:
    """Return what an issue said, from its dossier as JSON. Raises BrokenSnapshot."""
    try:
        told = msgspec.json.decode(data, type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenSnapshot("This is no dossier of an issue.") from error
    titles = {each.id: each.title for each in told.roadmap.initiatives} if told.roadmap else {}
    words = frozenset((key, one.text) for key, those in told.paragraphs.items() for one in those)
    return Snapshot(told.figures, _works(titles, told.figures), words, frozenset(_quoted(told.strategy)))


def _shown(strategy: Strategy | None) -> Iterator[Shown]:
    """Yield the quotes of a strategy."""
    if strategy is not None:
        for each in strategy.priorities:
            yield from each.quotes
        yield from strategy.vision.quotes
        yield from strategy.future.quotes


def _quoted(strategy: Any) -> Iterator[tuple[str, str]]:
    """Yield the quotes in the JSON of a strategy; whatever has another form has none."""
    told = strategy if isinstance(strategy, dict) else {}
    priorities = told.get("priorities")
    places = [*(priorities if isinstance(priorities, list) else ()), told.get("vision"), told.get("future")]
    for place in places:
        quotes = place.get("quotes") if isinstance(place, dict) else None
        for each in quotes if isinstance(quotes, list) else ():
            if isinstance(each, dict):
                yield str(each.get("text", "")), str(each.get("attribution", ""))


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
    """Return what changed from one issue to the next, as sentences; `chapters` are titles by id.

    Those come first on which decisions rest: who prints them may stop where there is no more room.
    """
    quotes = ["What leaders are quoted with is different."] if before.quotes != after.quotes else []
    return (
        *_of_works(before.works, after.works),
        *_of_priorities(before, after),
        *quotes,
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


def _priorities(found: Snapshot) -> list[str]:
    """Return the names of the business priorities."""
    return [each.label.removesuffix(", share") for each in found.figures if _SHARE.fullmatch(each.key)]


def _of_priorities(before: Snapshot, after: Snapshot) -> list[str]:
    held, now = _priorities(before), _priorities(after)
    said = [f"The priority “{_short(name)}” is new." for name in now if name not in held]
    return said + [f"The priority “{_short(name)}” is no longer named." for name in held if name not in now]


def _of_figures(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the figures of both issues that are others now, and judgements that are new.

    Initiatives and priorities that are gone are told elsewhere, and where an initiative begins.
    """
    now, then, said = Printed(after.figures), Printed(before.figures), list[tuple[str, str]]()
    works = {each.title for each in before.works} - {each.title for each in after.works}
    gone = (*works, *(set(_priorities(before)) - set(_priorities(after))))
    for was in before.figures:
        if was.key.startswith(("initiative.", "priority.")) and (
            was.key.endswith(".start") or any(was.label.startswith(f"{name}, ") for name in gone)
        ):
            continue
        found = now.found(was.key, was.label)
        if told := said_of_change(was.label, was.shown, found.shown if found else None):
            said.append((was.key, told))
    for each in after.figures:
        if _JUDGED.fullmatch(each.key) and then.found(each.key, each.label) is None:
            said.append((each.key, f"{each.label}: no figure before, {each.shown} now."))
    return [told for _, told in sorted(said, key=lambda each: _place(each[0]))]


def _place(key: str) -> int:
    """Return how far up a figure comes among those that changed."""
    return next((place for place, each in enumerate(_ORDER) if each.fullmatch(key)), len(_ORDER))


def said_of_change(label: str, was: str, now: str | None) -> str:
    """Return what became of a figure, as a sentence; empty where it is the same. `now` is None for gone."""
    if was == now:
        return ""
    if now is None:
        return f"{label}: {was} before, no figure now."
    return f"{label}: {was} before, {now} now."


def _short(text: str) -> str:
    return text if len(text) <= _MOST_OF_A_TITLE else f"{text[: _MOST_OF_A_TITLE - 1].rstrip()}…"
