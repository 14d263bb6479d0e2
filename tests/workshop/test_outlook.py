"""Where an engagement leads, over HTTP: two texts and dated objectives, each with its sources."""

import re
from datetime import date

import pytest
from flask import Flask

from tests.workshop.prioritised import Strategy, strategy
from workshop import create_app
from workshop.outlook import store


@pytest.fixture
def place(app: Flask) -> Strategy:
    return strategy(app)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """One for the tests of what is refused, which change nothing."""
    return strategy(create_app(tmp_path_factory.mktemp("untouched"), testing=True))


def was(page: str, aspect: str = "vision") -> str:
    found = re.search(rf'name="{aspect}-was"[^>]*value="(\d*)"', page)
    assert found is not None
    return found[1]


def test_the_vision_is_written_and_changed(place: Strategy) -> None:
    page = place.get("outlook")
    assert "No objective is set yet." in page
    typed = {"vision-text": "One plan.\r\n\r\nOne set of figures.", "vision-was": was(page)}
    page = place.post("outlook/vision", **typed)
    assert "The vision is saved." in page
    assert "One plan.\n\nOne set of figures." in page
    page = place.post("outlook/vision", **{"vision-text": "", "vision-was": was(page)})
    assert store.outlook(place.db, place.engagement_id)["vision"].text == ""


def test_nobody_overwrites_what_they_have_not_seen(place: Strategy) -> None:
    place.post("outlook/future", **{"future-text": "Theirs", "future-was": ""})
    page = place.post("outlook/future", 422, **{"future-text": "Mine", "future-was": ""})
    assert "Someone else changed this text meanwhile." in page
    assert "Theirs" in page
    assert "Mine" in page
    place.post("outlook/future", 422)
    assert store.outlook(place.db, place.engagement_id)["future"].text == "Theirs"
    place.post("outlook/future", **{"future-text": "Both", "future-was": was(page, "future")})
    assert store.outlook(place.db, place.engagement_id)["future"].text == "Both"


def test_a_text_that_is_too_long_is_kept_on_the_page(untouched: Strategy) -> None:
    page = untouched.post("outlook/vision", 422, **{"vision-text": "x" * 5_001, "vision-was": ""})
    assert "This has 5,001 characters." in page
    assert "x" * 5_001 in page
    assert untouched.count("outlook") == 0


def test_sources_may_come_before_the_text(place: Strategy) -> None:
    assert "1 source says where the vision comes from." in place.post(
        "outlook/vision/sources", kind="interview", interview="500", consent="none"
    )
    page = place.get("outlook")
    assert "Not to be quoted" in page
    assert was(page) == ""
    removal = re.search(r"sources/\d+/removal", place.get("outlook/vision/sources"))
    assert removal is not None
    assert "Nothing says where the vision comes from." in place.post(removal[0])


def test_an_objective_has_a_day_and_a_priority(place: Strategy) -> None:
    first = place.priorities[0]
    page = place.post(
        "outlook/objectives", text="Answer each lead in a day.", due_on="2027-06-30", priority_id=first.id
    )
    assert "1 objective is set, each with its day." in page
    assert 'By <time datetime="2027-06-30">30 Jun 2027</time>. Serves <bdi>Profitable growth</bdi>.' in page
    made = store.objectives(place.db, place.engagement_id)[0]
    assert made.due_on == date(2027, 6, 30)
    page = place.post(f"outlook/objectives/{made.id}", text="Answer each lead.", due_on="", priority_id="")
    assert "1 objective is set, 1 without a day." in page
    assert "Serves no priority yet." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Say what is reached"),
        ({"text": "x" * 601}, "This has 601 characters."),
        ({"text": "Grow", "due_on": "31 Nov 2026"}, "Did you mean"),
        ({"text": "Grow", "priority_id": "999"}, "This priority is not in the list any more."),
    ],
)
def test_an_objective_that_cannot_be_is_refused(place: Strategy, typed: dict[str, str], said: str) -> None:
    assert said in place.post("outlook/objectives", 422, **typed)
    assert place.count("objective") == 0
    place.post("outlook/objectives", text="There")
    assert said in place.post("outlook/objectives/1", 422, **typed)


def test_objectives_are_put_in_order_and_removed_with_their_sources(place: Strategy) -> None:
    for text in ("One", "Two"):
        place.post("outlook/objectives", text=text)
    place.post("outlook/objectives/2/move", way="up")
    place.post("outlook/objectives/2/move", way="up")
    assert [each.text for each in store.objectives(place.db, place.engagement_id)] == ["Two", "One"]
    place.post("outlook/objectives/1/sources", kind="words", words="Heard in the hall")
    assert "1 source goes with it." in place.get("outlook")
    place.post("outlook/objectives/1/removal")
    place.post("outlook/objectives/1/removal")
    assert place.count("strategy_source") == 0
    assert place.client.get(place.at("outlook/objectives/1")).status_code == 404
