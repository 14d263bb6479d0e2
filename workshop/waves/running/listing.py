"""The list of a wave's participants as it is shown: found, filtered, in an order, and one page of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from workshop.waves.running import store
from workshop.waves.running.store import PROGRESS, Participant

PAGE = 25
ORDERS = ("name", "function", "progress")


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is asked for; `order` is a column, with a dash before it where it falls."""

    find: str = ""
    progress: str = ""
    order: str = "name"
    page: int = 1

    @classmethod
    def asked_for(cls, asked: Mapping[str, str]) -> "Search":
        """Return what an address asks for; what it cannot mean is passed over."""
        order, page, progress = asked.get("order", ""), asked.get("page", ""), asked.get("progress", "")
        return cls(
            find=asked.get("find", "").strip()[:100],
            progress=progress if progress in PROGRESS else "",
            order=order if order.removeprefix("-") in ORDERS else "name",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    @property
    def is_filtered(self) -> bool:
        """Return whether some people are left out."""
        return bool(self.find or self.progress)

    def address(self, **changes: object) -> dict[str, object]:
        """Return what stands in the address of this list, with some of it changed."""
        asked: dict[str, object] = {
            "find": self.find,
            "progress": self.progress,
            "order": self.order if self.order != "name" else "",
        }
        return {name: value for name, value in (asked | changes).items() if value}

    def turned(self, column: str) -> dict[str, object]:
        """Return what stands in the address of this list ordered by a column, or the other way round."""
        return self.address(order=f"-{column}" if self.order == column else column)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: who is on it, and of how many people it shows which."""

    people: tuple[Participant, ...]
    number: int
    first: int
    last: int
    total: int


def found(db: Database, wave_id: int, search: Search) -> Page:
    """Return the page that a search asks for, of those who were invited by name.

    Of everyone only what they are found and put in order by is read; the rest of those on the page. The page
    that most look at, of everyone by name, is the database's to find.
    """
    if not search.is_filtered and search.order == "name":
        total = store.how_many(db, wave_id)
        number = max(1, min(search.page, -(-total // PAGE)))
        first = (number - 1) * PAGE
        return _page(db, wave_id, store.by_name(db, wave_id, first, PAGE), number, total)
    kept = _kept(db, wave_id, search)
    number = max(1, min(search.page, -(-len(kept) // PAGE)))
    first = (number - 1) * PAGE
    return _page(db, wave_id, kept[first : first + PAGE], number, len(kept))


def _page(db: Database, wave_id: int, shown: Sequence[int], number: int, total: int) -> Page:
    people = {each.id: each for each in store.participants(db, wave_id, shown)}
    here = tuple(people[each] for each in shown if each in people)
    first = (number - 1) * PAGE
    return Page(here, number, min(first + 1, total), first + len(shown), total)


def _kept(db: Database, wave_id: int, search: Search) -> list[int]:
    """Return the participants who fit a search, in its order."""
    words = search.find.casefold().split()[:8]
    column = search.order.removeprefix("-")
    kept = [
        each
        for each in store.listed(db, wave_id, by_progress=bool(search.progress) or column == "progress")
        if (not search.progress or each.progress == search.progress)
        and all(word in f"{each.name} {each.email}".casefold() for word in words)
    ]
    functions = store.groups_of(db, wave_id, "function") if column == "function" else {}
    keys = {
        "function": lambda each: functions.get(each.id, "\uffff").casefold(),
        "progress": lambda each: PROGRESS.index(each.progress),
    }
    is_turned = search.order.startswith("-")
    kept.sort(key=lambda each: each.id)
    kept.sort(key=lambda each: each.name.casefold(), reverse=is_turned and column == "name")
    if column in keys:
        kept.sort(key=keys[column], reverse=is_turned)
    return [each.id for each in kept]
