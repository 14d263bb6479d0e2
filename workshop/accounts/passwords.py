"""Passwords: what is refused, and how they are kept."""

from functools import cache

from werkzeug.security import check_password_hash, generate_password_hash
from zxcvbn import zxcvbn

LEAST, MOST = 12, 128
"""How many characters a password may have."""
_LEAST_STRENGTH = 3
_LOOKED_AT = 72
"""How many characters are looked at for what is common; the estimate takes long beyond."""


def fault(password: str, *known: str) -> str | None:
    """Return what is wrong with a new password and what to do, or None; it must not rest on `known` words."""
    if len(password) < LEAST:
        return f"Use at least {LEAST} characters; four or five words in a row are good."
    if len(password) > MOST:
        return f"Use at most {MOST} characters."
    if zxcvbn(password[:_LOOKED_AT], [each for each in known if each])["score"] < _LEAST_STRENGTH:
        return "Many people choose a password like this. Use four or five words that do not belong together."
    return None


def hashed(password: str) -> str:
    """Return what the database keeps of a password."""
    return generate_password_hash(password, method="scrypt")


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that was kept; without one it takes just as long to say no."""
    same = check_password_hash(kept or _nobodys(), password)
    return same and kept is not None


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")
