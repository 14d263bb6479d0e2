"""The third step of the demonstration: what is told of it stands, and nothing in it is to be mended."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlite_utils import Database

from questionnaires.roadmap.checking import breaks
from tests.workshop import people
from workshop import create_app
from workshop.blueprints.chapters.page import book_of
from workshop.database import connect
from workshop.demo.furnishing import furnished
from workshop.demo.roadmap import told
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement, engagement
from workshop.roadmap.initiatives.missing import missing
from workshop.roadmap.initiatives.reading import room_of
from workshop.roadmap.reading import roadmap_of, wording_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOLD = told()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(tmp_path_factory.mktemp("demo"), testing=True)
    furnished(app, NOW)
    with app.app_context():
        yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture(scope="module")
def stood(db: Database) -> Engagement:
    found = engagement(db, 1)
    assert found is not None
    return found


def test_each_initiative_is_whole_and_traced(db: Database, stood: Engagement) -> None:
    room = room_of(db, stood)
    assert {each.origin for each in room.kept} == {"catalogue", "merged", "own"}
    assert len(room.kept) == len(TOLD["initiatives"])
    assert not room.suggestions
    assert {*room.dismissals} == {*TOLD["left_out"]}
    lacks = [missing(each.initiative, room.needed) for each in room.kept]
    assert {name for those in lacks for name in those} == {"owner"}
    for each in room.kept:
        assert {*each.initiative.findings} <= {*room.findings}
        assert max(one.quarter for one in each.initiative.effort) == each.initiative.quarters
        assert max(one.quarter for one in each.initiative.milestones) <= each.initiative.quarters


def test_the_schedule_leaves_out_one_and_breaks_only_what_is_told(db: Database, stood: Engagement) -> None:
    found = roadmap_of(db, stood, NOW.date())
    assert [found.initiative[each.id].title for each in found.left_out] == [
        TOLD["initiatives"]["website"]["title"]
    ]
    assert {found.horizon(each.id) for each in found.in_order} == {"short", "medium", "long"}
    pinned = {place.start for place in found.placements.values() if place.pinned}
    assert pinned == {*TOLD["pinned"].values()}
    broken = breaks(found, engagement_pack(db, stood), wording_of(stood))
    assert {each.kind for each in broken if not each.pinned} == {"measure"}
    assert {each.kind for each in broken if each.pinned} == {"foundation"}


def test_own_words_stand_in_chapters_and_lean_on_what_is_printed(db: Database, stood: Engagement) -> None:
    book = book_of(db, stood, NOW)
    assert (book.written, book.flagged, book.homeless) == (len(TOLD["paragraphs"]), 0, [])


def test_the_return_pays_as_expected_and_not_in_the_low_case(app: Flask) -> None:
    page = people.signed_in(app, people.ADA).get("/engagements/1/roadmap/return").text
    assert "As expected, the programme pays back in" in page
    assert "not within three years" in page
    for each in TOLD["outcomes"]:
        assert each["reason"].split(".")[0] in page
