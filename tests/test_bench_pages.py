"""The bench of pages: that it looks at every page of a consultant, and says what it left out."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from workshop import create_app
from workshop.commands import bench_pages, main
from workshop.commands.bench_office import Office, Size, fill, today
from workshop.database import connect

SMALL = Size(engagements=3, people=2, answering=1, answered=6, most_people=8, most_answered=12, deeds=3)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def office(app: Flask) -> Office:
    db = connect(app.config["DATABASE"])
    try:
        return fill(db, SMALL, today())
    finally:
        db.close()


def test_the_table_has_a_line_for_each_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_pages, "SIZE", SMALL)
    monkeypatch.setattr(bench_pages, "REPEATS", 1)
    assert main(["bench", "pages"]) == 0
    said, head, *lines, others = capsys.readouterr().out.splitlines()
    assert said.startswith("Pages of a consultant with 3 engagements, 12 people, 8 of them in one ")
    assert head.split() == ["page", "size", "subject", "floor", "ratio", "bound"]
    assert all(line.endswith(("holds", "does not hold")) for line in lines)
    times = [float(re.findall(r"([\d,.]+) ms", line)[0].replace(",", "")) for line in lines]
    assert times == sorted(times, reverse=True)
    assert "assessments.blueprint" in others
    assert logging.root.manager.disable == logging.NOTSET


def test_every_page_with_an_engagement_in_its_address_is_measured(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_pages, "REPEATS", 1)
    pages, others = bench_pages.measured(app, office)
    views = [each.view for each in pages]
    assert len(set(views)) == len(views)
    inside = {rule.endpoint for rule in app.url_map.iter_rules() if "engagement_id" in rule.arguments}
    assert {*others} & inside == {
        "assessments.blueprint",
        "assessments.scores",
        "engagements.logo",
        "history.export",
        "mail.ours",
        "people.download",
        "people.faults",
        "running.latest",
        "sealing.answers",
    }, "give bench_office what the address of a new page needs, or name here what is no page"
    assert {"engagements.index", "people.preview", "transfer.brought_in"} <= {*views}


def test_a_bare_page_is_as_large_as_asked() -> None:
    assert len(bench_pages.bare_app().test_client().get("/12345").data) == 12345


def test_what_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "coffee"]) == 2
    assert capsys.readouterr().err == "There is no 'coffee' to measure; name figures or pages or answering.\n"
