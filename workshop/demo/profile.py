"""The profile of the demonstration engagement: its people and how they tend to answer, from YAML."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

Share = Annotated[float, Meta(ge=0, le=1)]
Level = Literal[1, 2, 3, 4, 5]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the profile, strict about what it does not know."""


class Scatter(_Part, frozen=True):
    """How the answers scatter, as standard deviations in levels; `carried` is a share."""

    leniency: float
    keenness: float
    wanted: float
    importance: float
    carried: Share


class Tendency(_Part, frozen=True):
    """What people on average see today, want and find important in one capability, in levels."""

    today: float
    wanted: float
    importance: float
    spread: float = 0.65
    unknown: Share = 0.0


class View(_Part, frozen=True):
    """By how many levels a group (`who`) sees capabilities or components (`of`) differently."""

    who: str
    of: tuple[str, ...]
    levels: float


class Abstention(_Part, frozen=True):
    """The share of a group (`who`) that gives no level for capabilities or components (`of`)."""

    who: str
    of: tuple[str, ...]
    share: Share


class Profile(_Part, frozen=True):
    """The people of an engagement and their ways of answering; profile.yaml says what each field means."""

    seed: str
    people: Mapping[str, Mapping[str, int]]
    scatter: Scatter
    capabilities: Mapping[str, Tendency]
    views: tuple[View, ...]
    not_applicable: tuple[Abstention, ...]
    unknown: tuple[Abstention, ...]
    unknown_otherwise: Share
    blank: Share
    less_wanted: tuple[str, ...]
    stops: Mapping[str, str]
    straight: Mapping[str, Level]


class Remark(_Part, frozen=True):
    """A comment, and whom it suits: someone of the function `by` whose rating of today is one of `rated`."""

    by: str
    rated: tuple[Level, ...]
    text: str


def read_profile() -> Profile:
    """Return the profile beside this module."""
    return msgspec.convert(_yaml("profile.yaml"), Profile)


def read_remarks() -> Mapping[str, tuple[Remark, ...]]:
    """Return the comments beside this module, by capability."""
    return msgspec.convert(_yaml("comments.yaml"), dict[str, tuple[Remark, ...]])


def _yaml(name: str) -> object:
    return yaml.safe_load((files(__package__) / name).read_text(encoding="utf-8"))
