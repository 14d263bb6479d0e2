"""Passwords: what is refused, and how they are kept."""

import re
import unicodedata
from functools import cache

from werkzeug.security import check_password_hash, generate_password_hash
from zxcvbn import zxcvbn

LEAST, MOST = 12, 128
"""How many characters a password may have."""
_LEAST_STRENGTH = 3
_LEAST_OF_ITS_OWN = 8
"""How many letters and digits must be left without the words that are known of its owner."""
_FAMOUS = "correcthorsebatterystaple"
"""The one that taught people to use words in a row."""
_LOOKED_AT = 72
"""How many characters are looked at for what is common; the estimate takes long beyond."""


def fault(password: str, *known: str) -> str | None:
    """Return what is wrong with a new password and what to do, or None; it must not rest on `known` words."""
    password = _plain(password)
    if _holds_control_signs(password):
        return "Leave out signs that cannot be typed, such as a tab or the end of a line."
    if len(password) < LEAST:
        return f"Use at least {LEAST} characters; four or five words in a row are good."
    if len(password) > MOST:
        return f"Use at most {MOST} characters."
    words = {word for each in known for word in re.split(r"[\W_]+", each.casefold()) if len(word) >= 3}
    if len(_without(password.casefold(), words)) < _LEAST_OF_ITS_OWN:
        return "This is little more than your name and address. Use four or five other words."
    own = _without(password.casefold(), set())
    if own == _FAMOUS or zxcvbn(password[:_LOOKED_AT], [*words, "roadcrew"])["score"] < _LEAST_STRENGTH:
        return "Many people choose a password like this. Use four or five words that do not belong together."
    return None


def hashed(password: str) -> str:
    """Return what the database keeps of a password."""
    return generate_password_hash(_plain(password), method="scrypt")


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that was kept; without one it takes just as long to say no."""
    given = _plain(password)
    # What no password can be is not measured, but takes the usual time; scrypt ignores NULs at the end.
    fitting = len(given) <= MOST and not _holds_control_signs(given)
    same = check_password_hash(kept or _nobodys(), given if fitting else "")
    return same and fitting and kept is not None


def _without(password: str, words: set[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, "")
    return re.sub(r"[\W_]+", "", password)


def _holds_control_signs(password: str) -> bool:
    return any(unicodedata.category(each) in ("Cc", "Cs") for each in password)


def _plain(password: str) -> str:
    """Return a password in one form, since keyboards write the same letter in several."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")
