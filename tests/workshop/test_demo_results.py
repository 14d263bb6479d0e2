"""The second step of the demonstration: it reaches its pages, the sponsor's too, and nothing is stale."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files
from typing import Any

import pytest
import yaml
from flask import Flask

from tests.workshop import people
from workshop import create_app, demo
from workshop.assessments.store import latest_counted
from workshop.benchmarks.reading import benchmark_of
from workshop.database import connect, write
from workshop.demo.furnishing import SPONSOR, furnished
from workshop.engagements.store import Engagement, engagement, find_engagement
from workshop.findings.reading import accepted, basis, findings
from workshop.judgements.reading import judgements_of
from workshop.waves.counting import asking
from workshop.waves.store import waves

NOW = datetime.now(UTC)
"""The wave that is open in the demonstration is open for the pages too."""
TOLD: dict[str, Any] = yaml.safe_load((files(demo) / "results.yaml").read_text(encoding="utf-8"))
HELEN = people.Person(*SPONSOR, "sponsor")
HERE = "/engagements/1"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(tmp_path_factory.mktemp("demo"), testing=True)
    furnished(app, NOW)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def stood(app: Flask) -> Engagement:
    db = connect(app.config["DATABASE"])
    found = engagement(db, 1)
    db.close()
    assert found is not None
    return found


def test_what_was_judged_and_entered_stands(app: Flask, stood: Engagement) -> None:
    db = connect(app.config["DATABASE"])
    judged, wave = judgements_of(db, 1), latest_counted(db, 1)
    assert wave is not None
    for told in TOLD["judgements"]:
        standing = judged[told["of"]].of(told["kind"])
        assert standing is not None
        assert (standing.value, standing.reason) == (told["level"], told["reason"])
        assert [each.title for each in standing.documents] == told["documents"]
        assert told["kind"] == "adjustment" or standing.value * 2 == int(standing.value * 2)
    others = benchmark_of(db, stood, wave.pack)
    assert others is not None
    assert others.overall is not None
    figures = {"overall": others.overall, **others.components, **others.capabilities}
    assert {name: [each.median, each.low, each.high] for name, each in figures.items()} == TOLD["benchmark"][
        "figures"
    ]
    db.close()


def test_findings_of_every_state_and_none_that_is_stale(app: Flask, stood: Engagement) -> None:
    db = connect(app.config["DATABASE"])
    with app.app_context():
        ground = basis(db, stood)
        found = findings(db, 1, ground)
        kept = accepted(db, 1, ground)
    db.close()
    assert {each.state for each in found} == {"open", "accepted", "dismissed", "merged"}
    assert [each.key for each in found if each.look_again or each.gone or each.changes] == []
    assert {each.reworded for each in found if each.state == "accepted"} == {True, False}
    told = TOLD["findings"]
    assert len(kept) == sum(len(told[each]) for each in ("accepted", "merged", "own"))


def test_the_sponsor_reads_what_was_released(app: Flask) -> None:
    helen = people.signed_in(app, HELEN)
    results = unescape(helen.get(f"{HERE}/results").text)
    for each in (*TOLD["findings"]["merged"], *TOLD["findings"]["own"]):
        assert each["title"] in results
    assert TOLD["weights"]["reason"] in results
    assert TOLD["benchmark"]["source"] in results
    one = TOLD["judgements"][0]
    page = unescape(helen.get(f"{HERE}/capabilities/{one['of']}").text)
    assert one["reason"] in page
    assert one["evidence"] not in page
    assert helen.get(f"{HERE}/findings").status_code == 404


def test_comments_of_the_open_wave_wait(app: Flask) -> None:
    db = connect(app.config["DATABASE"])
    number = find_engagement(db, "Ostrey Foods")
    assert number is not None
    with app.app_context(), write(db):
        job = asking.asked(db, waves(db, number)[0], NOW)
    asking.done(db, job, lambda: NOW)
    db.close()
    page = people.signed_in(app, people.ADA).get(f"/engagements/{number}/capabilities/D3")
    assert page.status_code == 200
    assert "Comments are shown once the wave has closed." in page.text
    assert "second largest customer" not in page.text
