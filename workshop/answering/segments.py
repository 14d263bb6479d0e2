"""Pages drawn once and filled many times: between pieces of text that never change stand named holes.

A page of level cards takes Jinja several milliseconds, and all people with one questionnaire see the same but
for what is checked. So it is rendered once with a marker wherever something depends on who looks; the pieces
between the markers are kept, and each request joins them with what it puts into the holes. The template
calls `hole("name", ...)`; what is put there must be HTML that is safe already.

Compressing takes longer than joining, so that the template cuts the page into stretches, with `hole("cut")`:
what comes of each is kept for the next person who gave the same answers there.
"""

import re
import struct
import zlib
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup

Key = tuple[str, ...]
Values = Mapping[Key, str]
CUT = "cut"
_BEGIN, _BETWEEN, _END = "\x02", "\x1f", "\x03"
_MARKER = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_KEPT = 2_000
"""How many stretches are kept compressed; with what they are made of they take some 7 kB each."""
_KNOWN = 20
"""How many ways of filling a page are kept whole."""
_SMALL = 400
"""Bytes of a stretch that are sent as they are."""
_WINDOW = 32_000
"""How far back a compressed page may refer to itself, and somewhat less."""
_UNKNOWN = "\0"
"""What no page holds."""
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_DEFLATED_END = b"\x03\x00"


class Holes:
    """Takes the place of values while a page is drawn: each call leaves a marker."""

    def __call__(self, *key: str | int) -> Markup:
        """Return the marker of a hole."""
        return Markup(_BEGIN + _BETWEEN.join(str(each) for each in key) + _END)  # noqa: S704


class Filled:
    """Gives a template the values themselves, as without any holes."""

    def __init__(self, values: Values) -> None:
        """Remember what goes where."""
        self._values = values

    def __call__(self, *key: str | int) -> Markup:
        """Return what goes into a hole."""
        return Markup(self._values.get(tuple(map(str, key)), ""))  # noqa: S704


class _Stretch:
    """A part of a page in pieces. `behind` is what stands before it in every page, as far as it is known."""

    def __init__(self, pieces: Sequence[str], places: Mapping[Key, Sequence[int]], behind: bytes) -> None:
        self._pieces = pieces
        self._places = places
        self._behind = behind
        self.large = sum(map(len, pieces)) >= _SMALL

    def filled(self, values: Iterable[tuple[Key, str]]) -> str:
        pieces = list(self._pieces)
        for key, value in values:
            for place in self._places[key]:
                pieces[place] = value
        return "".join(pieces)

    def packed(self, values: Iterable[tuple[Key, str]]) -> tuple[bytes, bytes]:
        """Return the stretch, and what stands for it between others in a compressed page (RFC 1951).

        It ends at a whole byte, and refers to nothing before it but to what never changes there.
        """
        plain = self.filled(values).encode()
        if len(plain) < _SMALL:
            return plain, struct.pack("<BHH", 0, len(plain), len(plain) ^ 0xFFFF) + plain
        packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS, zdict=self._behind)
        return plain, packer.compress(plain) + packer.flush(zlib.Z_SYNC_FLUSH)


@lru_cache(_KEPT)
def _kept(stretch: _Stretch, values: tuple[tuple[Key, str], ...]) -> tuple[bytes, bytes]:
    return stretch.packed(values)


class Drawn:
    """A page in pieces: fill() joins them with what goes into its holes.

    `marks` gives, by name, the one word that some holes either hold or not: they keep its room, so that what
    follows stands at the same place in every page. `texts` names the holes for what somebody wrote.
    """

    def __init__(
        self, page: str, marks: Mapping[str, str] = MappingProxyType({}), texts: Collection[str] = ()
    ) -> None:
        """Take a page apart that was rendered with Holes."""
        self._texts = frozenset(texts)
        self._stretches: list[_Stretch] = []
        self._where: dict[Key, list[int]] = {}
        self.known: dict[Hashable, bytes] = {}
        behind = b""
        for number, stretch in enumerate(page.split(Holes()(CUT))):
            pieces = _MARKER.split(stretch)
            places: dict[Key, list[int]] = {}
            unknown, steady = pieces.copy(), True
            for place in range(1, len(pieces), 2):
                key = tuple(pieces[place].split(_BETWEEN))
                places.setdefault(key, []).append(place)
                room = len(marks.get(key[0], ""))
                pieces[place], unknown[place] = " " * room, _UNKNOWN * room
                steady = steady and (key[0] in marks or key[0] in self._texts)
            for key in places:
                self._where.setdefault(key, []).append(number)
            self._stretches.append(_Stretch(pieces, places, behind))
            behind = (behind + "".join(unknown).encode())[-_WINDOW:] if steady else b""

    def remember(self, state: Hashable, page: bytes) -> None:
        """Keep a page as it was sent, for the next one whose state is the same."""
        if len(self.known) >= _KNOWN:
            self.known.clear()
        self.known[state] = page

    def fill(self, values: Values) -> str:
        """Return the page with these values; a hole without one stays empty."""
        parted = self._parted(values)
        return "".join(each.filled(here) for each, here in zip(self._stretches, parted, strict=True))

    def packed(self, values: Values) -> bytes:
        """Return the same as a file of gzip (RFC 1952)."""
        if any(key[0] in self._texts and value for key, value in values.items()):
            # Texts are kept nowhere but in the database, and may have any length.
            packer = zlib.compressobj(1, wbits=16 + zlib.MAX_WBITS)
            return packer.compress(self.fill(values).encode()) + packer.flush()
        crc = size = 0
        result = [_GZIP_HEAD]
        for each, here in zip(self._stretches, self._parted(values), strict=True):
            plain, packed = _kept(each, tuple(here)) if each.large else each.packed(here)
            crc = zlib.crc32(plain, crc)
            size += len(plain)
            result.append(packed)
        result += (_DEFLATED_END, struct.pack("<II", crc, size & 0xFFFFFFFF))
        return b"".join(result)

    def _parted(self, values: Values) -> list[list[tuple[Key, str]]]:
        """Return what goes into each stretch."""
        parted: list[list[tuple[Key, str]]] = [[] for _ in self._stretches]
        for key, value in values.items():
            for number in self._where.get(key, ()) if value else ():
                parted[number].append((key, value))
        return parted
