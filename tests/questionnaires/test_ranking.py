"""What to look at first."""

from questionnaires.ranking import blind_spots, by_disagreement, by_gap
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import pack, table

METHOD = pack((1, (1, 1, 1, 1)))


def scores(*people):
    return score(METHOD, count(table(METHOD, list(people))), 2)


def test_gaps_come_largest_first_and_the_unknown_not_at_all():
    found = scores(*[[[2, 3, 0], [1, 5, 0], [4, 3, 0], [7, 5, 0]]] * 3)
    assert by_gap(METHOD, found) == ("P2", "P1", "P3")


def test_two_camps_come_before_a_wider_but_plain_spread():
    spread = [1, 1, 3, 3, 3, 3, 5, 5, 5]
    camps = [2, 2, 2, 2, 3, 4, 4, 4, 4]
    found = scores(
        *[[[s, 0, 0], [c, 0, 0], [3, 0, 0], [0, 0, 0]] for s, c in zip(spread, camps, strict=True)]
    )
    assert by_disagreement(METHOD, found) == ("P2", "P1", "P3")


def test_three_in_ten_who_do_not_know_are_a_blind_spot():
    ratings = [[7, 7, 1, 1]] * 3 + [[2, 2, 2, 2]] * 6 + [[7, 2, 2, 6]]
    found = scores(*[[[each, 0, 0] for each in row] for row in ratings])
    assert blind_spots(METHOD, found) == ("P1", "P2")
