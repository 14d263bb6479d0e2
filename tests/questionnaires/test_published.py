"""A count without what its scores hide has the same scores, and tells nothing else."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import CODES, QUESTIONS, AnswerTable
from questionnaires.disclosure import gate, visible_without
from questionnaires.loading import shipped_pack
from questionnaires.published import published
from questionnaires.refreshing import refreshed
from questionnaires.scoring import score
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally, count, with_absent

PACK = shipped_pack("customer_success_operations")
IDS = tuple(each.id for each in PACK.capabilities)


def tally_of(seed: int, many: int, unasked: int, filed: float) -> Tally:
    """Return the count of so many people, a share of them from a file; few rate some of the capabilities."""
    chance = np.random.default_rng(seed)
    codes = chance.integers(1, CODES, (len(IDS), len(QUESTIONS), many), dtype=np.uint8)
    codes[chance.random(codes.shape) < chance.random((len(IDS), len(QUESTIONS), 1))] = 0
    codes[:unasked] = 0
    asked = np.ones((len(IDS), len(QUESTIONS)), dtype=bool)
    asked[:unasked] = False
    shares = chance.random(4)
    groups = {
        column: tuple(str(each) for each in chance.choice(list("abcd"), many, p=shares / shares.sum()))
        for column in ("function", "seniority")
    }
    table = AnswerTable(tuple(map(str, range(many))), groups, IDS, codes, asked)
    of_files = count(replace(table, codes=np.where(chance.random(many) < filed, codes, 0).astype(np.uint8)))
    offered = np.sort(chance.integers(0, many + 1, (len(IDS), 3)), axis=1)
    picks = np.zeros_like(offered)
    picks[:, [PICKED, CHOSE, OFFERED]] = offered
    return replace(
        count(table),
        filed_people=of_files.people,
        filed=of_files.ratings,
        crossed_filed_people=of_files.crossed_people,
        crossed_filed=of_files.crossed,
        picks=picks,
    )


TALLIES = st.builds(
    tally_of,
    st.integers(0, 2**32),
    st.integers(0, 40),
    st.integers(0, 2),
    st.sampled_from([0.0, 0.0, 0.2, 0.5, 0.9, 1.0]),
)
K = st.integers(3, 10)


@settings(max_examples=60, deadline=None)
@given(tally=TALLIES, more=st.integers(1, 50), threshold=K)
def test_who_has_no_row_hides_nothing_and_uncovers_nothing(tally: Tally, more: int, threshold: int) -> None:
    held, other = gate(tally, threshold), gate(with_absent(tally, more), threshold)
    for name in ("sets", "levels", "gaps"):
        assert np.array_equal(getattr(held, name), getattr(other, name))
    scores = score(PACK, Tally.from_json(with_absent(tally, more).as_json()), threshold)
    assert scores == score(PACK, with_absent(tally, more), threshold)
    assert scores == score(PACK, published(with_absent(tally, more), threshold), threshold)


def test_what_is_not_scored_is_not_kept() -> None:
    tally = tally_of(7, 30, 1, 0.0)
    told = published(tally, 5)
    assert score(PACK, told, 5) == score(PACK, tally, 5)
    assert (told.pairs != tally.pairs).any()
    assert not told.filed.any()


@settings(max_examples=80, deadline=None)
@given(TALLIES, TALLIES, K)
def test_scores_are_the_same_whatever_was_answered(first: Tally, second: Tally, k: int) -> None:
    for tally in (first, refreshed(first, second, k)):
        assert score(PACK, published(tally, k), k) == score(PACK, tally, k)
    told = published(first, k)
    assert published(told, k).as_json() == told.as_json()


@settings(deadline=None)
@given(TALLIES, K)
def test_no_hidden_cell_tells_anything(tally: Tally, k: int) -> None:
    """What is hidden is blank, and neither files nor how groups cross are told at all."""
    told, held = published(tally, k), gate(tally, k)
    assert not told.codes[~held.levels].any()
    assert not told.pairs[~held.gaps].any()
    assert not told.people[1:][~held.sets[1:]].any()
    assert not told.filed.any()
    assert not told.filed_people.any()
    assert not told.crossings
    assert (told.pairs >= 0).all()
    few = (tally.picks[:, CHOSE] > 0) & (tally.picks[:, CHOSE] < k)
    assert len({tuple(each) for each in told.picks[few].tolist()}) <= 1
    assert set(told.picks[:, OFFERED].tolist()) <= {0, 1}
    assert len({tuple(each) for each in told.alike[~visible_without(tally, k)].tolist()}) <= 1
    again = gate(Tally.from_json(told.as_json()), k)
    for name in ("sets", "levels", "gaps"):
        np.testing.assert_array_equal(getattr(again, name), getattr(held, name))
