"""What initiatives are worth: up to the target, part by part, and together."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Target
from questionnaires.roadmap.plan import Effort, Initiative, Lift
from questionnaires.roadmap.value import by_value, reach_of, value_of
from questionnaires.roadmap.value_told import part_told, reach_told, without_target_told, worth_told

LEVEL = st.floats(1, 5)
CAPABILITIES = ("A1", "A2", "B1", "B2")
LIFTS = st.builds(Lift, st.sampled_from(CAPABILITIES), LEVEL, LEVEL)
TARGETS = st.dictionaries(
    st.sampled_from(CAPABILITIES),
    st.one_of(
        st.builds(Target, LEVEL, st.sampled_from(("agreed", "wanted"))), st.just(Target(None, "hidden"))
    ),
)
WORTHS = st.builds(
    Worths, st.just("alignment"), st.dictionaries(st.sampled_from(CAPABILITIES), st.floats(0, 9))
)


def raising(*lifts: Lift, number: int = 1, days: float = 20.0) -> Initiative:
    return Initiative(
        id=number, title="Agree it", component="A", lifts=lifts, effort=(Effort("analyst", 1, days),)
    )


WORTH = Worths("alignment", {"A1": 1.5, "B1": 0.5})


def test_levels_count_up_to_the_target_and_are_worth_what_their_capability_is():
    found = value_of(
        raising(Lift("A1", 1.8, 4.0), Lift("B1", 2.0, 3.0)),
        WORTH,
        {"A1": Target(3.4, "agreed"), "B1": Target(None, "hidden")},
    )
    assert isclose(found.total, 1.5 * 1.6 + 0.5 * 1.0)
    assert isclose(found.ratio or 0, found.total / 2)
    assert found.without_target == ("B1",)
    assert part_told(found.parts[0], "Data quality") == (
        "Data quality is raised from 1.8 to 4.0; it counts up to the agreed target, 3.4: "
        "1.60 levels × 1.50 = 2.40."
    )
    assert "hidden to protect" in part_told(found.parts[1], "Charter")
    assert "charter" in without_target_told([found], {"B1": "Charter"})
    assert "priorities" in worth_told(WORTH)


def test_nothing_above_the_target_counts_and_nothing_below_zero():
    found = value_of(raising(Lift("A1", 3.6, 4.0)), WORTH, {"A1": Target(3.0, "wanted")})
    assert found.total == 0
    assert part_told(found.parts[0], "Data quality").endswith("so it adds nothing.")
    assert value_of(raising(Lift("A1", 3.0, 4.0), days=0), WORTH, {}).ratio is None


def test_a_level_that_two_raise_counts_once_in_the_programme():
    first, second = raising(Lift("A1", 1.0, 3.0)), raising(Lift("A1", 2.0, 4.0), number=2)
    found = reach_of([first, second], WORTH, {})
    assert found.parts[0].levels == 3.0
    assert found.parts[0].shared == 1.0
    assert found.parts[0].raised_by == (1, 2)
    assert reach_told(found, 2) == (
        "Together they are worth 4.5, not 6.0: levels of the same capability that two or more raise count "
        "once (1.5)."
    )


@given(LIFTS, WORTHS, TARGETS)
def test_a_value_is_never_above_what_the_target_leaves(lift, worths, targets):
    found = value_of(raising(lift), worths, targets).parts[0]
    target = targets.get(lift.capability, Target(None, "none")).value
    ends = lift.to if target is None else min(lift.to, target)
    assert found.levels == max(0.0, ends - lift.origin)
    assert found.levels + found.beyond <= max(0.0, lift.to - lift.origin) + 1e-9


@given(st.lists(LIFTS, max_size=6, unique_by=lambda each: each.capability), WORTHS, TARGETS)
def test_a_value_is_the_sum_of_its_lifts(lifts, worths, targets):
    alone = sum(value_of(raising(each), worths, targets).total for each in lifts)
    assert isclose(value_of(raising(*lifts), worths, targets).total, alone, abs_tol=1e-9)


@given(LIFTS, st.floats(0, 4), WORTHS, TARGETS)
def test_raising_further_is_never_worth_less(lift, more, worths, targets):
    further = Lift(lift.capability, lift.origin, lift.to + more)
    less, much = (value_of(raising(each), worths, targets).total for each in (lift, further))
    assert much >= less - 1e-9


@given(st.lists(st.lists(LIFTS, max_size=4), max_size=6), WORTHS, TARGETS)
def test_a_programme_is_worth_at_most_its_parts_and_at_least_the_best_of_them(each_of, worths, targets):
    made = [raising(*lifts, number=number) for number, lifts in enumerate(each_of, 1)]
    values = [value_of(each, worths, targets) for each in made]
    reach = reach_of(made, worths, targets)
    assert isclose(reach.total + reach.shared, sum(each.total for each in values), abs_tol=1e-9)
    assert reach.total >= max((each.total for each in values), default=0) - 1e-9
    backwards = reach_of(made[::-1], worths, targets)
    assert isclose(reach.total, backwards.total, abs_tol=1e-9)


def test_the_highest_value_comes_first_and_of_those_alike_the_least_effort():
    values = [
        value_of(raising(Lift("A1", 1, to), number=number, days=days), WORTH, {})
        for number, (to, days) in enumerate([(2, 30), (3, 10), (2, 5)], 1)
    ]
    assert [each.initiative for each in by_value(values)] == [2, 3, 1]
