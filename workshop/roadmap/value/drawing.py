"""The value/effort picture of a page: measured in pixels, with room for the faces that readers have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from questionnaires.roadmap.plan import HORIZONS, Horizon
from reports.charts.labels import Box
from reports.charts.value_items import Item
from reports.charts.value_plot import Measures, Plot, value_plot
from reports.word.typeface import CALIBRI, CALIBRI_BOLD

WIDTH, HEIGHT, TALLER = 1180.0, 610.0, 190.0
"""Of the picture in pixels, and how much taller that of many initiatives is."""
MANY = 20
SIZE, LINE = 14.0, 18.0
KINDS: Mapping[Horizon | None, str] = {**{key: key for key in HORIZONS}, None: "unplaced"}
_LEFT, _TOP, _RIGHT, _BOTTOM = 52.0, 58.0, 1096.0, 528.0
_WIDER = 1.3
"""How much wider the widest of the usual faces of screens runs than the one that is measured with."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The laid out picture and its height; `kinds` are the horizons that are in it."""

    plot: Plot
    height: float
    kinds: tuple[tuple[str, str], ...]


def drawing_of(items: Sequence[Item]) -> Drawing:
    """Lay out the picture of some initiatives; the same ones are not laid out again."""
    return _laid_out(tuple(items))


@lru_cache(maxsize=16)
def _laid_out(items: tuple[Item, ...]) -> Drawing:
    down = TALLER if len(items) > MANY else 0.0
    plot = value_plot(items, Box(_LEFT, _TOP, _RIGHT, _BOTTOM + down), measures())
    there = {each.horizon for each in items}
    names: Mapping[Horizon | None, str] = {**HORIZONS, None: "No place yet"}
    kinds = tuple((KINDS[each], name) for each, name in names.items() if each in there)
    return Drawing(plot, HEIGHT + down, kinds)


def measures() -> Measures:
    """Return how large things are on a page, in pixels."""
    return Measures(
        wide=lambda text: CALIBRI.width(text, SIZE) * _WIDER,
        number_wide=lambda text: CALIBRI_BOLD.width(text, SIZE) * _WIDER,
        line=LINE,
        largest=34.0,
        smallest=6.0,
        longest=250.0,
    )
