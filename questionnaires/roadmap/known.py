"""What the worksheets name that a roadmap is laid beside: contracts, tools, posts, measures, money."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Contract:
    """What a supplier does by the worksheet, and when its contract ends, None where that is not stated."""

    supplier: str
    service: str
    component: str
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Renewal:
    """A tool, its cost a year, the day it renews, and what is to become of it, empty where not stated."""

    tool: str
    cost: float
    on: date
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """The full-time posts of a role that are filled, and those needed."""

    role: str
    filled: float
    needed: float


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure by the worksheet, with its status there, such as In use."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Known:
    """All of it; `planned` is the spending that the worksheet plans within the roadmap, None without one."""

    contracts: tuple[Contract, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    posts: tuple[Posts, ...] = ()
    measures: tuple[KnownMeasure, ...] = ()
    planned: float | None = None
