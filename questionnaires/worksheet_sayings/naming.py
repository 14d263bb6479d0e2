"""Names that stand in a text."""

import re
from collections.abc import Iterable

from questionnaires.worksheet_sayings.given import folded

_WORD = re.compile(r"\w+")


class Names:
    """Names to be found in texts, read once."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names by their first words."""
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for name in names:
            if parts := _WORD.findall(name.casefold()):
                self._by_first.setdefault(parts[0], []).append((parts, folded(name)))

    def named_in(self, text: str) -> set[str]:
        """Return the names whose words stand in a text, folded; of those at one place, the longest."""
        words = _WORD.findall(text.casefold())
        found, place = set[str](), 0
        while place < len(words):
            starting = self._by_first.get(words[place], ())
            fitting = [(parts, key) for parts, key in starting if words[place : place + len(parts)] == parts]
            longest = max((len(parts) for parts, _ in fitting), default=1)
            found |= {key for parts, key in fitting if len(parts) == longest}
            place += longest
        return found
