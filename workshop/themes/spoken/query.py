"""What someone looks for, as words and phrases; nothing of what is typed is ever read as a command."""

import re
from dataclasses import dataclass

LONGEST, MOST = 200, 12
_PIECE = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase; `unfinished`: longer words that begin like its last one are meant too."""

    words: str
    unfinished: bool = False

    @property
    def match(self) -> str:
        """Return the term as the index takes it: between quotes, where no sign means anything."""
        return f'"{self.words}"{"*" if self.unfinished else ""}'


def terms(typed: str) -> tuple[Term, ...]:
    """Return what is looked for, all of it at once; the last word may be unfinished, as while it is typed.

    Signs alone are no words. At most MOST terms of the first LONGEST characters count.
    """
    text = _UNSEEN.sub(" ", typed[:LONGEST]).translate(_QUOTES)
    found: list[Term] = []
    for phrase, closed, word in _PIECE.findall(text):
        said = " ".join((phrase or word).split())
        if any(each.isalnum() for each in said):
            found.append(Term(said, unfinished=not closed))
    first = [Term(each.words) for each in found[:-1]]
    return tuple(dict.fromkeys([*first, *found[-1:]]))[:MOST]
