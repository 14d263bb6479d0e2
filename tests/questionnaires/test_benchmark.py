"""How others do: the figures, and a pool that gives nobody away to those who know much and subtract."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.benchmark import TENTHS, Comparison, entered, pooled, tenths, years
from questionnaires.benchmark_pool import (
    Beside,
    Key,
    Part,
    Result,
    Shown,
    Subject,
    changed,
    component_fingerprint,
    contribution,
    figure,
    is_due,
    latest,
    members,
    seen,
    seen_part,
    subjects,
    tenths_of,
    whole_fingerprint,
)
from questionnaires.loading import shipped_pack
from questionnaires.rounding import rounded
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import TWO, table

SUBJECT = Subject("capability", "A1", "f" * 32)
SMALL, MIDDLE, LARGE = (
    st.lists(st.integers(10, 50), min_size=least, max_size=most)
    for least, most in ((0, 4), (5, 19), (20, 90))
)


def counts(values: Sequence[int]) -> list[int]:
    return [values.count(each) for each in TENTHS]


def of(values: Sequence[int]) -> Comparison | None:
    return pooled(counts(values), "A pool", "2026")


def one(values: Sequence[int]) -> Comparison:
    found = of(values)
    assert found is not None
    return found


@given(SMALL)
def test_fewer_than_five_show_nothing(values: list[int]) -> None:
    assert of(values) is None


@given(MIDDLE)
def test_from_five_on_there_is_a_median_and_no_band(values: list[int]) -> None:
    found = one(values)
    assert found.median == float(rounded(median(values) / 10))
    assert (found.low, found.high, found.counts, found.percentile(3.0)) == (None, None, (), None)


@given(LARGE)
def test_from_twenty_on_there_is_a_band(values: list[int]) -> None:
    found = one(values)
    expected = [float(rounded(each / 10)) for each in np.quantile(values, [0.25, 0.5, 0.75]).tolist()]
    assert [found.low, found.median, found.high] == expected
    assert bool(found.counts) == (len(values) >= 40)


@given(st.lists(st.integers(10, 50), min_size=40, max_size=90), st.floats(1, 5))
def test_from_forty_on_there_is_a_place_to_the_nearest_five(values: list[int], mean: float) -> None:
    place = one(values).percentile(mean)
    below, alike = sum(each < tenths(mean) for each in values), values.count(tenths(mean))
    exact = 100 * (below + alike / 2) / len(values)
    assert place is not None
    assert place % 5 == 0
    assert abs(place - exact) <= 2.5 + 1e-9


def test_reported_figures_keep_the_same_limits() -> None:
    assert entered(3, None, None, 4, "", "") is None
    assert entered(3, 2, 4, 19, "", "") == Comparison(3, None, None, 19, "", "")
    assert entered(3, 2, 4, 20, "", "") == Comparison(3, 2, 4, 20, "", "")
    assert (years(2025, 2025), years(2024, 2026)) == ("2025", "2024 to 2026")


# The pool, as it lives: organisations come, go and are assessed again, and figures follow in steps.

ALIKE = st.fixed_dictionaries(
    {"sector": st.sampled_from("abc"), "size": st.sampled_from("sl"), "region": st.just("e")}
)
Deed = tuple[str, int, int, dict[str, str]]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["come", "come", "come", "go"]), st.integers(0, 17), st.integers(10, 50), ALIKE
    ),
    max_size=60,
)


def _of(deed: str, places: range, value: int) -> list[Deed]:
    return [(deed, each, value, {"sector": "a", "size": "s", "region": "e"}) for each in places]


AND_BACK = [*_of("come", range(9), 20), *_of("come", range(5), 30), *_of("come", range(5), 20)]
"""Five have another mean, and then that of before."""


class Lived:
    """A pool that follows deeds as the store does, and remembers on whom each figure ever rested."""

    def __init__(self) -> None:
        self.results: dict[int, Result] = {}
        self.rests: dict[Key, list[dict[str, int]]] = {}
        self.kept: dict[Key, list[Shown]] = {}
        self.turn = 0

    def do(self, deed: str, who: int, value: int, alike: Mapping[str, str]) -> None:
        self.turn += 1
        name = f"organisation {who}"
        self.results = {key: each for key, each in self.results.items() if each.organisation != name}
        if deed == "come":
            made = Result(self.turn, name, 2026, 1, alike, {SUBJECT: value})
            self.results[self.turn] = made
        else:
            self.forget(name)
        for key, results in members(self.results.values()).items():
            now = tenths_of(SUBJECT, results)
            if is_due(self.kept.get(key, []), now):
                self.rests.setdefault(key, []).append(now)
                self.kept.setdefault(key, []).append(Shown(len(now), now))

    def forget(self, name: str) -> None:
        for shown in self.kept.values():
            shown[:] = [
                Shown(each.n, {key: value for key, value in each.members.items() if key != name})
                for each in shown
            ]


@settings(max_examples=60)
@given(DEEDS)
@example(deeds=[*AND_BACK, ("come", 9, 20, {"sector": "a", "size": "s", "region": "e"})])
def test_any_two_that_were_shown_differ_by_five_organisations(
    deeds: list[tuple[str, int, int, dict[str, str]]],
) -> None:
    pool = Lived()
    for deed in deeds:
        pool.do(*deed)
    for rests in pool.rests.values():
        for before, after in combinations(rests, 2):
            differ = {name for name in {*before, *after} if before.get(name) != after.get(name)}
            assert len(differ) >= 5
        assert all(len(each) >= 5 for each in rests)


@settings(max_examples=60)
@given(DEEDS)
def test_parts_and_what_is_left_of_them_are_large_enough(
    deeds: list[tuple[str, int, int, dict[str, str]]],
) -> None:
    pool = Lived()
    for deed in deeds:
        pool.do(*deed)
    now = members(pool.results.values())
    whole = now.get((SUBJECT, Part()), {})
    for likeness in ("sector", "size", "region"):
        parts = [set(each) for (_, part), each in now.items() if part.likeness == likeness]
        assert all(5 <= len(each) < len(whole) for each in parts)
        rest = set(whole).difference(*parts) if parts else set()
        assert len(rest) == 0 or len(rest) >= 5


@given(st.integers(5, 60), st.integers(0, 60), st.integers(0, 60))
def test_those_that_a_reader_does_not_know_are_none_or_five(n: int, known: int, still: int) -> None:
    known, still = min(known, n), min(still, n)
    now = {f"{each}": Result(each, f"{each}", 2026, 1, {}, {SUBJECT: 20 + each % 9}) for each in range(n)}
    made = figure(SUBJECT, now)
    shown = seen(replace(made, still=still), Beside(known), "")
    assert (shown is not None) == (still >= 5 and (n == known or n - known >= 5))


def test_the_client_itself_is_left_out() -> None:
    now = {f"{each}": Result(each, f"{each}", 2026, 1, {}, {SUBJECT: 20 + each}) for each in range(6)}
    made = figure(SUBJECT, now)
    alone = seen(made, Beside(6, (20,)), "")
    assert alone is not None
    assert (alone.n, alone.median) == (5, 2.3)
    assert seen(made, Beside(6, (20, 21)), "") is None, "four others are left"
    assert seen(made, Beside(2, (20,)), "") is None, "four of them are unknown"


def test_a_part_is_hidden_where_the_rest_would_tell() -> None:
    now = {f"{each}": Result(each, f"{each}", 2026, 1, {}, {SUBJECT: 30}) for each in range(13)}
    whole = figure(SUBJECT, now)
    few = figure(SUBJECT, dict(list(now.items())[:7]))
    most = figure(SUBJECT, dict(list(now.items())[:10]))
    assert seen_part((few, Beside()), (whole, Beside()), "") is not None
    assert seen_part((most, Beside()), (whole, Beside()), "") is None, "three are left"
    assert seen_part((few, Beside()), None, "") is None
    assert seen_part((few, Beside(0)), (whole, Beside(2)), "") is None, "four of the rest are unknown"


def test_an_organisation_counts_once_with_its_latest_result() -> None:
    def result(number: int, year: int, quarter: int) -> Result:
        return Result(number, "one", year, quarter, {}, {SUBJECT: 30})

    assert latest([result(1, 2026, 4), result(2, 2026, 1), result(3, 2025, 4)])[0].id == 1
    assert latest([result(1, 2026, 1), result(2, 2026, 1)])[0].id == 2


def test_who_withdrew_is_not_kept_and_counted_at_the_least() -> None:
    now = {f"{each}": 30 for each in range(5)}
    assert changed(Shown(5, {"0": 30, "1": 30}), now) == 0, "the three that withdrew may have come back"
    assert changed(Shown(2, {"0": 30, "1": 30}), now) == 3
    assert changed(Shown(5, {"0": 31, "1": 30, "2": 30, "3": 30, "9": 30}), now) == 3
    assert not is_due([], dict(list(now.items())[:4]))
    assert is_due([], now)
    assert not is_due([Shown(5, {"5": 30, "6": 30, "7": 30, "8": 30, "9": 30}), Shown(5, now)], now)


# What enters it.


def test_only_what_is_shown_enters() -> None:
    # P1 has five ratings of 2 and 3, P2 four; of Q nothing is shown.
    codes = [[[2 + n % 2, 0, 0], [4 if n else 0, 0, 0], *[[0, 0, 0]] * 3] for n in range(5)]
    scores = score(TWO, count(table(TWO, codes)), 5)
    found = {(each.kind, each.id): value for each, value in contribution(TWO, scores).items()}
    assert found == {("capability", "P1"): 24}, "of P less than half of its weight is shown"


@pytest.mark.parametrize("level", [1, 5])
def test_another_text_is_another_question(level: int) -> None:
    pack = shipped_pack("customer_success_operations")
    part = pack.components[0]
    first = part.capabilities[0]
    reworded = msgspec.structs.replace(first, levels={**first.levels, level: "Something else."})
    other = msgspec.structs.replace(part, capabilities=(reworded, *part.capabilities[1:]))
    changed_pack = msgspec.structs.replace(pack, components=(other, *pack.components[1:]))
    same = set(subjects(pack)) & set(subjects(changed_pack))
    assert {(each.kind, each.id) for each in set(subjects(pack)) - same} == {
        ("capability", first.id), ("component", part.id), ("overall", "overall"),
    }  # fmt: skip
    heavier = msgspec.structs.replace(part, weight=2.0)
    assert component_fingerprint(heavier) == component_fingerprint(part)
    weighed = msgspec.structs.replace(pack, components=(heavier, *pack.components[1:]))
    assert whole_fingerprint(weighed) != whole_fingerprint(pack)
