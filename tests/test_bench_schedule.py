"""The bench of schedules: it measures the draft, and tells what a search gains on it."""

import pytest

from workshop.commands import bench_schedule


def test_the_draft_and_the_search_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"INITIATIVES": 8, "REPEATS": 1, "SECONDS": 0.5}.items():
        monkeypatch.setattr(bench_schedule, name, value)
    head, ratio, search = bench_schedule.table()
    assert "bound" in head
    assert ratio.startswith("the draft of 8 initiatives")
    assert ratio.endswith(("holds", "hold"))
    assert search.endswith("of what the best could.")
