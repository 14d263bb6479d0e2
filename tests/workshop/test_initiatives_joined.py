"""Initiatives made into one, split in two and removed, over HTTP; history keeps their names."""

import re
from html import unescape

import pytest
from flask import Flask

from questionnaires.roadmap.plan import Effort, Lift, Span
from tests.workshop.initiated import PACK, deeds, kept, made, suggested, with_gaps
from tests.workshop.prioritised import Strategy
from workshop.roadmap.initiatives.store import Source


@pytest.fixture
def place(app: Flask) -> Strategy:
    return with_gaps(app)


def test_several_become_one_and_history_keeps_their_names(place: Strategy) -> None:
    place.post("initiatives/suggestions", key=["I-R1", "I-P2"])
    found = {each.initiative.key: each for each in kept(place).values()}
    one, two = found["I-R1"], found["I-P2"]
    made(place, "Rests on it", prerequisites=(one.id,))
    page = place.get(f"initiatives/merging?part={one.id}&part={two.id}")
    assert "2 initiatives become one." in page
    parts = re.findall(r'name="part" value="([^"]+)"', page)
    stale = [parts[0], f"{two.id}.7"]
    sent = {"title": "own", "own_title": "Both at once", "component": one.initiative.component}
    assert "changed meanwhile" in place.post("initiatives/merging", 422, part=stale, **sent)
    assert "from 2 to 8" in place.post("initiatives/merging", 422, part=parts[:1], **sent)
    assert "Choose the title" in place.post("initiatives/merging", 422, part=parts, **{**sent, "title": "9"})
    page = place.post("initiatives/merging", part=parts, **sent)
    assert "Merged from" in page
    whole = kept(place)["Both at once"]
    assert set(whole.initiative.findings) == {"gap:R1", "gap:P2"}
    assert whole.initiative.days == one.initiative.days + two.initiative.days
    assert {each.key for each in whole.sources} == {"I-R1", "I-P2"}
    assert whole.origin == "merged"
    assert one.initiative.title not in kept(place)
    assert kept(place)["Rests on it"].initiative.prerequisites == (whole.id,)
    assert not {"I-R1", "I-P2"} & set(suggested(place.get("initiatives/suggestions")))
    assert one.initiative.title in deeds(place)[-1]


def test_what_would_go_in_a_circle_is_not_merged(place: Strategy) -> None:
    first = made(place, "First")
    middle = made(place, "Middle", prerequisites=(first,))
    last = made(place, "Last", prerequisites=(middle,))
    page = place.get(f"initiatives/merging?part={first}&part={last}")
    assert "They cannot be merged as they are." in page
    parts = re.findall(r'name="part" value="([^"]+)"', page)
    sent = {"title": str(first), "component": PACK.components[0].id}
    page = unescape(place.post("initiatives/merging", 422, part=parts, **sent))
    assert "“Middle” rests on “What is merged”" in page
    assert len(kept(place)) == 3


def test_one_becomes_two_with_what_was_ticked(place: Strategy) -> None:
    number = made(
        place,
        "Large",
        lifts=(Lift("R1", 2.0, 3.0), Lift("P2", 2.0, 3.0)),
        deliverables=("A list", "Rules"),
        findings=("gap:R1", "gap:P2"),
        effort=(Effort("Lead", 1, 10.0),),
        owner="Tom Reyes",
    )
    made(place, "Rests on it", prerequisites=(number,))
    sent = {"title": "Small", "component": PACK.components[0].id, "percent": "25", "revision": "1"}
    at = f"initiatives/{number}/split"
    for wrong, fault in (
        ({}, "Choose a capability or a deliverable"),
        ({"lifts": ["0", "1"], "deliverables": ["0", "1"]}, "Leave a capability or a deliverable"),
        ({"lifts": ["9"]}, "is not in it any more"),
        ({"lifts": ["1"], "percent": "101"}, "from 0 to 100"),
        ({"lifts": ["1"], "title": "LARGE"}, "There is an initiative with this title."),
        ({"lifts": ["1"], "revision": "8"}, "changed meanwhile"),
    ):
        assert fault in place.post(at, 422, **{**sent, **wrong}), fault
    place.post(at, **{**sent, "lifts": ["1"], "deliverables": ["0"], "rests": "y"})
    large, small = kept(place)["Large"], kept(place)["Small"]
    assert [each.capability for each in small.initiative.lifts] == ["P2"]
    assert small.initiative.deliverables == ("A list",)
    assert (large.initiative.findings, small.initiative.findings) == (("gap:R1",), ("gap:P2",))
    assert (large.initiative.days, small.initiative.days) == (7.5, 2.5)
    assert small.initiative.prerequisites == (number,)
    assert small.sources == (Source("", "Large"),)
    assert set(kept(place)["Rests on it"].initiative.prerequisites) == {large.id, small.id}
    assert deeds(place) == ["split “Small” off “Large”"]


def test_removing_asks_and_names_what_rests_on_it(place: Strategy) -> None:
    number = made(place, "Base")
    made(place, "Upper", prerequisites=(number,))
    assert "1 initiative rests on it" in place.get(f"initiatives/{number}/removal")
    assert "changed meanwhile" in place.post(f"initiatives/{number}/removal", 422, revision="4")
    page = place.post(f"initiatives/{number}/removal", revision="1")
    assert "The initiative is removed." in page
    assert not kept(place)["Upper"].initiative.prerequisites
    place.post(f"initiatives/{number}/removal", revision="1")
    assert deeds(place) == ["removed the initiative “Base”"]


def test_what_adds_up_to_more_than_can_be_kept_is_not_merged(place: Strategy) -> None:
    much = Span(9e11, 9e11)
    parts = [
        made(place, title, one_off=much, running=much, effort=(Effort("Analyst", 1, 6_000.0),))
        for title in ("Build", "Buy")
    ]
    page = unescape(place.get(f"initiatives/merging?part={parts[0]}&part={parts[1]}"))
    assert "Together they cost more than 1,000,000,000,000." in page
    assert "Together Analyst has more than 10,000 days in quarter 1." in page
    sent = {"title": str(parts[0]), "component": PACK.components[0].id}
    place.post("initiatives/merging", 422, part=[f"{each}.1" for each in parts], **sent)
    assert len(kept(place)) == 2
