"""Strategic weights, agreement in points, and the rules of disagreement."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from questionnaires.alignment import shares, strategic_weights, suggested
from questionnaires.concordance import kendalls_w, ranks
from questionnaires.disagreement import in_points, in_steps
from questionnaires.loading import shipped_pack

CAPABILITIES = ("A1", "A2", "A3", "A4")
strength = st.sampled_from((0, 1, 3))
weights = st.dictionaries(st.integers(1, 6), st.floats(0, 1000, allow_subnormal=False), min_size=1)
matrices = st.dictionaries(st.integers(1, 6), st.dictionaries(st.sampled_from(CAPABILITIES), strength))
sharings = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 100), min_size=n, max_size=n), min_size=2, max_size=8)
)


def test_a_weight_is_the_sum_of_weight_times_strength_over_all_capabilities():
    found = strategic_weights({1: 0.75, 2: 0.25}, {1: {"A1": 3, "A2": 1}, 2: {"A2": 3}}, CAPABILITIES)
    assert found.raw == {"A1": 2.25, "A2": 1.5, "A3": 0, "A4": 0}
    assert found.shares == {"A1": pytest.approx(0.6), "A2": pytest.approx(0.4), "A3": 0, "A4": 0}
    assert not found.alike


def test_where_nothing_supports_anything_all_weigh_alike_and_that_is_said():
    found = strategic_weights({1: 1.0, 2: 0.0}, {2: {"A1": 3}}, CAPABILITIES)
    assert found.alike
    assert set(found.shares.values()) == {0.25}
    assert strategic_weights({}, {}, ()).shares == {}


@given(weights, matrices)
def test_weights_sum_to_one(given_to, matrix):
    found = strategic_weights(shares(given_to), matrix, CAPABILITIES)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert all(each >= 0 for each in found.shares.values())


@given(weights, matrices, st.floats(0.01, 1000))
def test_the_scale_of_the_weights_does_not_matter(given_to, matrix, factor):
    assume(all(each == 0 or each > 1e-100 for each in given_to.values()))
    one = strategic_weights(given_to, matrix, CAPABILITIES).shares
    other = strategic_weights({key: factor * each for key, each in given_to.items()}, matrix, CAPABILITIES)
    assert other.shares == pytest.approx(one)


@given(weights, matrices, st.integers(1, 6), st.sampled_from(CAPABILITIES))
def test_more_support_never_lowers_a_weight(given_to, matrix, priority, capability):
    assume(priority in given_to)
    row = matrix.get(priority, {})
    before = strategic_weights(given_to, matrix, CAPABILITIES)
    after = strategic_weights(given_to, {**matrix, priority: {**row, capability: 3}}, CAPABILITIES)
    assume(not before.alike)
    assert after.shares[capability] >= before.shares[capability] - 1e-12


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_is_a_number_of_zero_or_more(weight):
    with pytest.raises(ValueError, match="zero or more"):
        shares({1: weight, 2: 1.0})


def test_very_large_weights_still_have_shares():
    assert shares({1: 1e308, 2: 1e308}) == {1: 0.5, 2: 0.5}


def test_the_pack_says_what_supports_its_priorities():
    pack = shipped_pack("marketing_operations")
    assert set(suggested(pack, "growth").values()) == {1, 3}
    assert suggested(pack, "") == {}


def test_agreement_by_hand():
    assert kendalls_w([[50, 30, 20]] * 4) == 1
    assert kendalls_w([[50, 30, 20], [20, 30, 50]]) == 0
    # Ranks 3 2 1, 3 1 2, 2.5 1 2.5: rank sums 8.5 4 5.5, S = 10.5; T = 6; 12 x 10.5 / (9 x 24 - 3 x 6).
    assert kendalls_w([[60, 30, 10], [60, 10, 30], [40, 20, 40]]) == pytest.approx(126 / 198)


def test_no_agreement_where_there_is_nothing_to_compare():
    assert kendalls_w([]) is None
    assert kendalls_w([[50, 50]]) is None
    assert kendalls_w([[100], [100]]) is None
    assert kendalls_w([[50, 50], [50, 50]]) is None
    with pytest.raises(ValueError, match="same things"):
        kendalls_w([[1, 2], [1]])


@given(sharings)
def test_agreement_is_what_friedman_s_test_gives(rows):
    assert [ranks(row) for row in rows] == [list(stats.rankdata(row)) for row in rows]
    found = kendalls_w(rows)
    assume(found is not None and len(rows[0]) > 2)
    chi = stats.friedmanchisquare(*zip(*rows, strict=True)).statistic
    assert found == pytest.approx(chi / (len(rows) * (len(rows[0]) - 1)), abs=1e-9)


@pytest.mark.parametrize(
    ("points", "apart", "camps"),
    [
        ((0, 30), None, False),  # two people only
        ((10, 20, 39), None, False),
        ((10, 20, 40), 30, True),
        ((0, 0, 0, 0, 0, 0, 60), 60, False),
        ((0, 5, 50, 60), 60, True),
    ],
)
def test_when_points_are_far_apart(points, apart, camps):
    spread = in_points(points)
    assert (spread and spread.apart, bool(spread and spread.camps)) == (apart, camps)


@pytest.mark.parametrize(
    ("ratings", "apart", "camps"),
    [
        ((), None, False),
        ((1,), None, False),
        ((2, 4), None, False),
        ((1, 4), 3, True),
        ((1, 3, 3, 4), 3, False),
    ],
)
def test_when_ratings_are_far_apart(ratings, apart, camps):
    spread = in_steps(ratings)
    assert (spread and spread.apart, bool(spread and spread.camps)) == (apart, camps)


@given(st.lists(st.integers(1, 5), max_size=12), st.randoms())
def test_the_order_of_people_does_not_matter(ratings, chance):
    mixed = list(ratings)
    chance.shuffle(mixed)
    assert in_steps(mixed) == in_steps(ratings)
