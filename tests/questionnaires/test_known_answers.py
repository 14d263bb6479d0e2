"""Which answers may leave with a name: nothing that is shown less these is about too few others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import AnswerTable
from questionnaires.disclosure import gate
from questionnaires.known_answers import may_be_known
from questionnaires.tally import count

K = 3
person = st.tuples(
    st.sampled_from("ABC"), st.lists(st.sampled_from([0, 1, 3, 5, 6]), min_size=3, max_size=3), st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(person, min_size=1, max_size=16))
def test_what_is_shown_less_what_is_known_is_nobody_or_enough(
    people: list[tuple[str, list[int], bool]],
) -> None:
    codes = np.array([[each[1] for each in people]], dtype=np.uint8).swapaxes(1, 2)
    groups = tuple(each[0] for each in people)
    asked = np.ones((1, 3), dtype=bool)
    tally = count(AnswerTable(tuple(map(str, range(len(people)))), {"f": groups}, ("A1",), codes, asked))
    agreed = [place for place, each in enumerate(people) if each[2]]
    told = may_be_known(tally, [{"f": groups[each]} for each in agreed], codes[..., agreed], K)
    known = np.zeros_like(codes, dtype=bool)
    known[..., agreed] = told
    assert (known[:, 0] == known[:, 1]).all(), (
        "of one of the two alone they would seem to have given no other"
    )
    held = gate(tally, K)
    levels = (codes > 0) & (codes <= 5)
    for question in range(3):
        rated = levels[0, question]
        if held.tally.codes[0, 0, question, 1:6].sum() < rated.sum():  # lone ratings are left out
            rated = levels[0, 0] & levels[0, 1]
        rest = held.levels[0, 0, question]
        others = np.zeros(len(people), dtype=bool)
        for row, (_, value) in enumerate(tally.sets):
            theirs = np.array([not row or each == value for each in groups])
            if held.levels[row, 0, question]:
                left = int((rated & theirs & ~known[0, question]).sum())
                assert left == 0 or left >= K
                others |= theirs & bool(row)
        left = int((rated & ~others & ~known[0, question]).sum())
        assert not rest or left == 0 or left >= K
