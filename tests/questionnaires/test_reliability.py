"""Alpha, ICC, Cliff's delta and worst cases, against slow readings of the raw ratings."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from questionnaires.reliability import alpha_reading, explained, ordinal_alpha
from questionnaires.statistics import cliffs_delta, effect_size, worst_cases

counts = st.lists(st.integers(0, 9), min_size=5, max_size=5)
units = st.lists(st.lists(st.integers(1, 5), max_size=8), min_size=1, max_size=7)


def counted(ratings):
    return [ratings.count(level) for level in range(1, 6)]


def alpha_of_pairs(units):
    """Return the alpha of ratings by going through every pair of them."""
    pairable = [unit for unit in units if len(unit) > 1]
    values = [each for unit in pairable for each in unit]
    n = [values.count(level) for level in range(6)]

    def distance(one, other):
        low, high = sorted((one, other))
        return (sum(n[low : high + 1]) - (n[low] + n[high]) / 2) ** 2

    within = [(one, other, len(unit) - 1) for unit in pairable for one, other in permutations(unit, 2)]
    observed = sum(distance(one, other) / others for one, other, others in within)
    expected = sum(distance(one, other) for one, other in permutations(values, 2))
    return None if not expected else 1 - (len(values) - 1) * observed / expected


@given(units)
def test_alpha_is_that_of_all_pairs(units):
    expected = alpha_of_pairs(units)
    found = ordinal_alpha(np.array([counted(each) for each in units]))
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_alpha_of_published_examples():
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example D: ordinal alpha .815.
    raw = ([1] * 3, [2] * 3 + [3], [3] * 4, [3] * 4, [2] * 4, [1, 2, 3, 4], [4] * 4, [1, 1, 2, 1])
    raw += ([2] * 4, [5] * 3, [1, 1], [3])
    assert ordinal_alpha(np.array([counted(each) for each in raw])) == pytest.approx(0.815, abs=5e-4)


@pytest.mark.parametrize("raw", [[], [[3]], [[3, 3], [3, 3, 3]], [[1], [5]]])
def test_a_constant_matrix_and_one_without_pairs_have_no_alpha(raw):
    assert ordinal_alpha(np.array([counted(each) for each in raw], dtype=int).reshape(-1, 5)) is None


def test_alpha_is_1_where_all_agree_and_below_0_where_they_differ_within_only():
    assert ordinal_alpha(np.array([counted([1, 1]), counted([5, 5])])) == 1
    assert ordinal_alpha(np.array([counted([1, 5]), counted([1, 5])])) < 0
    words = {alpha_reading(each) for each in (-0.4, 0.3, 0.5, 0.7, 0.9)}
    assert len(words) == 5


@given(st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=12), min_size=3, max_size=5))
def test_icc_is_that_of_the_analysis_of_variance(groups):
    found = explained([counted(each) for each in groups])
    if len({value for each in groups for value in each}) == 1:
        assert found is None
        return
    assume(any(len(set(each)) > 1 for each in groups))
    f = stats.f_oneway(*groups).statistic
    if f <= 1:
        assert found == pytest.approx((0, 0), abs=1e-9)
        return
    sizes = [len(each) for each in groups]
    k = (sum(sizes) - sum(n * n for n in sizes) / sum(sizes)) / (len(sizes) - 1)
    assert found == pytest.approx(((f - 1) / (f + k - 1), 1 - 1 / f), rel=1e-6)


def test_icc_needs_three_groups_of_five():
    five, four = counted([1, 2, 2, 3, 4]), counted([1, 2, 3, 4])
    assert explained([five, five]) is None
    assert explained([five, five, four]) is None
    assert explained([five, five, five]) == (0, 0)
    assert explained([[5, 0, 0, 0, 0], [0, 0, 5, 0, 0], [0, 0, 0, 0, 5]]) == (1, 1)


@given(counts, counts)
def test_cliffs_delta_is_that_of_mann_and_whitney(one, other):
    assume(sum(one) and sum(other))
    first, second = (np.repeat(np.arange(1, 6), each) for each in (one, other))
    u = stats.mannwhitneyu(first, second, method="asymptotic").statistic if len({*first, *second}) > 1 else 0
    expected = 2 * u / (len(first) * len(second)) - 1 if len({*first, *second}) > 1 else 0
    assert cliffs_delta(one, other) == pytest.approx(expected)
    assert cliffs_delta(other, one) == pytest.approx(-expected)


def test_cliffs_delta_has_its_words_and_needs_ratings():
    words = [effect_size(each) for each in (0.0, -0.146, 0.147, -0.33, 0.474, -1.0)]
    assert words == ["negligible", "negligible", "small", "medium", "large", "large"]
    with pytest.raises(ValueError, match="compares ratings"):
        cliffs_delta([0] * 5, [1, 0, 0, 0, 0])


@given(counts, st.integers(0, 30))
def test_the_worst_cases_are_those_of_all_ones_and_all_fives(given, missing):
    n = sum(given)
    found = worst_cases(given, n + missing)
    if not n:
        assert found is None
        return
    ratings = np.repeat(np.arange(1, 6), given)
    ends = (np.mean([*ratings, *[level] * missing]) for level in (1, 5))
    assert found == pytest.approx(tuple(ends))
