"""What people are asked for in an engagement: the four roles, how they are called, and how they are read."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

Role = Literal["interviewee", "respondent", "participant", "sponsor"]

ROLES: dict[Role, str] = {
    "interviewee": "Interviewee",
    "respondent": "Respondent",
    "participant": "Session participant",
    "sponsor": "Sponsor",
}
"""The roles in the order of the method, with their names on pages."""

SEVERAL: dict[Role, tuple[str, str]] = {
    "interviewee": ("interviewee", "interviewees"),
    "respondent": ("respondent", "respondents"),
    "participant": ("session participant", "session participants"),
    "sponsor": ("sponsor", "sponsors"),
}
"""The names of one and of several, as they are counted."""

_READ: dict[str, Role] = {
    "interviewee": "interviewee", "interviewees": "interviewee", "interview": "interviewee",
    "interviewed": "interviewee",
    "respondent": "respondent", "respondents": "respondent", "questionnaire": "respondent",
    "assessment": "respondent", "survey": "respondent",
    "participant": "participant", "participants": "participant", "session participant": "participant",
    "session": "participant", "workshop participant": "participant", "workshop": "participant",
    "attendee": "participant",
    "sponsor": "sponsor", "sponsors": "sponsor", "executive sponsor": "sponsor",
}  # fmt: skip
_SHORT = 100
_BETWEEN = re.compile(r"[,;/|+&]|\band\b", re.IGNORECASE)


def read_roles(text: str) -> tuple[frozenset[Role], tuple[str, ...]]:
    """Return the roles that a cell names, and the words in it that name none."""
    return _remembered(text) if len(text) <= _SHORT else _read_roles(text)


def _read_roles(text: str) -> tuple[frozenset[Role], tuple[str, ...]]:
    roles: set[Role] = set()
    unknown = []
    for piece in filter(None, (" ".join(each.split()) for each in _BETWEEN.split(text))):
        words = [piece] if piece.casefold() in _READ else piece.split()
        found = [_READ.get(word.casefold()) for word in words]
        if None in found:
            unknown.append(piece)
        else:
            roles.update(role for role in found if role)
    return frozenset(roles), tuple(unknown)


_remembered = lru_cache(maxsize=1024)(_read_roles)
"""A list of thousands names the same few roles over and over."""


def asked(text: str) -> Role:
    """Return the role that the address of a form names, a respondent where it names none."""
    return next((role for role in ROLES if role == text), "respondent")


def listed(roles: Collection[Role]) -> str:
    """Return roles as a table lists them: Interviewee, respondent."""
    text = ", ".join(SEVERAL[role][0] for role in ROLES if role in roles)
    return text[:1].upper() + text[1:]


def joined(roles: Collection[Role]) -> str:
    """Return roles as a sentence joins them: interviewee, respondent and sponsor."""
    *first, last = [SEVERAL[role][0] for role in ROLES if role in roles] or ["nothing yet"]
    return f"{', '.join(first)} and {last}" if first else last
