"""How figures are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.rounding import shown, signed


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2.25, 1, "2.3"),
        (2.35, 1, "2.4"),
        (0.845, 2, "0.85"),
        (5, 1, "5.0"),
        (-0.25, 1, "\u22120.3"),
        (-0.01, 1, "0.0"),
    ],
)
def test_half_goes_up(value, digits, text):
    assert shown(value, digits) == text


def test_differences_carry_their_sign():
    assert [signed(each) for each in (1.94, -0.42, 0.0, -0.04)] == ["+1.9", "\u22120.4", "0.0", "0.0"]


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_mean_rounds_as_its_exact_fraction_does(total, people):
    tenths = (Fraction(total, people) * 10 + Fraction(1, 2)).__floor__()
    assert shown(total / people) == f"{tenths // 10}.{tenths % 10}"
