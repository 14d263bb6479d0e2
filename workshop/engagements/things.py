"""What a page says is to be done: the next thing, what it is due, what is late, what is coming."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Way:
    """A page to go to: what its link says, its view, and what the view is asked for."""

    text: str
    view: str
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do, as in "Add the leadership team", why, and where."""

    what: str
    why: str
    way: Way
    other: Way | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which the next thing is to be done, as a chip says it: late, soon, or wait."""

    day: date
    text: str
    kind: Literal["late", "soon", "wait"]


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something whose day has passed, and where it can still be done."""

    what: str
    since: str
    way: Way


@dataclass(frozen=True, slots=True)
class Coming:
    """A day ahead, and how far it is."""

    day: date
    what: str
    when: str
