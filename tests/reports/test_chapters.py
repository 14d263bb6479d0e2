"""Which chapters a document has, in which order, and what gives way for its length: without writing one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loading import shipped_pack
from reports.blueprint.chapters import CHAPTERS, chapters_of, offered, rooms_for_words
from reports.blueprint.fitting import Told, fitting
from reports.blueprint.length import GIVING_WAY, MOST_PAGES, set_aside
from reports.layout import VARIANTS, Brand, Layout
from reports.tones import HOUSE, Leading, contrast, leading, tones

IDS = [each.id for each in CHAPTERS]
MOVABLE = [each.id for each in CHAPTERS if not each.fixed]


def test_each_chapter_has_an_id_of_its_own():
    assert len(set(IDS)) == len(IDS)
    assert all(each in IDS for those in GIVING_WAY.values() for each in those)


@given(
    st.sampled_from(list(VARIANTS)),
    st.lists(st.sampled_from([*IDS, "nothing", "", "summary"]), max_size=12),
    st.frozensets(st.sampled_from([*IDS, "nothing"])),
    st.frozensets(st.sampled_from([*IDS, "A"])),
)
def test_any_layout_gives_each_chapter_once_the_body_first(variant, order, off, aside):
    found = chapters_of(Layout(variant, tuple(order), off, aside))
    ids = [each.id for each in found]
    assert len(set(ids)) == len(ids)
    places = [each.place for each in found]
    assert places == sorted(places, key=lambda each: each == "appendix")
    fixed = {each.id for each in CHAPTERS if each.fixed and variant in each.variants}
    assert fixed <= set(ids)
    assert not (off - fixed) & set(ids)
    if variant == "full":
        assert ids[-1] == "evidence"
        assert places.count("body") >= 2
    else:
        assert "appendix" not in places


@given(st.permutations(MOVABLE))
def test_the_consultants_order_is_kept(order):
    found = [each.id for each in offered(Layout("full", tuple(order)))]
    body = [each.id for each in CHAPTERS if each.place == "body"]
    assert [each for each in found if each in body] == [
        each for each in order if each in found and each in body
    ]


def test_a_chapter_that_is_moved_takes_the_place_of_another():
    default = [each.id for each in chapters_of(Layout())]
    moved = [each.id for each in chapters_of(Layout(order=("charter", "priorities")))]
    assert moved == [{"charter": "priorities", "priorities": "charter"}.get(each, each) for each in default]


def test_consultants_may_write_in_each_chapter_and_component():
    rooms = rooms_for_words(shipped_pack("marketing_operations"))
    assert {"summary", "current", "A", "F", "charter", "method"} <= set(rooms)
    assert not {"changes", "evidence", "facilitator"} & set(rooms)


@given(
    st.sampled_from(["full", "pre-read"]),
    st.integers(1, 60),
    st.frozensets(st.sampled_from("ABCDEF")),
    st.dictionaries(st.sampled_from(IDS), st.integers(0, 4)),
)
def test_what_is_set_aside_makes_room_and_nothing_more(variant, pages, aside, sizes):
    most, ranked = MOST_PAGES[variant], list("ABCDEF")
    layout = Layout(variant, aside=aside)
    found = set_aside(layout, pages, most, sizes, ranked)
    assert found == set_aside(layout, pages, most, sizes, ranked)
    if pages <= most:
        assert found <= aside
        assert len(aside) - len(found) <= most - pages
    else:
        assert aside <= found
        freed = len((found - aside) & set(ranked)) + sum(sizes.get(each, 0) for each in found - set(ranked))
        everything = sum(sizes.get(each, 0) for each in GIVING_WAY[variant]) + len(set(ranked) - aside)
        assert freed >= pages - most or freed == everything


@given(st.lists(st.tuples(st.text("ab ", max_size=400), st.integers(0, 9)), max_size=8), st.integers(0, 400))
@settings(max_examples=50)
def test_what_fits_a_page_fits_and_keeps_its_order(told, room):
    given_ = [Told("Label", text, weight) for text, weight in told]
    chosen = fitting(given_, room)
    assert sum(each.height for each in chosen) <= room
    places = [next(n for n, one in enumerate(given_) if one is each) for each in chosen]
    assert places == sorted(places)


@given(
    st.from_regex(r"#[0-9A-F]{6}", fullmatch=True), st.none() | st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
)
def test_a_clients_colour_is_taken_only_where_it_can_be_read(brand, accent):
    found = tones(Brand(None, brand, accent))
    assert len(set(found.values())) == len(found)
    assert contrast(found.get("12395B", "12395B")) >= 7
    assert contrast(found.get("38739F", "38739F")) >= 4.5
    assert "B8500C" not in found


def test_dark_green_replaces_navy_and_red_replaces_nothing():
    assert tones(Brand(None, "#004D40", "#00796B")) == {"12395B": "004D40", "38739F": "00796B"}
    assert tones(Brand(None, "#8B0000", "#FF6600")) == {}
    assert tones(Brand()) == {}


@pytest.mark.parametrize(
    ("brand", "accent", "lead"),
    [
        ("#C8102E", None, Leading("C8102E", "C8102E", "C8102E", "C8102E")),
        ("#E35205", None, Leading("E35205", "E35205", "1C2733", "1C2733")),
        ("#FFD100", None, Leading("FFD100", "1C2733", "1C2733", "1C2733")),
        ("#FFD100", "#1A1A1A", Leading("FFD100", "1A1A1A", "1A1A1A", "1A1A1A")),
        ("#004D40", "#00796B", Leading("004D40", "004D40", "004D40", "00796B")),
        ("#FFFFFF", None, HOUSE),
        (None, None, HOUSE),
    ],
)
def test_any_colour_of_the_client_leads_where_it_can_be_read(brand, accent, lead):
    assert leading(Brand(None, brand, accent)) == lead
