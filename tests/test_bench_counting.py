"""The bench of a wave of many: it measures what it says, here with a few."""

import pytest

from questionnaires.loading import shipped_pack
from tests.workshop.world import PACK
from workshop.commands import bench_counting
from workshop.waves.counting import asking


@pytest.mark.parametrize("at_once", [0, 3_000])
def test_pages_and_the_count_of_many_are_measured(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    for name, value in {"MANY": 60, "REPEATS": 1, "PAGE_REPEATS": 1}.items():
        monkeypatch.setattr(bench_counting, name, value)
    monkeypatch.setattr(asking, "AT_ONCE", at_once)
    first, head, *ratios = bench_counting.table()
    assert first.startswith("A wave of 60 people who gave ")
    assert [line.split(",")[0] for line in ratios] == [
        "counting 60 respondents",
        "assessments.results of 60 respondents",
        "assessments.capability of 60 respondents",
        "engagements.overview of 60 respondents",
    ]
    assert all(line.endswith(("holds", "hold")) for line in ratios)
    assert "bound" in head


def test_so_few_hide_nothing() -> None:
    table = bench_counting.answers_of(shipped_pack(PACK), bench_counting.FEW)
    assert table.codes[:, :2].min() >= 1
    assert table.codes.max() <= 5
    assert all(values.count(value) == 5 for values in table.groups.values() for value in values)
