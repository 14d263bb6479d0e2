"""Disagreements over HTTP: found in interviews, decided on by consultants, kept when interviews change."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.workshop.prioritised import Strategy, begun, strategy
from workshop import create_app
from workshop.database import write

STATEMENT = "charter:statement:priorities"


@pytest.fixture
def place(app: Flask) -> Strategy:
    return strategy(app)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """One for the tests of what is refused, which change nothing."""
    return strategy(create_app(tmp_path_factory.mktemp("untouched"), testing=True))


def key(place: Strategy) -> str:
    return f"priority:{place.priorities[0].key}"


def test_what_interviewees_see_differently_is_listed_with_its_evidence(untouched: Strategy) -> None:
    page = untouched.get("disagreements")
    assert "3 things to talk about, 3 with two camps." in page
    assert "interviewees give it from 15 to 60 of 100 points, in two camps." in page
    assert "How much “Customer retention and expansion” counts" not in page, "only 20 points apart"
    assert "Who sets the priorities: today rated from 1 to 5, in two camps" in page
    assert "(1 is “Dump station”, 5 is “Pit crew”)" in page
    assert "<b>60</b> <bdi>Karin Ahl</bdi>" in page
    assert "3 or more interviewees share out points" in page


def test_nothing_is_listed_where_nobody_was_asked(app: Flask) -> None:
    assert "No disagreement shows so far." in begun(app).get("disagreements")


def test_a_wish_far_apart_and_a_job_done_today_count_a_wanted_job_does_not(place: Strategy) -> None:
    with write(db := place.db):
        for person, code in ((500, 1), (501, 4), (502, 0)):
            for subject, question in (
                ("charter:statement:initiative", "target"),
                ("charter:job:planning", "current"),
                ("charter:job:finance", "target"),
            ):
                db.execute(
                    "INSERT INTO interview_rating VALUES (:id, :subject, :question, :code)",
                    {"id": person, "subject": subject, "question": question, "code": code},
                )
    page = place.get("disagreements")
    assert "Proactive or on request: wanted rated from 1 to 4" in page
    assert "Strategic planning and alignment: today rated from 1 to 4" in page
    assert "Financial management" not in page
    assert page.count("2 interviewees, from 1 to 4") == 2, "who declined is not counted"


def test_words_are_changed_and_come_back_when_emptied(place: Strategy) -> None:
    page = place.post("disagreements/words", key=key(place), text="How much does growth count?")
    assert "How much does growth count?" in page
    assert "Suggested: How much “Profitable growth” counts" in page
    suggested = unescape(re.search("Suggested: ([^<]+)", page)[1]).strip()
    page = place.post("disagreements/words", key=key(place), text="")
    assert "Your words" not in page
    assert place.count("conflict") == 0
    place.post("disagreements/words", key=key(place), text=suggested)
    assert place.count("conflict") == 0, "a suggestion sent back is nobody's own words"
    before = suggested.replace("from ", "from 1")
    place.post("disagreements/words", key=key(place), text=before, was=before)
    assert place.count("conflict") == 0, "nor is one that stood there when the page was opened"


def test_one_is_left_out_with_a_reason_and_taken_in_again(place: Strategy) -> None:
    page = place.post("disagreements/dismissal", 422, key=key(place), reason=" ")
    assert "Say in a few words why it is left out" in page
    page = place.post("disagreements/dismissal", key=key(place), reason="Settled in March.")
    assert "2 things to talk about" in page
    assert "Settled in March." in page
    assert "3 things to talk about" in place.post("disagreements/return", key=key(place))
    assert place.count("conflict") == 0


def test_a_decision_outlives_what_it_rested_on(place: Strategy) -> None:
    place.post("disagreements/dismissal", key=key(place), reason="Settled.")
    place.post("disagreements/words", key=STATEMENT, text="Who decides?")
    with write(db := place.db):
        db.execute("DELETE FROM interview_points")
        db.execute("DELETE FROM interview_rating")
    page = place.get("disagreements")
    assert "1 thing to talk about." in page
    assert "Who decides?" in page
    assert "The interviews do not differ so far any more" in page
    assert "Settled." in page
    place.post("disagreements/removal", key=STATEMENT)
    assert place.count("conflict") == 1


def test_consultants_add_their_own(place: Strategy) -> None:
    page = place.post("disagreements", text="Sales & finance read <b>different</b> figures.")
    place.post("disagreements", text="Sales & finance read <b>different</b> figures.")
    assert place.count("conflict") == 1, "sent twice, there once"
    assert "Sales &amp; finance read &lt;b&gt;different&lt;/b&gt; figures." in page
    own = re.search(r'value="(own:\w+)"', page)
    assert own is not None
    assert "or remove it" in place.post("disagreements/words", 422, key=own[1], text="")
    assert "Budget" in place.post("disagreements/words", key=own[1], text="Budget")
    place.post("disagreements/dismissal", key=own[1], reason="Small.")
    assert "4 things to talk about" in place.post("disagreements/return", key=own[1])
    assert "3 things to talk about" in place.post("disagreements/removal", key=own[1])


@pytest.mark.parametrize("path", ["words", "dismissal", "return"])
def test_what_is_not_here_any_more_is_said(untouched: Strategy, path: str) -> None:
    for gone in ("", "priority:9", "own:x", "x" * 9_000):
        page = untouched.post(f"disagreements/{path}", 422, key=gone, text="x", reason="x")
        assert "This disagreement is not here any more." in page
    assert untouched.count("conflict") == 0


def test_one_found_in_interviews_is_not_removed(untouched: Strategy) -> None:
    untouched.post("disagreements/removal", key=key(untouched))
    assert "3 things to talk about" in untouched.get("disagreements")
