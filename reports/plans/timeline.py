"""Rows over the quarters of the roadmap: what is done from when to when, and the days that matter."""

from dataclasses import dataclass
from typing import Literal

from questionnaires.roadmap.capital import Year

Tone = Literal["dark", "middle", "light", "open"]
MarkKind = Literal["end", "warning"]


@dataclass(frozen=True, slots=True)
class Bar:
    """What is done from a quarter to a quarter, both from 1 and both included."""

    start: int
    end: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that falls into a quarter, from 1: something is there, or needs a look."""

    quarter: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Strip:
    """A row: its name, what stands under it and at its end, its bars and marks.

    `said` tells those who cannot see it what it shows. `hot` marks what the title is about.
    """

    name: str
    detail: str
    said: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    end: str = ""
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows under a title, a finding without full stop; `note` says what is drawn, `ends` heads their ends."""

    names: tuple[str, ...]
    years: tuple[Year, ...]
    title: str
    note: str
    strips: tuple[Strip, ...]
    ends: str = ""
