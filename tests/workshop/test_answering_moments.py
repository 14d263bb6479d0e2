"""What is given last stands, of picks and reasons as of answers; and how much one link may save."""

from dataclasses import dataclass, replace
from itertools import permutations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.asked import Wave, filled, post, save, wave
from workshop.answering import pace, saving
from workshop.answering.merging import Changes, Given, Picks, Reason
from workshop.answering.store import sheet, store_changes
from workshop.database import connect, write

ITEMS = [(each, question) for each in ("A1", "A2", "B1") for question in ("current", "target")]
KARIN = "Karin Ahl"
HOUR = 60 * 60 * 1000
OLD, NEW = "desk-0001", "phone-one"


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


def not_applicable(of: str, age: int) -> list[tuple[str, str, int, int]]:
    return [(of, question, 6, age) for question in ("current", "target")]


def test_picks_of_a_device_that_was_offline_do_not_undo_later_ones(place: str, phone: FlaskClient) -> None:
    save(phone, place, 0, NEW, picks=["A1", "B1"], picks_age=1_000)
    late = save(phone, place, 0, OLD, picks=["A2"], picks_age=5 * HOUR)
    assert late.get_json()["picks"] == ["A1", "B1"]
    post(phone, f"{place}/picks", {"pick": ["A2"]})
    assert save(phone, place, 1, OLD, picks=[], picks_age=HOUR).get_json()["picks"] == ["A2"]
    assert save(phone, place, 2, OLD, picks=[]).get_json()["picks"] == []
    assert "pick" not in filled(phone.get(f"{place}/picks").text)


def test_a_reason_of_a_device_that_was_offline_does_not_undo_a_later_one(
    made: Wave, place: str, phone: FlaskClient
) -> None:
    items, told = not_applicable("A1", 2_000), {"of": "A1", "text": "An agency"}
    save(phone, place, 0, NEW, items=items, reasons=[told | {"age": 1_000}])
    late = save(phone, place, 0, OLD, items=not_applicable("A1", HOUR), reasons=[
        {"of": "A1", "text": "No such team", "age": HOUR}
    ])  # fmt: skip
    assert late.get_json()["reasons"] == [{"of": "A1", "text": "An agency"}]
    save(phone, place, 1, NEW, reasons=[{"of": "A1", "text": ""}])
    again = save(phone, place, 1, OLD, reasons=[told | {"age": HOUR}])
    assert again.get_json()["reasons"] == [{"of": "A1", "text": ""}]
    assert made.texts("reason", KARIN) == {}


def test_a_reason_that_went_with_its_answer_does_not_come_back_late(
    made: Wave, place: str, phone: FlaskClient
) -> None:
    told = {"of": "A1", "text": "An agency", "age": 3 * HOUR}
    save(phone, place, 0, NEW, items=not_applicable("A1", 3 * HOUR), reasons=[told])
    save(phone, place, 1, NEW, items=[("A1", "current", 2, HOUR), ("A1", "target", 3, HOUR)])
    save(phone, place, 2, NEW, items=not_applicable("A1", 0))
    save(phone, place, 0, OLD, reasons=[told | {"age": 2 * HOUR}])
    assert made.texts("reason", KARIN) == {}


@dataclass(frozen=True)
class Kept:
    """What stands on a sheet, apart from comments."""

    picks: frozenset[str]
    reasons: dict[str, str]


def kept(saves: list[Changes]) -> Kept:
    db = connect(":memory:")  # type: ignore[arg-type]
    try:
        with write(db):
            for table in (
                "answer (sheet_id INTEGER, capability TEXT, question TEXT, code INTEGER, given_ms INTEGER,"
                " PRIMARY KEY (sheet_id, capability, question))",
                "reason (sheet_id INTEGER, capability TEXT, text TEXT, PRIMARY KEY (sheet_id, capability))",
                "comment (sheet_id INTEGER, capability TEXT, text TEXT)",
                "pick (sheet_id INTEGER, capability TEXT)",
                "picks_given (sheet_id INTEGER PRIMARY KEY, given_ms INTEGER)",
                "reason_given (sheet_id INTEGER, capability TEXT, given_ms INTEGER,"
                " PRIMARY KEY (sheet_id, capability))",
            ):
                db.execute(f"CREATE TABLE {table} STRICT")
            db.execute("INSERT INTO answer VALUES (1, 'A1', 'current', 6, 0)")
            for each in saves:
                store_changes(db, 1, each)
        found = sheet(db, 1)
        return Kept(found.picks, dict(found.reasons))
    finally:
        db.close()


chosen = st.frozensets(st.sampled_from(["A1", "A2", "B1"]), max_size=2)
saves = st.lists(
    st.one_of(
        st.builds(lambda picks: Changes(picks=Picks(picks, 0)), chosen),
        st.builds(lambda text: Changes(reasons=(Reason("A1", text, 0),)), st.sampled_from(["", "x", "y"])),
    ),
    max_size=4,
)


@given(saves=saves)
def test_the_order_of_arrival_does_not_matter(saves: list[Changes]) -> None:
    at_moments = [moved(each, moment) for moment, each in enumerate(saves, 1)]
    results = [kept([*order, *order[:1]]) for order in permutations(at_moments)]
    assert all(each == results[0] for each in results)
    last = [each.picks.chosen for each in at_moments if each.picks is not None]
    assert results[0].picks == (last[-1] if last else frozenset())


def moved(changes: Changes, moment: int) -> Changes:
    return replace(
        changes,
        reasons=tuple(replace(each, given_ms=moment) for each in changes.reasons),
        picks=None if changes.picks is None else replace(changes.picks, given_ms=moment),
    )


def test_a_reason_needs_no_order_with_importance() -> None:
    first = Changes((Given("A1", "current", 6, 5),), (Reason("A1", "x", 5),))
    later = Changes((Given("A1", "importance", 4, 9),))
    assert kept([first, later]).reasons == kept([later, first]).reasons == {"A1": "x"}


def test_only_so_many_devices_are_remembered(
    made: Wave, place: str, phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_DEVICES", 3)
    for turn, device in enumerate(("device-1", "device-2", "device-3", "device-4"), 10):
        save(phone, place, turn, device, items=[("A1", "current", 2)])
    save(phone, place, 1, "device-5", items=[("A1", "target", 2)])
    rows = made.room.rows("SELECT device FROM device_save ORDER BY device")
    assert [row["device"] for row in rows] == ["device-3", "device-4", "device-5"]
    # Whoever was forgotten starts over, and undoes nothing that was given later.
    late = save(phone, place, 3, "device-1", items=[("A1", "current", 5, HOUR)])
    assert late.get_json()["items"] == [{"of": "A1", "q": "current", "code": 2}]


def test_one_link_saves_only_so_often_and_others_go_on(
    made: Wave, place: str, phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made.join("Ola Berg")
    monkeypatch.setattr(pace, "SAVES", replace(pace.SAVES, most=2))
    for turn in (1, 2):
        assert save(phone, place, turn, items=[("A1", "current", turn)]).status_code == 200
    over = save(phone, place, 3, items=[("A1", "current", 3)])
    assert (over.status_code, over.get_json()["state"]) == (429, "open")
    assert int(over.headers["Retry-After"]) > 0
    assert post(phone, f"{place}/A", {"current-A1": "4"}).status_code == 429
    assert made.answers(KARIN) == {("A1", "current"): 2}
    assert save(phone, other, 1, items=[("A1", "current", 3)]).status_code == 200
