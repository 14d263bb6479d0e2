"""The blueprint: the Word document that the client reads, in each of its variants."""

from collections.abc import Callable
from dataclasses import replace

from reports.blueprint.chapters import Chapter, chapters_of
from reports.blueprint.component import has_second_page
from reports.blueprint.length import MOST_PAGES, set_aside
from reports.blueprint.measures import has_flow
from reports.blueprint.own_words import UNFOUNDED, has_own_words, write_own_words
from reports.blueprint.standing import header, title_told
from reports.blueprint.title_page import title_of, write_title_page
from reports.charts.drawn import rendered_once
from reports.charts.paint import painted_in
from reports.days import days_as
from reports.dossier import Dossier
from reports.evidence import components_by_gap
from reports.layout import Variant
from reports.tones import leading, tones
from reports.word.client_template import taken_from
from reports.word.document import WordDocument
from reports.word.look import typeset
from reports.word.recolouring import recoloured
from reports.word.template import Properties

Progress = Callable[[int, int], None]


def _untold(done: int, of: int) -> None:
    """Tell nobody how far it is."""


_BOUND: frozenset[Variant] = frozenset({"full", "pre-read"})
"""The variants with a title page and contents."""


def blueprint(dossier: Dossier, progress: Progress = _untold) -> bytes:
    """Return the .docx of a dossier in the variant of its layout; the same dossier gives the same bytes.

    `progress` hears how many of how many chapters are written.
    """
    taken = tones(dossier.brand)
    foot = " \N{MIDDLE DOT} ".join(part for part in (dossier.consultancy, "Confidential") if part)
    with (
        days_as(dossier.money.locale),
        painted_in(taken),
        rendered_once(),
        typeset(taken_from(dossier.template)),
    ):
        document = written(dossier, progress)
        file = document.save(head=header(dossier, title_of(dossier)), foot=foot)
    return recoloured(file, taken)


def written(dossier: Dossier, progress: Progress = _untold) -> WordDocument:
    """Return the document with everything in it, before it is saved, no longer than it may be."""
    with days_as(dossier.money.locale), typeset(taken_from(dossier.template)):
        return _written(dossier, progress)


def _written(dossier: Dossier, progress: Progress) -> WordDocument:
    most = MOST_PAGES.get(dossier.layout.variant)
    document, kept = _body(dossier, most, progress)
    _write_appendices(document, kept, progress)
    # The appendices make the contents longer, by a page at most.
    if most is not None and document.extent()[0] > most:
        document, kept = _body(dossier, most - 1, progress)
        _write_appendices(document, kept, progress)
    return document


def _body(dossier: Dossier, most: int | None, progress: Progress) -> tuple[WordDocument, Dossier]:
    """Return the document with its body, and the dossier as it was laid out for so many pages at most.

    It is begun short; what there is room for comes back, and chapters give way where there is none.
    """
    ranked, was_long = _ranked(dossier), False
    aside = frozenset(ranked)
    while True:
        kept = replace(dossier, layout=replace(dossier.layout, aside=aside))
        document, sizes = _written_body(kept, progress)
        pages = document.extent()[0]
        if most is None or (was_long and pages <= most):
            return document, kept
        was_long = was_long or pages > most
        found = set_aside(kept.layout, pages, most, sizes, ranked)
        if found == aside:
            return document, kept
        aside = found


def _ranked(dossier: Dossier) -> list[str]:
    """Return the components that may have a page more: that of measures, then those with the largest gaps."""
    parts = [each for each, _ in components_by_gap(dossier.pack, dossier.scores)]
    parts += [each for each in dossier.pack.components if each not in parts]
    parts.sort(key=lambda each: not has_flow(dossier, each))
    if dossier.layout.variant == "full":
        return [each.id for each in parts if has_second_page(dossier, each)]
    return [each.id for each in parts]


def _written_body(dossier: Dossier, progress: Progress) -> tuple[WordDocument, dict[str, int]]:
    """Return the document with its body, and how many pages each chapter of it takes."""
    title = title_told(dossier, title_of(dossier))
    properties = Properties(title, dossier.client, dossier.consultancy, dossier.issued, dossier.language)
    document = WordDocument(
        properties, dossier.page, template=taken_from(dossier.template), lead=leading(dossier.brand)
    )
    if dossier.layout.variant in _BOUND:
        write_title_page(document, dossier)
        document.contents()
    places: dict[str, int] = {}
    chapters = chapters_of(dossier.layout)
    for number, each in enumerate(chapters):
        if each.place == "body":
            progress(number, len(chapters))
            places[each.id] = document.length
            _write(document, dossier, each)
    starts = [*(document.page_of(place) for place in places.values()), document.extent()[0] + 1]
    return document, {key: starts[n + 1] - starts[n] for n, key in enumerate(places)}


def _write_appendices(document: WordDocument, dossier: Dossier, progress: Progress) -> None:
    """Write the appendices, with the lists of figures and tables last."""
    document.appendices()
    chapters = chapters_of(dossier.layout)
    for number, each in enumerate(chapters):
        if each.place == "appendix":
            progress(number, len(chapters))
            _write(document, dossier, each)
    if dossier.layout.variant == "full":
        document.lists()


def _write(document: WordDocument, dossier: Dossier, chapter: Chapter) -> None:
    """Write a chapter with the consultants' own words at its end; these alone where it has nothing to say."""
    before = document.length
    chapter.write(document, dossier)
    if chapter.id == "current":
        # Its own words stand before the parts of the components.
        return
    if document.length == before and has_own_words(dossier, chapter.id):
        document.chapter(chapter.title, UNFOUNDED)
    write_own_words(document, dossier, chapter.id)
    # A chapter across the page leaves it so for the words after it.
    document.portrait()
