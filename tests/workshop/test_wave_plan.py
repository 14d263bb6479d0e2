"""The plan of a wave over HTTP: made, changed part by part, launched, final from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.workshop import people, world
from tests.workshop.planned import Planning, planning
from workshop.database import write
from workshop.waves import store as waves
from workshop.waves.plans import store
from workshop.waves.promise import promise

NASTY = "<script>alert(1)</script> “é” \N{RIGHT-TO-LEFT OVERRIDE}🙂"


@pytest.fixture
def plan(app: Flask) -> Planning:
    """An engagement of 15 people with a planned wave."""
    made = planning(app)
    answer = made.new()
    assert (answer.status_code, answer.location) == (303, made.at())
    return made


def day(ahead: int) -> str:
    return (datetime.now(UTC) + timedelta(days=ahead)).date().isoformat()


def times(**sent: str) -> dict[str, str]:
    usual = {
        "opens": "launch", "opens_on": "", "opens_clock": "", "closes_on": day(12), "closes_clock": "18:00",
        "reminders": "5, 1", "grace_days": "14",
    }  # fmt: skip
    return usual | sent


def promised(**sent: str) -> dict[str, str]:
    return {"mode": "confidential", "threshold": "5", "comment_threshold": "10", "message": ""} | sent


def test_a_new_plan_holds_what_is_usual(plan: Planning) -> None:
    wave = plan.wave()
    assert (wave.number, wave.mode, wave.threshold, wave.comment_threshold) == (1, "confidential", 5, 10)
    assert wave.state(datetime.now(UTC)) == "planned"
    assert wave.closes_at is not None
    assert wave.closes_at.hour == 18
    assert store.reminder_days(plan.db, wave.id) == (5, 1)
    assert "Wave 1 asks 15 people" in plan.page()
    assert next(each.name for each in plan.questionnaires()) == "Leaders"


def test_planning_twice_leads_to_the_plan_that_is_there(plan: Planning) -> None:
    assert plan.new().location == plan.at()
    assert plan.count("wave") == 1


def test_the_plan_is_nobody_elses(plan: Planning, app: Flask) -> None:
    paths = ("plan", "plan/people", "preview", f"plan/questionnaires/{plan.questionnaires()[0].id}")
    for who in (people.TOM, people.LARS, None):
        other = people.signed_in(app, who)
        assert {other.get(plan.at(path)).status_code for path in paths} == {404}
        token = people.csrf(other)
        for path in ("launch", "plan/removal", "plan/choice", "plan/times", "plan/promise", "plan/copy"):
            assert other.post(plan.at(path), data={"csrf_token": token}).status_code == 404
    assert plan.wave().launched_at is None


@pytest.mark.parametrize(
    ("choice", "asked", "picks"), [("everything", 156, 0), ("short", 24, 5), ("own", 104, 0)]
)
def test_a_ready_choice_for_everyone(plan: Planning, choice: str, asked: int, picks: int) -> None:
    assert plan.post("plan/choice", choice=choice).status_code == 303
    (held,) = plan.questionnaires()
    assert (len(held.items), held.picks, held.groups) == (asked, picks, frozenset())


def test_leaders_short_and_practitioners_in_the_components_they_work_in(plan: Planning) -> None:
    g = plan.groups
    fields = {
        "leader": [g["Executive"]], f"works-{g['Marketing']}": ["A", "B"], f"works-{g['Sales']}": ["A", "B"],
        f"works-{g['IT']}": ["F"],
    }  # fmt: skip
    plan.post("plan/choice", choice="practice", split="yes", charter="y", fields=fields)
    held = {each.name: each for each in plan.questionnaires()}
    assert list(held) == ["Leaders", "Marketing and Sales", "IT", "Everyone else"]
    assert held["Leaders"].groups == {g["Executive"]}
    assert held["Leaders"].picks == 5
    assert {capability[0] for capability, _ in held["Marketing and Sales"].items} == {"A", "B"}
    assert {question for _, question in held["IT"].items} == {"current", "target"}
    assert all(each.charter for each in held.values())
    text = plan.page()
    assert "Ready choice: Leaders short" in text
    assert "Nobody is asked about Processes" not in text  # the short form asks a little of everything


def test_a_choice_that_is_none_keeps_what_is_there(plan: Planning) -> None:
    before = plan.questionnaires()
    for choice in ("", "all", "practice; DROP TABLE wave"):
        answer = plan.post("plan/choice", choice=choice)
        assert answer.status_code == 422
        assert "Choose one of these" in answer.text
    assert plan.questionnaires() == before


def edit(plan: Planning, number: int, **sent: object) -> dict[str, object]:
    fields: dict[str, object] = {"name": "Ours", "importance": "none", "picks": "5", "group": []}
    for component in world.pack().components:
        fields |= {f"shown-{component.id}": "none", f"part-{component.id}": "none"}
    return fields | sent


def test_a_questionnaire_is_edited(plan: Planning) -> None:
    one = plan.named("Leaders")
    fields = edit(
        plan, one.id, group=[plan.groups["Sales"], 999], importance="rated", capability=["B1", "Z9"]
    )
    fields |= {"part-A": "all", "part-C": "short", "charter": "y"}
    assert plan.post(f"plan/questionnaires/{one.id}", fields=fields).status_code == 303
    held = plan.named("Ours")
    assert held.id == one.id
    assert held.groups == {plan.groups["Sales"]}
    assert held.charter
    assert {capability for capability, _ in held.items} == {
        *(f"A{n}" for n in range(1, 10)),
        "B1",
        "C1",
        "C8",
    }
    assert {question for _, question in held.items} == {"current", "target", "importance"}


def test_ticks_count_where_the_choice_of_the_component_was_left_alone(plan: Planning) -> None:
    one = plan.named("Leaders")
    fields = edit(plan, one.id, capability=["A1", "B1"])
    fields |= {"shown-A": "all", "part-A": "all", "shown-B": "some", "part-B": "none"}
    plan.post(f"plan/questionnaires/{one.id}", fields=fields)
    assert {capability for capability, _ in plan.named("Ours").items} == {"A1"}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": " "}, "Give it a name"),
        ({"name": "x" * 81}, "80 characters or fewer"),
        ({"name": "everyone ELSE"}, "Another questionnaire of this wave"),
        ({"name": "a\x00b"}, "no control characters"),
        ({"importance": "maybe"}, "Choose one of these"),
        ({"importance": "picks", "picks": "0"}, "from 1 to 10"),
        ({"importance": "picks", "picks": "many"}, "from 1 to 10"),
    ],
)
def test_a_faulty_questionnaire_changes_nothing(plan: Planning, sent: dict[str, str], said: str) -> None:
    before, one = plan.questionnaires(), plan.named("Leaders")
    answer = plan.post(f"plan/questionnaires/{one.id}", fields=edit(plan, one.id, **sent))
    assert answer.status_code == 422
    assert said in answer.text
    assert plan.questionnaires() == before


def test_names_are_written_and_never_run(plan: Planning) -> None:
    one = plan.named("Leaders")
    name = NASTY.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    plan.post(f"plan/questionnaires/{one.id}", fields=edit(plan, one.id, name=name))
    for path in ("plan", "plan/people", "preview", f"plan/questionnaires/{one.id}"):
        assert "<script>alert" not in plan.page(path)
    assert plan.named(name).id == one.id


def test_questionnaires_are_added_ordered_and_removed(plan: Planning) -> None:
    answer = plan.post("plan/questionnaires")
    new = plan.named("New questionnaire")
    assert answer.location == plan.at(f"plan/questionnaires/{new.id}")
    assert plan.post("plan/questionnaires").status_code == 303
    assert plan.named("New questionnaire 2")
    order = [each.id for each in plan.questionnaires()]
    plan.post(f"plan/questionnaires/{order[1]}/up")
    assert [each.id for each in plan.questionnaires()][:2] == [order[1], order[0]]
    plan.post(f"plan/questionnaires/{new.id}/removal")
    plan.post(f"plan/questionnaires/{new.id}/removal")
    assert new.id not in [each.id for each in plan.questionnaires()]
    assert "asks nothing" in plan.page()


def test_a_questionnaire_of_another_wave_is_not_found(plan: Planning) -> None:
    db = plan.db
    with write(db):
        other = waves.add_wave(db, plan.engagement, world.pack(), threshold=5, now=datetime.now(UTC))
        theirs = waves.add_questionnaire(db, other, "Theirs", [("A1", "current")])
    path = f"plan/questionnaires/{theirs}"
    assert plan.client.get(plan.at(path)).status_code == 404
    assert plan.post(path, fields=edit(plan, theirs)).status_code == 404
    plan.post(f"{path}/removal")
    assert plan.post("plan/people", fields={f"for-{plan.persons[0]}": theirs}).status_code == 404
    assert plan.client.get(plan.at(f"preview?questionnaire={theirs}")).status_code == 404
    assert [each.name for each in plan.questionnaires(2)] == ["Theirs"]


def test_people_are_chosen_for_by_hand(plan: Planning) -> None:
    leaders, first, second = plan.named("Leaders"), *plan.persons[1:3]
    plan.post("plan/people", fields={f"for-{first}": leaders.id, f"for-{second}": ""})
    assert store.chosen_by_hand(plan.db, plan.wave().id) == {first: leaders.id}
    assert "1 person has a questionnaire chosen by hand" in plan.page("plan/people")
    plan.post("plan/people", fields={f"for-{first}": ""})
    assert store.chosen_by_hand(plan.db, plan.wave().id) == {}
    assert plan.post("plan/people", fields={"for-987": leaders.id}).status_code == 404


def test_who_matches_no_questionnaire_is_named(plan: Planning) -> None:
    for each in plan.questionnaires():
        if each.name != "Leaders":
            plan.post(f"plan/questionnaires/{each.id}/removal")
    text = plan.page()
    assert "12 respondents match no questionnaire" in text
    assert "Person 1</bdi>" in text
    assert "3 people are asked, fewer than the threshold" in text
    assert "12 respondents match no questionnaire" in plan.page("plan/people?only=none")


def test_times_are_those_of_the_engagement(plan: Planning) -> None:
    db = plan.db
    with write(db):
        db.execute("UPDATE engagement SET time_zone = 'America/New_York'")
    sent = times(opens="later", opens_on="2031-01-06", opens_clock="9:00", closes_on="2031-01-17",
                 closes_clock="6 pm", reminders="3 and 1")  # fmt: skip
    assert plan.post("plan/times", fields=sent).status_code == 303
    wave = plan.wave()
    assert wave.opens_at == datetime(2031, 1, 6, 14, tzinfo=UTC)
    assert wave.closes_at == datetime(2031, 1, 17, 23, tzinfo=UTC)
    assert store.reminder_days(plan.db, wave.id) == (3, 1)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"closes_on": ""}, "Give the day on which it closes"),
        ({"closes_on": "2020-01-01"}, "This has passed"),
        ({"closes_on": "2031-02-30"}, "February 2031 has 28 days"),
        ({"closes_clock": "25:00"}, "This is no time of day"),
        ({"closes_clock": ""}, "Give the time at which it closes"),
        ({"closes_on": "2099-01-01"}, "more than a year"),
        ({"opens": "later"}, "Give the day on which it opens"),
        ({"opens": "later", "opens_on": "2020-01-01", "opens_clock": "9:00"}, "This has passed"),
        ({"opens": "later", "opens_on": day(20), "opens_clock": "9:00"}, "It would close before it opens"),
        ({"opens": "never"}, "Choose one of these"),
        ({"reminders": "soon"}, "Give days as in 5, 1"),
        ({"reminders": "61"}, "Give days as in 5, 1"),
        ({"reminders": "30"}, "it is not open yet"),
        ({"reminders": "7,6,5,4,3,2,1"}, "6 days or fewer"),
        ({"grace_days": "-1"}, "from 0 to 90"),
        ({"grace_days": "two weeks"}, "from 0 to 90"),
    ],
)
def test_faulty_times_change_nothing(plan: Planning, sent: dict[str, str], said: str) -> None:
    before = plan.wave()
    answer = plan.post("plan/times", fields=times(**sent))
    assert answer.status_code == 422
    assert said in answer.text
    assert plan.wave() == before


def test_the_promise_follows_from_mode_and_threshold(plan: Planning) -> None:
    sent = promised(
        mode="named", threshold="7", comment_threshold="12", message=f"Hello\r\n\r\n{NASTY[:30]}  "
    )
    assert plan.post("plan/promise", fields=sent).status_code == 303
    wave = plan.wave()
    assert (wave.mode, wave.threshold, wave.comment_threshold) == ("named", 7, 12)
    assert wave.message.startswith("Hello\n\n<script>")
    text = plan.page()
    for sentence in promise("named", 7, 12):
        assert sentence in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"mode": "public"}, "Choose one of these"),
        ({"threshold": "2"}, "from 3 to 10"),
        ({"threshold": "11"}, "from 3 to 10"),
        ({"threshold": "5.5"}, "from 3 to 10"),
        ({"threshold": "8", "comment_threshold": "7"}, "from 8 to 20"),
        ({"comment_threshold": "21"}, "from 5 to 20"),
        ({"message": "x" * 3001}, "3,001 characters"),
        ({"message": "a\x07b"}, "a control character"),
    ],
)
def test_a_faulty_promise_changes_nothing(plan: Planning, sent: dict[str, str], said: str) -> None:
    before = plan.wave()
    answer = plan.post("plan/promise", fields=promised(**sent))
    assert answer.status_code == 422
    assert said in answer.text
    assert plan.wave() == before


def test_the_preview_shows_what_respondents_see(plan: Planning) -> None:
    text = plan.page("preview")
    assert "Nothing you choose here is kept" in text
    assert promise("confidential", 5, 10)[0] in text
    leaders = plan.named("Leaders").id
    assert "A1" in plan.page(f"preview?questionnaire={leaders}&page=A")
    assert "last page of questions" in plan.page(f"preview?questionnaire={leaders}&page=review")
    assert plan.client.get(plan.at("preview?page=nowhere")).status_code == 303
    assert plan.count("sheet") == plan.count("answer") == 0
