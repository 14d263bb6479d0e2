"""The value/effort picture: no name over another, over a disc, or out of the picture."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.finding_worth import Worths
from reports.charts.labels import Box
from reports.charts.value_effort import measures, value_effort
from reports.charts.value_items import CORNERS, Item, field, items_of, middle, title
from reports.charts.value_plot import value_plot
from reports.money import Money
from tests.roadmaps import many, roadmap

FRAME = Box(11, 6, 154, 144)
EVEN = Worths("equal", {})
ITEMS = st.builds(
    Item,
    number=st.integers(1, 40),
    name=st.text(max_size=120),
    value=st.one_of(st.just(2.0), st.floats(0, 12)),
    days=st.one_of(st.just(0.0), st.just(40.0), st.floats(0, 900)),
    cost=st.one_of(st.just(0.0), st.floats(0, 1e9)),
    horizon=st.sampled_from(["short", "medium", "long", None]),
)


def check(items: list[Item]) -> None:
    plot = value_plot(items, FRAME, measures())
    names = [each.name for each in plot.spots if each.name]
    assert len(plot.spots) == len(items)
    assert len(names) + len(plot.unnamed) == len(items)
    for each in names:
        assert each.box.within(FRAME)
        assert not any(each.box.meets(corner.box) for corner in plot.corners)
    assert not any(one.box.meets(other.box) for one, other in combinations(names, 2))
    assert not any(spot.disc.meets(each.box, -1e-9) for each in names for spot in plot.spots)
    for spot in plot.spots:
        disc = spot.disc
        around = Box(disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r)
        assert around.within(FRAME)


@settings(max_examples=25)
@given(st.lists(ITEMS, max_size=12))
def test_names_keep_apart_whatever_they_are(items):
    check(items)


@settings(max_examples=4)
@given(st.lists(ITEMS, min_size=40, max_size=40))
def test_forty_names_keep_apart(items):
    check(items)


def test_every_one_of_forty_initiatives_has_its_name_in_the_picture():
    plot = value_plot(items_of(many(40), EVEN, {}), FRAME, measures())
    assert not plot.unnamed


def test_area_is_cost_and_the_thresholds_are_the_middle():
    items = [Item(1, "One", 4, 10, 10_000), Item(2, "Two", 1, 30, 40_000), Item(3, "Three", 2, 20, 20_000)]
    plot = value_plot(items, FRAME, measures())
    r = {each.item.number: each.disc.r for each in plot.spots}
    assert round((r[2] / r[1]) ** 2, 6) == 4
    assert (plot.middle_value, plot.middle_effort) == (2, 20)
    assert [field(each, middle(items) or (0, 0)) for each in items] == [CORNERS[0], CORNERS[3], CORNERS[0]]
    assert title(items) == "Two initiatives give much for little: “One” and “Three”"


def test_the_picture_says_what_is_worth_most():
    items = items_of(roadmap(), EVEN, {})
    made = value_effort(items, Money())
    assert "11\u00a0initiatives" in made.alternative
    assert "person-days" in made.note
    assert value_effort(items[:1], Money()).title.startswith("One initiative is worth")
