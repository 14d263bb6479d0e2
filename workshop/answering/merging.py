"""What a save changes, and how saves that meet are merged: by item, whatever was given last stands.

Answers, reasons and picks carry when they were given on the server's clock, so that the order in which they
arrive does not matter, nor how often. A device only knows how long each has waited there: what is long on its
way seems later than it was, and whatever took its place on the device says so. Comments carry what they were
changed from, and what of them went out before without an answer: that gives way to them. Where two devices
changed the same one, both stay.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from workshop.waves.store import Item

LONGEST_COMMENT, LONGEST_REASON = 2_000, 300
LONGEST_JOINED = 3 * LONGEST_COMMENT
OLDEST_MS = 60 * 24 * 60 * 60 * 1000
"""Up to this many milliseconds an answer may have waited on a device; what is older counts as this old."""


class Given(NamedTuple):
    """An answer: its code (0 takes it back), and when it was given, in ms on the server's clock."""

    capability: str
    question: str
    code: int
    given_ms: int

    @property
    def item(self) -> Item:
        """Return what it answers."""
        return self.capability, self.question


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a capability is not applicable, and when that was given; an empty text takes it back."""

    capability: str
    text: str
    given_ms: int


@dataclass(frozen=True, slots=True)
class Picks:
    """The whole choice of what matters most, and when it was made."""

    chosen: frozenset[str]
    given_ms: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A comment on a capability; `was` is the mark of the text that it was changed from.

    `went` are the texts that it had when it was sent before and nobody heard of it: each may be stored.
    """

    capability: str
    text: str
    was: int = 0
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one save changes; `picks` is None where the choice is not changed."""

    answers: tuple[Given, ...] = ()
    reasons: tuple[Reason, ...] = ()
    comments: tuple[Wording, ...] = ()
    picks: Picks | None = None

    @property
    def nothing(self) -> bool:
        """Return whether there is nothing to store."""
        return not (self.answers or self.reasons or self.comments) and self.picks is None


def merged(stored: Mapping[Item, Given], incoming: Iterable[Given]) -> dict[Item, Given]:
    """Return what stands after answers came in; of two given at the same moment, the one that came later.

    The database does the same with one statement; this is what it is tested against.
    """
    result = dict(stored)
    for each in incoming:
        before = result.get(each.item)
        if before is None or each.given_ms >= before.given_ms:
            result[each.item] = each
    return result


def given_ms(now_ms: int, age_ms: float, after_ms: int = 0) -> int:
    """Return when an answer was given that is so old; ages outside of what is possible are clamped.

    An answer that took the place of another on its device was given after that, and after `after_ms` if the
    other may have been stored then.
    """
    age = int(age_ms)
    if not 0 <= age <= OLDEST_MS:
        age = 0 if age < 0 else OLDEST_MS
    return max(now_ms - age, after_ms, 0)


def joined(stored: str, changed: Wording) -> str:
    """Return the text that stands after a change: the new one, or both where the stored one is news to it.

    Where both together grow too long the stored one stands; whoever wrote the other is shown that.
    """
    if changed.text == stored or mark(stored) == changed.was or not stored:
        return changed.text
    if changed.text.startswith(stored):
        return changed.text  # typed on, after a save that was not heard to succeed
    # The longest first: one may hold another, and what is sent twice must do nothing the second time.
    for own in sorted({changed.text, *changed.went} - {""}, key=lambda text: (len(text), text), reverse=True):
        before, found, after = f"\n\n{stored}\n\n".rpartition(f"\n\n{own}\n\n")
        if found:
            return _fitting(stored, before[2:], changed.text, after[:-2])
    # What was taken back is not what stands there.
    return _fitting(stored, stored, changed.text) if changed.text else stored


def _fitting(stored: str, *texts: str) -> str:
    whole = "\n\n".join(filter(None, texts))
    return whole if len(whole) <= LONGEST_JOINED else stored


def mark(text: str) -> int:
    """Return a small number that tells one text from another; 0 for none."""
    return crc32(text.encode()) if text else 0


def readable(text: str, *, lines: bool = True) -> str:
    """Return a text as it is stored: without control characters, and with line ends of one kind, or none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    return kept.strip() if lines else " ".join(kept.split())
