"""Pages drawn once and filled many times: between pieces of text that never change stand named holes.

A page of level cards takes Jinja several milliseconds, and all people with one questionnaire see the same but
for what is checked. So it is rendered once with a marker wherever something depends on who looks; the pieces
between the markers are kept, and each request joins them with what it puts into the holes. The template
calls `hole("name", ...)`; what is put there must be HTML that is safe already.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup

Key = tuple[str | int, ...]
_BEGIN, _BETWEEN, _END = "\x02", "\x1f", "\x03"
_MARKER = re.compile(f"{_BEGIN}([^{_END}]*){_END}")


class Holes:
    """Takes the place of values while a page is drawn: each call leaves a marker."""

    def __call__(self, *key: str | int) -> Markup:
        """Return the marker of a hole."""
        return Markup(_BEGIN + _BETWEEN.join(str(each) for each in key) + _END)  # noqa: S704


class Filled:
    """Gives a template the values themselves, as without any holes."""

    def __init__(self, values: Mapping[Key, str]) -> None:
        """Remember what goes where."""
        self._values = {tuple(str(each) for each in key): value for key, value in values.items()}

    def __call__(self, *key: str | int) -> Markup:
        """Return what goes into a hole."""
        return Markup(self._values.get(tuple(str(each) for each in key), ""))  # noqa: S704


class Drawn:
    """A page in pieces: fill() joins them with what goes into its holes."""

    def __init__(self, page: str) -> None:
        """Take a page apart that was rendered with Holes."""
        pieces = _MARKER.split(page)
        self._places: dict[tuple[str, ...], list[int]] = {}
        for place in range(1, len(pieces), 2):
            self._places.setdefault(tuple(pieces[place].split(_BETWEEN)), []).append(place)
            pieces[place] = ""
        self._pieces = pieces

    def fill(self, values: Mapping[Key, str]) -> str:
        """Return the page with these values; a hole without one stays empty."""
        pieces = self._pieces.copy()
        for key, value in values.items():
            for place in self._places.get(tuple(map(str, key)), ()):
                pieces[place] = value
        return "".join(pieces)
