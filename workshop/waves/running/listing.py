"""The list of a wave's participants as it is shown: found, filtered, in an order, and one page of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


def found(participants: Sequence[Participant], search: Search) -> Page:
    """Return the page that a search asks for, of those who were invited by name."""
    words = search.find.casefold().split()[:8]
    kept = [
        each
        for each in participants
        if each.person_id is not None
        and (not search.progress or each.progress == search.progress)
        and all(word in f"{each.name} {each.email}".casefold() for word in words)
    ]
    column = search.order.removeprefix("-")
    keys = {
        "name": lambda each: each.name.casefold(),
        "function": lambda each: each.groups.get("function", "\uffff").casefold(),
        "progress": lambda each: PROGRESS.index(each.progress),
    }
    kept.sort(key=lambda each: (each.name.casefold(), each.id))
    kept.sort(key=keys[column], reverse=search.order.startswith("-"))
    number = max(1, min(search.page, -(-len(kept) // PAGE)))
    first = (number - 1) * PAGE
    shown = tuple(kept[first : first + PAGE])
    return Page(shown, number, min(first + 1, len(kept)), first + len(shown), len(kept))
