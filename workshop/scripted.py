"""What scripts say, read from the scripts themselves, and the words for it in another language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

import msgspec
from babel import Locale
from babel.messages.extract import extract

KEYWORDS = {"gettext": None, "ngettext": (1, 2)}
_SAMPLES = range(201)
"""Among these numbers every language has each of its plurals that whole numbers take."""


@dataclass(frozen=True, slots=True)
class Scripted:
    """The words of a language as scripts take them: plurals by their names in Intl.PluralRules."""

    locale: Locale
    messages: NullTranslations

    def said(self, one: str, many: str) -> str | dict[str, str]:
        """Return a message, or its forms by the plural they stand for where it has more than one."""
        if not many:
            return self.messages.gettext(one)
        kinds = {self.locale.plural_form(number): number for number in reversed(_SAMPLES)}
        return {kind: self.messages.ngettext(one, many, number) for kind, number in kinds.items()}

    def encoded(self, words: Mapping[str, str | dict[str, str]]) -> str:
        """Return words as JSON."""
        return msgspec.json.encode(words).decode()


def messages_of(file: Path) -> Iterator[tuple[str, str]]:
    """Yield what a script may say, with its plural, "" for none."""
    with file.open("rb") as source:
        for _line, message, _comments, _context in extract("javascript", source, KEYWORDS):
            yield message if isinstance(message, tuple) else (message, "")
