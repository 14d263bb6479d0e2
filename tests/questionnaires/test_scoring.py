"""Scores, against a slow reading of the raw ratings."""

from dataclasses import replace
from math import floor, isclose

import pytest
from hypothesis import given, settings

from questionnaires.answers import NOT_STATED
from questionnaires.scores import HIDDEN, Distribution, Gap, RollUp
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import ONE, TWO, current_only, pack, table, tables


def scored(method, answers, threshold=1):
    return score(method, count(answers), threshold)


def mean(values):
    return sum(values) / len(values) if values else None


def close(found, expected):
    return found is None if expected is None else isclose(found, expected, abs_tol=1e-12)


@settings(max_examples=60)
@given(tables())
def test_capabilities_and_gaps_are_what_the_raw_ratings_say(answers):
    scores = scored(TWO, answers)
    people = len(answers.respondents)
    for place, capability in enumerate(TWO.capabilities):
        got = scores.capabilities[capability.id]
        raw = answers.codes[place].tolist()
        for question, found in zip(range(3), (got.current, got.target, got.importance), strict=True):
            if not answers.asked[place, question]:
                assert found is None
                continue
            levels = [code for code in raw[question] if 1 <= code <= 5]
            assert (found.n, found.asked) == (len(levels), people)
            assert (found.na, found.dk, found.blank) == tuple(raw[question].count(code) for code in (6, 7, 0))
            assert close(found.mean, mean(levels))
            assert found.n + found.na + found.dk + found.blank == found.asked
        both = [t - c for c, t in zip(raw[0], raw[1], strict=True) if 1 <= c <= 5 and 1 <= t <= 5]
        assert (got.gap.n, got.gap.negative) == (len(both), sum(each < 0 for each in both))
        assert close(got.gap.mean, mean(both))


@settings(max_examples=60)
@given(tables())
def test_roll_ups_are_weighted_means_of_what_was_scored(answers):
    scores = scored(TWO, answers)
    for part in TWO.components:
        cells = [(each.weight, scores.capabilities[each.id]) for each in part.capabilities]
        known = [
            (w, cell.current.mean) for w, cell in cells if cell.current and cell.current.mean is not None
        ]
        weight = sum(w for w, _ in cells)
        roll_up = scores.components[part.id]
        assert isclose(roll_up.coverage, sum(w for w, _ in known) / weight)
        if roll_up.coverage < 0.5:
            assert roll_up == RollUp(None, None, None, None, roll_up.coverage, None)
            continue
        assert isclose(roll_up.current, sum(w * m for w, m in known) / sum(w for w, _ in known))
        lowest = min(known, key=lambda each: each[1])[1]
        assert roll_up.gated.level == floor(lowest)
        gaps = [(w, cell.gap.mean) for w, cell in cells if cell.gap.mean is not None]
        if sum(w for w, _ in gaps) * 2 >= weight:
            assert isclose(roll_up.gap, sum(w * m for w, m in gaps) / sum(w for w, _ in gaps), abs_tol=1e-12)
        else:
            assert roll_up.gap is None


@settings(max_examples=40)
@given(tables())
def test_a_group_scores_as_its_people_alone_would(answers):
    scores = scored(TWO, answers)
    for column, values in scores.groups.items():
        for value, group in values.items():
            chosen = [n for n, each in enumerate(answers.groups[column]) if (each or NOT_STATED) == value]
            alone = table(TWO, answers.codes[:, :, chosen].transpose(2, 0, 1).tolist())
            alone.asked[:] = answers.asked
            expected = scored(TWO, alone)
            assert group.n == expected.respondents
            assert group.components == expected.components
            for key, cell in group.capabilities.items():
                assert (cell.current, cell.target) == (
                    expected.capabilities[key].current,
                    expected.capabilities[key].target,
                )


def test_component_weights_count_in_the_whole():
    method = pack((3, (1,)), (1, (1,)))
    scores = scored(method, table(method, [[[1, 5, 3], [5, 5, 3]]]))
    assert scores.overall.current == 2.0
    assert scores.overall.gap == 3.0
    assert (scores.overall.gated.level, scores.overall.gated.capability) == (1, "P1")


def test_half_of_the_weight_is_enough_and_less_is_not():
    method = pack((1, (1, 1, 1)))
    one_of_three = scored(method, table(method, [[[2, 4, 0], [0, 0, 0], [6, 6, 6]]])).components["P"]
    assert one_of_three == RollUp(None, None, None, None, pytest.approx(1 / 3), None)
    two_of_three = scored(method, table(method, [[[2, 4, 0], [3, 5, 0], [7, 7, 7]]])).components["P"]
    assert (two_of_three.current, two_of_three.gap) == (2.5, 2.0)


def test_the_gap_is_of_the_people_who_gave_both():
    scores = scored(ONE, table(ONE, [[[1, 4, 0]], [[2, 0, 0]], [[0, 5, 0]], [[4, 3, 0]]]))
    assert scores.capabilities["P1"].gap == Gap(n=2, mean=1.0, negative=1)
    assert scores.components["P"].gap == 1.0
    assert scores.components["P"].target - scores.components["P"].current != 1.0


def test_below_the_threshold_there_is_nothing():
    scores = scored(ONE, current_only([1, 2, 3, 4]), threshold=5)
    assert scores.capabilities["P1"].current is HIDDEN
    assert scores.components["P"] is HIDDEN
    assert scores.overall is HIDDEN


def test_nobody_rated_is_not_hidden():
    scores = scored(ONE, current_only([6, 7, 0, 6, 7, 0]), threshold=5)
    found = scores.capabilities["P1"].current
    assert isinstance(found, Distribution)
    assert (found.n, found.mean, found.polarised, found.interval) == (0, None, None, None)
    assert scores.components["P"] == RollUp(None, None, None, None, 0, None)


def test_roll_ups_are_made_of_published_cells_only():
    method = pack((1, (1, 1, 1)))
    people = [[[2, 0, 0], [4, 0, 0], [5 if n < 3 else 0, 0, 0]] for n in range(6)]
    part = scored(method, table(method, people), threshold=5).components["P"]
    assert (part.current, part.coverage) == (3.0, pytest.approx(2 / 3))


def test_the_interval_leaves_out_those_who_said_not_applicable():
    scores = scored(ONE, current_only([2, 3, 3, 4, 5, 7, 6, 6]))
    assert scores.capabilities["P1"].current.interval == pytest.approx((2.8220, 3.9780), abs=5e-5)


def test_a_tally_of_another_pack_is_refused():
    with pytest.raises(ValueError, match="another pack"):
        score(TWO, count(current_only([1, 2])))


def test_a_roll_up_has_its_agreement_its_people_and_its_worst_cases():
    method = pack((1, (1, 1)))
    people = [[[2, 4, 0], [3, 0, 0]]] * 5 + [[[4, 4, 0], [0, 5, 0]]] * 5
    part = scored(method, table(method, people), threshold=5).components["P"]
    variance = 10 / 9  # of five 2 and five 4; the other capability has none
    assert part.rwg == pytest.approx(1 - variance / 2 / 2)
    assert (part.n, part.current) == ((5, 10), 3.0)
    assert part.bounds == pytest.approx(((3 + 2) / 2, (3 + 4) / 2))


def test_an_open_link_leaves_neither_interval_nor_bounds_nor_census():
    tally = count(current_only([2, 3, 3, 4, 5, 0]))
    known = score(ONE, tally)
    assert known.capabilities["P1"].current.bounds == pytest.approx((18 / 6, 22 / 6))
    assert (known.soundness.asked, known.response) == (6, 5 / 6)
    scores = score(ONE, replace(tally, open_ended=True))
    cell = scores.capabilities["P1"].current
    assert (cell.interval, cell.bounds, cell.is_census) == (None, None, False)
    assert (scores.overall.bounds, scores.response, scores.open_ended) == (None, None, True)


def test_everyone_who_could_is_a_census():
    cell = scored(ONE, current_only([2, 3, 3, 4, 5, 6])).capabilities["P1"].current
    assert cell.is_census
    assert cell.bounds == (cell.mean, cell.mean)
    assert cell.share_at_or_above(3) == 4 / 5


def test_alpha_and_explained_rest_on_published_cells_only():
    method = pack((1, (1, 1)))
    groups = {"function": ("Sales",) * 5 + ("IT",) * 5 + ("Legal",) * 5 + ("HR",) * 2}
    people = [[[level, 0, 0], [level if n < 4 else 0, 0, 0]] for n, level in enumerate([1, 2] * 8 + [5])]
    sound = score(method, count(table(method, people, groups))).soundness
    assert (sound.alpha.capabilities, sound.alpha.ratings) == (1, 17)
    # HR is too small to show, and takes the next smallest with it: two groups are left.
    assert sound.explained == {"function": None}
