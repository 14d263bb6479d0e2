"""The launch of a wave, what stands in its way, and what stays as it is from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.workshop import people, world
from tests.workshop.planned import TEAM, Planning, planning
from workshop.database import write
from workshop.dates import as_text
from workshop.waves import store as waves

LATER = "2031-01-17"


@pytest.fixture
def plan(app: Flask) -> Planning:
    made = planning(app)
    made.new()
    return made


def test_a_launch_makes_a_sheet_for_everyone_who_is_asked(plan: Planning) -> None:
    leaders, first = plan.named("Leaders"), plan.persons[1]
    plan.post("plan/people", fields={f"for-{first}": leaders.id})
    assert plan.post("launch").status_code == 303
    wave = plan.wave()
    assert wave.state(datetime.now(UTC)) == "open"
    assert wave.pack_version == world.pack().version
    assert plan.count("participant") == plan.count("sheet") == plan.count("sheet_holder") == len(TEAM)
    rows = plan.db.query(
        """
        SELECT participant.person_id, participant.questionnaire_id, sheet.questionnaire_id AS same,
            (SELECT value FROM sheet_group
             WHERE sheet_group.sheet_id = sheet.id AND group_column = 'function') AS function
        FROM participant JOIN sheet_holder ON participant_id = participant.id
        JOIN sheet ON sheet.id = sheet_holder.sheet_id ORDER BY person_id"""
    )
    found = list(rows)
    assert [row["function"] for row in found] == [function for function, _ in TEAM]
    assert all(row["questionnaire_id"] == row["same"] for row in found)
    given = [row["person_id"] for row in found if row["same"] == leaders.id]
    assert given == [plan.persons[0], first, plan.persons[5], plan.persons[10]]


def test_a_second_launch_does_nothing(plan: Planning) -> None:
    plan.post("launch")
    before = plan.wave(), plan.count("sheet"), plan.count("history")
    assert plan.post("launch").status_code == 303
    assert (plan.wave(), plan.count("sheet"), plan.count("history")) == before


def test_from_the_launch_on_the_plan_stays(plan: Planning) -> None:
    one = plan.named("Leaders")
    plan.post("launch")
    before = plan.wave(), plan.questionnaires(), plan.count("participant")
    paths = (
        "plan/choice", "plan/copy", "plan/questionnaires", f"plan/questionnaires/{one.id}",
        f"plan/questionnaires/{one.id}/up", f"plan/questionnaires/{one.id}/removal", "plan/people",
        "plan/times", "plan/promise", "plan/removal",
    )  # fmt: skip
    sent = {
        "choice": "short", "mode": "named", "threshold": "9", "comment_threshold": "9", "opens": "launch",
        "closes_on": LATER, "closes_clock": "18:00", "grace_days": "1", f"for-{plan.persons[1]}": str(one.id),
    }  # fmt: skip
    for path in paths:
        assert plan.post(path, fields=sent).status_code == 303, path
    assert (plan.wave(), plan.questionnaires(), plan.count("participant")) == before
    text = plan.page()
    assert "Its plan stays as it is" in text
    assert "Wave 1 asks 15 people" in text
    assert plan.client.get(plan.at("plan/people")).status_code == 303
    assert plan.page("preview")


def refused(plan: Planning, said: str) -> None:
    answer = plan.post("launch")
    assert answer.status_code == 422
    assert said in answer.text.replace("\N{NO-BREAK SPACE}", " ")
    assert plan.wave().launched_at is None
    assert plan.count("sheet") == 0


def test_nobody_is_asked(app: Flask) -> None:
    plan = planning(app, [])
    plan.new()
    refused(plan, "Nobody in this engagement is a respondent")


def test_nothing_is_asked(plan: Planning) -> None:
    for each in plan.questionnaires():
        plan.post(f"plan/questionnaires/{each.id}/removal")
    refused(plan, "Nothing is asked")
    plan.post("plan/questionnaires")
    refused(plan, "asks nothing")


def test_fewer_people_than_the_threshold(app: Flask) -> None:
    plan = planning(app, TEAM[:4])
    plan.new()
    refused(plan, "4 people are asked, fewer than the threshold of 5")


def test_a_closing_that_has_passed(plan: Planning) -> None:
    db = plan.db
    with write(db):
        past = as_text(datetime.now(UTC) - timedelta(hours=1))
        db.execute("UPDATE wave SET closes_at = :past", {"past": past})
    refused(plan, "Its closing time has passed")
    with write(db):
        db.execute("UPDATE wave SET closes_at = NULL")
    refused(plan, "It has no closing time")


def test_an_archived_engagement(plan: Planning) -> None:
    where = f"/engagements/{plan.engagement}/archive"
    assert plan.client.post(where, data={"csrf_token": plan.token}).status_code == 303
    refused(plan, "This engagement is archived")


def test_capabilities_that_the_method_has_no_more(plan: Planning) -> None:
    db = plan.db
    with write(db):
        db.execute("UPDATE questionnaire_item SET capability = 'Z1' WHERE capability = 'A1'")
    refused(plan, "asks for what the method has no more")


def test_another_wave_is_open_and_the_next_is_a_copy_of_its_plan(plan: Planning) -> None:
    sent = {"mode": "named", "threshold": "4", "comment_threshold": "9", "message": "Hello"}
    plan.post("plan/promise", fields=sent)
    plan.post("plan/choice", choice="short")
    plan.post("launch")
    assert plan.new().location == plan.at(number=2)
    answer = plan.post("launch", number=2)
    assert answer.status_code == 422
    assert "Wave 1 is not closed" in answer.text
    assert plan.post("plan/copy", number=2).status_code == 303
    second = plan.wave(2)
    assert (second.mode, second.threshold, second.comment_threshold, second.message) == (
        "named", 4, 9, "Hello",
    )  # fmt: skip
    asked = [
        [(each.name, each.items, each.picks) for each in plan.questionnaires(number)] for number in (1, 2)
    ]
    assert asked[0] == asked[1]
    db = plan.db
    with write(db):
        waves.record_closure(db, plan.wave().id, None, datetime.now(UTC))
    assert plan.post("launch", number=2).status_code == 303
    assert plan.wave(2).launched_at is not None


def test_who_is_no_respondent_any_more_is_let_go(plan: Planning) -> None:
    first = plan.persons[0]
    plan.post("plan/people", fields={f"for-{first}": plan.named("Leaders").id})
    db = plan.db
    with write(db):
        db.execute("UPDATE person_role SET role = 'sponsor' WHERE person_id = :id", {"id": first})
    plan.post("launch")
    assert plan.count("participant") == plan.count("sheet") == len(TEAM) - 1


def test_a_person_is_removed_before_and_after_the_launch(plan: Planning) -> None:
    first, second = plan.persons[:2]
    plan.post("plan/people", fields={f"for-{first}": plan.named("Leaders").id})
    sent = {"csrf_token": plan.token}
    where = f"/engagements/{plan.engagement}/people"
    assert plan.client.post(f"{where}/{first}/removal", data=sent).status_code == 303
    plan.post("launch")
    assert plan.client.post(f"{where}/{second}/removal", data=sent).status_code == 303
    assert plan.count("participant") == plan.count("sheet") == len(TEAM) - 1


def test_a_group_that_a_questionnaire_is_for_stays(plan: Planning) -> None:
    db, sales = plan.db, plan.groups["Sales"]
    with write(db):
        db.execute("UPDATE person SET function_id = NULL")
    sent = {"csrf_token": plan.token, f"remove-{sales}": "yes"}
    answer = plan.client.post(f"/engagements/{plan.engagement}/groups", data=sent)
    assert answer.status_code == 422
    assert "A questionnaire of wave 1 is for Sales" in answer.text


def test_a_plan_is_given_up_whole(plan: Planning) -> None:
    plan.post("plan/people", fields={f"for-{plan.persons[0]}": plan.named("Leaders").id})
    assert plan.post("plan/removal").status_code == 303
    tables = (
        "wave",
        "questionnaire",
        "questionnaire_item",
        "questionnaire_group",
        "participant",
        "reminder_day",
    )
    assert {table: plan.count(table) for table in tables} == dict.fromkeys(tables, 0)
    assert plan.client.get(plan.at()).status_code == 404


def test_history_tells_the_deeds_and_names_nobody(plan: Planning) -> None:
    plan.post("plan/people", fields={f"for-{plan.persons[0]}": plan.named("Leaders").id})
    plan.post("launch")
    told = [row["deed"] for row in plan.db.query("SELECT deed FROM history ORDER BY id")]
    assert told[0] == "planned wave 1"
    assert told[-1] == "launched wave 1 for 15 people"
    assert not any("Person" in deed for deed in told)


def test_nobody_else_launches(plan: Planning, app: Flask) -> None:
    for who in (people.TOM, people.LARS, None):
        other = people.signed_in(app, who)
        sent = {"csrf_token": people.csrf(other)}
        assert other.post(plan.at("launch"), data=sent).status_code == 404
    assert plan.wave().launched_at is None
