"""The parts that the plain text of a mail is made of: paragraphs, lists, addresses, and its own link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_AFTER_IT = ".,;:!?)'"
_ENTRY = "- "

Line = tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, which leads somewhere where it is an address."""

    text: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or, with `is_list`, a list with one entry a line.

    `alone` says that the mail's own link is all there is in it; `holds_link`, that it stands among words.
    """

    lines: tuple[Line, ...]
    is_list: bool = False
    alone: bool = False
    holds_link: bool = False


def parts(body: str, link: str) -> tuple[Part, ...]:
    """Return the parts of a body in which `link`, the mail's own address, stands in full; "" for none."""
    return tuple(_part(lines, link) for lines in _gathered(body))


def _gathered(body: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph and of each list, without the blank ones between them."""
    lines = (line.strip() for line in body.splitlines())
    for (filled, _), group in groupby(lines, key=lambda line: (bool(line), line.startswith(_ENTRY))):
        if filled:
            yield list(group)


def _part(lines: list[str], link: str) -> Part:
    if lines[0].startswith(_ENTRY):
        said = [line.removeprefix(_ENTRY).strip() for line in lines]
        return Part(tuple(map(_line, said)), is_list=True, holds_link=_holds(lines, link))
    alone = bool(link) and lines == [link]
    return Part(tuple(map(_line, lines)), alone=alone, holds_link=not alone and _holds(lines, link))


def _holds(lines: list[str], link: str) -> bool:
    return bool(link) and any(link in line for line in lines)


def _line(text: str) -> Line:
    pieces: list[Piece] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_AFTER_IT)
        pieces += [Piece(text[end : found.start()]), Piece(address, address)]
        end = found.start() + len(address)
    return tuple(each for each in (*pieces, Piece(text[end:])) if each.text)
