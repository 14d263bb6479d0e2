"""The list of people as it is shown: found, filtered, in an order, and one page of it."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from workshop.people.cells import folded
from workshop.people.roles import ROLES, Role
from workshop.people.store import Person

PAGE = 100
"""How many people are shown at once."""
NOT_STATED = "none"
"""What stands for those whose function or seniority is not stated."""
_MOST_WORDS = 8
ORDERS = ("name", "function", "seniority", "link")

Linked = Mapping[int, str]
"""When the latest link of each person who has one was made, as it is stored, by the person's number."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is asked for; `function` and `seniority` are numbers of groups, or NOT_STATED, or empty.

    `order` is a column, with a dash before it where it falls.
    """

    find: str = ""
    function: str = ""
    seniority: str = ""
    role: str = ""
    order: str = "name"
    page: int = 1

    @classmethod
    def asked_for(cls, asked: Mapping[str, str]) -> "Search":
        """Return what an address asks for; what it cannot mean is passed over."""
        order = asked.get("order", "")
        page = asked.get("page", "")
        return cls(
            find=asked.get("find", "").strip(),
            function=asked.get("function", ""),
            seniority=asked.get("seniority", ""),
            role=asked.get("role", "") if asked.get("role") in ROLES else "",
            order=order if order.removeprefix("-") in ORDERS else "name",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    @property
    def is_filtered(self) -> bool:
        """Return whether some people are left out."""
        return bool(self.find or self.function or self.seniority or self.role)

    def address(self, **changes: object) -> dict[str, object]:
        """Return what stands in the address of this list, with some of it changed."""
        asked: dict[str, object] = {
            "find": self.find, "function": self.function, "seniority": self.seniority, "role": self.role,
            "order": self.order if self.order != "name" else "",
        }  # fmt: skip
        return {name: value for name, value in (asked | changes).items() if value}

    def turned(self, column: str) -> dict[str, object]:
        """Return what stands in the address of this list ordered by a column, or the other way round."""
        return self.address(order=f"-{column}" if self.order == column else column)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: who is on it, and of how many people it shows which."""

    people: tuple[Person, ...]
    number: int
    first: int
    last: int
    total: int

    @property
    def is_first(self) -> bool:
        """Return whether nobody comes before."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Return whether nobody comes after."""
        return self.last == self.total


def found(people: Sequence[Person], search: Search, linked: Linked) -> Page:
    """Return the page that a search asks for; a page beyond the last one is the last one."""
    words = _plain(search.find).split()[:_MOST_WORDS]
    kept = [each for each in people if _fits(each, search, words)]
    kept = _ordered(kept, search.order, linked)
    number = max(1, min(search.page, -(-len(kept) // PAGE)))
    first = (number - 1) * PAGE
    shown = tuple(kept[first : first + PAGE])
    return Page(shown, number, min(first + 1, len(kept)), first + len(shown), len(kept))


def counts(people: Collection[Person]) -> dict[Role, int]:
    """Return how many people have each role, of those that someone has."""
    found = {role: sum(role in each.roles for each in people) for role in ROLES}
    return {role: count for role, count in found.items() if count}


def _fits(person: Person, search: Search, words: Sequence[str]) -> bool:
    if not _in(person.function_id, search.function) or not _in(person.seniority_id, search.seniority):
        return False
    if search.role and search.role not in person.roles:
        return False
    if not words:
        return True
    text = _plain(f"{person.name} {person.email} {person.title}")
    return all(word in text for word in words)


def _in(group: int | None, wanted: str) -> bool:
    return not wanted or wanted == (NOT_STATED if group is None else str(group))


def _ordered(people: list[Person], order: str, linked: Linked) -> list[Person]:
    """Return people in an order; those without what it goes by come last, either way."""
    column = order.removeprefix("-")
    falls = order.startswith("-")
    keys: dict[str, Callable[[Person], object]] = {
        "name": lambda each: _plain(each.name),
        "function": lambda each: _plain(each.function),
        "seniority": lambda each: each.seniority_place,
        "link": lambda each: linked.get(each.id),
    }
    key = keys[column]
    people = sorted(people, key=lambda each: (_plain(each.name), each.id), reverse=falls and column == "name")
    if column == "name":
        return people
    with_it = [each for each in people if key(each)]
    without = [each for each in people if not key(each)]
    return sorted(with_it, key=key, reverse=falls) + without  # type: ignore[arg-type]


def _plain(text: str) -> str:
    """Return a text without accents and capitals, as people look for it."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", folded(text))
    return "".join(each for each in parts if not unicodedata.combining(each))
