"""The charter's page over HTTP, its count, and what leaves of it in documents and files."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.charter_reading import Given
from questionnaires.published import published
from reports.charter_read import LEADERSHIP, CharterRead
from tests.workshop.chartered import ITEMS, answer, count, put_interviews, put_wave, steady
from tests.workshop.drafting import blueprint
from tests.workshop.prioritised import NOW, Strategy, begun
from tests.workshop.world import pack
from workshop.assessments.store import latest_counted
from workshop.charter.reading import charter_of, of_each_interview, of_interviews
from workshop.database import write
from workshop.history.store import PROGRAM
from workshop.sealing.sealing import seal_within
from workshop.transfer.blanked import blanked_waves
from workshop.transfer.final import final_charter
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.counting.store import shown_charter

SMALL = {"Sales": (9, steady(3)), "IT": (6, steady(2)), "Board": (2, steady(5))}


@pytest.fixture
def place(app: Flask) -> Strategy:
    return begun(app)


def answered(place: Strategy, functions=SMALL) -> int:
    """Store a wave that was answered, closed and counted, and return its number of row."""
    with write(db := place.db):
        wave = put_wave(db, place.engagement_id, functions)
        db.execute("UPDATE wave SET closes_at = '2026-11-22T09:45:00Z' WHERE id = :id", {"id": wave.id})
        found = waves.wave_by_id(db, wave.id)
        assert found is not None
        count(db, found)
    return wave.id


def interviewed(place: Strategy, names: list[str], *rating: int, items=ITEMS) -> None:
    with write(db := place.db):
        put_interviews(db, place, names, steady(*rating), items)


def row(page: str, name: str) -> str:
    return page.split(f"<bdi>{name}</bdi></th>", 1)[1].split("</tr>", 1)[0]


def read_of(app: Flask, place: Strategy) -> CharterRead | None:
    with app.app_context():
        found = latest_counted(place.db, place.engagement_id)
        assert found is not None
        return charter_of(place.db, place.engagement, found)


def test_an_empty_page_says_what_to_do(place: Strategy) -> None:
    page = place.get("charter")
    assert "Nobody has placed the function yet." in page
    assert f'href="/engagements/{place.engagement_id}/interviews"' in page
    interviewed(place, ["Karin Ahl"], items=())
    assert "1 interview is planned with the charter." in place.get("charter")


def test_the_leadership_is_told_in_a_sentence_and_each_one_to_consultants(place: Strategy) -> None:
    interviewed(place, ["Karin Ahl", "Bo <b>Ek</b>"], 3, 5)
    page = place.get("charter")
    assert "<h1>The leadership sees a service station today (2.8) and wants a pit crew (5.0).</h1>" in page
    assert "Rated by 2 interviewees." in page
    assert "All who answered" not in page
    each = page.split("Each interviewee")[1]
    assert "2.8" in row(each, "Karin Ahl")
    assert "Bo &lt;b&gt;Ek&lt;/b&gt;" in each


def test_the_numbers_of_a_place_are_told(place: Strategy) -> None:
    interviewed(place, ["Karin Ahl"], 3, 5)
    told = row(place.get("charter").split("How a place comes about")[1], LEADERSHIP)
    assert re.findall(r">([−\d.]+%?)<", re.sub(r"<small>.*?</small>", "", told)) == [
        "3.00", "11%", "−0.22", "2.8", "5.00", "0%", "0", "5.0",
    ]  # fmt: skip


def test_too_few_statements_give_no_place(place: Strategy) -> None:
    interviewed(place, ["Karin Ahl"], 3, 5, items=ITEMS[:12])
    page = place.get("charter")
    assert "There is no place on the range yet." in page
    assert "too few statements" in row(page, LEADERSHIP)
    assert "A place needs ratings of at least 4 statements." in page


def test_small_groups_are_hidden_and_interviews_stand_apart(place: Strategy) -> None:
    answered(place)
    interviewed(place, ["Karin Ahl"], 1, 1)
    page = place.get("charter")
    assert "All who answered" in page
    for name in ("Board", "IT"):
        assert row(page, name).count(">hidden<") == 3
        assert "<svg" not in row(page, name)
    assert ">9<" in row(page, "Sales")
    assert ">17<" in row(page, "All who answered"), "the interview is not counted with them"
    assert ">1<" in row(page, LEADERSHIP)
    assert "Hidden: fewer than 5 ratings" in page


def test_whose_jobs_are_open_is_chosen(place: Strategy) -> None:
    answered(place)
    interviewed(place, ["Karin Ahl"], 1, 2)
    assert 'by=everyone#jobs" aria-current="true"' in place.get("charter")
    assert 'by=interviews#jobs" aria-current="true"' in place.get("charter?by=interviews")
    assert 'by=everyone#jobs" aria-current="true"' in place.get("charter?by=%3Cx%3E")


def test_while_a_wave_is_open_its_figures_come_in_steps(place: Strategy) -> None:
    now = NOW + timedelta(minutes=1)
    with write(db := place.db):
        wave = put_wave(db, place.engagement_id, {})
        [asked] = waves.questionnaires(db, wave.id)
        shown = []
        for person in range(17):
            answer(
                db, wave.id, asked.id, {"function": "IT"}, steady(), person, now + timedelta(minutes=person)
            )
            count(db, wave, now + timedelta(minutes=person, seconds=30))
            tally = shown_charter(db, wave.id)
            shown.append(0 if tally is None else int(tally.codes[0, 0, 0, 1:6].sum()))
        assert tally is not None
        assert tally.sets == (("", ""),), "no groups while it is open"
    assert shown == [0] * 9 + [5] * 5 + [10] * 3


def test_the_database_counts_the_charter_and_nothing_else(place: Strategy) -> None:
    with write(db := place.db):
        wave = put_wave(db, place.engagement_id, {"IT": (5, steady()), "": (2, steady(4))})
        other = waves.add_questionnaire(db, wave.id, "Without", [("A1", "current")])
        sheet = waves.add_sheet(db, wave.id, other, {"function": "IT"})
        db.execute(f"INSERT INTO answer VALUES ({sheet}, '{ITEMS[0]}', 'current', 5, 0)")
        _, tally = counting.tallies(db, wave, pack())
    assert tally is not None
    assert tally.capabilities == ITEMS
    assert tally.sets == (("", ""), ("function", "IT"), ("function", "not stated"))
    assert tally.people.tolist() == [7, 5, 2]
    assert tally.codes[:, 0, 0, 3:5].tolist() == [[5, 2], [5, 0], [0, 2]]
    assert tally.codes[:, 0, :2].sum() == 2 * (7 + 5 + 2), "and nothing else, nobody left it blank"
    assert not tally.codes[:, :, 2].any()


def test_a_wave_without_the_charter_has_no_count_of_it(place: Strategy) -> None:
    with write(db := place.db):
        wave = put_wave(db, place.engagement_id, SMALL)
        db.execute("UPDATE questionnaire SET charter = 0")
        count(db, wave)
        assert shown_charter(db, wave.id) is None
    assert "Nobody has placed the function yet." in place.get("charter")


def test_what_leaves_in_a_file_is_what_is_shown_and_comes_in_again(place: Strategy) -> None:
    wave = answered(place)
    with write(db := place.db):
        seal_within(db, wave, PROGRAM, NOW + timedelta(days=30))
        tally = shown_charter(db, wave)
        [left] = blanked_waves(db, place.engagement_id).instead["tally"]
        found = latest_counted(db, place.engagement_id)
    assert tally is not None
    assert found is not None
    final = final_charter(str(left["charter"]), found.pack)
    assert final == published(tally, 5).as_json().decode()
    assert final_charter(str(left["document"]), found.pack) is None
    assert final_charter("{", found.pack) is None


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(ITEMS), st.sampled_from(["current", "target"]),
       st.integers(0, 5))))  # fmt: skip
def test_each_interviewee_is_read_as_if_alone(ratings: list[Given]) -> None:
    charter = pack().charter
    assert charter is not None
    alone = {
        person: of_interviews(charter, [each for each in ratings if each[0] == person])
        for person in {each[0] for each in ratings}
    }
    assert of_each_interview(charter, ratings) == alone


def test_a_document_shows_interviewees_together_from_three_on(app: Flask, place: Strategy) -> None:
    answered(place)
    interviewed(place, ["Karin Ahl", "Bo Ek"], 1, 1)
    read = read_of(app, place)
    assert read is not None
    assert LEADERSHIP not in [each.label for each in read.rows]
    interviewed(place, ["Ida Holm"], 1, 1)
    read = read_of(app, place)
    assert read is not None
    assert [(each.label, each.n) for each in read.rows] == [
        ("All who answered", "17"), ("Sales", "9"), ("Board", ""), ("IT", ""), (LEADERSHIP, "3"),
    ]  # fmt: skip


def test_the_blueprint_has_the_chapter(place: Strategy) -> None:
    answered(place)
    interviewed(place, ["Karin Ahl", "Bo Ek", "Ida Holm"], 3, 5)
    file = blueprint(place.app, place.client, place.engagement_id).data
    said = [each.text for each in Document(BytesIO(file)).paragraphs]
    assert any(each.endswith("Charter and operating model") for each in said)
    assert not any("Karin" in each for each in said)
