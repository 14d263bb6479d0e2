"""Figures of a distribution, against the edge answers agreed on and against SciPy."""

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from questionnaires.statistics import Figures, agreement_label, describe, disagreement, student_t

ratings = st.lists(st.integers(1, 5), min_size=0, max_size=60)


def figures(given: list[int], population: int | None = None) -> Figures:
    counts = np.bincount(np.array(given, dtype=int), minlength=6)[1:6]
    return describe(counts, np.array(10**9 if population is None else population))


def test_nobody_has_no_figures():
    nobody = figures([], 4)
    assert nobody.n == 0
    for name in ("mean", "median", "sd", "ad", "rwg", "consensus", "low", "high"):
        assert np.isnan(getattr(nobody, name)), name
    assert not nobody.polarised


def test_one_person_has_a_mean_and_no_spread():
    one = figures([4], 3)
    assert (one.mean, one.median) == (4, 4)
    for name in ("sd", "ad", "rwg", "consensus", "low", "high"):
        assert np.isnan(getattr(one, name)), name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([3, 4], {"rwg": 0.75, "ad": 0.5}),
        ([1, 1, 1, 5, 5, 5], {"rwg": 0, "consensus": 0, "ad": 2, "polarised": True}),
        ([2, 2, 3, 3, 3, 4, 4, 5], {"mean": 3.25, "ad": 0.8125, "rwg": 0.4642857142857143}),
        ([1, 2, 3, 4, 5], {"consensus": 0.43398500028846243, "polarised": True}),
        ([1, 2, 3, 3, 4, 5], {"polarised": True}),
        ([1, 2, 3, 3, 3, 4, 5], {"polarised": False}),
    ],
)
def test_edge_answers(given, expected):
    found = figures(given)
    assert {name: pytest.approx(float(getattr(found, name))) for name in expected} == expected


def test_all_alike_agree_wholly_and_have_no_interval():
    alike = figures([4] * 6, 9)
    assert (alike.sd, alike.ad, alike.rwg, alike.consensus) == (0, 0, 1, 1)
    assert np.isnan(alike.low)


def test_interval_allows_for_the_people_who_did_not_answer():
    five = [2, 3, 3, 4, 5]
    of_six = figures(five, 6)
    assert (float(of_six.low), float(of_six.high)) == pytest.approx((2.8220, 3.9780), abs=5e-5)
    of_many = figures(five)
    assert (float(of_many.low), float(of_many.high)) == pytest.approx((1.9843, 4.8157), abs=5e-5)


def test_a_census_and_four_people_have_no_interval():
    assert np.isnan(figures([2, 3, 3, 4, 5], 5).low)
    assert np.isnan(figures([2, 3, 3, 5], 100).low)


@given(ratings)
def test_figures_agree_with_numpy_and_scipy(given):
    found = figures(given)
    assert found.n == len(given)
    if not given:
        return
    assert float(found.mean) == pytest.approx(np.mean(given))
    assert float(found.median) == np.median(given)
    if len(given) > 1:
        mean = np.mean(given)
        assert float(found.sd) == pytest.approx(np.std(given, ddof=1), abs=1e-12)
        assert float(found.ad) == pytest.approx(np.mean(np.abs(np.array(given) - mean)), abs=1e-12)
        assert float(found.rwg) == pytest.approx(max(0, 1 - np.var(given, ddof=1) / 2), abs=1e-12)
        shares = [given.count(level) / len(given) for level in range(1, 6)]
        expected = 1 + sum(p * log2(1 - abs(x - mean) / 4) for x, p in enumerate(shares, 1) if p)
        assert float(found.consensus) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(1, 5), min_size=5, max_size=60), st.integers(1, 1000))
def test_interval_agrees_with_scipy(given, missing):
    population = len(given) + missing
    found = figures(given, population)
    if len(set(given)) == 1:
        assert np.isnan(found.low)
        return
    error = stats.sem(given) * np.sqrt(1 - len(given) / population)
    low, high = stats.t.interval(0.95, len(given) - 1, np.mean(given), error)
    assert float(found.low) == pytest.approx(max(1, low))
    assert float(found.high) == pytest.approx(min(5, high))


@given(st.integers(1, 5), st.integers(1, 100_000))
def test_a_mean_of_whole_levels_is_whole(level, people):
    assert describe(np.eye(5, dtype=int)[level - 1] * people, np.array(10**9)).mean == level


@settings(deadline=None)
@given(st.integers(1, 2_000_000))
def test_student_t_agrees_with_scipy(freedom):
    assert student_t(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-10)


def test_student_t_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="at least one degree"):
        student_t(0)


@given(st.lists(st.lists(st.integers(0, 50), min_size=5, max_size=5), min_size=1, max_size=8))
def test_many_distributions_at_once_are_as_one_by_one(rows):
    counts = np.array(rows)
    population = counts.sum(axis=-1) + 3
    together = describe(counts, population)
    for place, row in enumerate(rows):
        alone = describe(np.array(row), population[place])
        for name in ("mean", "median", "sd", "ad", "rwg", "consensus", "low", "high", "polarised"):
            np.testing.assert_equal(getattr(together, name)[place], getattr(alone, name))


def test_words_for_agreement():
    words = [agreement_label(each) for each in (0.0, 0.3, 0.31, 0.5, 0.7, 0.9, 0.91)]
    assert words == ["none", "none", "weak", "weak", "moderate", "strong", "very strong"]


def test_disagreement_grows_with_spread_and_people():
    assert disagreement(1.2, 40) > disagreement(1.2, 5) > disagreement(0.4, 5) > 0
