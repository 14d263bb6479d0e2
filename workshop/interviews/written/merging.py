"""What a save changes of a written answer, and how saves from two devices meet: neither text is lost.

A save says from which revision it started, and carries the mark of its chain: what one page wrote, save by
save, before it heard that any of them arrived. A save that builds on what is stored replaces it; where the
stored text is news to it, both stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.interviews.store import Consent
from workshop.languages import lazily

LONGEST = 5_000
LONGEST_JOINED = 10_000
"""Characters that an answer takes as it is typed, and after texts of two devices were joined."""
CONSENTS: Mapping[Consent, str] = {
    "attributed": lazily("May be quoted with my name and title"),
    "role": lazily("May be quoted with my role only"),
    "none": lazily("Not to be quoted"),
}
"""How an answer may be quoted, the most first."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it is stored, its text empty where there is none yet."""

    text: str = ""
    consent: Consent = "none"
    revision: int = 0
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a save changes of an answer; what is None stays. `base` is the revision it started from."""

    question: str
    text: str | None
    consent: Consent | None
    base: int
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What stands after a change; `kept` is False where the new text found no room beside the stored one."""

    answer: Stored
    kept: bool = True


def merged(stored: Stored, change: Change) -> Merged:
    """Return what stands after a change; the revision grows with everything that differs."""
    builds_on = change.base >= stored.revision or (bool(change.chain) and change.chain == stored.chain)
    consent = change.consent or stored.consent
    if not builds_on:
        consent = narrower(consent, stored.consent)
    if change.text is None or change.text == stored.text:
        return Merged(_next(stored, stored.text, consent, change.chain if builds_on else ""))
    if builds_on:
        return Merged(_next(stored, change.text, consent, change.chain))
    text = _both(stored.text, change.text)
    if len(text) > LONGEST_JOINED:
        return Merged(_next(stored, stored.text, consent, ""), kept=False)
    return Merged(_next(stored, text, consent, change.chain if text == change.text else ""))


def narrower(one: Consent, other: Consent) -> Consent:
    """Return the consent that allows less."""
    order = list(CONSENTS)
    return max(one, other, key=order.index)


def _both(stored: str, text: str) -> str:
    """Return two texts as one; the one that holds the other, where one does."""
    if text.startswith(stored):
        return text
    if stored.startswith(text) or f"\n\n{text}\n\n" in f"\n\n{stored}\n\n":
        return stored
    return f"{stored}\n\n{text}"


def _next(stored: Stored, text: str, consent: Consent, chain: str) -> Stored:
    if (text, consent) == (stored.text, stored.consent):
        return stored
    return Stored(text, consent, stored.revision + 1, chain)
