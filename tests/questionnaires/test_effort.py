"""How long questionnaires take."""

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.effort import LONGEST, minutes_needed, seconds_needed

few = st.integers(min_value=0, max_value=200)


def test_the_whole_method_takes_what_leaders_do_not_give() -> None:
    assert 35 <= minutes_needed(52, 156) <= 40
    assert minutes_needed(52, 156) > LONGEST


def test_the_short_form_with_picks_is_short() -> None:
    assert minutes_needed(12, 24, picks=5) == 10
    assert minutes_needed(12, 24, picks=5, charter=True) <= LONGEST


@given(few, few, st.booleans())
def test_more_questions_never_take_less(capabilities: int, ratings: int, charter: bool) -> None:
    needed = seconds_needed(capabilities, ratings, charter=charter)
    assert needed < seconds_needed(capabilities + 1, ratings, charter=charter)
    assert needed < seconds_needed(capabilities, ratings + 1, charter=charter)
    assert needed < seconds_needed(capabilities, ratings, charter=charter, picks=5)
