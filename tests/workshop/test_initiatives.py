"""Initiatives over HTTP: suggested from findings, added, edited and listed."""

from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span
from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.initiated import PACK, deeds, fields, kept, made, suggested, with_gaps
from tests.workshop.prioritised import Strategy, begun
from workshop.database import write
from workshop.engagements import store as engagements
from workshop.outlook import store as outlook
from workshop.priorities import store as priorities
from workshop.roadmap.initiatives import store

FORM = {"component": PACK.components[0].id, "quarters": "2", "revision": "0"}
HOSTILE = "\u202e<script>alert(1)</script>\x00\x07 مبيعات 🚀"


WHOLE = {
    **FORM,
    "title": "  Hire   two analysts ",
    "why": "Nobody counts.",
    "owner": "Open",
    "supplier": "Norrland Data",
    "lifts-0-capability": "R1",
    "lifts-0-origin": "2,1",
    "lifts-0-to": "3",
    "findings": ["gap:R1"],
    "deliverables": "A post\n\n  A desk ",
    "milestones-0-quarter": "2",
    "milestones-0-text": "Both are here",
    "milestones-1-quarter": "1",
    "milestones-1-text": "Post out",
    "measures-0-name": "Share counted",
    "measures-0-tier": "primary",
    "measures-0-has_data": "no",
    "effort-0-role": "Analyst",
    "effort-0-days-0": "5.5",
    "effort-0-days-1": "12",
    "one_off_low": "€12,000",
    "running_low": "0",
    "running_high": "5000",
    "risks-0-text": "Nobody applies",
    "stops_if": "It stops if money is short.",
    "uses_strength": "y",
}


FAULTY = {
    **FORM,
    "quarters": "2",
    "title": "",
    "component": "nowhere",
    "lifts-0-capability": "R1",
    "lifts-0-origin": "3",
    "lifts-0-to": "2",
    "lifts-1-capability": "Z9",
    "lifts-1-origin": "1",
    "lifts-1-to": "9",
    "milestones-0-quarter": "5",
    "milestones-0-text": "Late",
    "measures-0-name": "M" * 201,
    "effort-0-role": "",
    "effort-0-days-0": "many",
    "effort-1-role": "Lead",
    "effort-1-days-6": "3",
    "effort-2-role": "lead",
    "effort-2-days-0": "1",
    "one_off_low": "900",
    "one_off_high": "100",
    "findings": ["gap:R2"],
    "prerequisites": [str(2**63)],
    "objective": "7",
    "deliverables": "D" * 301,
}


MADE = Initiative(
    id=1,
    title="Hire two analysts",
    component=PACK.components[0].id,
    why="Nobody counts.",
    supplier="Norrland Data",
    lifts=(Lift("R1", 2.1, 3.0),),
    findings=("gap:R1",),
    deliverables=("A post", "A desk"),
    milestones=(Milestone(1, "Post out"), Milestone(2, "Both are here")),
    measures=(Measure("Share counted", "primary", False),),
    quarters=2,
    effort=(Effort("Analyst", 1, 5.5), Effort("Analyst", 2, 12.0)),
    one_off=Span(12_000, 12_000),
    running=Span(0, 5_000),
    risks=(Risk("Nobody applies"),),
    stops_if="It stops if money is short.",
    uses_strength=True,
)


@pytest.fixture
def place(app: Flask) -> Strategy:
    return with_gaps(app)


@pytest.fixture
def empty(app: Flask) -> Strategy:
    return begun(app)


def test_the_empty_page_says_what_to_do_first(place: Strategy, empty: Strategy) -> None:
    page = place.get("initiatives")
    assert "No initiative is drafted yet." in page
    assert "Look at the suggestions" in page
    client = people.signed_in(empty.app, people.INES)
    page = client.get(empty.at("initiatives")).text
    assert "Accept findings first." in page


def test_suggestions_are_taken_left_out_and_brought_back(place: Strategy) -> None:
    page = place.get("initiatives/suggestions")
    keys = suggested(page)
    assert {"I-R1", "I-P2"} <= set(keys)
    assert "R1 stands at 2.0 and is wanted at 4.0." in page
    page = place.post("initiatives/suggestions/dismissal", key="I-P2")
    assert "I-P2" not in suggested(page)
    assert "Bring it back" in page
    assert "I-P2" in suggested(place.post("initiatives/suggestions/return", key="I-P2"))

    page = place.post("initiatives/suggestions", key="I-R1")
    assert "1 initiative is drafted." in page
    assert "I-R1" not in suggested(page)
    place.post("initiatives/suggestions", key="I-R1")
    place.post("initiatives/suggestions", key="I-nonsense")
    page = place.post("initiatives/suggestions", all="y")
    assert "What the findings ask for is drafted." in page
    found = {each.initiative.key: each for each in kept(place).values()}
    assert set(found) == set(keys), "each once"
    one = found["I-R1"].initiative
    assert one.findings == ("gap:R1",)
    assert one.lifts[0].origin == 2.0
    assert found["I-R1"].origin == "catalogue"
    for each in PACK.initiatives:
        if each.id in found:
            drafted = {found[key].id for key in each.prerequisites if key in found}
            assert set(found[each.id].initiative.prerequisites) == drafted, each.id
    assert [each.split(" ")[0] for each in deeds(place)] == ["left", "brought", "drafted", "drafted"]
    page = place.get(f"initiatives/{found['I-R1'].id}")
    assert "levels to go" in page
    assert "mean wanted 4.0" in page


def test_an_own_initiative_keeps_all_that_was_typed_and_shows_it(place: Strategy) -> None:
    page = place.post("initiatives/new", **WHOLE)
    assert "The initiative is added." in page
    (found,) = kept(place).values()
    assert replace(found.initiative, id=1) == MADE
    place.post("initiatives/new", **WHOLE)
    assert len(kept(place)) == 1, "sent twice"
    assert "owner" in place.get("initiatives").casefold()
    assert deeds(place) == ["added the initiative “Hire two analysts”"]
    # What stands in the form is what is stored: WHOLE back as it is, it changes nothing.
    again = fields(place.get(f"initiatives/{found.id}/change"))
    place.post(f"initiatives/{found.id}/change", **again)
    (after,) = kept(place).values()
    assert after == found


def test_a_role_that_is_written_in_two_ways_stands_once(place: Strategy) -> None:
    days = {"effort-0-days-0": "5", "effort-1-days-0": "6"}
    twice = {**FORM, **days, "title": "Hire", "effort-0-role": "team_lead", "effort-1-role": "Team lead"}
    assert "This role is there twice." in place.post("initiatives/new", 422, **twice)
    assert not kept(place)


def test_faults_stand_beside_their_fields_and_nothing_is_lost(place: Strategy) -> None:
    page = place.post("initiatives/new", 422, **FAULTY)
    for fault in (
        "Say in a few words what is done",
        "Choose the component it belongs to.",
        "Give a higher level than the one it begins at.",
        "Choose the capability that is raised.",
        "Give a level from 1 to 5",
        "It ends after quarter 2.",
        "This has 201 characters.",
        "Name the role these days are of.",
        "Quarter 7 is after the end.",
        "This role is there twice.",
        "This is less than what it goes from.",
        "One of these findings is not accepted any more.",
        "One of these initiatives is not there any more.",
        "This objective is not in the list any more.",
        "Line 1 has 301 characters.",
    ):
        assert fault in page, fault
    again = fields(page)
    for name, value in FAULTY.items():
        if name not in ("findings", "prerequisites", "objective", "component", "lifts-1-capability"):
            assert again[name] == value, name
    assert not kept(place)


def test_rows_are_added_without_scripts_and_what_was_typed_stays(place: Strategy) -> None:
    sent = {**FORM, "title": "Half", "milestones-0-quarter": "1", "milestones-0-text": "One", "quarters": "x"}
    answer = place.client.post(
        place.at("initiatives/new"), data={"csrf_token": place.token, **sent, "more": "milestones"}
    )
    assert answer.status_code == 200
    again = fields(answer.text)
    assert again["milestones-0-text"] == "One"
    assert again["milestones-1-text"] == ""
    assert again["title"] == "Half"
    assert not kept(place)


@pytest.mark.parametrize(
    "strange",
    [
        {"lifts-²-capability": "R1"},
        {"lifts-" + "9" * 5000 + "-to": "3"},
        {"effort-0-days-99": "4", "effort-0-role": "Lead", "effort-0-days-0": "1"},
        {"revision": "9" * 40},
        {"title": HOSTILE, "why": HOSTILE * 50, "risks-0-text": HOSTILE, "effort-0-role": HOSTILE},
        {f"milestones-{row}-text": "x" for row in range(60)} | {"milestones-0-quarter": "1"},
    ],
)
def test_what_no_browser_sends_breaks_nothing(place: Strategy, strange: dict[str, str]) -> None:
    answer = place.client.post(
        place.at("initiatives/new"), data={"csrf_token": place.token, **FORM, "title": "T", **strange}
    )
    assert answer.status_code in (303, 422)
    page = place.get("initiatives")
    assert "<script>alert" not in page
    assert all("\x00" not in title for title in kept(place))


def test_someone_else_s_change_is_shown_and_not_overwritten_unseen(place: Strategy) -> None:
    number = made(place, "Map it", why="Old")
    mine = fields(place.get(f"initiatives/{number}/change"))
    place.post(f"initiatives/{number}/change", **{**mine, "owner": "Tom Reyes"})
    page = place.post(f"initiatives/{number}/change", 422, **{**mine, "why": "New"})
    assert "changed this initiative meanwhile" in page
    assert "<b>Owner</b> <bdi>Tom Reyes</bdi>" in page
    assert kept(place)["Map it"].initiative.why == "Old"
    place.post(f"initiatives/{number}/change", **{**fields(page), "owner": "Tom Reyes"})
    assert (kept(place)["Map it"].initiative.why, kept(place)["Map it"].initiative.owner) == (
        "New",
        "Tom Reyes",
    )


def test_a_circle_is_refused_and_named(place: Strategy) -> None:
    first = made(place, "First")
    second = made(place, "Second", prerequisites=(first,))
    third = made(place, "Third", prerequisites=(second,))
    sent = fields(place.get(f"initiatives/{first}/change"))
    page = unescape(place.post(f"initiatives/{first}/change", 422, **{**sent, "prerequisites": [str(third)]}))
    assert "“First” rests on “Third”, “Third” rests on “Second”, “Second” rests on “First”." in page
    assert "Another initiative has this title." in place.post(
        f"initiatives/{first}/change", 422, **{**sent, "title": "SECOND"}
    )


def test_the_list_is_narrowed(place: Strategy) -> None:
    made(place, "Owned", owner="Tom Reyes")
    made(place, "Orphan", component=PACK.components[-1].id)
    page = place.get("initiatives?lacking=owner")
    assert "Orphan" in page
    assert "Owned" not in page
    assert "Orphan" not in place.get(f"initiatives?component={PACK.components[0].id}")
    assert "Owned" in place.get("initiatives?component=nonsense&lacking=nonsense")


def test_another_engagement_s_initiatives_are_out_of_reach(place: Strategy) -> None:
    db, tom = place.db, people.actor(place.app, people.TOM)
    with write(db):
        theirs = engagements.add_engagement(
            db, client="Birch", function_assessed="x", consultancy="y", pack=PACK.id, now=NOW
        )  # fmt: skip
        secret = Initiative(id=0, title="Secret", component="P")
        number = store.add(db, theirs, secret, "own", tom, NOW)
    for path in ("", "/change", "/split", "/removal"):
        assert place.client.get(place.at(f"initiatives/{number}{path}")).status_code == 404
    sent = {**FORM, "title": "Mine", "prerequisites": [str(number)]}
    assert "is not there any more" in place.post("initiatives/new", 422, **sent)
    mine = made(place, "Mine")
    place.post("initiatives/merging", 422, part=[f"{mine}.1", f"{number}.1"])
    assert store.initiative(db, theirs, number) is not None


def test_a_priority_and_an_objective_that_go_leave_the_initiative(place: Strategy) -> None:
    db = place.db
    with write(db):
        priority = priorities.add_priority(db, place.engagement_id, name="Growth")
        aim = outlook.add_objective(db, place.engagement_id, text="Grow", due_on=None, priority_id=None)
    made(place, "Serves", priorities=(priority,), objective=aim)
    held = priorities.priority(db, place.engagement_id, priority)
    assert held is not None
    with write(db):
        priorities.remove_priority(db, held)
        outlook.remove_objective(db, aim)
    found = kept(place)["Serves"].initiative
    assert (found.priorities, found.objective) == ((), None)
