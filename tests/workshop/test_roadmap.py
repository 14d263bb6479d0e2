"""The roadmap: drafted, moved by hand, improved by a job, and offered where that came too late."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from questionnaires.loading import shipped_pack
from questionnaires.roadmap.plan import Measure, Placement, Roadmap
from questionnaires.roadmap.taken import Wording
from tests.roadmaps import drawn_from
from tests.workshop import people, world
from workshop.database import connect, write
from workshop.engagements.store import engagement as engagement_of
from workshop.history.store import entries
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.running import run_next
from workshop.roadmap import improve_job, store
from workshop.roadmap.initiatives import store as initiatives
from workshop.roadmap.reading import roadmap_of, values_of, worths_of
from workshop.roadmap.scheduling import store as schedules
from workshop.roadmap.told import difference

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PACK = shipped_pack(world.PACK)
TWELVE = range(1, 13)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


@pytest.fixture
def listed(app: Flask, db: Database, engagement: int) -> dict[str, int]:
    """Six initiatives of the catalogue by their keys, with what they need of each other."""
    catalogue = {each.id: each for each in PACK.initiatives}
    by, found = people.actor(app, people.INES), {}
    with write(db):
        for key in ("I-B1", "I-B2", "I-C9", "I-D4", "I-D2", "I-E1"):
            made = drawn_from(PACK, catalogue[key], 1)
            found[key] = initiatives.add(db, engagement, made, "catalogue", by, NOW)
        for key, number in found.items():
            before = [found[each] for each in catalogue[key].prerequisites if each in found]
            initiatives.relate(db, number, before)
    return found


def address(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/roadmap{rest}"


def standing(app: Flask, db: Database, engagement: int) -> Roadmap:
    with app.app_context():
        found = engagement_of(db, engagement)
        assert found is not None
        return roadmap_of(db, found, date(2026, 11, 22))


def send(client: FlaskClient, where: str, **said: object) -> TestResponse:
    """Post what a form says, with the revision that its page shows unless another is given."""
    page = client.get(re.sub(r"/(draft|clearing|search|offer/\w+)$", "", where)).text
    seen = re.search(r'name="revision"[^>]*value="(\d+)"', page)
    data = {"csrf_token": people.csrf(client), "revision": seen[1] if seen else "0", **said}
    return client.post(where, data=data)


def text_of(answer: TestResponse) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def test_an_empty_roadmap_leads_to_its_initiatives_and_has_no_limits(
    app: Flask, db: Database, client: FlaskClient, engagement: int
) -> None:
    page = client.get(address(engagement))
    assert "The roadmap begins with its initiatives." in page.text
    found = standing(app, db, engagement)
    assert (found.placements, found.left_out, found.capacity.budget) == ({}, (), None)
    assert found.capacity.starts_on == date(2027, 1, 1)
    assert send(client, address(engagement, "/draft")).status_code == 303
    assert schedules.made(db, engagement) is None


def test_a_draft_places_what_fits_and_the_page_tells_it(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    assert "6 initiatives wait for their places." in client.get(address(engagement)).text
    answer = send(client, address(engagement, "/draft"))
    assert (answer.status_code, answer.location) == (303, address(engagement))
    found = standing(app, db, engagement)
    assert found.placements.keys() == set(listed.values())
    assert found.start(listed["I-B2"]) == 1 + (found.end(listed["I-B1"]) or 0)
    page = text_of(client.get(address(engagement)))
    assert "All 6 initiatives have a place, and all of it fits." in page
    assert "Drafted by Ines Okafor" in page
    assert next(entries(db, engagement, limit=1).__iter__()).deed == "drafted the roadmap"


def test_what_does_not_fit_is_left_out_with_why(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    figures, year = {f"further_1_{each}": "4" for each in TWELVE}, datetime.now(UTC).year + 1
    begins = f"{year}-07-01"
    answer = send(client, address(engagement, "/capacity"), reserve="10", starts_on=begins, **figures)
    assert answer.status_code == 422
    assert "Name the role that these figures are of." in answer.text
    key = re.search(r'aria-label="Operations lead, Q1 \d+"[^>]*name="(\w+)_1"', answer.text)
    key = key or re.search(r'name="(role_\w+)_1"', answer.text)
    assert key
    where = address(engagement, "/capacity")
    stored = send(client, where, reserve="10", starts_on=begins, **{f"{key[1]}_every": "4,5"})
    assert stored.status_code == 303
    capacity = standing(app, db, engagement).capacity
    assert (capacity.name(1), capacity.reserve) == (f"Q3 {year}", 0.1)
    assert [*capacity.days.values()] == [(4.5,) * 12]
    send(client, address(engagement, "/draft"))
    found = standing(app, db, engagement)
    assert found.left_out
    page = text_of(client.get(address(engagement)))
    assert "None of 6 initiatives finds a place." in page
    assert all(each.why in page for each in found.left_out)
    assert "operations_lead" not in page


def test_a_row_is_pasted_into_its_first_quarter_and_faults_stand_beside_fields(
    app: Flask, db: Database, client: FlaskClient, engagement: int
) -> None:
    where = address(engagement, "/capacity")
    pasted = "\t".join(str(1_000 * each) for each in TWELVE)
    said = {"starts_on": "", "reserve": "15", "further_1_name": "Analyst", "further_1_rate": "450"}
    assert send(client, where, budget_1=pasted, **said).status_code == 303
    capacity = standing(app, db, engagement).capacity
    assert capacity.budget == tuple(1_000.0 * each for each in TWELVE)
    assert (capacity.days, capacity.day_rates) == ({}, {"Analyst": 450.0})
    for wrong, remedy in (
        ({"budget_1": "5", "budget_2": "many"}, "Write a number in figures"),
        ({"budget_1": "5"}, "Give a figure for every quarter"),
        ({"budget_every": "-4"}, "Give a number from 0 to"),
        ({"reserve": "110"}, "Give a whole number from 0 to 90"),
        ({"starts_on": "2027-02-30"}, "Choose the quarter"),
        ({"further_1_name": "analyst", "further_1_rate": "1"}, "This role stands in another row"),
    ):
        empty = {f"budget_{each}": "" for each in TWELVE}
        answer = send(client, where, **{**said, "further_1_name": "", "further_1_rate": "", **empty, **wrong})
        assert answer.status_code == 422, wrong
        assert remedy in answer.text
    assert standing(app, db, engagement).capacity == capacity


def test_moving_shows_first_what_it_breaks_and_pins_stay(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    send(client, address(engagement, "/draft"))
    where, late = address(engagement, "/places"), listed["I-D2"]
    before = standing(app, db, engagement)
    starts = {f"start_{number}": str(place.start) for number, place in before.placements.items()}
    moved = {**starts, f"start_{late}": "1", f"pin_{late}": "y", f"start_{listed['I-E1']}": "0"}
    preview = send(client, where, preview="y", **moved)
    assert preview.status_code == 200
    assert "and needs “" in text_of(preview)
    assert standing(app, db, engagement) == before
    assert send(client, where, **moved).status_code == 303
    after = standing(app, db, engagement)
    assert after.placements[late] == Placement(1, pinned=True)
    assert after.start(listed["I-E1"]) is None
    assert [each.id for each in after.left_out] == [listed["I-E1"]]
    assert "It is pinned there." in text_of(client.get(address(engagement)))
    send(client, address(engagement, "/draft"))
    assert standing(app, db, engagement).placements[late] == Placement(1, pinned=True)
    assert send(client, where, **{**starts, f"start_{late}": "0", f"pin_{late}": "y"}).status_code == 422
    assert send(client, where, **{**starts, f"start_{late}": str(2**63)}).status_code == 422
    assert send(client, address(engagement, "/clearing")).status_code == 303
    assert standing(app, db, engagement).placements == {}


def test_what_stands_as_before_is_neither_broken_nor_mended_by_a_move(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    send(client, address(engagement, "/draft"))
    found, late = standing(app, db, engagement), listed["I-D2"]
    blind = (Measure("Revenue", "primary", False),)
    before = replace(found, initiatives=tuple(replace(each, measures=blind) for each in found.initiatives))
    began = before.placements[late].start
    for start in (began + 1, 1):
        after = replace(before, placements={**before.placements, late: Placement(start)})
        effect = difference(before, after, PACK, Wording())
        assert not [each for each in (*effect.looks, *effect.mends) if each.kind == "measure"]
        assert {each.is_broken for each in effect.breaks} <= {True}
    assert any(each.initiative == late for each in effect.breaks)
    later = replace(before, placements={**before.placements, late: Placement(2)})
    told = difference(after, later, PACK, Wording())
    assert not [each for each in (*told.breaks, *told.mends) if each.initiative == late]


def test_a_page_that_is_overtaken_changes_nothing(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    send(client, address(engagement, "/draft"))
    before, where = standing(app, db, engagement), address(engagement, "/places")
    starts = {f"start_{each}": "12" for each in listed.values()}
    for rest, said in (
        ("/draft", {}),
        ("/clearing", {}),
        ("/search", {"seconds": "10"}),
        ("/places", starts),
    ):
        answer = client.post(
            address(engagement, rest), data={"csrf_token": people.csrf(client), "revision": "0", **said}
        )
        assert answer.status_code == 422, rest
        assert "changed the roadmap meanwhile" in answer.text
    assert (
        'selected value="12"'
        in client.post(where, data={"csrf_token": people.csrf(client), "revision": "0", **starts}).text
    )
    assert standing(app, db, engagement) == before


def test_a_search_improves_the_schedule_and_tells_the_gap(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    assert send(client, address(engagement, "/search"), seconds="10").status_code == 303
    assert client.get(address(engagement, "/search/progress")).json["searching"] is True
    page = client.get(address(engagement))
    assert "A better schedule is searched for up to 10 seconds." in page.text
    assert "connect-src" in page.headers["Content-Security-Policy"]
    assert run_next(db, KINDS)
    assert client.get(address(engagement, "/search/progress")).json == {"searching": False}
    found = standing(app, db, engagement)
    assert found.placements.keys() == set(listed.values())
    page = text_of(client.get(address(engagement)))
    assert "Improved by Ines Okafor" in page
    assert "no schedule can gain more" in page
    last = jobs.latest_ended(db, improve_job.KIND, engagement)
    assert last is not None
    assert last.told == improve_job.APPLIED
    send(client, address(engagement, "/search"), seconds="10")
    assert run_next(db, KINDS)
    last = jobs.latest_ended(db, improve_job.KIND, engagement)
    assert last is not None
    assert last.told == improve_job.KEPT
    assert standing(app, db, engagement) == found


def test_a_schedule_that_comes_too_late_is_offered(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    send(client, address(engagement, "/search"), seconds="10")
    pinned = listed["I-B1"]
    send(client, address(engagement, "/places"), **{f"start_{pinned}": "9", f"pin_{pinned}": "y"})
    assert run_next(db, KINDS)
    assert standing(app, db, engagement).placements == {pinned: Placement(9, pinned=True)}
    page = text_of(client.get(address(engagement)))
    assert "A schedule is offered" in page
    assert send(client, address(engagement, "/offer/acceptance")).status_code == 303
    found = standing(app, db, engagement)
    assert found.placements[pinned] == Placement(9, pinned=True)
    assert len(found.placements) == len(listed)
    assert schedules.offer(db, engagement) is None
    send(client, address(engagement, "/offer/end"))


def test_a_search_is_ended_and_goes_with_its_initiatives(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    send(client, address(engagement, "/search"), seconds="10")
    client.post(address(engagement, "/search/end"), data={"csrf_token": people.csrf(client)})
    assert not run_next(db, KINDS)
    assert standing(app, db, engagement).placements == {}
    assert send(client, address(engagement, "/search"), seconds="11").status_code == 422
    send(client, address(engagement, "/search"), seconds="10")
    with write(db):
        initiatives.remove(db, listed["I-B1"])
    assert run_next(db, KINDS)
    offer = schedules.offer(db, engagement)
    assert offer is not None
    assert listed["I-B1"] not in offer.starts


def test_values_and_worths_are_there_before_any_wave(
    app: Flask, db: Database, engagement: int, listed: dict[str, int]
) -> None:
    with app.app_context():
        found = engagement_of(db, engagement)
        assert found is not None
        assert worths_of(db, found).source in ("alignment", "importance", "picks", "equal")
        held = roadmap_of(db, found)
        values = values_of(db, found, held)
        assert values.keys() == set(listed.values())
        assert max(values.values()) > 0
        later = replace(found, session_on=date(2027, 3, 31))
        assert roadmap_of(db, later).capacity.name(1) == "Q2 2027"


def test_numbers_of_another_engagement_s_initiatives_place_nothing(
    app: Flask, db: Database, client: FlaskClient, engagement: int, listed: dict[str, int]
) -> None:
    with write(db):
        store.put_placement(db, engagement + 1, listed["I-B1"], Placement(2))
        store.remove_placements(db, engagement + 1, [listed["I-B1"]])
    assert standing(app, db, engagement).placements == {}
    other = people.signed_in(app, people.TOM)
    assert other.get(address(engagement)).status_code == 404
    hostile = {"start_99": "3", "start_x": "1", "revision": "9" * 30}
    assert send(client, address(engagement, "/places"), **hostile).status_code in (303, 422)
