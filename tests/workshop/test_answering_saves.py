"""Saves as JSON: batches that come twice, late, out of order, from two devices, or to a wave that closed."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.asked import Wave, filled, post, save, wave
from workshop.answering import saving
from workshop.answering.merging import (
    LONGEST_JOINED,
    OLDEST_MS,
    Changes,
    Given,
    Wording,
    given_ms,
    joined,
    mark,
    merged,
    readable,
)
from workshop.answering.store import store_changes
from workshop.database import connect, write

SHORT = [(each, question) for each in ("A1", "A2", "B1") for question in ("current", "target")]
KARIN = "Karin Ahl"


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def made(app: Flask) -> Wave:
    made = wave(app, SHORT, picks=2)
    made.join(KARIN)
    return made


@pytest.fixture
def place(made: Wave) -> str:
    return f"/p/{made.tokens[KARIN]}"


def test_a_save_is_acknowledged_with_what_is_stored(made: Wave, place: str, phone: FlaskClient) -> None:
    items = [("A1", "current", 6), ("A1", "target", 6), ("B1", "current", 3)]
    answer = save(phone, place, 0, items=items, reasons=[{"of": "A1", "text": "An agency"}], picks=["A1"])
    assert answer.status_code == 200
    assert answer.get_json() == {
        "state": "open",
        "turn": 0,
        "submitted": False,
        "items": [{"of": of, "q": q, "code": code} for of, q, code in items],
        "reasons": [{"of": "A1", "text": "An agency"}],
        "comments": [],
        "picks": ["A1"],
        "done": {"A": 1, "B": 0, "picks": 1},
        "minutes": 3,
    }
    assert made.answers(KARIN) == {("A1", "current"): 6, ("A1", "target"): 6, ("B1", "current"): 3}
    assert made.texts("reason", KARIN) == {"A1": "An agency"}
    assert filled(phone.get(f"{place}/picks").text)["pick"] == ["A1"]


def test_a_batch_sent_again_changes_nothing(made: Wave, place: str, phone: FlaskClient) -> None:
    save(phone, place, 4, items=[("A1", "current", 2)])
    post(phone, f"{place}/A", {"current-A1": "5"})
    for turn in (4, 3):
        answer = save(phone, place, turn, items=[("A1", "current", 1)], picks=["B1"])
        told = answer.get_json()
        # The last turn applied: one that came too late is told so, and the device sends its changes again.
        assert (told["items"][0]["code"], told["picks"], told["turn"]) == (5, [], 4)
    assert made.answers(KARIN) == {("A1", "current"): 5}


def test_the_latest_answer_stands_whatever_arrives_last(made: Wave, place: str, phone: FlaskClient) -> None:
    save(phone, place, 0, items=[("A1", "current", 2, 1_000)])
    late = save(phone, place, 0, device="desk-0001", items=[("A1", "current", 5, 60_000)])
    assert late.get_json()["items"] == [{"of": "A1", "q": "current", "code": 2}]
    save(phone, place, 1, device="desk-0001", items=[("A1", "current", 0, 0)])
    assert made.answers(KARIN) == {}


def test_comments_of_two_devices_both_stay(made: Wave, place: str, phone: FlaskClient) -> None:
    save(phone, place, 0, comments=[{"of": "A1", "text": "One", "was": ""}])
    both = save(phone, place, 0, device="desk-0001", comments=[{"of": "A1", "text": "Two", "was": ""}])
    assert both.get_json()["comments"] == [{"of": "A1", "text": "One\n\nTwo"}]
    save(phone, place, 1, comments=[{"of": "A1", "text": "", "was": "One\n\nTwo"}])
    assert made.texts("comment", KARIN) == {}


@pytest.mark.parametrize("before", ["", "From the desk."])
@pytest.mark.parametrize("text", ["We only plan twice.", ""])
def test_a_comment_gives_way_to_itself_though_nobody_heard_that_it_was_stored(
    made: Wave, place: str, phone: FlaskClient, before: str, text: str
) -> None:
    if before:
        save(phone, place, 0, device="desk-0001", comments=[{"of": "A1", "text": before}])
    save(phone, place, 0, comments=[{"of": "A1", "text": "We plan twice."}])
    changed = [{"of": "A1", "text": text, "was": "", "went": ["We plan", "We plan twice."]}]
    stands = "\n\n".join(filter(None, (before, text)))
    for turn in (1, 2):  # and sent again
        told = save(phone, place, turn, comments=changed).get_json()
        assert told["comments"] == [{"of": "A1", "text": stands}]


def test_it_is_told_that_it_was_submitted(place: str, phone: FlaskClient) -> None:
    phone.post(f"{place}/submit")
    assert save(phone, place, 0, items=[("A1", "current", 2)]).get_json()["submitted"] is True


def test_a_wave_that_is_closed_or_sealed_takes_nothing(made: Wave, place: str, phone: FlaskClient) -> None:
    made.close()
    answer = save(phone, place, 0, items=[("A1", "current", 2)])
    assert (answer.status_code, answer.get_json()) == (409, {"state": "closed"})
    assert made.answers(KARIN) == {}
    made.seal()
    assert save(phone, place, 0).get_json() == {"state": "sealed"}


def test_a_save_that_others_keep_from_being_stored_is_to_be_sent_again(
    app: Flask, made: Wave, place: str, phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while a large wave is sealed: the phone keeps what it was not told to be stored."""
    monkeypatch.setattr(saving, "SENT_AGAIN_SECONDS", 0.01)
    with ThreadPoolExecutor(1) as other:
        storing = write(other.submit(app.extensions["connections"].here).result())
        other.submit(storing.__enter__).result()
        answer = save(phone, place, 0, items=[("A1", "current", 2, 0)])
        other.submit(storing.__exit__, None, None, None).result()
        other.submit(app.extensions["connections"].close_here).result()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert made.answers(KARIN) == {}
    save(phone, place, 0, items=[("A1", "current", 2, 0)])
    assert made.answers(KARIN) == {("A1", "current"): 2}


def test_a_link_that_leads_nowhere_is_gone(app: Flask, phone: FlaskClient) -> None:
    for token in ("x", "A" * 22, "A" * 500):
        answer = save(phone, f"/p/{token}", 0, items=[])
        assert (answer.status_code, answer.get_json()) == (404, {"state": "gone"})


GOOD: dict[str, Any] = {"device": "phone-one", "turn": 9, "items": [{"of": "A1", "q": "current", "code": 2}]}


@pytest.mark.parametrize(
    "change",
    [
        {"device": "short"},
        {"device": "spaces in it"},
        {"device": None},
        {"turn": -1},
        {"turn": 1.5},
        {"turn": 10**30},
        {"items": [{"of": "C1", "q": "current", "code": 2}]},
        {"items": [{"of": "A1", "q": "importance", "code": 2}]},
        {"items": [{"of": "A1", "q": "current", "code": 8}]},
        {"items": [{"of": "A1", "q": "current", "code": "2"}]},
        {"items": [{"of": "A1", "q": "current", "code": 2}] * 501},
        {"items": [{"of": "charter:job:planning", "q": "current", "code": 2}]},
        {"items": {"of": "A1"}},
        {"reasons": [{"of": "C1", "text": "x"}]},
        {"reasons": [{"of": "A1", "text": "x" * 301}]},
        {"comments": [{"of": "A1", "text": "x" * 2001}]},
        {"picks": ["A1", "A2", "B1"]},
        {"picks": ["C1"]},
        {"picks": "A1"},
    ],
)
def test_what_is_not_asked_or_cannot_be_read_stores_nothing(
    made: Wave, place: str, phone: FlaskClient, change: dict[str, Any]
) -> None:
    answer = phone.post(f"{place}/save", data=json.dumps(GOOD | change))
    assert (answer.status_code, answer.get_json()["state"]) == (400, "open")
    assert made.answers(KARIN) == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"null", b'{"device": "phone-one"}'])
def test_what_is_no_batch_is_refused(place: str, phone: FlaskClient, body: bytes) -> None:
    answer = phone.post(f"{place}/save", data=body)
    assert (answer.status_code, answer.get_json()["state"]) == (400, "open")


def test_ages_beyond_reason_are_clamped(made: Wave, place: str, phone: FlaskClient) -> None:
    save(phone, place, 0, items=[("A1", "current", 2, -1e12)])
    save(phone, place, 1, items=[("A1", "current", 3, 0)])
    save(phone, place, 2, items=[("A1", "current", 4, 1e14)])
    assert made.answers(KARIN) == {("A1", "current"): 3}


items = st.tuples(st.sampled_from(["A1", "A2"]), st.sampled_from(["current", "target"]))
saves = st.lists(
    st.lists(st.builds(Given, *(st.sampled_from(each) for each in (["A1", "A2"], ["current", "target"])),
                       st.integers(0, 7), st.integers(0, 5)), max_size=4),
    max_size=8,
)  # fmt: skip


@given(saves=saves)
def test_the_database_merges_as_the_model_does(saves: list[list[Given]]) -> None:
    db = connect(":memory:")  # type: ignore[arg-type]
    try:
        with write(db):
            db.execute("""
                CREATE TABLE answer (
                    sheet_id INTEGER, capability TEXT, question TEXT, code INTEGER, given_ms INTEGER,
                    PRIMARY KEY (sheet_id, capability, question)) STRICT, WITHOUT ROWID""")
            for table in ("reason", "comment", "pick"):
                db.execute(f"CREATE TABLE {table} (sheet_id INTEGER, capability TEXT, text TEXT) STRICT")
        stored: dict[tuple[str, str], Given] = {}
        for batch in saves:
            with write(db):
                store_changes(db, 1, Changes(tuple(batch)))
            stored = merged(stored, batch)
        rows = db.execute("SELECT capability, question, code, given_ms FROM answer").fetchall()
        assert {Given(*row) for row in rows} == set(stored.values())
    finally:
        db.close()


@given(saves=saves, order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(saves: list[list[Given]], order: Any) -> None:
    # Each moment is one answer's own here, as it is but for two devices within a millisecond.
    single = [each for batch in saves for each in batch]
    apart = [
        Given(each.capability, each.question, each.code, 10 * place) for place, each in enumerate(single)
    ]
    mixed = [*apart, *apart[: len(apart) // 2]]
    order.shuffle(mixed)
    assert merged({}, mixed) == merged({}, apart)


texts = st.text("ab\n", max_size=6).map(readable)


@given(stored=texts, text=texts, was=texts)
def test_no_comment_is_lost_but_by_whoever_saw_it(stored: str, text: str, was: str) -> None:
    stands = joined(stored, Wording("A1", text, mark(was)))
    if was != stored:
        assert stored in stands
    assert text in stands
    again = joined(stands, Wording("A1", text, mark(was)))
    if was != stands:
        assert again == stands


@given(stored=texts, went=st.lists(texts, max_size=3), text=texts)
def test_only_what_went_out_gives_way(stored: str, went: list[str], text: str) -> None:
    changed = Wording("A1", text, mark("another"), tuple(went))
    stands = joined(f"Desk\n\n{stored}".strip(), changed)
    assert "Desk" in stands
    assert text in stands


def test_comments_that_grow_too_long_together_are_not_cut() -> None:
    long = "x" * (LONGEST_JOINED - 3)
    assert joined(long, Wording("A1", "yy")) == long
    assert joined(f"{long}\n\nz", Wording("A1", "yyyy", went=("z",))) == f"{long}\n\nz"


@given(now=st.integers(0, 2**41), age=st.integers())
def test_moments_are_never_ahead_nor_before_the_oldest(now: int, age: int) -> None:
    assert max(0, now - OLDEST_MS) <= given_ms(now, age) <= now


@given(st.text())
def test_texts_are_stored_readable(text: str) -> None:
    kept = readable(text)
    assert readable(kept) == kept
    assert "\x00" not in kept
    assert "\n" not in readable(text, lines=False)
    kept.encode()


@pytest.mark.parametrize("nest", ['{"x":', "["])
def test_a_batch_that_is_nested_too_deep_is_refused(
    made: Wave, place: str, phone: FlaskClient, nest: str
) -> None:
    answer = phone.post(f"{place}/save", data=nest * 150_000, content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json()["state"] == "open"
    assert made.answers(KARIN) == {}
