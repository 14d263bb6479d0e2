"""Batches that are long on their way: an answer that arrives late does not undo what took its place."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshop.asked import NOW, Wave, save, wave
from workshop.answering import saving

ITEMS = [(each, question) for each in ("A1", "A2") for question in ("current", "target")]
KARIN = "Karin Ahl"
SHORT, HOUR = 4_000, 60 * 60 * 1000
PHONE, DESK = "phone-one", "desk-0001"
Told = dict[str, object]
Step = tuple[list[int], int, list[int], str]
NONE = [("A1", "current", 6), ("A1", "target", 6)]


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def made(app: Flask) -> Wave:
    made = wave(app, ITEMS, picks=2)
    made.join(KARIN)
    return made


@pytest.fixture
def place(made: Wave) -> str:
    return f"/p/{made.tokens[KARIN]}"


def item(code: int, **told: int) -> dict[str, object]:
    return {"of": "A1", "q": "current", "code": code, **told}


def send(phone: FlaskClient, place: str, turn: int, device: str = PHONE, **batch: object) -> Told:
    """Send a batch with its items as they are."""
    body = {"device": device, "turn": turn, **batch}
    told: Told = phone.post(f"{place}/save", json=body).get_json()
    return told


def test_what_took_the_place_of_a_late_answer_stands(made: Wave, place: str, phone: FlaskClient) -> None:
    # Held on its way for four seconds, it looks as if it were given when it arrives.
    send(phone, place, 7, items=[item(1)])
    told = send(phone, place, 8, items=[item(5, age=SHORT, over=7)])
    assert told["items"] == [{"of": "A1", "q": "current", "code": 5}]
    assert made.answers(KARIN) == {("A1", "current"): 5}


def test_the_same_holds_for_reasons_and_picks(made: Wave, place: str, phone: FlaskClient) -> None:
    save(phone, place, 7, items=NONE, reasons=[{"of": "A1", "text": "An agency"}], picks=["A1"])
    changed = {"of": "A1", "text": "No team", "age": SHORT, "over": 7}
    told = send(phone, place, 8, reasons=[changed], picks=["A2"], picks_age=SHORT, picks_over=7)
    assert (told["reasons"], told["picks"]) == ([{"of": "A1", "text": "No team"}], ["A2"])
    assert made.texts("reason", KARIN) == {"A1": "No team"}


def test_what_took_no_place_of_something_sent_undoes_nothing(place: str, phone: FlaskClient) -> None:
    send(phone, place, 7, items=[item(1)])
    send(phone, place, 9, DESK, items=[item(4)])
    # Offline for an hour it was changed again and again, and nothing of it was sent but now.
    told = send(phone, place, 8, items=[item(5, age=HOUR, over=6)])
    assert told["items"] == [{"of": "A1", "q": "current", "code": 4}]


def test_sent_again_after_a_lost_reply_it_is_no_later_than_it_was(place: str, phone: FlaskClient) -> None:
    send(phone, place, 9, DESK, items=[item(4, age=SHORT)])
    for turn in (7, 8):
        told = send(phone, place, turn, items=[item(5, age=HOUR, over=6)])
        assert told["items"] == [{"of": "A1", "q": "current", "code": 4}]


@pytest.mark.parametrize("over", [-1, True, "7", 1.5, 2**60])
def test_what_is_no_turn_is_refused(made: Wave, place: str, phone: FlaskClient, over: object) -> None:
    for batch in ({"items": [item(5) | {"over": over}]}, {"picks": ["A1"], "picks_over": over}):
        assert "fault" in send(phone, place, 1, **batch)
    assert made.answers(KARIN) == {}


@dataclass
class Device:
    """A device as its scripts behave: one batch at a time, and whatever is chosen waits in its place."""

    phone: FlaskClient
    place: str
    now_ms: int = 0
    turn: int = 0
    chosen: int = 0
    pending: dict[str, int] | None = None

    def choose(self, code: int) -> None:
        self.now_ms += 10
        over = {} if self.pending is None else {"over": self.turn}
        self.chosen, self.pending = code, {"code": code, "at": self.now_ms, **over}

    def send(self, transit_ms: int, meanwhile: list[int], outcome: str) -> None:
        self.turn += 1
        if self.pending is None:
            return
        sent = self.pending
        entry = item(**{name: value for name, value in sent.items() if name != "at"})
        entry["age"] = self.now_ms - sent["at"]
        for code in meanwhile:
            self.choose(code)
        self.now_ms += transit_ms
        if outcome == "never arrives":
            return
        assert send(self.phone, self.place, self.turn, items=[entry])["turn"] == self.turn
        if outcome == "is told" and self.pending is sent:
            self.pending = None


codes = st.integers(0, 5)
steps = st.lists(
    st.tuples(
        st.lists(codes, max_size=2),
        st.sampled_from([1, 90, 4_000]),
        st.lists(codes, max_size=2),
        st.sampled_from(["is told", "reply is lost", "never arrives"]),
    ),
    max_size=5,
)
numbers = count()


@settings(max_examples=60, deadline=None)
@given(steps=steps)
def test_the_last_choice_of_a_device_stands_whatever_its_batches_meet(
    made: Wave,
    phone: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[Step],
) -> None:
    name = f"Person {next(numbers)}"
    device = Device(phone, made.join(name))

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return NOW + timedelta(milliseconds=device.now_ms)

    monkeypatch.setattr(saving, "datetime", Clock)
    for before, transit_ms, meanwhile, outcome in steps:
        for code in before:
            device.choose(code)
        device.send(transit_ms, meanwhile, outcome)
    device.send(1, [], "is told")
    assert made.answers(name).get(("A1", "current"), 0) == device.chosen
