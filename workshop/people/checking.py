"""Checks a list of people: who would be added, what is wrong, and who is there twice or already.

Values in, values out. Someone is known by mail address and name, and without an address by the name. Adding
the same list a second time would do nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from workshop.people.cells import folded
from workshop.people.faults import line_of
from workshop.people.meaning import Names
from workshop.people.preview import GROUPS, Choice, Entry, Group, Known, Line, Newcomer, Preview
from workshop.people.roles import Role, joined

_Thing = TypeVar("_Thing")


def check(
    entries: Iterable[Entry],
    groups: Mapping[Group, Collection[str]],
    known: Sequence[Known],
    choices: Mapping[int, Choice],
    otherwise: Role,
) -> Preview:
    """Return what adding the rows would do.

    `groups` are the names of the engagement's functions and seniorities, `choices` are by the numbers of
    rows, which all differ, and `otherwise` is the role of those who have none.
    """
    names = {column: Names(groups[column]) for column in GROUPS}
    lines = tuple(line_of(each, names, otherwise) for each in entries)
    return _Matching(lines, known, choices).preview()


class _Matching:
    """Finds who is whom among the rows without a fault: first by address, then by name alone."""

    def __init__(
        self, lines: tuple[Line, ...], known: Sequence[Known], choices: Mapping[int, Choice]
    ) -> None:
        self.lines, self.choices = lines, choices
        self.sound = [line for line in lines if not line.faults]
        self.known = sorted(known, key=lambda each: each.id)
        self.gained: defaultdict[int, set[Role]] = defaultdict(set)
        self.added: dict[int, set[Role]] = {}

    def preview(self) -> Preview:
        """Return the rows in their tiles, and what adding them would do."""
        self._by_address()
        self._by_name()
        newcomers = {line.number: line.newcomer for line in self.lines}
        return Preview(
            self.lines,
            tuple(_with_roles(newcomers[at], self.added[at]) for at in sorted(self.added)),
            {each: frozenset(roles) for each, roles in self.gained.items() if roles},
        )

    def _by_address(self) -> None:
        addressed = (line for line in self.sound if line.newcomer.email)
        known = _grouped((each for each in self.known if each.email), lambda each: folded(each.email))
        for address, rows in _grouped(addressed, lambda line: folded(line.newcomer.email)).items():
            self._at_one_address(rows, known.get(address, []))

    def _at_one_address(self, rows: list[Line], known: list[Known]) -> None:
        if len(rows) == 1 and not known:  # as with most, in lists of thousands
            self.added[rows[0].number] = _roles(rows)
            return
        by_name = {folded(each.name): each for each in reversed(known)}
        names = _grouped(rows, _name)
        strangers = []
        for name, alike in names.items():
            first = alike[0]
            if name in by_name:
                self._is_here(first, by_name[name], _roles(alike))
            elif known and self.choices.get(first.number) != "both":
                first.tile, first.choices = "here", ("both",)
                first.said = f"Already here with this address: {known[0].name}. Nothing changes."
            else:
                strangers.append(alike)
        self._share(strangers, beside_known=bool(known))
        for first, *again in names.values():
            for row in again:
                self._is_again(row, first, "Same address as row {}. The first one is kept.")

    def _share(self, strangers: list[list[Line]], *, beside_known: bool) -> None:
        """Keep one of the names at an address, and those beside it that someone chose to keep."""
        firsts = [alike[0] for alike in strangers]
        chosen = [first for first in firsts if self.choices.get(first.number) == "this"]
        kept = (chosen or firsts or [None])[0]
        for first, alike in zip(firsts, strangers):
            choice = self.choices.get(first.number)
            if beside_known or first is kept or choice == "both":
                self.added[first.number] = _roles(alike)
            elif kept:
                first.tile, first.twin, first.choices = "twice", kept.number, ("this", "both")
                first.said = f"Same address as row {kept.number}, another name. Row {kept.number} is kept."
            if choice == "both" and (beside_known or first is not kept):
                first.chosen, first.said = True, "Someone else has this address too. Both are kept."
            elif choice == "this" and first is kept and len(firsts) > 1:
                first.chosen, first.said = True, "Someone else has this address too. This row is kept."

    def _by_name(self) -> None:
        bare = [line for line in self.sound if not line.newcomer.email]
        if not bare:
            return
        known = _grouped(self.known, lambda each: folded(each.name))
        added = _grouped((line for line in self.sound if line.number in self.added), _name)
        for name, rows in _grouped(bare, _name).items():
            self._of_one_name(rows, known.get(name, []), added.get(name, []))

    def _of_one_name(self, rows: list[Line], known: list[Known], added: list[Line]) -> None:
        """Tell apart the rows of one name without an address: those to be kept beside the first say so."""
        first, *again = rows
        beside = [row for row in again if self.choices.get(row.number) == "both"]
        roles = _roles(row for row in rows if row not in beside)
        namesakes = [each for each in known if each.email]
        if (namesakes or added) and self.choices.get(first.number) != "both":
            self._is_namesake(first, roles, namesakes, added)
            wanted = [(row, {*row.newcomer.roles}) for row in beside]
        else:
            wanted = [(first, roles), *((row, {*row.newcomer.roles}) for row in beside)]
        for row in again:
            if row not in beside:
                self._is_again(row, first, "Same name as row {}, and no address. The first one is kept.")
                row.choices = ("both",)
        without = [each for each in known if not each.email]
        for place, (row, its_roles) in enumerate(wanted):
            if place < len(without):
                self._is_here(row, without[place], its_roles)
                continue
            self.added[row.number] = its_roles
            if self.choices.get(row.number) == "both" and (row is not first or namesakes or added):
                row.chosen, row.said = True, "Someone else has this name too. Both are kept."

    def _is_namesake(self, row: Line, roles: set[Role], known: list[Known], added: list[Line]) -> None:
        """Take a row without an address for the one person of its name who has one."""
        if len(known) + len(added) > 1:
            row.tile = "here" if known else "twice"
            row.said = f"{len(known) + len(added)} people have this name. Nothing changes; give the address."
        elif known:
            self._is_here(row, known[0], roles)
        else:
            row.tile, row.twin = "twice", added[0].number
            row.said = f"Same name as row {row.twin}, which has an address and is kept."
            self.added[row.twin] |= roles
        row.choices = ("both",)

    def _is_here(self, row: Line, someone: Known, roles: set[Role]) -> None:
        row.tile = "here"
        self.gained[someone.id] |= roles - someone.roles
        added = row.newcomer.roles - someone.roles
        if not added:
            row.said = "Already here. Nothing changes."
            return
        verb = "is" if len(added) == 1 else "are"
        as_what = f" as {joined(someone.roles)}" if someone.roles else ""
        words = joined(added)
        row.said = f"Already here{as_what}. {words[:1].upper()}{words[1:]} {verb} added."

    def _is_again(self, row: Line, first: Line, said: str) -> None:
        row.tile, row.twin = "twice", first.number
        row.said = said.format(first.number)
        added = row.newcomer.roles - first.newcomer.roles
        if added and (first.number in self.added or (first.tile == "here" and not first.choices)):
            row.said = f"{row.said} It gets the role {joined(added)} too."


def _name(line: Line) -> str:
    return folded(line.newcomer.name)


def _with_roles(newcomer: Newcomer, roles: Collection[Role]) -> Newcomer:
    return newcomer if newcomer.roles == roles else replace(newcomer, roles=frozenset(roles))


def _roles(rows: Iterable[Line]) -> set[Role]:
    return {role for row in rows for role in row.newcomer.roles}


def _grouped(things: Iterable[_Thing], key: Callable[[_Thing], str]) -> dict[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = {}
    for each in things:
        found.setdefault(key(each), []).append(each)
    return found
