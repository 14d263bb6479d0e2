"""Which issues hold a name, or words: an issue was signed and stays, whatever is removed or withdrawn."""

import re
from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from workshop.blueprints import store
from workshop.blueprints.store import Issued


def issues_holding(
    db: Database, engagement_id: int, texts: Iterable[str], marks: Iterable[str] = ()
) -> dict[str, tuple[Issued, ...]]:
    """Return the issues, the latest first, in whose dossiers each text stands; nothing for one in none.

    `marks` are those that issues keep beside quotes, whatever their words; one that ends in a space is the
    beginning of some.
    """
    wanted = {text: _pattern(text) for text in texts if text.strip()}
    wanted |= {mark: (plain := _marked(mark), re.compile(re.escape(plain))) for mark in marks}
    if not wanted:
        return {}
    found: dict[str, list[Issued]] = {}
    for each in store.issues(db, engagement_id):
        # One at a time: each may be large.
        dossier = store.issue_dossier(db, each.id).decode()
        for text, (plain, pattern) in wanted.items():
            if plain in dossier and pattern.search(dossier):
                found.setdefault(text, []).append(each)
    return {text: tuple(issues) for text, issues in found.items()}


def _marked(mark: str) -> str:
    """Return a mark, or the beginning of some, as the JSON of a dossier has it."""
    told = f'"mark":{msgspec.json.encode(mark).decode()}'
    return told[:-1] if mark.endswith(" ") else told


def _pattern(text: str) -> tuple[str, re.Pattern[str]]:
    """Return a text as JSON writes it, and what finds it there as whole words, after a line break too."""
    plain = msgspec.json.encode(text.strip()).decode()[1:-1]
    return plain, re.compile(rf"(?:(?<!\w)|(?<=\\[nrt])){re.escape(plain)}(?!\w)")
