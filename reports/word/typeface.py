"""How wide text runs, so that line and page counts are known before a word processor opens the document.

Advance widths in thousandths of the type size, for the characters from space to tilde. Carlito and Caladea,
the free faces of the same measures, have the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_CALIBRI = (
    "226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 "
    "507 268 268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 "
    "543 459 487 642 567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 525 229 239 "
    "455 229 799 525 527 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498"
)
_CALIBRI_BOLD = (
    "226 326 438 498 507 729 705 233 312 312 498 498 258 306 267 430 507 507 507 507 507 507 507 507 507 "
    "507 276 276 498 498 498 463 898 606 561 529 630 488 459 637 631 267 331 547 423 874 659 676 532 686 "
    "563 473 495 653 591 906 551 520 478 325 430 325 498 498 300 494 537 418 537 503 316 474 537 246 255 "
    "480 246 813 537 538 537 537 355 399 347 537 473 745 459 474 397 344 475 344 498"
)
_CAMBRIA = (
    "220 286 393 619 506 890 687 237 382 382 427 554 205 329 206 490 517 362 472 461 492 475 470 470 485 "
    "478 264 264 554 554 554 422 885 599 579 519 625 540 509 539 696 343 304 630 501 888 693 599 533 599 "
    "613 453 557 687 598 889 571 557 507 350 490 350 554 371 151 470 520 421 520 441 313 459 554 277 255 "
    "525 271 813 558 480 520 501 396 392 325 546 470 720 483 482 428 387 316 387 712"
)
_TRIFLE = 1e-6
"""Points that rounding may add; texts nearer to the edge are laid out word by word."""
_STRETCH = re.compile(r"((?:[^ \u2013\u2014-]|-(?=\d))*[\u2013\u2014-]?)( *)")
"""What a line may end after, and the spaces behind it: a word, or as much as ends in a hyphen or dash."""
_WIDE = 0x1100
"""From this code point on scripts are mostly as wide as they are high."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face: its name in the document, its natural line height in ems, its advance widths, and weight."""

    name: str
    line: float
    widths: tuple[int, ...]
    bold: bool = False
    _known: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Widths of characters that were asked for: texts have the same ones over and over."""

    def width(self, text: str, size: float) -> float:
        """Return the width of the text at a size, both in points."""
        return self._units(text) * size / 1000

    def _units(self, text: str) -> int:
        """Return the width of the text in thousandths of its size."""
        try:
            return sum(map(self._known.__getitem__, text))
        except KeyError:
            self._known.update((character, self._advance(ord(character))) for character in text)
        return sum(map(self._known.__getitem__, text))

    def lines(self, text: str, size: float, width: float) -> int:
        """Return how many lines the text takes at a size in a column of that width, both in points."""
        return lines_of([(text, self, size)], width)

    def shortened(self, text: str, size: float, width: float) -> str:
        """Return the text, or as much of it as fits into the width (points) followed by an ellipsis."""
        if self.width(text, size) <= width:
            return text
        while text and self.width(text + "\N{HORIZONTAL ELLIPSIS}", size) > width:
            text = text[:-1]
        return text.rstrip() + "\N{HORIZONTAL ELLIPSIS}"

    def _advance(self, code: int) -> int:
        if 32 <= code < 127:
            return self.widths[code - 32]
        if code == 0xA0:
            return self.widths[0]
        return 1000 if code >= _WIDE and not 0x2000 <= code < 0x2E80 else 500

    def stretches(self, text: str, size: float) -> list[tuple[float, float]]:
        """Return the width of each stretch that a line may end after, and of the spaces that follow it."""
        return [(self.width(word, size), self.width(gap, size)) for word, gap in _STRETCH.findall(text)]


def lines_of(pieces: Sequence[tuple[str, Typeface, float]], width: float) -> int:
    """Return how many lines texts take one after the other, each in its face and size; width in points."""
    rows: list[list[tuple[str, Typeface, float]]] = [[]]
    for text, face, size in pieces:
        first, *more = text.split("\n")
        rows[-1].append((first, face, size))
        rows += [[(part, face, size)] for part in more]
    return sum(_wrapped(row, width) for row in rows)


def _wrapped(row: Sequence[tuple[str, Typeface, float]], width: float) -> int:
    if sum(face.width(text, size) for text, face, size in row) <= width - _TRIFLE:
        return 1
    lines, used, gap = 1, 0.0, 0.0
    for wide, space in (each for text, face, size in row for each in face.stretches(text, size)):
        if used and used + gap + wide > width:
            lines, used = lines + 1, 0.0
        used += wide if not used else gap + wide
        gap = space
        while used > width:
            lines, used = lines + 1, used - width
    return lines


def _widths(table: str) -> tuple[int, ...]:
    return tuple(int(each) for each in table.split())


CALIBRI = Typeface("Calibri", 1.2207, _widths(_CALIBRI))
CALIBRI_BOLD = Typeface("Calibri", 1.2207, _widths(_CALIBRI_BOLD), bold=True)
CAMBRIA = Typeface("Cambria", 1.172, _widths(_CAMBRIA))
