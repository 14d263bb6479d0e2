"""A language of nobody: messages in brackets and with accented letters, so that any other text stands out."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages import Catalog
from babel.messages.pofile import write_po
from lxml import html

from workshop import languages, translating
from workshop.languages import DOMAIN, Language, language_of

CODE = "ar"
"""Written from right to left, with six plurals."""
_LETTERS = str.maketrans("aeiouyAEIOUcnsz", "áéíóúýÁÉÍÓÚçñšž")
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;)")
_MESSAGE = re.compile("⟦[^⟦⟧]*⟧")
_ENGLISH = re.compile("[A-Za-z]{2,}")
_SHOWN = ("aria-label", "title", "alt", "placeholder")


def pseudo(text: str) -> str:
    """Return a message as this language has it: what it names and its markup stay."""
    parts = _KEPT.split(text)
    return "⟦" + "".join(p if place % 2 else p.translate(_LETTERS) for place, p in enumerate(parts)) + "⟧"


def spoken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    """Let every engagement speak this language, whose file is written into a folder and read as any."""
    place = folder / CODE / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / f"{DOMAIN}.po").write_bytes(_file())
    monkeypatch.setattr(languages, "FOLDER", folder)
    language_of.cache_clear()
    found = language_of(f"{CODE}_EG")
    language_of.cache_clear()
    monkeypatch.setattr(languages, "language_of", lambda manner: found)
    return found


@cache
def _file() -> bytes:
    """Return the file of this language; to look for all messages takes seconds."""
    catalogue = Catalog(locale=CODE, fuzzy=False)
    for each in translating.messages():
        if each.id:
            string = pseudo(each.id) if isinstance(each.id, str) else (pseudo(each.id[1]),) * 6
            catalogue.add(each.id, string)
    made = BytesIO()
    write_po(made, catalogue)
    return made.getvalue()


def said(page: str, *known: object) -> list[str]:
    """Return what of a page is neither a message nor known: names, and whatever texts these values hold."""
    tree = html.fromstring(page)
    for each in tree.xpath("//script | //style"):
        each.drop_tree()
    shown = [" ".join(tree.itertext())]
    shown += [value for name in _SHOWN for value in tree.xpath(f"//@{name}")]
    texts = sorted({text for each in known for text in _texts(each)}, key=len, reverse=True)
    found = []
    for text in shown:
        rest = " ".join(text.split())
        while _MESSAGE.search(rest):
            rest = _MESSAGE.sub(" ", rest)
        for each in texts:
            rest = rest.replace(each, " ")
        found += _ENGLISH.findall(rest)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, msgspec.Struct):
        yield from _texts(msgspec.to_builtins(value))
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
