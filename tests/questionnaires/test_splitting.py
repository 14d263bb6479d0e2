"""Counts of interviews are split only where no part tells what one person said."""

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.splitting import Part, split

groups = st.sampled_from(["", "Sales", "Finance", "Product"])


def test_a_split_shows_each_group_with_its_interviews() -> None:
    held = ["Sales"] * 3 + ["Finance"] * 2
    assert split(["Sales", "Sales"], held) == (Part("Sales", 2, 3), Part("Finance", 0, 2))


def test_a_part_of_one_hides_all() -> None:
    held = ["Sales"] * 3 + ["Finance"] * 2
    assert split(["Sales"], held) is None
    assert split(["Sales", "Sales"], [*held, ""]) is None
    assert split(["Sales", "Sales"], ["Sales"] * 3) is None
    assert split([], []) is None


@given(st.lists(groups, max_size=12), st.data())
def test_no_part_of_one_is_ever_shown(held: list[str], data: st.DataObject) -> None:
    found = [each for each in held if data.draw(st.booleans())]
    parts = split(found, held)
    if parts is not None:
        assert all(part.of >= 2 and part.count != 1 for part in parts)
        assert sum(part.count for part in parts) == len(found)
