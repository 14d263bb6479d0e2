"""Priorities over HTTP: chosen, written, put in order, weighed, removed; and what each rests on."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.workshop import people
from tests.workshop.prioritised import Strategy, begun, strategy
from workshop import create_app
from workshop.database import write
from workshop.outlook.store import add_objective
from workshop.priorities import store
from workshop.priorities.ordering import moved
from workshop.priorities.weighing import weighed

NASTY = ("<script>alert(1)</script>", "\u202eolleH", "👩🏽\u200d🚀 goals", "a\x00b\x0bc")


@pytest.fixture
def place(app: Flask) -> Strategy:
    return strategy(app)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """One for the tests of what is refused, which change nothing."""
    return strategy(create_app(tmp_path_factory.mktemp("untouched"), testing=True))


def names(place: Strategy) -> list[str]:
    return [each.name for each in place.priorities]


def test_the_first_ones_are_chosen_from_the_method_with_one_click_each(app: Flask) -> None:
    place = begun(app)
    assert "No priority is named yet." in place.get("priorities")
    assert place.count("engagement_method") == 0
    page = place.post("priorities", offered="growth")
    assert "1 priority is named, 1 without a source." in page
    assert "“Profitable growth” is added." in page
    assert place.count("engagement_method") == 1, "the method stays as it is from now on"
    assert place.priorities[0].measured_by.count("\n") == 2
    place.post("priorities", offered="growth")
    place.post("priorities", offered="nonsense")
    place.post("priorities")
    assert names(place) == ["Profitable growth"]
    assert "added the priority “Profitable growth”" in place.get("history")


def test_a_double_click_adds_one(place: Strategy) -> None:
    def click(_: int) -> None:
        browser = people.signed_in(place.app, people.INES)
        sent = {"csrf_token": people.csrf(browser), "offered": "talent"}
        browser.post(place.at("priorities"), data=sent)
        place.app.extensions["connections"].close_here()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(click, range(4)))
    assert names(place).count("Skills and engagement") == 1


@pytest.mark.parametrize("name", NASTY)
def test_a_priority_of_one_s_own_may_be_called_anything(place: Strategy, name: str) -> None:
    page = place.post("priorities/new", name=name, outcome=f"{name}\r\n{name}", measured_by="")
    assert "<script>alert" not in page
    kept = place.priorities[-1]
    assert kept.outcome.replace("\n", " ") == f"{kept.name} {kept.name}"
    assert not re.search(r"[\x00-\x08\x0b\x7f\u202e]", kept.name + kept.outcome)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " \t"}, "Give the priority a name"),
        ({"name": "…"}, "Give the priority a name"),
        ({"name": "x" * 121}, "This has 121 characters. Shorten it to 120 or fewer."),
        ({"name": "Growth", "outcome": "x" * 10_000}, "This has 10,000 characters."),
        ({"name": "profitable GROWTH"}, "is in the list already"),
    ],
)
def test_what_is_wrong_is_said_and_kept(untouched: Strategy, typed: dict[str, str], said: str) -> None:
    page = untouched.post("priorities/new", 422, **typed)
    assert said in page
    assert typed.get("outcome", "") in page
    assert len(untouched.priorities) == 3


def test_a_priority_is_changed_under_its_own_name(place: Strategy) -> None:
    first = place.priorities[0]
    form = {"name": first.name, "outcome": "More.", "measured_by": "Revenue"}
    assert "More." in place.post(f"priorities/{first.id}", **form)
    assert "is in the list already" in place.post(
        f"priorities/{first.id}", 422, **{**form, "name": place.priorities[1].name}
    )
    assert place.priorities[0].pack_priority == first.pack_priority


def test_priorities_move_up_and_down_without_scripts(place: Strategy) -> None:
    first, second, third = place.priorities
    place.post(f"priorities/{first.id}/move", way="up")
    place.post(f"priorities/{first.id}/move", way="sideways")
    assert place.priorities[0].id == first.id
    place.post(f"priorities/{third.id}/move", way="up")
    place.post(f"priorities/{first.id}/move", way="down")
    assert [each.id for each in place.priorities] == [third.id, first.id, second.id]
    assert moved([1, 2], 3, "up") is None


def test_priorities_weigh_alike_until_weights_are_set_with_a_reason(place: Strategy) -> None:
    first, second, third = place.priorities
    assert "each of the 3 counts the same" in place.get("priorities")
    typed = {f"weight_{first.id}": "60", f"weight_{second.id}": "20", f"weight_{third.id}": "0"}
    assert "Say in a sentence why" in place.post("priorities/weights", 422, **typed)
    page = place.post("priorities/weights", **typed, reason="The board said so.")
    assert "75%" in page
    assert "25%" in page
    assert "The board said so." in page
    assert "Weighs nothing" in page
    place.post("priorities", offered="talent")
    assert place.priorities[-1].weight == 0, "it would change the others' weights unasked"
    place.post("priorities/weights/equal")
    shares = weighed(place.db, place.engagement_id).shares
    assert set(shares.values()) == {0.25}
    assert place.count("priority_weighting") == 0


@pytest.mark.parametrize("weight", ["", "101", "-1", "9" * 30, "1.5", "many"])
def test_a_weight_is_a_whole_number_up_to_100(untouched: Strategy, weight: str) -> None:
    first, second, third = untouched.priorities
    typed = {f"weight_{first.id}": weight, f"weight_{second.id}": "1", f"weight_{third.id}": "1"}
    page = untouched.post("priorities/weights", 422, **typed, reason="So it is.")
    assert "Give a whole number from 0 to 100." in page
    assert f'value="{weight}"' in page
    assert untouched.count("priority_weighting") == 0


def test_weights_that_are_all_zero_are_refused(untouched: Strategy) -> None:
    typed = {f"weight_{each.id}": "0" for each in untouched.priorities}
    assert "At least one priority weighs more" in untouched.post(
        "priorities/weights", 422, **typed, reason="No."
    )


def test_where_the_only_weight_goes_all_count_the_same_and_it_is_said(place: Strategy) -> None:
    first, second, third = place.priorities
    typed = {f"weight_{first.id}": "9", f"weight_{second.id}": "0", f"weight_{third.id}": "0"}
    place.post("priorities/weights", **typed, reason="So it is.")
    assert "Every weight is 0, so each counts the same." in place.post(f"priorities/{first.id}/removal")


def test_what_interviewees_give_is_beside_the_weights_and_can_be_taken_over(untouched: Strategy) -> None:
    page = untouched.get("priorities/weights")
    assert "<b>37.5</b>" in page
    assert "15 to 60" in page
    assert "Kendall’s W over the 4 interviewees who shared points among all 3 that were asked about" in page
    assert "Bo Ek" in page
    taken = untouched.get("priorities/weights?from=points")
    assert [int(each) for each in re.findall(r'name="weight_\d+"[^>]*value="(\d+)"', taken)] == [38, 35, 28]
    assert "The mean of what 4 interviewees give." in taken
    assert untouched.count("priority_weighting") == 0, "nothing is saved by looking"


def test_points_that_were_never_asked_for_are_not_zero(place: Strategy) -> None:
    place.post("priorities", offered="talent")
    found = weighed(place.db, place.engagement_id)
    assert place.priorities[-1].id not in found.opinions
    assert found.asked == 4, "those who were asked about all that anybody was asked about"
    with write(db := place.db):
        db.execute("INSERT INTO interview_points VALUES (500, :id, 0)", {"id": place.priorities[-1].id})
    assert weighed(place.db, place.engagement_id).asked == 1
    assert "not asked" in place.get("priorities/weights")


def test_a_removal_asks_and_tells_what_hangs_on_it(place: Strategy) -> None:
    first = place.priorities[0]
    place.post(f"priorities/{first.id}/sources", kind="words", words="Annual report")
    place.save(priority=first.id, capability="A1", strength=0, revision=0)
    place.post("disagreements/words", key=f"priority:{first.key}", text="Ours")
    with write(db := place.db):
        add_objective(db, place.engagement_id, text="Grow", due_on=None, priority_id=first.id)
    page = place.get(f"priorities/{first.id}/removal")
    for said in ("1 source is forgotten", "4 interviewees", "1 strength set", "1 objective stays"):
        assert said in page
    assert "“Profitable growth” is removed." in place.post(f"priorities/{first.id}/removal")
    place.post(f"priorities/{first.id}/removal")
    assert [place.count(each) for each in ("strategy_source", "alignment", "conflict")] == [0, 0, 0]
    assert place.count("objective", "priority_id IS NULL") == 1
    assert place.client.get(place.at(f"priorities/{first.id}")).status_code == 404


def test_what_belongs_to_another_engagement_is_not_found(place: Strategy) -> None:
    other = begun(place.app, people.TOM).engagement_id
    with write(db := place.db):
        theirs = store.add_priority(db, other, name="Theirs")
    ours = place.priorities[0]
    for path in ("", "/move", "/removal", "/sources"):
        answer = place.client.post(place.at(f"priorities/{theirs}{path}"), data={"csrf_token": place.token})
        assert answer.status_code in (303, 404), path
        assert place.client.get(place.at(f"priorities/{2**63 - 1}{path}")).status_code in (404, 405)
    assert place.count("priority", f"engagement_id = {other}") == 1
    page = place.post("outlook/objectives", 422, text="Grow", priority_id=str(theirs))
    assert "This priority is not in the list any more." in page
    typed = {f"weight_{each.id}": "1" for each in place.priorities}
    place.post("priorities/weights", **typed, **{f"weight_{theirs}": "99"}, reason="So it is.")
    assert store.priorities(place.db, other)[0].weight == 1
    assert ours.id != theirs


def test_each_kind_of_source_is_named_with_what_may_be_said(place: Strategy) -> None:
    at = f"priorities/{place.priorities[0].id}/sources"
    assert "Nothing says where the priority comes from." in place.get(at)
    place.post(at, kind="interview", interview="500", consent="attributed")
    place.post(at, kind="passage", passage="700", consent="attributed")
    place.post(at, kind="document", document="800")
    page = place.post(at, kind="words", words="Annual report, page 4")
    assert "4 sources say" in page
    assert page.count("Role only") == 1, "a quote has its own consent, whatever a form says"
    assert "This source is named already." in place.post(at, kind="document", document="800")
    assert place.count("strategy_source") == 4
    listed = place.get("priorities")
    for said in ("Karin Ahl", "We grow or we go.", "Strategy 2027", "Annual report, page 4", "May be named"):
        assert said in listed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose an interview, a quote or a document, or type the words."),
        ({"kind": "gossip", "words": "x"}, "Choose an interview, a quote or a document"),
        ({"kind": "interview"}, "Choose an interview."),
        ({"kind": "interview", "interview": "501", "consent": "all"}, "Choose how they may be named."),
        ({"kind": "interview", "interview": str(2**70)}, "Choose an interview."),
        ({"kind": "passage", "passage": "1"}, "Choose a quote."),
        ({"kind": "document", "document": "x"}, "Choose a document."),
        ({"kind": "words", "words": " "}, "Write where this comes from"),
        ({"kind": "words", "words": "x" * 601}, "This has 601 characters."),
    ],
)
def test_a_source_that_is_none_is_refused(untouched: Strategy, typed: dict[str, str], said: str) -> None:
    page = untouched.post(f"priorities/{untouched.priorities[0].id}/sources", 422, **typed)
    assert said in page
    assert untouched.count("strategy_source") == 0


def test_a_source_is_taken_away_and_what_it_came_from_stays(place: Strategy) -> None:
    at = f"priorities/{place.priorities[0].id}/sources"
    page = place.post(at, kind="passage", passage="700")
    where = re.search(r"sources/(\d+)/removal", page)
    assert where is not None
    assert "The source is taken away." in place.post(where[0])
    place.post(where[0])
    assert place.count("passage") == 1
    assert place.count("strategy_source") == 0
