"""Whom to write to: who may be, who was already, who is chosen, and what changed since a page was opened."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workshop.invitations.store import Addressee, PersonalLink, Purpose

_VALUE = re.compile(r"(\d{1,18})-(new|[0-9a-f]{12})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone with the role that an invitation is for, and their link for it; `mailed`: a mail holds it."""

    person: Addressee
    link: PersonalLink | None
    mailed: bool

    @property
    def value(self) -> str:
        """Return the person as a form sends them, together with the link they had when the page was made."""
        return f"{self.person.id}-{self.link.tag if self.link else 'new'}"


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one function; `id` is None for those without one."""

    id: int | None
    people: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        """Return what the function is called."""
        return self.people[0].person.function or "Without a function"

    @property
    def new(self) -> int:
        """Return how many of them have no link yet."""
        return sum(each.link is None for each in self.people)


@dataclass(frozen=True, slots=True)
class Picked:
    """What a form chose: people as they were shown, those who changed since, and how many are gone."""

    chosen: tuple[Candidate, ...]
    changed: tuple[Candidate, ...]
    gone: int

    @property
    def still_wanted(self) -> frozenset[int]:
        """Return whom to show as chosen again: not those who were given a link since."""
        return frozenset(
            each.person.id for each in (*self.chosen, *self.changed) if each in self.chosen or not each.link
        )

    @property
    def stale(self) -> bool:
        """Return whether the page that the form came from no longer tells the truth."""
        return bool(self.changed or self.gone)

    @property
    def done_before(self) -> bool:
        """Return whether all that was asked for has been done since, as when the form is sent twice."""
        return (
            bool(self.changed)
            and not self.chosen
            and not self.gone
            and all(each.mailed for each in self.changed)
        )


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people that an invitation may go to, and those it cannot reach."""

    reachable: tuple[Candidate, ...]
    without_address: tuple[Candidate, ...]

    @property
    def new(self) -> tuple[Candidate, ...]:
        """Return those who have no link yet."""
        return tuple(each for each in self.reachable if each.link is None)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the reachable people by function."""
        return tuple(
            Group(function_id, tuple(people))
            for function_id, people in groupby(self.reachable, lambda each: each.person.function_id)
        )

    def preset(self, choose: str) -> frozenset[int]:
        """Return whom a page begins with: "all", "none", else who is new, of a function if it is a number."""
        if choose == "all":
            return frozenset(each.person.id for each in self.reachable)
        return frozenset(
            each.person.id
            for each in self.new
            if not choose.isdecimal() or str(each.person.function_id) == choose
            if choose != "none"
        )

    def picked(self, values: Iterable[str]) -> Picked:
        """Return what the values of a form chose; a value of no one here counts as gone."""
        here = {each.person.id: each for each in self.reachable}
        chosen, changed, gone = [], [], 0
        for value in dict.fromkeys(values):
            found = _VALUE.fullmatch(value)
            candidate = here.get(int(found[1])) if found else None
            if candidate is None:
                gone += 1
            elif candidate.value == value:
                chosen.append(candidate)
            else:
                changed.append(candidate)
        return Picked(tuple(chosen), tuple(changed), gone)


def candidates(
    people: Sequence[Addressee],
    links: Mapping[int, tuple[PersonalLink, ...]],
    mailed: frozenset[str],
    purpose: Purpose,
) -> Candidates:
    """Return the people an invitation is for, in the order given; `mailed` are the seeds that mails hold."""
    found = []
    for person in people:
        link = next((each for each in links.get(person.id, ()) if each.purpose == purpose), None)
        found.append(Candidate(person, link, link is not None and link.seed in mailed))
    return Candidates(
        tuple(each for each in found if each.person.email),
        tuple(each for each in found if not each.person.email),
    )
