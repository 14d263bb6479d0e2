"""Whether a passage stands in its source word for word, but for blanks and for what […] leaves out."""

import re
import unicodedata

CUT = "[…]"
"""What stands in a passage where words of its source were left out."""
LONGEST = 2000

_CUTS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACED = 0x2E80
"""From here on writing has few blanks between its words."""


def tidied(text: str) -> str:
    """Return a text with single blanks, without unseen signs, and with each cut written the same way."""
    printed = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _CUTS.sub(CUT, " ".join(printed.split()))


def stretch(text: str, source: str) -> str | None:
    """Return what a source says from the first word of a tidied passage to its last, blanks tidied.

    None where it does not stand there: its pieces between cuts must, whole words each, in their order.
    """
    there = tidied(source)
    found = _span(text, there)
    return there[slice(*found)] if found else None


def overlap(text: str, other: str, source: str) -> bool:
    """Return whether two tidied passages of a source have words of it in common, or lie around each other."""
    there = tidied(source)
    one, two = _span(text, there), _span(other, there)
    return one is not None and two is not None and one[0] < two[1] and two[0] < one[1]


def fault(text: str, source: str) -> str:
    """Return what is wrong with a tidied passage of a source, or nothing."""
    if not text.replace(CUT, "").strip():
        return "Paste the words to mark, as they stand in the note."
    if len(text) > LONGEST:
        return f"Mark {LONGEST:,} characters or fewer; these are {len(text):,}."
    if stretch(text, source) is not None:
        return ""
    if all(piece.strip() in tidied(source) for piece in text.split(CUT)):
        return "Begin and end with whole words, in the order in which they stand there."
    return "These words do not stand there. Copy them as they are; […] may stand for what you leave out."


def _span(text: str, there: str) -> tuple[int, int] | None:
    """Return where a tidied source has the first word of a passage, and where its last one ends, or None."""
    pieces = [piece.strip() for piece in text.split(CUT)]
    begin, at = None, 0
    for piece in filter(None, pieces):
        found = _find(piece, there, at)
        if found is None:
            return None
        begin = found if begin is None else begin
        at = found + len(piece)
    return None if begin is None else (begin, at)


def _find(piece: str, source: str, start: int) -> int | None:
    """Return where a piece stands in a source from a place on, not cut out of a longer word, or None."""
    at = source.find(piece, start)
    while at >= 0:
        end = at + len(piece)
        if not (_inside(source[at - 1 : at], piece[0]) or _inside(piece[-1], source[end : end + 1])):
            return at
        at = source.find(piece, at + 1)
    return None


def _inside(before: str, after: str) -> bool:
    """Return whether two signs, one after the other, are parts of one word."""
    return all(len(each) == 1 and each.isalnum() and ord(each) < _SPACED for each in (before, after))
