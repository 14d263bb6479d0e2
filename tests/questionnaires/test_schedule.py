"""Schedules by both ways: they keep to needs, pins and limits; a search ends with no less than the draft."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loading import shipped_pack
from questionnaires.roadmap.checking import breaks
from questionnaires.roadmap.foundations import foundations, leads_to
from questionnaires.roadmap.improving import Way, improve
from questionnaires.roadmap.left_out import left_out
from questionnaires.roadmap.plan import Capacity, Effort, Initiative, Measure, Placement, Roadmap, Span
from questionnaires.roadmap.problem import Problem, Task, gained, problem
from questionnaires.roadmap.schedule import draft, obeys
from tests.roadmaps import STARTS_ON, many, roadmap

PACK = shipped_pack("marketing_operations")
ENOUGH = 20.0
"""Seconds that no search of these small problems takes."""


@st.composite
def problems(draw: st.DrawFn, most: int = 6, quarters: int = 5) -> Problem:
    """Return a problem in which tasks need earlier ones, or by rare chance each other."""
    number = draw(st.integers(1, most))
    small = st.integers(0, 4).map(float)
    limits = st.lists(st.integers(0, 6).map(float), min_size=quarters, max_size=quarters).map(tuple)
    tasks = []
    for each in range(1, number + 1):
        length = draw(st.integers(1, quarters))
        others = [other for other in range(1, number + 1) if other != each]
        needs = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        tasks.append(
            Task(
                each,
                length,
                draw(st.integers(1, 9)) / 1.0,
                tuple(other for other in needs if other < each or draw(st.integers(0, 9)) == 0),
                draw(st.one_of(st.none(), st.none(), st.integers(1, quarters))),
                {"analyst": tuple(draw(st.lists(small, min_size=length, max_size=length)))},
                draw(small),
                draw(small) / 2,
            )
        )
    days = {"analyst": draw(limits)} if draw(st.booleans()) else {}
    return Problem(quarters, tuple(tasks), draw(st.one_of(st.none(), limits)), days)


@given(problems(most=12, quarters=8))
@settings(max_examples=60)
def test_both_ways_keep_to_everything_and_the_search_gains_no_less(asked: Problem) -> None:
    first = draft(asked)
    found = improve(asked, first, seconds=ENOUGH)
    for schedule in (first, found.schedule):
        assert obeys(asked, schedule.starts)
        assert gained(asked, schedule.starts) == pytest.approx(schedule.gained)
    assert found.schedule.gained >= first.gained
    assert found.way.bound >= found.schedule.gained
    assert found.way.is_best


@given(problems(most=4, quarters=4))
@settings(max_examples=50)
def test_the_search_finds_what_trying_everything_finds(asked: Problem) -> None:
    free = [each for each in asked.tasks if each.pinned is None]
    best = 0.0
    for starts in product(*[range(asked.quarters + 1)] * len(free)):
        tried = {each.id: start for each, start in zip(free, starts, strict=True) if start}
        if obeys(asked, {**asked.pinned, **tried}):
            best = max(best, gained(asked, {**asked.pinned, **tried}))
    assert improve(asked, seconds=ENOUGH).schedule.gained == pytest.approx(best, rel=1e-4)


def unplaced(number: int, days: float = 60.0) -> Roadmap:
    found = many(number)
    roles = {each.role for one in found.initiatives for each in one.effort}
    there = Capacity(STARTS_ON, 12, 0.15, (150_000.0,) * 12, dict.fromkeys(roles, (days,) * 12))
    return replace(found, placements={}, capacity=there)


def scheduled(found: Roadmap) -> tuple[Roadmap, Problem]:
    asked = problem(found, PACK, {each.id: float(each.id % 5) for each in found.initiatives})
    starts = draft(asked).starts
    places = {number: Placement(start, number in asked.pinned) for number, start in starts.items()}
    return replace(found, placements=places), asked


def test_a_draft_of_forty_breaks_nothing_but_what_it_waived() -> None:
    found, asked = scheduled(unplaced(40))
    kinds = {each.kind for each in breaks(found, PACK)}
    assert kinds <= {"foundation", "measure"}
    told = {(each.initiative, each.other) for each in breaks(found, PACK) if each.kind == "foundation"}
    assert told <= set(asked.waived)
    assert len(found.placements) > 30


def test_what_is_left_out_says_what_binds() -> None:
    found, asked = scheduled(unplaced(64, days=12.0))
    whys = {each.id: each.why for each in left_out(found, asked)}
    assert whys.keys() == {each.id for each in found.initiatives} - found.placements.keys()
    assert any("which has no place" in why for why in whys.values())
    assert any("beside the reserve" in why for why in whys.values())
    assert not any("would fit" in why for why in whys.values())


def test_pins_stay_even_where_they_break_something_and_it_is_told() -> None:
    found = roadmap()
    pinned = replace(found, placements={8: Placement(1, pinned=True), 1: Placement(11, pinned=True)})
    asked = problem(pinned, PACK, {})
    starts = improve(asked, seconds=ENOUGH).schedule.starts
    assert (starts[8], starts[1]) == (1, 11)
    assert obeys(asked, starts)
    told = breaks(replace(found, placements={n: Placement(s, n in (1, 8)) for n, s in starts.items()}), PACK)
    assert any(each.kind == "prerequisite" and each.initiative == 8 and each.pinned for each in told)


def test_a_search_ends_when_it_is_told_to_and_passes_on_what_its_watch_raises() -> None:
    asked = problem(unplaced(64), PACK, {})
    seen: list[Way] = []
    found = improve(asked, seconds=ENOUGH, watch=lambda way, _: bool(seen.append(way)))
    assert len(seen) == 1
    assert obeys(asked, found.schedule.starts)
    assert found.schedule.gained >= draft(asked).gained

    def watch(_way: Way, _seconds: float) -> bool:
        raise KeyError("enough")

    with pytest.raises(KeyError):
        improve(asked, seconds=ENOUGH, watch=watch)


def one(number: int, **said: object) -> Initiative:
    return Initiative(id=number, title=f"Work {number}", component="technology", **said)  # type: ignore[arg-type]


def test_each_kind_of_break_says_which_and_by_how_much() -> None:
    asked = (
        one(1, quarters=2, effort=(Effort("operations_lead", 1, 9.0),), one_off=Span(80, 120)),
        one(2, prerequisites=(1, 3), quarters=1, measures=(Measure("Revenue", "primary", False),)),
        one(3, quarters=3),
        one(4, effort=(Effort("Operations  Lead", 1, 12.5),)),
    )
    there = Capacity(STARTS_ON, 4, 0.1, (50.0,) * 4, {"Operations lead": (20.0,) * 4})
    found = Roadmap(asked, there, {1: Placement(1), 2: Placement(2, True), 4: Placement(1)})
    said = [each.text for each in breaks(found, PACK)]
    assert said == [
        "“Work 2” begins in Q2 2027 and needs “Work 1”, which ends in Q2 2027.",
        "“Work 2” begins in Q2 2027 and needs “Work 3”, which has no place.",
        "“Work 2” begins in Q2 2027, and there are no figures for “Revenue”, by which it is to show.",
        "Operations lead: 1.5 days over in Q1 2027, the reserve included.",
        "Operations lead: the reserve gives 2 days in Q1 2027.",
        "The budget: the reserve gives 5 in Q1 2027 and 5 in Q2 2027.",
    ]
    late = replace(found, placements={3: Placement(3)})
    assert [each.text for each in breaks(late, PACK)] == [
        "“Work 3” would end in Q1 2028; the roadmap ends with Q4 2027."
    ]


def test_foundations_follow_the_pack_and_make_no_circles() -> None:
    found = many(64).initiatives
    rests_on = foundations(PACK, found)
    by_key = {each.key: each.id for each in found}
    assert by_key["I-C9"] in rests_on[by_key["I-A9"]]
    assert rests_on[by_key["I-B1"]] == ()
    needs = {each.id: each.needs for each in problem(unplaced(64), PACK, {}).tasks}
    assert not any(leads_to(needs, each, each) for each in needs)
