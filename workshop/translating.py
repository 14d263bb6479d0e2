"""Bringing the template of all messages up to date, and the files of the languages with it."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from workshop.languages import DOMAIN, FOLDER
from workshop.scripted import KEYWORDS as SCRIPTED

ROOM = Path(__file__).parent
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
_HEADER = "# What the pages for participants say. See workshop/languages.py.\n#"
_KEYWORDS = {"gettext": None, "lazily": None, "for_later": None, "_": None, "ngettext": (1, 2)}
_KINDS = {
    "*.py": ("python", _KEYWORDS, {}),
    "*.html": ("jinja2", _KEYWORDS, {"trim_blocks": "true", "lstrip_blocks": "true"}),
    "static/script/*.js": ("javascript", SCRIPTED, {}),
}


def messages() -> Catalog:
    """Return every message of the program, with the files it stands in."""
    found = Catalog(project="Roadcrew", header_comment=_HEADER, charset="utf-8", fuzzy=False)
    for file, message in _extracted():
        found.add(message, locations=[(file.relative_to(ROOM.parent).as_posix(), 0)])
    return found


def bring_up_to_date() -> list[str]:
    """Write the template, and what is new into the file of each language; return which files there are."""
    FOLDER.mkdir(exist_ok=True)
    catalogue = messages()
    if not TEMPLATE.is_file() or ids_of(_read(TEMPLATE)) != ids_of(catalogue):
        _write(TEMPLATE, catalogue)
    for file in sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = _read(file, file.parts[-3])
        language.update(catalogue, no_fuzzy_matching=True)
        _write(file, language)
    return [each.relative_to(ROOM.parent).as_posix() for each in sorted(FOLDER.rglob("*.po*"))]


def template_ids() -> set[object]:
    """Return the messages that the template holds."""
    return ids_of(_read(TEMPLATE))


def ids_of(catalogue: Catalog) -> set[object]:
    """Return the messages of a catalogue; those with a plural are pairs."""
    return {each.id for each in catalogue if each.id}


def _extracted() -> Iterator[tuple[Path, str | tuple[str, ...]]]:
    for pattern, (method, keywords, options) in _KINDS.items():
        for file in sorted(ROOM.rglob(pattern)):
            for _line, message, *_ in extract_from_file(method, file, keywords, options=options):
                yield file, message


def _read(file: Path, language: str | None = None) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _write(file: Path, catalogue: Catalog) -> None:
    with file.open("wb") as target:
        write_po(target, catalogue, width=110, include_lineno=False, sort_by_file=True)


if __name__ == "__main__":
    sys.stdout.write("".join(f"{each}\n" for each in bring_up_to_date()))
