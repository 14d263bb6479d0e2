"""How a client numbers its headings: the form of the number, which documents then write themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

_CHAPTER = re.compile(r"([^%<>&\x00-\x1f]{0,16})%1([.):\]-]{0,2})")
_PART = re.compile(r"%1([.\-\u2013])%2([.):]?)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_KINDS = ("decimal", "decimalZero", "upperRoman")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The form of a heading's number: what stands around a chapter's, and between it and that of a part."""

    before: str = ""
    after: str = ""
    kind: str = "decimal"
    between: str = "."
    end: str = ""

    def chapter(self, number: int, *, lettered: bool) -> str:
        """Return what stands before the heading of a chapter, or of an appendix, which has a letter."""
        worded = lettered and any(each.isalpha() for each in self.before)
        return f"{'Appendix ' if worded else self.before}{self._shown(number, lettered)}{self.after}"

    def part(self, above: int, number: int, *, lettered: bool) -> str:
        """Return what stands before a part of a chapter or an appendix."""
        return f"{self._shown(above, lettered)}{self.between}{number}{self.end}"

    def _shown(self, number: int, lettered: bool) -> str:
        if lettered:
            return _letter(number)
        if self.kind == "upperRoman":
            return _roman(number)
        return f"{number:02}" if self.kind == "decimalZero" else str(number)


def numbering_of(sheet: _Element | None, numbering: _Element | None) -> Numbering | None:
    """Return how the first headings of a document are numbered, None where they are not."""
    if sheet is None or numbering is None:
        return None
    levels = {each: _level(sheet, numbering, each) for each in ("heading 1", "heading 2")}
    chapter, part = (_told(level) for level in levels.values())
    found = _CHAPTER.fullmatch(chapter[1])
    if not found or chapter[0] not in _KINDS:
        return None
    below = _PART.fullmatch(part[1])
    between, end = (below[1], below[2]) if below and part[0] == "decimal" else (".", "")
    return Numbering(found[1], found[2], chapter[0], between, end)


def _level(sheet: _Element, numbering: _Element, name: str) -> _Element | None:
    """Return the level of a list that numbers the paragraphs of a style."""
    style = next((each for each in sheet.iter(qn("w:style")) if _value(each, "w:name").lower() == name), None)
    told = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if style is None or told is None or _value(told, "w:numId") in ("", "0"):
        return None
    kept = next(_with(numbering, "w:num", "w:numId", _value(told, "w:numId")), None)
    wanted = "" if kept is None else _value(kept, "w:abstractNumId")
    levels = [
        level
        for each in _with(numbering, "w:abstractNum", "w:abstractNumId", wanted)
        for level in each.iterchildren(qn("w:lvl"))
    ]
    own = [each for each in levels if _value(each, "w:pStyle") == style.get(qn("w:styleId"))]
    place = _value(told, "w:ilvl") or "0"
    return next((each for each in (*own, *levels) if each in own or each.get(qn("w:ilvl")) == place), None)


def _with(part: _Element, tag: str, name: str, value: str) -> Iterator[_Element]:
    return (each for each in part.iterchildren(qn(tag)) if value and each.get(qn(name)) == value)


def _told(level: _Element | None) -> tuple[str, str]:
    return ("", "") if level is None else (_value(level, "w:numFmt"), _value(level, "w:lvlText"))


def _value(element: _Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _letter(number: int) -> str:
    """Return the letter of an appendix; after Z come AA, AB and so on."""
    before, last = divmod(number - 1, 26)
    return f"{chr(64 + before) if before else ''}{chr(65 + last)}"


def _roman(number: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        while number >= value:
            told, number = told + letters, number - value
    return told
