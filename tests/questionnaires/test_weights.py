"""Weights other than the pack's: what they add up to, and what is refused."""

from dataclasses import replace
from math import inf, isclose, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scores import RollUp
from questionnaires.scoring import score
from questionnaires.tally import count
from questionnaires.weights import own, pack_weights, strategic
from tests.questionnaires.samples import TWO, table

PEOPLE = [[[level, 5, 0] for level in (1, 2, 3, 4, 5)]] * 6
shares = st.floats(0, 1).map(lambda each: round(each, 3))


def scored(weights, people=PEOPLE):
    return score(TWO, count(table(TWO, people)), 5, weights)


def test_the_packs_weights_are_those_that_count_where_none_are_given():
    assert scored(None) == scored(pack_weights(TWO))
    assert scored(None).weights == pack_weights(TWO)


@given(st.lists(shares, min_size=5, max_size=5).filter(any))
def test_strategic_weights_make_the_whole_the_mean_by_share(given):
    ids = list(TWO.capability)
    found = scored(strategic(TWO, dict(zip(ids, given, strict=True)))).overall
    expected = sum(w * level for w, level in zip(given, (1, 2, 3, 4, 5), strict=True)) / sum(given)
    assert isclose(found.current, expected, abs_tol=1e-9)


def test_a_component_without_a_share_keeps_its_score_and_does_not_count():
    found = scored(strategic(TWO, {"Q2": 1.0}))
    assert found.components["P"].current == scored(None).components["P"].current
    assert found.overall.current == found.components["Q"].current == 4.0
    assert found.overall.gated.capability == "Q2"


def test_zero_leaves_out_and_a_component_of_zeros_has_no_score():
    found = scored(own(TWO, {}, {"P1": 0, "Q1": 0, "Q2": 0, "Q3": 0}, "Only P2 is in scope"))
    assert (found.components["P"].current, found.components["P"].gated.capability) == (2.0, "P2")
    assert found.components["Q"] == RollUp(None, None, None, None, 0, None)
    assert found.overall.current == 2.0
    assert found.overall.coverage == pytest.approx(2 / 3)


def test_too_little_of_the_weight_is_insufficient_whatever_the_count():
    people = [[[1, 5, 0], [2, 5, 0], [3, 5, 0], [4, 5, 0], [0, 0, 0]]] * 6
    found = scored(own(TWO, {}, {"Q1": 1, "Q2": 1, "Q3": 3}, "Q3 is most of it"), people)
    assert found.components["Q"] == RollUp(None, None, None, None, pytest.approx(0.4), None)


@given(st.lists(st.floats(0.01, 100), min_size=5, max_size=5), st.floats(0.1, 50))
def test_only_proportions_count(given, factor):
    weights = own(TWO, {}, dict(zip(TWO.capability, given, strict=True)), "")
    times = replace(weights, capabilities={key: each * factor for key, each in weights.capabilities.items()})
    one, other = scored(weights).overall, scored(times).overall
    assert isclose(one.current, other.current)
    assert isclose(one.rwg, other.rwg)


@pytest.mark.parametrize("weight", [-0.1, nan, inf, 1e300])
def test_what_is_no_weight_is_refused(weight):
    with pytest.raises(ValueError, match="from 0 to 1,000,000"):
        own(TWO, {}, {"P1": weight}, "")


def test_unknown_parts_and_nothing_at_all_are_refused():
    with pytest.raises(ValueError, match="no Z9"):
        own(TWO, {"Z9": 1}, {}, "")
    with pytest.raises(ValueError, match="no Z9"):
        strategic(TWO, {"Z9": 1})
    with pytest.raises(ValueError, match="at least one component"):
        own(TWO, {"P": 0, "Q": 0}, {}, "")
    with pytest.raises(ValueError, match="at least one component"):
        strategic(TWO, {})
    with pytest.raises(ValueError, match="another pack"):
        scored(replace(pack_weights(TWO), components={"P": 1.0}))
