"""What is typed about strategy, tidied and measured: lines and paragraphs without characters nobody sees."""

from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation

_BREAKS = ("\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_JOINERS = "\u200c\u200d\u200e\u200f"
"""Unseen characters that some scripts and emoji need."""


def paragraphs(text: str | None) -> str:
    """Return a text with line ends of one kind, none around it, and no control characters."""
    text = text or ""
    for each in _BREAKS:
        text = text.replace(each, "\n")
    return "\n".join(_seen(line).rstrip() for line in text.split("\n")).strip()


def one_line(text: str | None) -> str:
    """Return a text on one line, with single blanks and none around it."""
    return " ".join(paragraphs(text).split())


def _seen(line: str) -> str:
    line = line.replace("\t", " ").replace("\xa0", " ")
    return "".join(each for each in line if each.isprintable() or each in _JOINERS)


class Words:
    """Refuses a text that is missing, where `missing` says what to write, or longer than it may be."""

    def __init__(self, most: int, missing: str = "") -> None:
        """Remember the length, and the sentence for nothing."""
        self.most, self.missing = most, missing

    def __call__(self, _form: Form, field: Any) -> None:
        """Raise StopValidation where the text does not fit."""
        if self.missing and not _says_something(field):
            raise StopValidation(self.missing)
        if len(field.data) > self.most:
            raise StopValidation(
                f"This has {len(field.data):,} characters. Shorten it to {self.most:,} or fewer."
            )


def _says_something(field: Field) -> bool:
    return any(each.isalnum() for each in field.data or "")
