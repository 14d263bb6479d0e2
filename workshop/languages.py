"""The languages of the pages for participants: each engagement speaks the one of its manner.

English is in the program. Another language is a file: `translations/sv/LC_MESSAGES/participants.po`, made
from `translations/participants.pot` with any editor for such files, and read as it is when a page first needs
it. A message without a translation that fits stays English. `python -m workshop.translating` brings template
and files up to date. Babel reads the files and the standard library looks messages up: it needs no extension.

Python, templates and scripts all call gettext() and ngettext(); what they put into a message is named:
"%(num)s parts". A percent sign is written twice.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.lists import format_list
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy
from flask import Flask, g, request
from markupsafe import Markup, escape

from reports.wording import listed as listed_in_english
from workshop.scripted import Scripted, messages_of

FOLDER = Path(__file__).parent / "translations"
DOMAIN = "participants"
_MARKUP = re.compile(r"<[^>]*>|[<>&\"]")


@dataclass(frozen=True, slots=True)
class Language:
    """A language, which way it is written (ltr or rtl), and its messages."""

    code: str
    direction: str
    messages: NullTranslations

    @property
    def is_english(self) -> bool:
        """Return whether messages are shown as they are in the program."""
        return type(self.messages) is NullTranslations


ENGLISH = Language("en", "ltr", NullTranslations())


def speak(manner: str) -> None:
    """Answer this request in the language of a manner, as far as there is one: en_GB."""
    g.language = language_of(manner)


def speak_as_visitor() -> None:
    """Answer this request, about whose sender nothing is known, in the language the browser asks for."""
    codes = [each for each in languages() if each != ENGLISH.code]
    wanted = request.accept_languages.best_match([ENGLISH.code, *codes]) if codes else None
    g.language = language_of(wanted or ENGLISH.code)


def language() -> Language:
    """Return the language of this request; English for all that do not say."""
    found: Language = g.get("language", ENGLISH) if g else ENGLISH
    return found


@cache
def language_of(manner: str) -> Language:
    """Return the language of a manner, English where there is no file for it."""
    try:
        locale = Locale.parse(manner)
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    place = FOLDER / locale.language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not place.is_file():
        return ENGLISH
    return Language(locale.language, locale.text_direction, _read(place, locale))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are."""
    return (ENGLISH.code, *sorted(each.parts[-3] for each in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def gettext(text: str, /, **values: object) -> str:
    """Return a message in the language of this request, with the named values in it."""
    return language().messages.gettext(text) % values


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a message in the form that a number asks for; the number itself is its `num`."""
    return language().messages.ngettext(one, many, number) % {"num": number, **values}


def lazily(text: str) -> Any:
    """Return a message that is translated when it is shown: for what is made once for all requests."""
    return LazyProxy(gettext, text, enable_cache=False)


def for_later(text: str) -> str:
    """Return a text as it is; it is a message, and given to gettext() elsewhere."""
    return text


def listed(names: Sequence[str]) -> str:
    """Return names as one text: Ines, Tom and Karin."""
    spoken = language()
    return listed_in_english(names) if spoken.is_english else str(format_list(names, locale=spoken.code))


def words_of(files: Sequence[Path]) -> Markup:
    """Return the attribute that gives scripts their messages, empty where they have them already."""
    spoken = language()
    return Markup() if spoken.is_english else _words_of(spoken, tuple(files))


def translate_templates(app: Flask) -> None:
    """Let templates speak the language of their request: _(), ngettext() and language()."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_message, _plural, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["language"] = language


def _message(text: str) -> str:
    """Return a message as it stands; Jinja puts the values in, and escapes each."""
    return language().messages.gettext(text)


def _plural(one: str, many: str, number: int) -> str:
    return language().messages.ngettext(one, many, number)


def fits(catalogue: Catalog, message: Message) -> bool:
    """Return whether a translation holds no other names and markup than the message that it stands for."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    allowed = [Counter(_MARKUP.findall(each)) for each in ids]
    alike = all(Counter(_MARKUP.findall(each)) in allowed for each in strings if each)
    return alike and not any(message.check(catalogue))


def _read(place: Path, locale: Locale) -> NullTranslations:
    with place.open("rb") as file:
        catalogue = read_po(file, locale=locale.language)
    for message in catalogue:
        if message.id and not fits(catalogue, message):
            message.string = ""
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _words_of(spoken: Language, files: tuple[Path, ...]) -> Markup:
    scripted = Scripted(Locale(spoken.code), spoken.messages)
    found = {text: scripted.said(text, many) for each in files for text, many in messages_of(each)}
    return Markup(' data-words="{}"').format(escape(scripted.encoded(found)))
