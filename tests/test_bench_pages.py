"""The bench of pages: that it looks at every page of a consultant, and says what it left out."""

import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from workshop import create_app
from workshop.commands import bench_pages, main
from workshop.commands.bench_office import Office, Size, fill, today
from workshop.commands.bench_strategy import Amount
from workshop.database import connect, database
from workshop.interviews.store import interviews, notes_of_engagement
from workshop.quotes import store as quotes
from workshop.worksheets import store as worksheets

LITTLE = Amount(
    interviews=5, questions=32, passages=4, priorities=2, capabilities=54, documents=2, rows=3, initiatives=4
)
SMALL = Size(
    engagements=3,
    people=2,
    answering=1,
    answered=6,
    most_people=8,
    most_answered=12,
    deeds=3,
    asked_now=12,
    answered_now=11,
    strategy=LITTLE,
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def office(app: Flask) -> Office:
    db = connect(app.config["DATABASE"])
    try:
        with app.app_context():
            return fill(db, SMALL, today())
    finally:
        db.close()


BLUEPRINTS = ("chart", "document", "draft", "issued", "issued_dossier", "progress")
"""What of the blueprint is a file, or a state."""


@dataclass
class Printed:
    """What the bench printed of a small office, and what it had measured of which app."""

    out: str
    err: str
    app: Flask
    pages: list[bench_pages.Page]
    others: list[str]


@pytest.fixture(scope="module")
def printed() -> Printed:
    found = []

    def kept(app: Flask, office: Office) -> tuple[list[bench_pages.Page], list[str]]:
        pages, others = measured(app, office)
        found.append((app, pages, others))
        return pages, others

    out, err, measured = StringIO(), StringIO(), bench_pages.measured
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(bench_pages, "SIZE", SMALL)
        patch.setattr(bench_pages, "REPEATS", 1)
        patch.setattr(bench_pages, "measured", kept)
        assert main(["bench", "pages"]) == 0
    [(app, pages, others)] = found
    return Printed(out.getvalue(), err.getvalue(), app, pages, others)


def test_the_table_has_a_line_for_each_page(printed: Printed) -> None:
    assert printed.err == ""
    said, head, *lines, others = printed.out.splitlines()
    assert said.startswith("Pages of a consultant with 3 engagements, 22 people, 8 of them in one ")
    assert head.split() == ["page", "size", "subject", "floor", "ratio", "bound"]
    assert all(line.endswith(("holds", "does not hold")) for line in lines)
    times = [float(re.findall(r"([\d,.]+) ms", line)[0].replace(",", "")) for line in lines]
    assert times == sorted(times, reverse=True)
    assert "blueprints.document" in others


def test_every_page_with_an_engagement_in_its_address_is_measured(printed: Printed) -> None:
    app, pages, others = printed.app, printed.pages, printed.others
    views = [each.view for each in pages]
    assert len(set(views)) == len(views)
    inside = {rule.endpoint for rule in app.url_map.iter_rules() if "engagement_id" in rule.arguments}
    assert {*others} & inside == {
        "assessments.scores",
        "benchmarks.template",
        *(f"blueprints.{each}" for each in BLUEPRINTS),
        "documents.download",
        "documents.file",
        "documents.template",
        "engagements.logo",
        "exports.csv",
        "exports.workbook",
        "history.export",
        "interviews.beside",
        "interviews.calendar_of",
        "interviews.calendar_of_all",
        "mail.ours",
        "papers.guide",
        "papers.paper",
        "people.download",
        "people.faults",
        "roadmap.progress",
        "running.latest",
        "running.progress",
        "sealing.answers",
        "worksheets.changes",
        "worksheets.download",
        "worksheets.download_all",
        "worksheets.template",
    }, "give bench_office what the address of a new page needs, or name here what is no page"
    assert {"engagements.index", "people.preview", "transfer.brought_in"} <= {*views}
    assert {f"{each} (the sponsor)" for each in bench_pages.SPONSORED} <= {*views}


def test_what_a_page_of_the_strategy_shows_is_there_and_what_it_saves_is_done(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_pages, "REPEATS", 2)
    monkeypatch.setattr(bench_pages, "addresses", lambda _app, _office: iter(()))
    pages, _ = bench_pages.measured(app, office)
    assert [each.view for each in pages] == [
        "alignment.save (a cell)",
        "worksheets.changes (nothing new)",
        "worksheets.save (a cell)",
        "worksheets.save (paste of 3 rows)",
        "interviews.save (a note)",
        "interviews.beside",
    ]
    engagement_id = int(str(office.values["engagement_id"]))
    with app.app_context():
        db = database()
        assert [len(each.questions) for each in interviews(db, engagement_id)] == [32] * 5
        assert {each.revision for each in notes_of_engagement(db, engagement_id)} == {3, 7}
        rows = worksheets.rows(db, engagement_id, str(office.values["worksheet"]))
        assert [revision for row in rows for _, revision in row.cells.values()].count(5) == 3 * 10 - 1
        found = quotes.passages(db, engagement_id)
    assert len(found) == 5 * 4
    assert all(each.stretch is not None and each.themes for each in found)


def test_a_bare_page_is_as_large_as_asked() -> None:
    assert len(bench_pages.bare_app().test_client().get("/12345").data) == 12345


def test_what_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "coffee"]) == 2
    offered = "figures or pages or answering or counting or schedule or blueprint"
    assert capsys.readouterr().err == f"There is no 'coffee' to measure; name {offered}.\n"
