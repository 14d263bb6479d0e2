"""May a quote be shown, and as whose: the one gate that every quote passes on its way to anyone outside."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Consent = Literal["attributed", "role", "none"]
Approval = Literal["unasked", "asked", "changed", "refused", "approved"]
"""What the speaker said when shown the quote; `changed`: it is not any more what they were shown."""
Reason = Literal[
    "no consent", "asked", "changed", "refused", "no role", "names", "one holder", "names in words",
    "no words", "not in source", "asked words",
]  # fmt: skip

WIDTHS: dict[Consent, int] = {"none": 0, "role": 1, "attributed": 2}
"""What consents allow, the least first."""
ENOUGH = 2
"""How many people must share a role before it names none of them."""

SAID: dict[Reason, str] = {
    "no consent": "No consent to quote it.",
    "asked": "The speaker is asked and has not answered.",
    "changed": "It changed after the speaker was asked. Ask again.",
    "refused": "The speaker refused it.",
    "no role": "There is no role to show. Give one.",
    "names": "The role holds the speaker’s name. Give one without it.",
    "one holder": "One person here has this role, so it names them. Give a broader one, "
    "such as “A member of the leadership team”.",
    "names in words": "The words tell who speaks. Shorten them with […], or ask the speaker.",
    "no words": "Nothing is quoted.",
    "not in source": "The words do not stand in the note or answer any more.",
    "asked words": "The speaker was asked about some of these words and has not approved them. "
    "Ask about this quote too.",
}
"""What stands in the way of a quote, and what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as it may be shown, and who said it; `mark` tells it from others however it is reworded."""

    text: str
    attribution: str
    mark: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A quote that may not be shown, and why."""

    reason: Reason

    @property
    def said(self) -> str:
        """Return the reason as a sentence with its remedy."""
        return SAID[self.reason]


def shown(
    text: str, consent: str, *, name: str, title: str, shown_as: str, holders: int, approval: str
) -> Shown | Withheld:
    """Return a quote as it may be shown, or why it may not.

    `consent` is the speaker's. `shown_as` is the role to show instead of their `title`; `holders` is how many
    people of the engagement share the title, the speaker included. Where only the role may stand, it must not
    name the speaker: neither by their name, nor by being a title that fewer than two people have, nor may the
    words do so unless the speaker approved them. Whatever is not known to be allowed is withheld.
    """
    reason = _forbidden(text, consent, approval)
    if reason is None and consent == "role":
        reason = _naming(shown_as or title, name, title, holders)
        if reason is None and approval != "approved" and _tells(text, name, title, holders):
            reason = "names in words"
    attribution = attributed(consent, name=name, title=title, shown_as=shown_as)
    if reason is None and not attribution:
        reason = "no role"
    return Withheld(reason) if reason else Shown(text, attribution)


def attributed(consent: str, *, name: str, title: str, shown_as: str) -> str:
    """Return what stands below a quote by its consent, whether or not it may be shown; "" for none."""
    if consent == "attributed":
        return ", ".join(filter(None, (name.strip(), title.strip())))
    return (shown_as.strip() or title.strip()) if consent == "role" else ""


def fingerprint(text: str, consent: str, attribution: str) -> str:
    """Return what tells a quote as it was shown to its speaker from any other; 64 hexadecimal digits."""
    return hashlib.sha256("\0".join((text, consent, attribution)).encode()).hexdigest()


def narrowest(*consents: Consent) -> Consent:
    """Return the consent that allows the least."""
    return min(consents, key=WIDTHS.__getitem__)


def is_wider(consent: Consent, than: Consent) -> bool:
    """Return whether a consent allows more than another."""
    return WIDTHS[consent] > WIDTHS[than]


def holders_of(title: str, titles: Iterable[str]) -> int:
    """Return how many of an engagement's titles are this one, however it is written; 0 for none."""
    meant = _meaning(title)
    return sum(_meaning(each) == meant for each in titles) if meant else 0


def holds_name(role: str, name: str) -> bool:
    """Return whether a role holds the name of its holder, or a part of it."""
    parts, words = _words(name), _words(role)
    if not parts:
        return False
    if "".join(parts) in "".join(words) and len("".join(parts)) > 2:
        return True
    return any(
        part in words if part.isascii() else part in "".join(words)
        for part in parts
        if len(part) > 1 and part not in _SMALL
    )


def is_title(role: str, title: str) -> bool:
    """Return whether a role says a title in the same or other words, or by its initials."""
    meant = _meaning(title)
    if not meant:
        return False
    initials = "".join(each[0] for each in _meaningful(title))
    told = "".join(each[0] for each in _meaningful(role))
    short = _words(title)[0] if len(_words(title)) == 1 else ""
    return (
        meant <= _meaning(role)
        or (len(initials) > 1 and initials in _words(role))
        or (1 < len(short) < 5 and short in told)
    )


def _forbidden(text: str, consent: str, approval: str) -> Reason | None:
    if not text.strip():
        return "no words"
    if approval in ("asked", "changed", "refused"):
        return "refused" if approval == "refused" else "asked" if approval == "asked" else "changed"
    if approval not in ("unasked", "approved"):
        return "changed"
    return None if consent in ("role", "attributed") else "no consent"


def _naming(role: str, name: str, title: str, holders: int) -> Reason | None:
    if not role.strip():
        return "no role"
    if holds_name(role, name):
        return "names"
    return "one holder" if holders < ENOUGH and is_title(role, title) else None


def _tells(text: str, name: str, title: str, holders: int) -> bool:
    """Return whether words tell who speaks: by the whole name, a part as it is written, or a lone title."""
    words, parts = _words(text), _words(name)
    written = set(re.findall(r"\w+", text))
    alone = _words(title) if holders < ENOUGH else []
    return (
        _follow(parts, words)
        or any(part in written for part in re.findall(r"\w{3,}", name) if part[0].isupper())
        or ((len(alone) > 1 or title.isupper()) and _follow(alone, words))
    )


def _follow(some: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether words stand among others, one after the other."""
    size = len(some)
    return size > 0 and any(words[at : at + size] == some for at in range(len(words) - size + 1))


def _meaningful(text: str) -> list[str]:
    return [each for each in _words(text) if each not in _SMALL]


@lru_cache(maxsize=4096)
def _meaning(text: str) -> frozenset[str]:
    return frozenset(_meaningful(text))


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, accents and unseen marks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Cf"))
    return re.findall(r"[^\W_]+", bare)


_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"})
