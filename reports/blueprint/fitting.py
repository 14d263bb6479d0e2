"""What of several paragraphs fits a page: the most important ones, in the order in which they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reports.blueprint.own_words import write_own_words
from reports.dossier import Dossier
from reports.word.client_template import taken_from
from reports.word.document import WordDocument
from reports.word.paragraphs import text_block
from reports.word.runs import Prose, wording
from reports.word.template import Properties

_Extent = TypeVar("_Extent")

_SPARE = 12.0
"""Points that stay free at the foot of a page: word processors differ by almost a line."""


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled paragraph, or with a source a quote; of less `weight` it goes first where room is short."""

    label: str
    prose: Prose
    weight: int
    source: str = ""

    @property
    def height(self) -> float:
        """Return the height in points that it takes."""
        if self.source:
            return sum(text_block(style, text).whole for style, text in self._quote)
        return text_block("Labelled", self.prose).whole

    @property
    def _quote(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return ("Quote", wording(self.prose)), ("Quote Source", self.source)

    def write(self, document: WordDocument) -> None:
        """Write it."""
        if not self.source:
            document.labelled(self.label, self.prose)
            return
        document.write("Quote", self.prose)
        document.write("Quote Source", self.source)


def fitting(told: Sequence[Told], room: float) -> list[Told]:
    """Return what has room in so many points, the heaviest first considered, in the order given.

    What says nothing takes no room and is left out.
    """
    chosen, used = set(), 0.0
    for place in sorted(range(len(told)), key=lambda each: -told[each].weight):
        if wording(told[place].prose) and used + told[place].height <= room:
            chosen.add(place)
            used += told[place].height
    return [each for place, each in enumerate(told) if place in chosen]


def write_what_fits(
    document: WordDocument,
    dossier: Dossier,
    write: Callable[[WordDocument, _Extent], None],
    options: Sequence[_Extent],
    room: str = "",
    spare: float = 0,
) -> None:
    """Write a chapter in the first extent in which it takes one page, else in the last.

    So many points more than usual stay free: of long tables and forms programs make more than the model.

    Words of the consultants' own under the id `room` are to have a place on that page.

    `write` is tried on empty documents, so it may leave nothing behind.
    """
    for extent in options:
        about = Properties("", "", "", dossier.issued, dossier.language)
        trial = WordDocument(about, dossier.page, template=taken_from(dossier.template))
        write(trial, extent)
        write_own_words(trial, dossier, room)
        if trial.taken == 1 and trial.left >= _SPARE + spare:
            break
    write(document, extent)


def write_fitting(document: WordDocument, told: Sequence[Told], kept: float = 0) -> list[Told]:
    """Write what fits the page that is begun less the points kept free, and return what does not."""
    chosen = fitting(told, document.left - _SPARE - kept)
    for each in chosen:
        each.write(document)
    return [each for each in told if each not in chosen and wording(each.prose)]
