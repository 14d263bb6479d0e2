"""Initiatives made into one, and one made into two: nothing that was said of them is lost."""

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.roadmap.joining import Going, merged, parted
from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span

ONE = Initiative(
    id=4,
    title="One",
    component="A",
    why="Because",
    lifts=(Lift("A1", 2.0, 3.0), Lift("A2", 1.5, 2.5)),
    findings=("gap:A1",),
    priorities=(1,),
    deliverables=("A list", "Rules"),
    milestones=(Milestone(2, "Done"),),
    measures=(Measure("Share", "primary"),),
    owner="Ines",
    quarters=2,
    effort=(Effort("Analyst", 1, 2.5), Effort("Lead", 2, 1.0)),
    one_off=Span(1_000, 3_000),
    prerequisites=(5, 9),
    risks=(Risk("Nobody reads it"),),
    stops_if="It stops",
)
TWO = Initiative(
    id=5,
    title="Two",
    component="B",
    lifts=(Lift("A1", 1.8, 2.8), Lift("B1", 2.0, 4.0)),
    findings=("gap:B1", "gap:A1"),
    priorities=(2, 1),
    objective=3,
    deliverables=("a LIST", "Another"),
    milestones=(Milestone(1, "Begun"),),
    measures=(Measure("share", "primary", True),),
    owner="Tom",
    quarters=3,
    effort=(Effort("analyst", 1, 4.0),),
    one_off=Span(500, 500),
    running=Span(10, 20),
    uses_strength=True,
)


def test_the_whole_holds_what_its_parts_hold() -> None:
    whole = merged([ONE, TWO], "Both", "B")
    assert whole == Initiative(
        id=0,
        title="Both",
        component="B",
        why="Because",
        lifts=(Lift("A1", 1.8, 3.0), Lift("A2", 1.5, 2.5), Lift("B1", 2.0, 4.0)),
        findings=("gap:A1", "gap:B1"),
        priorities=(1, 2),
        objective=3,
        deliverables=("A list", "Rules", "Another"),
        milestones=(Milestone(1, "Begun"), Milestone(2, "Done")),
        measures=(Measure("Share", "primary", True),),
        owner="Ines and Tom",
        quarters=3,
        effort=(Effort("Analyst", 1, 6.5), Effort("Lead", 2, 1.0)),
        one_off=Span(1_500, 3_500),
        running=Span(10, 20),
        prerequisites=(9,),
        risks=(Risk("Nobody reads it"),),
        stops_if="It stops",
        uses_strength=True,
    )


def test_what_goes_to_the_second_leaves_the_first() -> None:
    going = Going(
        "New",
        "B",
        lifts=frozenset({1}),
        deliverables=frozenset({0}),
        shared=frozenset({"gap:A1"}),
        percent=40,
    )
    first, second = parted(ONE, going)
    assert (first.id, first.title, first.owner) == (4, "One", "Ines")
    assert (second.id, second.title, second.component, second.owner) == (0, "New", "B", "")
    assert first.lifts == ONE.lifts[:1]
    assert second.lifts == ONE.lifts[1:]
    assert first.deliverables == ("Rules",)
    assert second.deliverables == ("A list",)
    assert first.findings == second.findings == ("gap:A1",)
    assert second.effort == (Effort("Analyst", 1, 1.0), Effort("Lead", 2, 0.4))
    assert first.effort == (Effort("Analyst", 1, 1.5), Effort("Lead", 2, 0.6))
    assert second.prerequisites == first.prerequisites == ONE.prerequisites


EFFORT = st.lists(
    st.builds(Effort, st.sampled_from("ABC"), st.integers(1, 4), st.integers(1, 900).map(lambda n: n / 10)),
    unique_by=lambda each: (each.role, each.quarter),
)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda ends: Span(*map(float, sorted(ends)))
)


@given(EFFORT, SPANS, st.integers(0, 100))
def test_no_day_and_no_money_is_lost_or_made(effort: list[Effort], money: Span, percent: int) -> None:
    whole = Initiative(id=1, title="T", component="A", effort=tuple(effort), one_off=money)
    first, second = parted(whole, Going("S", "A", percent=percent))
    assert round(first.days + second.days, 1) == round(whole.days, 1)
    assert all(each.days > 0 for each in (*first.effort, *second.effort))
    for each in (first.one_off, second.one_off):
        assert 0 <= each.low <= each.high
    assert first.one_off.low + second.one_off.low == money.low
    assert first.one_off.high + second.one_off.high == money.high
    again = merged([first, second], "T", "A")
    assert {(each.role, each.quarter, each.days) for each in again.effort} == {
        (each.role, each.quarter, each.days) for each in effort
    }
