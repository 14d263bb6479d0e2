"""The list of documents as it is shown: found, filtered, in an order, and one page of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.documents.store import Document
from workshop.people.cells import folded

PAGE = 100
"""How many documents are shown at once."""
NONE = "none"
"""What stands for the documents that are evidence for nothing."""
ORDERS = ("title", "kind", "date", "owner", "evidence")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is asked for; `order` is a column, with a dash before it where it falls."""

    find: str = ""
    kind: str = ""
    component: str = ""
    order: str = "title"
    page: int = 1

    @classmethod
    def asked_for(cls, asked: Mapping[str, str]) -> "Search":
        """Return what an address asks for; what it cannot mean is passed over."""
        order, page = asked.get("order", ""), asked.get("page", "")
        return cls(
            find=asked.get("find", "").strip()[:_LONGEST],
            kind=asked.get("kind", ""),
            component=asked.get("component", ""),
            order=order if order.removeprefix("-") in ORDERS else "title",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    @property
    def is_filtered(self) -> bool:
        """Return whether some documents are left out."""
        return bool(self.find or self.kind or self.component)

    def address(self, **changes: object) -> dict[str, object]:
        """Return what stands in the address of this list, with some of it changed."""
        asked: dict[str, object] = {
            "find": self.find,
            "kind": self.kind,
            "component": self.component,
            "order": self.order if self.order != "title" else "",
        }
        return {name: value for name, value in (asked | changes).items() if value}

    def turned(self, column: str) -> dict[str, object]:
        """Return what stands in the address of this list ordered by a column, or the other way round."""
        return self.address(order=f"-{column}" if self.order == column else column)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: what is on it, and of how many documents it shows which."""

    documents: tuple[Document, ...]
    number: int
    first: int
    last: int
    total: int

    @property
    def is_whole(self) -> bool:
        """Return whether nothing comes before or after."""
        return len(self.documents) == self.total


def found(documents: Sequence[Document], search: Search, component_of: Mapping[str, str]) -> Page:
    """Return the page that a search asks for; a page beyond the last one is the last one."""
    words = folded(search.find).split()
    kept = [each for each in documents if _fits(each, search, words, component_of)]
    kept = _ordered(kept, search.order)
    number = max(1, min(search.page, -(-len(kept) // PAGE)))
    first = (number - 1) * PAGE
    shown = tuple(kept[first : first + PAGE])
    return Page(shown, number, min(first + 1, len(kept)), first + len(shown), len(kept))


def _fits(
    document: Document, search: Search, words: Collection[str], component_of: Mapping[str, str]
) -> bool:
    if search.kind and document.kind != search.kind:
        return False
    components = {component_of.get(each, "") for each in document.capabilities}
    if search.component and search.component not in (components or {NONE}):
        return False
    text = folded(f"{document.title} {document.owner} {document.shows}") if words else ""
    return all(word in text for word in words)


def _ordered(documents: list[Document], order: str) -> list[Document]:
    """Return documents in an order; those without what it goes by come last, either way."""
    column, falls = order.removeprefix("-"), order.startswith("-")
    keys: dict[str, Callable[[Document], object]] = {
        "title": lambda each: folded(each.title),
        "kind": lambda each: folded(each.kind),
        "date": lambda each: each.dated_on or date.min,
        "owner": lambda each: folded(each.owner),
        "evidence": lambda each: len(each.capabilities),
    }
    absent: dict[str, Callable[[Document], bool]] = {
        "date": lambda each: each.dated_on is None,
        "owner": lambda each: not each.owner,
    }
    is_absent = absent.get(column, lambda _: False)
    with_it = sorted((each for each in documents if not is_absent(each)), key=keys[column], reverse=falls)  # type: ignore[arg-type]
    return with_it + [each for each in documents if is_absent(each)]
