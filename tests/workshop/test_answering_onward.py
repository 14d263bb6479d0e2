"""Saving and showing the next page in one answer, and the sums of how far somebody is."""

from gzip import decompress

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import DONT_KNOW
from questionnaires.effort import CHARTER, PICKING, RATING, READING
from tests.workshop.asked import Wave, pack, save, wave
from workshop.answering.outline import CHARTER_PAGE, Outline, outline
from workshop.waves.store import Item, Questionnaire

SHORT = [(each, question) for each in ("A1", "A2", "B1") for question in ("current", "target")]
MIXED = frozenset({*SHORT, ("A1", "importance"), ("C1", "importance"), ("C2", "current")})
LEVELS = [("A1", "current", 2), ("A1", "target", 4)]


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def made(app: Flask) -> Wave:
    return wave(app, SHORT)


@pytest.fixture
def place(made: Wave) -> str:
    return made.join("Karin Ahl")


def test_a_batch_is_saved_and_the_page_it_asks_for_shown(made: Wave, place: str, phone: FlaskClient) -> None:
    answer = save(phone, place, 1, items=LEVELS, show="B")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert made.answers("Karin Ahl") == {("A1", "current"): 2, ("A1", "target"): 4}
    assert answer.text == phone.get(f"{place}/B").text
    assert answer.headers["Cache-Control"] == "no-store"
    # A batch whose answer was lost on its way is answered again; one that was overtaken tells how it stands.
    assert save(phone, place, 1, items=LEVELS, show="B").text == answer.text
    save(phone, place, 5, items=[("A2", "current", 3)])
    assert save(phone, place, 4, items=LEVELS, show="B").get_json()["turn"] == 5


def test_nothing_is_shown_that_is_not_asked_or_not_saved(made: Wave, place: str, phone: FlaskClient) -> None:
    for address in ("C", "review", "save", "../B", "", "x" * 80):
        assert save(phone, place, 1, items=LEVELS, show=address).get_json()["state"] == "open"
    refused = save(phone, place, 2, items=[("F1", "current", 2)], show="B")
    assert (refused.status_code, refused.get_json()["state"]) == (400, "open")
    made.close()
    late = save(phone, place, 3, items=LEVELS, show="B")
    assert (late.status_code, late.get_json()) == (409, {"state": "closed"})


def test_a_compressed_page_is_the_plain_one_whatever_is_on_it(app: Flask, place: str) -> None:
    phone, packed = app.test_client(), {"Accept-Encoding": "br, gzip"}
    steps = (
        {},
        {"items": LEVELS},
        {"items": [("A2", "current", 6), ("A2", "target", 6)], "reasons": [{"of": "A2", "text": "<No>"}]},
        {"comments": [{"of": "A1", "text": "Ümläut 🙂 & <b>"}]},
        {"items": [("A2", "current", 7), ("A2", "target", 7)], "comments": [{"of": "A1", "text": ""}]},
    )
    for turn, batch in enumerate(steps, 1):
        save(phone, place, turn, **batch)
        for _ in range(2):  # made, and as it was kept
            for address in ("A", "B"):
                answer = phone.get(f"{place}/{address}", headers=packed)
                assert answer.headers["Content-Encoding"] == "gzip"
                assert "Accept-Encoding" in answer.headers["Vary"]
                assert decompress(answer.data).decode() == phone.get(f"{place}/{address}").text
    refused = phone.get(f"{place}/A", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def whole() -> Outline:
    return outline(pack(), Questionnaire(1, 1, "Everyone", 2, True, MIXED, frozenset()))


WHOLE = whole()


@settings(deadline=None)
@given(
    codes=st.dictionaries(st.sampled_from(sorted(WHOLE.items)), st.integers(1, DONT_KNOW)),
    picked=st.integers(0, 3),
)
def test_how_far_somebody_is_counts_what_each_page_counts(codes: dict[Item, int], picked: int) -> None:
    standing = WHOLE.standing(codes, picked)
    done = {page.address: WHOLE.done(page, codes, picked) for page in WHOLE.pages}
    assert standing.done == done
    open_ones = [each for each in WHOLE.asked.values() if not each.answered(codes)]
    seconds = sum(READING + RATING * len(each.questions) for each in open_ones)
    size = WHOLE.size(WHOLE.page[CHARTER_PAGE])
    seconds += (PICKING if picked < 2 else 0) + CHARTER * (size - done[CHARTER_PAGE]) // size
    assert standing.minutes == -(-seconds // 60)
