"""Which name of a list someone probably meant."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from workshop.people.cells import LONGEST_GROUP, folded

_LIKE = 0.7
_SHORTEST = 3
_MOST_TRIED = 300
"""So many different words are compared with every name; a list with more of them has the wrong column."""


class Names(Mapping[str, str]):
    """Names by the way they are compared, and what someone probably meant who wrote none of them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Remember the names; of two that are alike the first one counts."""
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(folded(name), name)
        self._tried: dict[str, str] = {}
        self._typed: dict[str, str] = {}

    def __getitem__(self, compared: str) -> str:
        """Return the name that is compared so."""
        return self._names[compared]

    def __iter__(self) -> Iterator[str]:
        """Yield the names as they are compared."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)

    def meaning(self, typed: str) -> str:
        """Return the name that was typed, however it is written, or nothing."""
        found = self._typed.get(typed)
        if found is None:
            found = self._names.get(folded(typed), "")
            if found:  # a list of thousands names the same few over and over
                self._typed[typed] = found
        return found

    def meant(self, typed: str) -> str:
        """Return the name that is spelled like what was typed, or that it shortens, or nothing."""
        compared = folded(typed)
        if compared not in self._tried:
            if len(typed) > LONGEST_GROUP or len(self._tried) >= _MOST_TRIED:
                return ""
            self._tried[compared] = self._probably(compared)
        return self._tried[compared]

    def _probably(self, compared: str) -> str:
        close = get_close_matches(compared, self._names, 1, _LIKE)
        if close:
            return self._names[close[0]]
        word = compared.split(" ")[0].strip(".")
        return next((name for each, name in self._names.items() if _shortens(word, each)), "")


def _shortens(word: str, name: str) -> bool:
    """Return whether a word is a name's first letter and some others of it in order: mktg, marketing."""
    if len(word) < _SHORTEST or word[:1] != name[:1]:
        return False
    letters = iter(name)
    return all(letter in letters for letter in word)
