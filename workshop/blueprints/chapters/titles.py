"""What the chapters of the blueprint are called, and where consultants may write words of their own."""

from questionnaires.pack import MethodPack
from reports.layout import Layout, Variant


def titles(pack: MethodPack) -> dict[str, str]:
    """Return where consultants may write: titles by the id of a chapter or a component, in reading order."""
    # The chapters draw and write: what they import takes most of a second, and few pages need it.
    from reports.blueprint.chapters import rooms_for_words

    return rooms_for_words(pack)


def in_order(layout: Layout) -> list[tuple[str, str, str]]:
    """Return id, title and place (body or appendix) of the chapters that may be moved, in their order."""
    # As above.
    from reports.blueprint.chapters import offered

    return [(each.id, each.title, each.place) for each in offered(layout)]


def variants_of(chapter: str) -> frozenset[Variant]:
    """Return the variants that a chapter is part of; none where there is no such one."""
    # As above.
    from reports.blueprint.chapters import CHAPTERS

    return next((each.variants for each in CHAPTERS if each.id == chapter), frozenset())
