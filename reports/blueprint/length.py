"""How long documents may be, and what gives way where there is more to say than there are pages."""

from collections.abc import Mapping, Sequence

from reports.layout import Layout, Variant

MOST_PAGES: Mapping[Variant, int] = {"full": 25, "pre-read": 12}
"""The pages a document may have before its appendices, title page and contents counted."""
GIVING_WAY: Mapping[Variant, Sequence[str]] = {
    "full": ("groups", "gaps", "risks", "findings", "outlook", "disagreements", "return", "plans"),
    "pre-read": ("groups", "gaps", "plans", "risks", "return", "outlook", "charter", "findings", "roadmap"),
}
"""Chapters that give way, the first one first: to the appendices, or out of a pre-read."""


def set_aside(
    layout: Layout, pages: int, most: int, sizes: Mapping[str, int], ranked: Sequence[str]
) -> frozenset[str]:
    """Return what a layout sets aside so that its document has no more pages than it may have.

    `pages` is how many it has as it is, `sizes` how many each chapter takes. `ranked` are the components that
    may have a page more, the most deserving first: they come back while there is room, and go before any
    chapter does.
    """
    room = most - pages
    gone = set(layout.aside)
    if room >= 0:
        back = [each for each in ranked if each in gone]
        return frozenset(gone - set(back[:room]))
    kept = [each for each in ranked if each not in gone]
    while room < 0 and kept:
        gone.add(kept.pop())
        room += 1
    for each in GIVING_WAY[layout.variant]:
        if room >= 0:
            break
        if each not in gone and sizes.get(each):
            gone.add(each)
            room += sizes[each]
    return frozenset(gone)
