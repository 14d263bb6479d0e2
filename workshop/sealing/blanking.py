"""Which groups single answers may show: no combination of them is shared by fewer than k people.

Rows are people. What a row was asked tells too, since blanks show it, but cannot be left blank: it is the
row's `kind`. A value is left blank in every row or in none, so that the rows of a group are either all of it
or cannot be told from others: what is published about a group differs from them by nobody, or by the group.
Where rows are left out, what is published about an item or a group differs by nobody, or by k people or more.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

BLANK = ""
_ANYTHING = ("anything",)
"""What every row was asked, whatever its kind."""
Pair = tuple[str, str]
"""A group column and a value in it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a row tells beside its answers: its kind, the items it was asked, and a value for each column."""

    kind: frozenset[Hashable]
    groups: Mapping[str, str]


def blanked(people: Sequence[Person], k: int) -> list[dict[str, str] | None]:
    """Return the groups that each row may show, None for a row that is left out.

    Every combination of kind and groups that is left, blanks among them, has at least k rows. Rows of a kind
    that has fewer are left out, and then at least k of each item they were asked: what is published about
    everyone would else tell of those few. A column in which it would do so for a group is left blank.
    """
    every = sorted({column for person in people for column in person.groups})
    left_out = _left_out(people, k)
    kept = [person for person in people if person.kind not in left_out]
    gone = [person for person in people if person.kind in left_out]
    columns = [column for column in every if not _tells_of_few(gone, column, k)]
    hidden: set[Pair] = set()
    while (pair := _next_pair(kept, columns, hidden, k)) is not None:
        hidden.add(pair)
    _show_again(kept, columns, hidden, k)
    return [
        None
        if person.kind in left_out
        else dict.fromkeys(every, BLANK) | dict(zip(columns, _shown(person, columns, hidden), strict=True))
        for person in people
    ]


def _left_out(people: Sequence[Person], k: int) -> set[frozenset[Hashable]]:
    """Return the kinds whose rows are left out: none, or so many that each of their items has k people."""
    kinds = Counter(person.kind for person in people)
    smallest_first = sorted(kinds, key=lambda kind: (kinds[kind], sorted(map(repr, kind))))
    found: set[frozenset[Hashable]] = set()
    asked: Counter[Hashable] = Counter()
    for kind in smallest_first:
        if kinds[kind] >= k and all(count >= k for count in asked.values()):
            break
        found.add(kind)
        asked.update(dict.fromkeys([*kind, _ANYTHING], kinds[kind]))
    return found


def _tells_of_few(gone: Sequence[Person], column: str, k: int) -> bool:
    """Return whether a group has rows that are left out, but fewer than k of an item they were asked."""
    asked = Counter((person.groups.get(column, BLANK), item) for person in gone for item in person.kind)
    return any(count < k for count in asked.values())


def _shown(person: Person, columns: Iterable[str], hidden: set[Pair]) -> tuple[str, ...]:
    values = ((column, person.groups.get(column, BLANK)) for column in columns)
    return tuple(BLANK if pair in hidden else pair[1] for pair in values)


def _next_pair(people: Sequence[Person], columns: Sequence[str], hidden: set[Pair], k: int) -> Pair | None:
    """Return the value to leave blank next, that of the fewest people; None where all is well."""
    if not people:
        return None
    sizes = Counter(
        (column, value)
        for person in people
        for column, value in zip(columns, _shown(person, columns, hidden), strict=True)
        if value != BLANK
    )
    candidates = _alone(people, columns, hidden, k) or _halfway(people, columns, hidden, k)
    candidates &= sizes.keys()
    return min(candidates, key=lambda pair: (sizes[pair], pair)) if candidates else None


def _show_again(people: Sequence[Person], columns: Sequence[str], hidden: set[Pair], k: int) -> None:
    """Take back what need not be blank after all, that of the most people first."""
    sizes = Counter(pair for person in people for pair in person.groups.items() if pair in hidden)
    for pair in sorted(sizes, key=lambda pair: (-sizes[pair], pair)):
        hidden.discard(pair)
        if _next_pair(people, columns, hidden, k) is not None:
            hidden.add(pair)


def _alone(people: Sequence[Person], columns: Sequence[str], hidden: set[Pair], k: int) -> set[Pair]:
    """Return the values that could be left blank for combinations of fewer than k people."""
    cells = Counter((person.kind, _shown(person, columns, hidden)) for person in people)
    small = [cell for cell, count in cells.items() if count < k]
    own = {pair for _, values in small for pair in zip(columns, values, strict=True) if pair[1] != BLANK}
    # A combination that is blank already grows only by others of its kind.
    bare = {kind for kind, values in small if not any(values)}
    return own or {
        pair
        for kind, values in cells
        if kind in bare
        for pair in zip(columns, values, strict=True)
        if pair[1] != BLANK
    }


def _halfway(people: Sequence[Person], columns: Sequence[str], hidden: set[Pair], k: int) -> set[Pair]:
    """Return the values of columns in which somebody is left blank, but fewer than k people."""
    found: set[Pair] = set()
    for column in columns:
        values = [person.groups.get(column, BLANK) for person in people]
        blank = sum((column, value) in hidden for value in values)
        if 0 < blank < k:
            found |= {(column, value) for value in values if value != BLANK and (column, value) not in hidden}
    return found
