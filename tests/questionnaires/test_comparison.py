"""How two groups compare: only what is shown of them, the widest first."""

from hypothesis import given, settings

from questionnaires.comparison import between, perception_gaps, widest
from questionnaires.scores import Distribution, GroupScores
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import ONE, TWO, current_only, tables


def of(ratings_by_group, threshold=5):
    ratings = [each for given in ratings_by_group.values() for each in given]
    groups = tuple(name for name, given in ratings_by_group.items() for _ in given)
    return score(ONE, count(current_only(ratings, {"function": groups})), threshold)


def test_a_level_apart_is_flagged_with_its_delta_and_word():
    scores = of({"Sales": [4] * 5, "IT": [3] * 5})
    (gap,) = perception_gaps(ONE, scores)
    assert (gap.capability, gap.column, gap.low, gap.high) == ("P1", "function", "IT", "Sales")
    assert (gap.low_mean, gap.high_mean, gap.low_n, gap.high_n, gap.difference) == (3, 4, 5, 5, 1)
    assert (gap.delta, gap.size, gap.flagged) == (1, "large", True)
    assert widest(scores, "P1") == gap
    assert between(ONE, scores, "function", "IT", "Sales") == {"P1": gap}


def test_less_than_a_level_and_small_groups_are_not_flagged():
    assert not perception_gaps(ONE, of({"Sales": [4] * 5, "IT": [3, 3, 3, 3, 4]}))[0].flagged
    (gap,) = perception_gaps(ONE, of({"Sales": [5] * 4, "IT": [1] * 5}, threshold=3))
    assert (gap.difference, gap.flagged) == (4, False)
    assert widest(of({"Sales": [5] * 4, "IT": [1] * 5}, threshold=3), "P1") is None


def test_a_hidden_group_is_not_there():
    scores = of({"Sales": [4] * 6, "IT": [1] * 2, "Finance": [3] * 6, "HR": [5] * 3})
    (gap,) = perception_gaps(ONE, scores)
    assert (gap.low, gap.high) == ("Finance", "Sales")
    assert between(ONE, scores, "function", "Sales", "IT") == {"P1": None}


@settings(max_examples=40)
@given(tables())
def test_gaps_are_of_shown_cells_and_flagged_ones_come_first(answers):
    scores = score(TWO, count(answers), 3)
    gaps = perception_gaps(TWO, scores)
    for each in gaps:
        for name, mean, n in (
            (each.low, each.low_mean, each.low_n),
            (each.high, each.high_mean, each.high_n),
        ):
            group = scores.groups[each.column][name]
            assert isinstance(group, GroupScores)
            cell = group.capabilities[each.capability].current
            assert isinstance(cell, Distribution)
            assert (cell.mean, cell.n) == (mean, n)
        assert each.difference >= 0
        assert -1 <= each.delta <= 1
    assert [each.flagged for each in gaps] == sorted((each.flagged for each in gaps), reverse=True)
    assert len({(each.capability, each.column) for each in gaps}) == len(gaps)
