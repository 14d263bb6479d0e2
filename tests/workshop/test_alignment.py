"""The alignment over HTTP: what the method says, what is set otherwise, and the weights that follow."""

import re

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop.prioritised import Strategy, begun, strategy
from workshop import create_app
from workshop.alignment.matrix import matrix
from workshop.alignment.weights import strategic_weights
from workshop.database import database, write
from workshop.priorities import store

CELL = re.compile(r'data-p="(\d+)" data-c="(\w+)" data-strength="(\d)" data-suggested="(\d)"')


@pytest.fixture
def place(app: Flask) -> Strategy:
    return strategy(app)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """One for the tests of what is refused, which change nothing."""
    return strategy(create_app(tmp_path_factory.mktemp("untouched"), testing=True))


def shown(page: str) -> dict[tuple[int, str], tuple[int, int]]:
    """Return what the matrix shows and what the method says, by priority and capability."""
    return {(int(p), c): (int(now), int(says)) for p, c, now, says in CELL.findall(page)}


def weights(place: Strategy) -> dict[str, float] | None:
    with place.app.app_context():
        found = strategic_weights(database(), place.engagement)
    return None if found is None else dict(found)


def test_the_method_fills_the_matrix_before_anybody_does(place: Strategy) -> None:
    page = place.get("alignment")
    assert "52 capabilities are held against 3 priorities." in page
    cells = shown(page)
    assert len(cells) == 156
    growth = place.priorities[0].id
    assert cells[growth, "A1"] == (1, 1)
    assert place.count("alignment") == 0
    assert len(shown(place.get("alignment?component=E"))) < len(cells)
    assert sum((weights(place) or {}).values()) == pytest.approx(1)


def test_a_cell_is_saved_when_it_is_given(place: Strategy) -> None:
    growth = place.priorities[0].id
    before = (weights(place) or {})["A1"]
    told = place.save(priority=growth, capability="A1", strength=3, revision=0)
    assert (told["status"], told["saved"], told["strength"], told["revision"]) == (200, True, 3, 1)
    assert told["own"] == 1
    after = (weights(place) or {})["A1"]
    assert after > before
    assert told["weights"]["A1"] == pytest.approx(100 * after)  # type: ignore[index]
    assert shown(place.get("alignment"))[growth, "A1"] == (3, 1)
    assert "Set here. The method says some." in place.get(f"alignment/priorities/{growth}")


def test_a_save_that_comes_twice_or_late_does_no_harm(place: Strategy) -> None:
    growth = place.priorities[0].id
    cell = {"priority": growth, "capability": "A1"}
    first = place.save(**cell, strength=3, revision=0)
    again = place.save(**cell, strength=3, revision=0)
    assert (again["saved"], again["revision"]) == (True, first["revision"])
    place.save(**cell, strength=0, revision=1)
    place.save(**cell, strength=1, revision=2)
    late = place.save(**cell, strength=3, revision=0)
    assert (late["saved"], late["strength"], late["revision"]) == (False, 1, 3)
    assert shown(place.get("alignment"))[growth, "A1"] == (1, 1), "as the method says, and not one's own"


@pytest.mark.parametrize(
    "sent",
    [
        {"priority": 1, "capability": "A1", "strength": 2, "revision": 0},
        {"priority": 1, "capability": "Z9", "strength": 1, "revision": 0},
        {"priority": 2**63 - 1, "capability": "A1", "strength": 1, "revision": 0},
        {"priority": 2**70, "capability": "A1", "strength": 1, "revision": 0},
        {"priority": 1, "capability": "A1", "strength": True, "revision": 0},
        {"priority": 1, "capability": "x" * 5_000, "strength": 1, "revision": 0},
        {},
    ],
)
def test_what_is_no_cell_is_refused_with_a_sentence(untouched: Strategy, sent: dict[str, object]) -> None:
    told = untouched.save(**sent)
    assert told["status"] == 422
    assert "Reload the page" in str(told["fault"])
    assert untouched.count("alignment") == 0


def test_a_cell_of_another_engagement_is_not_here(place: Strategy) -> None:
    other = begun(place.app)
    with write(db := place.db):
        theirs = store.add_priority(db, other.engagement_id, name="Theirs")
    assert place.save(priority=theirs, capability="A1", strength=1, revision=0)["status"] == 422
    assert place.client.get(place.at(f"alignment/priorities/{theirs}")).status_code == 404


def test_a_save_needs_its_token(untouched: Strategy) -> None:
    sent = {"priority": untouched.priorities[0].id, "capability": "A1", "strength": 0, "revision": 0}
    assert untouched.client.post(untouched.at("alignment/cells"), json=sent).status_code == 400
    assert untouched.count("alignment") == 0


def test_without_scripts_a_priority_and_a_capability_have_forms(place: Strategy) -> None:
    growth, retention, _ = (each.id for each in place.priorities)
    page = place.post(
        f"alignment/priorities/{growth}", **{"s-A1": "0", "s-A6": "3", "s-Z9": "3", "s-B1": "7"}
    )
    assert "1 change is saved." in page
    page = place.post("alignment/capabilities/A1", **{f"s-{retention}": "3", f"s-{growth}": "1"})
    assert "2 changes are saved." in page
    assert "Nothing was changed." in place.post("alignment/capabilities/A1", **{f"s-{retention}": "3"})
    cells = shown(place.get("alignment"))
    assert (cells[growth, "A1"], cells[retention, "A1"]) == ((1, 1), (3, 0))
    assert place.client.get(place.at("alignment/capabilities/Z9")).status_code == 404
    assert "of the alignment of “Profitable growth”" in place.get("history")


def test_how_a_weight_comes_about_is_shown_in_figures(untouched: Strategy) -> None:
    page = untouched.get("alignment/capabilities/A1")
    with untouched.app.app_context():
        found = matrix(database(), untouched.engagement)
    raw, total = found.weights.raw["A1"], sum(found.weights.raw.values())
    assert f"Its weight: {100 * raw:.1f} divided by {100 * total:.1f}" in page
    assert f"<b>{100 * raw / total:.1f}%</b>" in page


def test_one_goes_back_to_the_method_everywhere_or_in_part(place: Strategy) -> None:
    growth, retention, _ = (each.id for each in place.priorities)
    for priority, capability in ((growth, "A1"), (growth, "A2"), (retention, "A2")):
        place.save(priority=priority, capability=capability, strength=3, revision=0)
    assert "1 cell is as the method says again." in place.post("alignment/standard", capability="A1")
    assert "1 cell is as" in place.post("alignment/standard", priority=retention)
    assert "1 cell is as" in place.post("alignment/standard")
    assert "0 cells are as" in place.post("alignment/standard")
    assert all(now == says for now, says in shown(place.get("alignment")).values())
    late = place.save(priority=growth, capability="A2", strength=1, revision=1)
    assert late["saved"] is False, "the save was sent before the way back"


def test_a_priority_of_one_s_own_is_supported_by_nothing_until_someone_says_so(app: Flask) -> None:
    place = begun(app)
    assert "Nothing can be aligned yet." in place.get("alignment")
    assert weights(place) is None
    place.post("priorities/new", name="A goal of ours")
    page = place.get("alignment")
    assert "All capabilities weigh alike." in page
    assert '<div class="alike">' in page
    assert weights(place) is None, "so that other steps fall back on something else"
    place.save(priority=place.priorities[0].id, capability="B1", strength=1, revision=0)
    assert weights(place)["B1"] == 1  # type: ignore[index]
    assert '<div class="alike" hidden>' in place.get("alignment")


def test_a_weight_of_a_priority_counts(place: Strategy) -> None:
    first, second, third = place.priorities
    only = {f"weight_{first.id}": "0", f"weight_{second.id}": "0", f"weight_{third.id}": "7"}
    place.post("priorities/weights", **only, reason="So it is.")
    cells = shown(place.get("alignment"))
    found = weights(place) or {}
    for (priority, capability), (strength, _) in cells.items():
        if priority == third.id:
            assert (found[capability] > 0) == (strength > 0)


def test_the_page_asks_the_database_as_often_for_many_priorities_as_for_few(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    execute = Database.execute
    place = strategy(app, priorities=1)

    def counted(db: Database, sql: str, *more: object) -> object:
        asked.append(sql)
        return execute(db, sql, *more)

    monkeypatch.setattr(Database, "execute", counted)
    place.get("alignment")
    asked.clear()
    place.get("alignment")
    few = len(asked)
    for number in range(9):
        place.post("priorities/new", name=f"Goal {number}")
    asked.clear()
    place.get("alignment")
    assert len(asked) == few
