"""Roles and people: the posts there are and those needed, and how far skills fall short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from questionnaires.worksheet import Column, Kind
from questionnaires.worksheet_sayings.given import Given, LeftOut, Needs, Row, folded, taken

_POSTS = {"headcount_now", "headcount_needed"}
_NOW, _NEEDED = "_now", "_needed"


@dataclass(frozen=True, slots=True)
class Source:
    """The posts of a role that are filled in one way (empty: not stated), in full-time posts."""

    name: str
    filled: Decimal
    needed: Decimal
    needed_by: date | None

    @property
    def gap(self) -> Decimal:
        """Return the posts needed less those there are."""
        return self.needed - self.filled


@dataclass(frozen=True, slots=True)
class Role:
    """A role with the sources of its people, and the first day by which more are needed."""

    name: str
    sources: tuple[Source, ...]

    @property
    def filled(self) -> Decimal:
        """Return the posts there are."""
        return sum((each.filled for each in self.sources), Decimal(0))

    @property
    def needed(self) -> Decimal:
        """Return the posts needed."""
        return sum((each.needed for each in self.sources), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Return the posts needed less those there are, whatever their source."""
        return self.needed - self.filled

    @property
    def needed_by(self) -> date | None:
        """Return the first day by which more posts of one source are needed."""
        return min((each.needed_by for each in self.sources if each.gap > 0 and each.needed_by), default=None)


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, 1 to 5, now and needed: means over the posts needed of the roles with both levels.

    mean = sum of posts x level / sum of posts; `short` of these `posts` are in roles below what is needed.
    """

    name: str
    level: Decimal
    needed: Decimal
    posts: Decimal
    short: Decimal

    @property
    def gap(self) -> Decimal:
        """Return the level needed less the level now."""
        return self.needed - self.level


@dataclass(frozen=True, slots=True)
class WorkForce:
    """What the worksheet of roles says: roles and skills with the largest gap first."""

    roles: tuple[Role, ...]
    skills: tuple[Skill, ...]
    left_out: LeftOut

    @property
    def missing(self) -> Decimal:
        """Return the posts that are missing in the roles with too few."""
        return sum((max(each.gap, Decimal(0)) for each in self.roles), Decimal(0))

    @property
    def over(self) -> Decimal:
        """Return the posts beyond those needed in the roles with too many."""
        return sum((max(-each.gap, Decimal(0)) for each in self.roles), Decimal(0))

    @property
    def first_needed(self) -> date | None:
        """Return the first day by which a missing post is needed."""
        return min((each.needed_by for each in self.roles if each.gap > 0 and each.needed_by), default=None)


def work_force(given: Given) -> WorkForce | None:
    """Return what roles and people say; None where the worksheet has none with their posts."""
    pairs = _skill_columns(given.columns)
    also: dict[str, Kind] = {each: "number" for pair in pairs for each in pair[1:]}
    also |= {"source": "choice", "needed_by": "date"}
    needs = Needs({"role": "text", "headcount_now": "number", "headcount_needed": "number"}, also, {})
    found = taken(given, needs)
    if found is None or not found.rows:
        return None
    skills = filter(None, (_skill(found.rows, *each) for each in pairs))
    return WorkForce(
        tuple(sorted(_roles(found.rows), key=lambda each: (-each.gap, -each.needed, each.name))),
        tuple(sorted(skills, key=lambda each: -each.gap)),
        found.left_out,
    )


def _skill_columns(columns: Iterable[Column]) -> list[tuple[str, str, str]]:
    """Return the skills that are asked for, each with the columns of its level now and needed."""
    by_id = {each.id: each for each in columns if each.type == "number" and each.id not in _POSTS}
    pairs = []
    for name, column in by_id.items():
        needed = name.removesuffix(_NOW) + _NEEDED
        if name.endswith(_NOW) and needed in by_id:
            pairs.append((column.name.removesuffix(" now"), name, needed))
    return pairs


def _roles(rows: Iterable[Row]) -> list[Role]:
    by_role: dict[str, list[Row]] = {}
    for row in rows:
        by_role.setdefault(folded(row.text("role")), []).append(row)
    return [Role(its[0].text("role"), tuple(_sources(its))) for its in by_role.values()]


def _sources(rows: Iterable[Row]) -> list[Source]:
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.text("source"), []).append(row)
    return [
        Source(
            name,
            sum((each.figure("headcount_now") for each in its), Decimal(0)),
            sum((each.figure("headcount_needed") for each in its), Decimal(0)),
            _first_needed(its),
        )
        for name, its in by_source.items()
    ]


def _first_needed(rows: Iterable[Row]) -> date | None:
    days = (
        each.day("needed_by")
        for each in rows
        if each.figure("headcount_needed") > each.figure("headcount_now")
    )
    return min(filter(None, days), default=None)


def _skill(rows: Sequence[Row], name: str, now: str, needed: str) -> Skill | None:
    posts = levels_now = levels_needed = short = Decimal(0)
    for row in rows:
        has, wants, weight = row.amount(now), row.amount(needed), row.figure("headcount_needed")
        if has is not None and wants is not None and weight > 0:
            posts += weight
            levels_now += weight * has
            levels_needed += weight * wants
            short += weight if wants > has else 0
    return Skill(name, levels_now / posts, levels_needed / posts, posts, short) if posts else None
