"""Whom to write to: who may be, who was already, who is chosen, and what changed since a page was opened."""

import hashlib
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from workshop.invitations.store import Addressee, PersonalLink, Purpose

LISTED = 300
"""So many people are chosen one by one; of more, those of a function are chosen together."""
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
class Bundle:
    """People of one function who are chosen together: all of them have a link, or none has."""

    people: tuple[Candidate, ...]

    @property
    def linked(self) -> bool:
        """Return whether they have links."""
        return self.people[0].link is not None

    @property
    def value(self) -> str:
        """Return them as a form sends them: another text once any of them is another, or has another link."""
        told = " ".join(each.value for each in self.people)
        return f"many-{hashlib.sha256(told.encode()).hexdigest()[:24]}"

    def is_in(self, chosen: Set[int]) -> bool:
        """Return whether all of them are chosen."""
        return all(each.person.id in chosen for each in self.people)


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

    @property
    def key(self) -> str:
        """Return what stands for the group in addresses."""
        return str(self.id or "none")

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """Return its people in one or two lots: those without a link, and those who have one."""
        without = tuple(each for each in self.people if each.link is None)
        linked = tuple(each for each in self.people if each.link is not None)
        return tuple(Bundle(each) for each in (without, linked) if each)


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

    @property
    def are_many(self) -> bool:
        """Return whether there are too many to choose from one by one."""
        return len(self.reachable) > LISTED

    def on_page(self, chosen: Set[int], opened: str) -> frozenset[int]:
        """Return whom a page shows as chosen; those of the function with this key are listed one by one."""
        if not self.are_many:
            return frozenset(chosen)
        whole = [
            each.person.id
            for group in self.groups
            for bundle in group.bundles
            if group.key == opened or bundle.is_in(chosen)
            for each in bundle.people
        ]
        return frozenset(whole) & chosen

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

    def picked(self, values: Sequence[str]) -> Picked:
        """Return what the values of a form chose; a value of no one here counts as gone.

        So does that of people who were to be chosen together, and are others now.
        """
        here = {each.person.id: each for each in self.reachable}
        many = {bundle.value: bundle.people for group in self.groups for bundle in group.bundles}
        single = [each.value for value in values for each in many.get(value, ())]
        chosen, changed, gone = [], [], 0
        for value in dict.fromkeys([*single, *(each for each in values if each not in many)]):
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
