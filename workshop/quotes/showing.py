"""The quotes of an engagement that may leave it: each passes the gate, with all that the gate asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires import quoting
from questionnaires.quoting import Shown, Withheld
from workshop.quotes import store
from workshop.quotes.store import Passage, Place
from workshop.quotes.verbatim import overlap


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that may be shown to anyone: nothing in it says more of its speaker than they allow."""

    passage_id: int
    text: str
    attribution: str
    question: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate, as an engagement's people stand now."""

    titles: tuple[str, ...]
    unapproved: Mapping[Place, Sequence[tuple[int, str]]]

    def holders(self, passage: Passage) -> int:
        """Return how many people have the title of a passage's speaker."""
        return quoting.holders_of(passage.title, self.titles)

    def judged(self, passage: Passage, *, approval: str | None = None) -> Shown | Withheld:
        """Return a passage as it may be shown, or why not; `approval`: as if its speaker said that."""
        approval = approval or passage.approval
        if not _stands(passage, approval):
            return Withheld("not in source")
        found = quoting.shown(
            passage.text,
            passage.allowed,
            name=passage.name,
            title=passage.title,
            shown_as=passage.shown_as,
            holders=self.holders(passage),
            approval=approval,
        )
        if isinstance(found, Shown) and approval != "approved" and self._is_open(passage):
            return Withheld("asked words")
        return found

    def _is_open(self, passage: Passage) -> bool:
        """Return whether the speaker was asked about some of its words elsewhere, and approved none."""
        return any(
            number != passage.id and overlap(passage.text, text, passage.source)
            for number, text in self.unapproved.get(passage.place, ())
        )


def gate_of(db: Database, engagement_id: int) -> Gate:
    """Return the gate of an engagement."""
    return Gate(tuple(store.titles(db, engagement_id)), store.unapproved(db, engagement_id))


def showable(db: Database, engagement_id: int) -> list[Quote]:
    """Return the quotes of an engagement that pass the gate, by speaker."""
    gate = gate_of(db, engagement_id)
    judged = ((each, gate.judged(each)) for each in store.passages(db, engagement_id))
    return [
        Quote(each.id, quote.text, quote.attribution, each.question, tuple(each.themes.values()))
        for each, quote in judged
        if isinstance(quote, Shown)
    ]


def _stands(passage: Passage, approval: str) -> bool:
    """Return whether the words are still those of the source.

    Those of a note may have been mended since their speaker approved them. An answer is the speaker's own:
    what they take back there is not quoted any more.
    """
    return passage.stretch is not None or (approval == "approved" and not passage.written)
