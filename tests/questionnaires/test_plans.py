"""The plans of a roadmap: what is spent and who is asked for add up, whichever way they are added."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.loading import shipped_pack
from questionnaires.roadmap.adding_up import evened, whole
from questionnaires.roadmap.capital import capital_plan
from questionnaires.roadmap.known import Contract, Known, KnownMeasure, Posts, Renewal
from questionnaires.roadmap.plan import Capacity, Effort, Initiative, Placement, Roadmap, Span
from questionnaires.roadmap.plans import last_days, plans
from questionnaires.roadmap.spending import days_by_quarter, one_off_by_quarter, running_by_quarter
from questionnaires.roadmap.staffing import TENTHS, called, people_by_quarter, staffing_plan
from tests.roadmaps import roadmap

PACK = shipped_pack("marketing_operations")
QUARTERS = 12

spans = st.tuples(*[st.integers(0, 10**7)] * 2).map(lambda ends: Span(*sorted(ends)))
efforts = st.lists(
    st.builds(Effort, st.sampled_from(("analyst", "lead")), st.integers(1, 12), st.integers(1, 900)),
    max_size=6,
)


@st.composite
def roadmaps(draw: st.DrawFn) -> Roadmap:
    """Draw a roadmap of up to eight initiatives, some of them without a place."""
    made, places = [], {}
    for number in range(1, draw(st.integers(1, 8)) + 1):
        each = Initiative(
            id=number,
            title=f"Initiative {number}",
            component=draw(st.sampled_from(PACK.components)).id,
            quarters=draw(st.integers(1, 6)),
            one_off=draw(spans),
            running=draw(spans),
            effort=tuple(replace(one, days=one.days / 10) for one in draw(efforts)),
        )
        made.append(each)
        if draw(st.booleans()):
            places[number] = Placement(draw(st.integers(1, QUARTERS)))
    budget = draw(st.none() | st.just((100_000.0,) * QUARTERS))
    return Roadmap(tuple(made), Capacity(date(2027, 1, 1), QUARTERS, 0.15, budget), places)


def test_one_off_cost_falls_on_its_quarters_and_running_cost_on_those_after() -> None:
    one = Initiative(
        id=1, title="One", component="B", quarters=3, one_off=Span(10_000, 20_000), running=Span(4_000, 8_000)
    )
    assert one_off_by_quarter(one, 2, 6) == (0, 5_000, 5_000, 5_000, 0, 0)
    assert running_by_quarter(one, 2, 6) == (0, 0, 0, 0, 1_500, 1_500)
    assert sum(one_off_by_quarter(one, 5, 6)) == 10_000, "a third of it lies beyond the last quarter"


def test_days_fall_into_the_quarters_of_the_roadmap() -> None:
    effort = (Effort("lead", 1, 5), Effort("lead", 2, 3), Effort("analyst", 4, 9))
    one = Initiative(id=1, title="One", component="B", quarters=3, effort=effort)
    assert days_by_quarter(one, 2, 4) == {"lead": (0, 5, 3, 0), "analyst": (0, 0, 0, 0)}


@given(st.lists(st.floats(0, 1e9), max_size=12))
def test_running_sums_are_rounded_and_the_parts_follow(amounts: list[float]) -> None:
    found = whole(amounts)
    assert abs(sum(found) - sum(amounts)) <= 0.5 + 1e-5
    assert all(each >= 0 for each in found)


@given(
    st.integers(1, 7).flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 9_999), min_size=wide, max_size=wide), min_size=1, max_size=6
        )
    ),
    st.sampled_from((1, 10, 1_000)),
)
def test_a_table_in_larger_units_still_adds_up(table: list[list[int]], unit: int) -> None:
    found = evened(table, unit)

    def close(rounded: int, exact: int) -> bool:
        return abs(rounded * unit - exact) < unit

    for row, exact in zip(found, table, strict=True):
        assert all(map(close, row, exact))
        assert close(sum(row), sum(exact))
    for column, exact in zip(zip(*found, strict=True), zip(*table, strict=True), strict=True):
        assert close(sum(column), sum(exact))
    assert close(sum(map(sum, found)), sum(map(sum, table)))


@given(roadmaps())
def test_capital_adds_up_to_the_last_unit(drawn: Roadmap) -> None:
    found = capital_plan(drawn, [each.id for each in PACK.components])
    for those in (found.by_component, found.by_initiative):
        assert [sum(column) for column in zip(*(each.both for each in those.values()), strict=True)] == (
            list(found.whole.both) if those else []
        )
        assert sum(each.total for each in those.values()) == found.whole.total
    assert sum(found.whole.within(each.quarters).total for each in found.years) == found.whole.total
    assert found.cumulated[-1] == found.whole.total
    inside = sum(each.total for each in found.by_initiative.values())
    once = sum(sum(each.one_off) for each in found.by_initiative.values())
    planned = sum(each.one_off.expected for each in drawn.in_order)
    assert inside == found.whole.total
    assert abs(once + found.beyond - planned) <= len(drawn.in_order)
    assert {each.id for each in found.unplaced} == {each.id for each in drawn.initiatives} - {
        *drawn.placements
    }


@given(roadmaps())
def test_staffing_adds_up_and_costs_what_its_days_cost(drawn: Roadmap) -> None:
    found = staffing_plan(drawn)
    for place in range(QUARTERS):
        assert sum(each.tenths[place] for each in found.roles) == found.tenths[place]
    costs, without = people_by_quarter(drawn, {"Analyst": 500})
    assert without == tuple(each.role for each in found.roles if each.role != "analyst")
    days = sum(each.total for each in found.roles if each.role == "analyst") / TENTHS
    assert sum(costs) == round(500 * days)


def test_a_role_that_is_written_in_two_ways_is_one_with_one_limit() -> None:
    made = tuple(
        Initiative(id=number, title=role, component="B", effort=(Effort(role, 1, 6.0),))
        for number, role in enumerate(("Data steward", "data_steward"), 1)
    )
    capacity = Capacity(date(2027, 1, 1), QUARTERS, 0.0, None, {"Data Steward": (10.0,) * QUARTERS})
    (only,) = staffing_plan(Roadmap(made, capacity, {1: Placement(1), 2: Placement(1)})).roles
    assert (only.role, only.total, only.over) == ("Data steward", 12 * TENTHS, (0,))


def test_a_quarter_that_asks_for_more_than_is_left_stands_out() -> None:
    plain = roadmap(PACK)
    tight = replace(plain, capacity=replace(plain.capacity, budget=(20_000.0,) * 12, days={}))
    found = capital_plan(tight)
    assert found.limit == (17_000,) * 12
    assert found.over == tuple(place for place, spent in enumerate(found.whole.both) if spent > 17_000)
    assert staffing_plan(tight).over == ()
    scarce = replace(plain, capacity=replace(plain.capacity, days={"Analyst": (1.0,) * 12}))
    assert [called(each.role) for each in staffing_plan(scarce).over] == ["analyst"]


def test_plans_are_laid_beside_what_the_worksheets_name() -> None:
    plain = roadmap(PACK)
    known = Known(
        contracts=(Contract("norrland  data", "Hosting", "technology", date(2028, 3, 31)),),
        renewals=(
            Renewal("Mailer", 12_000, date(2027, 2, 1)),
            Renewal("Too late", 1, date(2031, 1, 1)),
        ),
        posts=(Posts("Analyst", 1.5, 2.0),),
        measures=(KnownMeasure(plain.initiatives[0].measures[0].name.upper(), "In use"),),
    )
    found = plans(PACK, plain, known)
    supplier = next(each for each in found.suppliers if each.supplier == "Norrland Data")
    assert [each.initiative.id for each in supplier.works] == [7, 8]
    assert supplier.ending(found.last_days) == known.contracts
    assert found.suppliers[-1].supplier == "", "work on suppliers without one comes last"
    assert [(each.renewal.tool, each.quarter) for each in found.renewals] == [("Mailer", 1)]
    assert next(each for each in found.staffing.roles if called(each.role) == "analyst").filled == 1.5
    assert any(each.status == "In use" for each in found.measures)
    ends = [each.end for each in found.measures if each.end]
    assert ends == sorted(ends)
    assert found.measures[-1].end is None
    assert last_days(plain)[0] == date(2027, 3, 31)
    assert last_days(plain)[-1] == date(2029, 12, 31)


def test_without_places_the_plans_are_empty() -> None:
    found = plans(PACK, replace(roadmap(PACK), placements={}))
    assert found.capital.whole.total == 0
    assert not found.staffing.roles
    assert not found.suppliers
    assert not found.technology
    assert all(each.end is None for each in found.measures)
