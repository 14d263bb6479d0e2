"""Where the marks of charts stand."""

from itertools import pairwise

import pytest

from workshop.charts import along, columns, radar, stack


def test_levels_lie_evenly_along_the_axis() -> None:
    assert [along(level) for level in (1, 3, 5)] == ["10.00%", "50.00%", "90.00%"]


def test_the_tallest_column_is_always_as_tall() -> None:
    assert max(each.height for each in columns([1, 2, 0, 4, 3])) == max(
        each.height for each in columns([100, 0, 0, 7, 0])
    )
    assert [each.height for each in columns([0] * 5)] == [0.0] * 5


def test_pieces_fill_the_bar() -> None:
    pieces = stack([1, 0, 2, 0, 1])
    assert [(each.level, each.start, each.width) for each in pieces] == [
        (1, "0.00%", "25.00%"),
        (3, "25.00%", "50.00%"),
        (5, "75.00%", "25.00%"),
    ]
    assert stack([0] * 5) == []


def test_a_radar_needs_an_area() -> None:
    assert radar([("A", 1, 2), ("B", 1, 2)]) is None
    shape = radar([("A", 1.0, 5.0), ("B", 2.0, None), ("C", 3.0, 4.0)])
    assert shape is not None
    assert shape.wanted is None
    assert len(shape.rings) == 5


@pytest.mark.parametrize("count", range(3, 10))
def test_names_on_the_radar_do_not_meet(count: int) -> None:
    shape = radar([("A name of four words", 2.0, 3.0)] * count)
    assert shape is not None
    heights = sorted(y for spoke in shape.spokes if spoke.anchor == "start" for _, (_, y) in spoke.lines)
    assert all(later - sooner >= 13 for sooner, later in pairwise(heights))
