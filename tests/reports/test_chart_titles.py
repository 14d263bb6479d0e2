"""Titles of charts: a finding that claims no more than there is, and ends where there is room."""

import numpy as np
import pytest

from reports.charts.dumbbell import dumbbell
from reports.charts.gap_bars import gap_bars
from reports.charts.heatmap import heatmap
from reports.charts.radar import radar
from reports.charts.spread import spread
from tests.reports.test_charts import LEVELS, NAMES, a_pack, drawn, of_levels, scored


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        ([(2, 4), (2, 4), (2, 3), (2, 3), (3, 3)], "Component 0 and component 1 have furthest to go"),
        ([(2, 4), (2, 3), (2, 3), (2, 3), (3, 3)], "Component 0 has furthest to go: +2.0"),
        ([(2, 3), (2, 3), (2, 3), (3, 3)], "Three components share the largest gap, +1.0"),
        ([(2, 4)] * 4, "The gap is +2.0 in every component that has one"),
        ([(4, 3), (4, 2), (3, 3)], "No component is wanted higher than it stands today"),
        ([(1, 0), (1, 0), (3, 0)], "Two components stand lowest today, at 1.0 of 5"),
        ([(3, 0)] * 3, "Every component stands at 3.0 of 5 today"),
    ],
)
def test_a_dumbbell_claims_no_more_than_there_is(levels, title):
    assert dumbbell(*of_levels(*levels)).title == title


def test_a_gap_title_knows_ties_and_gaps_that_are_none():
    def title(*levels: LEVELS) -> str:
        return gap_bars(*of_levels(*levels)).title

    assert title((2, 4), (1, 4)) == "Both gaps reach two levels"
    assert title((2, 3)).startswith("The one gap is +1.0: ")
    assert title((2, 3), (1, 2)) == "Every gap is +1.0"
    assert title((2, 3), (1, 2), (3, 3)) == "Two capabilities share the largest gap, +1.0"
    assert title((4, 3), (3, 3)) == "No capability is wanted higher than it stands today"


def test_levels_that_hardly_differ_are_not_called_uneven():
    assert radar(*of_levels((2, 4), (2, 4), (3, 4))).title.startswith("Wanted levels are close together")
    pack = a_pack(3, 1)
    codes = np.full((3, 3, 10), 3)
    codes[:, 1], codes[0, 0, 0] = 4, 2
    assert radar(pack, scored(pack, codes)).title == "Components stand between 2.9 and 3.0 today"


def test_people_differ_most_where_the_deviation_is_largest():
    pack = a_pack(1, 2)
    codes = np.full((2, 3, 30), 3)
    # Thirty people need more talk than six, though the six lie further apart.
    codes[0, 0] = [1] * 8 + [3] * 14 + [4] * 6 + [5] * 2
    codes[1, 0] = [1] * 3 + [3] * 2 + [4] + [0] * 24
    picture = spread(pack, scored(pack, codes), "K0")
    assert picture.title == "People differ most on capability 0-1 (AD 1.17)"


@pytest.mark.parametrize("seed", range(4))
def test_no_title_is_cut_whatever_the_names(seed):
    pack = a_pack(5, 4, NAMES)
    scores = scored(pack, drawn(seed, pack, 60), ("Sales", "Research and development of products"))
    pictures = [
        dumbbell(pack, scores),
        radar(pack, scores),
        gap_bars(pack, scores),
        spread(pack, scores, "K1"),
        heatmap(pack, scores, "K1", "function"),
    ]
    for picture in pictures:
        assert len(picture.title) <= 88
        assert "\N{HORIZONTAL ELLIPSIS}" not in picture.title
        assert picture.alternative.endswith(".")
