"""Interviews are planned, changed and removed, and nothing that was said goes by the way."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people, talks, world
from tests.workshop.conftest import add
from workshop.database import connect
from workshop.interviews import store
from workshop.interviews.planning import page as planning_page
from workshop.interviews.planning.choosing import own_questions
from workshop.interviews.store import Chosen
from workshop.people.store import person as person_of

CORE = [each.id for section in world.pack().guide for each in section.questions if each.core]


def test_planning_gives_people_the_role_and_the_core_questions(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    who = talks.person(app, engagement, role="respondent")
    assert talks.plan(client, engagement, who, charter="y") == 303
    found = talks.only(app, engagement)
    assert [each.id for each in found.questions] == CORE
    assert (found.person_id, found.state, found.minutes, found.charter) == (who, "planned", 45, True)
    db = connect(app.config["DATABASE"])
    known = person_of(db, engagement, who)
    assert known is not None
    assert known.roles == {"interviewee", "respondent"}
    assert db.execute("SELECT count(*) FROM engagement_method").fetchone()[0] == 1
    db.close()
    page = client.get(f"/engagements/{engagement}/interviews").text
    for missing in ("0 of 1 interview is done.", "No date", "No interviewer", "No link sent", "46 minutes"):
        assert missing in page


def test_one_s_own_questions_are_added_up_and_keep_their_notes(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    number = talks.planned(
        app, client, engagement, guide="own", questions=["G2"], own="Why?\nWhy  now?\n\nWhy?"
    )
    found = talks.only(app, engagement)
    assert [(each.id, each.text) for each in found.questions] == [
        ("G2", ""), ("own:1", "Why?"), ("own:2", "Why now?"),
    ]  # fmt: skip
    token = people.csrf(client)
    home = f"/engagements/{engagement}/interviews/{number}"
    client.post(home, data={"csrf_token": token, "part": "own", "note-own:2": "Since the market turned."})
    leads = [f"a{talks.account(app, people.INES)}"]
    plan = {"csrf_token": token, "guide": "own", "questions": ["G2"], "minutes": "45", "interviewers": leads}
    dropped = client.post(f"{home}/plan", data=plan | {"own": ""})
    assert dropped.status_code == 422
    assert "Something was said on this, so it stays: Why now?" in dropped.text
    renamed = client.post(f"{home}/plan", data=plan | {"own": "Why now, and not before?\nWhy?"})
    assert renamed.status_code == 303
    assert [each.id for each in talks.only(app, engagement).questions] == ["G2", "own:2", "own:1"]


def test_a_new_question_never_takes_the_notes_of_one_that_is_gone() -> None:
    before = [Chosen("own:1", "Why?")]
    assert own_questions(["Who?"], before, ()) == [Chosen("own:1", "Who?")]
    assert own_questions(["Why?", "Who?"], before, {"own:2"}) == [
        Chosen("own:1", "Why?"),
        Chosen("own:3", "Who?"),
    ]


UNSOUND: list[tuple[dict[str, object], str]] = [
    ({"people": []}, "Choose at least one person."),
    ({"people": ["999"]}, "Choose among these"),
    ({"people": ["9223372036854775808"]}, "Choose among these"),
    ({"guide": "own"}, "Choose at least one question"),
    ({"questions": ["Z9"], "guide": "own"}, "Choose among these"),
    ({"interviewers": ["a2"]}, "Choose among these"),
    ({"day": "2026-11-25"}, "Give the time"),
    ({"clock": "10:00"}, "Give the day"),
    ({"minutes": "9"}, "Give a whole number from 10 to 240."),
    ({"place": "x" * 301}, "Shorten this to 300"),
    ({"own": "\x07"}, "a control character"),
    ({"own": "\n".join(f"Question {n}?" for n in range(21))}, "Keep 20 or fewer"),
]


def test_what_cannot_be_planned_is_told_and_nothing_is_stored(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    who = talks.person(app, engagement)
    sent = {"guide": "core", "minutes": "45", "people": [str(who)], "csrf_token": people.csrf(client)}
    for changed, said in UNSOUND:
        answer = client.post(f"/engagements/{engagement}/interviews/new", data=sent | changed)
        assert answer.status_code == 422, changed
        assert said in answer.text
    assert talks.of(app, engagement) == []


def test_nobody_is_interviewed_twice_or_from_another_engagement(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    other = add(app, "Birch Foods", world.spreadsheet())
    stranger, who = talks.person(app, other), talks.person(app, engagement)
    assert talks.plan(client, engagement, stranger) == 422
    assert talks.plan(client, engagement, who) == 303
    assert talks.plan(client, engagement, who) == 422
    number = talks.only(app, engagement).id
    for page in ("", "/plan", "/removal", "/beside", ".ics"):
        assert client.get(f"/engagements/{other}/interviews/{number}{page}").status_code == 404


def test_several_people_have_no_common_time(app: Flask, client: FlaskClient, engagement: int) -> None:
    who = [talks.person(app, engagement, name) for name in ("Ann", "Bo")]
    assert talks.plan(client, engagement, *who, day="2026-11-25", clock="10:00") == 422
    assert talks.plan(client, engagement, *who) == 303
    assert [each.name for each in talks.of(app, engagement)] == ["Ann", "Bo"]


def test_a_time_is_that_of_the_engagement(app: Flask, client: FlaskClient, engagement: int) -> None:
    db = connect(app.config["DATABASE"])
    db.execute("PRAGMA query_only=OFF")
    db.execute("UPDATE engagement SET time_zone = 'Europe/Stockholm'")
    db.close()
    talks.planned(app, client, engagement, day="2026-06-25", clock="10:30")
    assert talks.only(app, engagement).starts_at == datetime(2026, 6, 25, 8, 30, tzinfo=UTC)
    assert "10:30" in client.get(f"/engagements/{engagement}/interviews").text


def test_an_interview_with_notes_is_removed_only_by_name(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    number = talks.planned(app, client, engagement)
    home, token = f"/engagements/{engagement}/interviews/{number}", people.csrf(client)
    client.post(home, data={"csrf_token": token, "part": "outcomes", "note-G1": "Growth first."})
    asked = client.get(f"{home}/removal").text
    assert "1 note taken while talking." in asked
    for typed in ("", "Mara"):
        refused = client.post(f"{home}/removal", data={"csrf_token": token, "name": typed})
        assert refused.status_code == 422
        assert "Type the name as it stands above: Mara Lindqvist" in refused.text
    gone = client.post(f"{home}/removal", data={"csrf_token": token, "name": " mara  lindqvist "})
    assert gone.status_code == 303
    assert talks.of(app, engagement) == []
    db = connect(app.config["DATABASE"])
    for table in ("note", "interviewer", "interview_question", "interview_calendar", "interview_save"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    assert store.interviews(db, engagement) == []
    db.close()


def test_a_person_with_an_interview_stays_until_it_is_removed(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    number = talks.planned(app, client, engagement)
    who = talks.only(app, engagement).person_id
    removal, token = f"/engagements/{engagement}/people/{who}/removal", {"csrf_token": people.csrf(client)}
    assert "Remove the interview first" in client.get(removal).text
    assert client.post(removal, data=token).status_code == 422
    client.post(f"/engagements/{engagement}/interviews/{number}/removal", data=token)
    assert client.post(removal, data=token).status_code == 303
    assert client.get(f"/engagements/{engagement}/people/{who}").status_code == 404


def test_whoever_wrote_stays_an_interviewer(app: Flask, client: FlaskClient, engagement: int) -> None:
    number = talks.planned(app, client, engagement)
    home, token = f"/engagements/{engagement}/interviews/{number}", people.csrf(client)
    plan = {"csrf_token": token, "guide": "core", "minutes": "45"}
    client.post(home, data={"csrf_token": token, "part": "general", "note-": "In a good mood."})
    refused = client.post(f"{home}/plan", data=plan)
    assert refused.status_code == 422
    assert "There are notes by Ines Okafor, so the name stays." in refused.text


def test_the_road_tells_how_many_interviews_are_done(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    home = f"/engagements/{engagement}"
    assert "No interviews yet" in client.get(home).text
    number = talks.planned(app, client, engagement)
    assert "0 of 1 interview done" in client.get(home).text
    client.post(
        f"{home}/interviews/{number}",
        data={"csrf_token": people.csrf(client), "part": "general", "note-": "On time."},
    )
    assert "0 of 1 interview done, 1 under way" in client.get(home).text
    client.post(f"{home}/interviews/{number}/finish", data={"csrf_token": people.csrf(client)})
    told = client.get(home).text
    assert "1 interview done" in told
    assert "1 under way" not in told
    assert "Interviews done" in told
    lars = people.signed_in(app, people.LARS)
    db = connect(app.config["DATABASE"])
    db.execute("PRAGMA query_only=OFF")
    db.execute(
        "INSERT INTO sponsorship VALUES (:account, :engagement)",
        {"account": people.account(db, people.LARS).id, "engagement": engagement},
    )
    db.close()
    seen = lars.get(home)
    assert seen.status_code == 200
    assert not re.search("interviews?", seen.text.replace("Interviews", ""))
    assert f"{home}/interviews" not in seen.text


def test_of_very_many_who_are_no_interviewees_some_are_offered(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning_page, "MOST_OTHERS", 2)
    for number in range(4):
        talks.person(app, engagement, f"Person {number}", "respondent")
    page = client.get(f"/engagements/{engagement}/interviews/new").text
    offered = re.findall(r'name="people" value="(\d+)"', page)
    assert len(offered) == 2
    assert "2 people are not listed here." in page


def test_markup_in_names_and_questions_is_shown_as_it_was_typed(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    who = talks.person(app, engagement, "<b>Mara</b>")
    given = {"guide": "own", "own": "<script>why?</script>", "place": "<i>Room</i>"}
    assert talks.plan(client, engagement, who, day="2026-11-25", clock="9", **given) == 303
    number = talks.only(app, engagement).id
    for page in ("", f"/{number}", f"/{number}/plan", f"/{number}/removal"):
        text = client.get(f"/engagements/{engagement}/interviews{page}").text
        assert "<script>why" not in text
        assert "<b>Mara" not in text
        assert "<i>Room" not in text


def test_all_times_are_set_on_one_page(app: Flask, client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}/interviews"
    who = [talks.person(app, engagement, name) for name in ("Mara Lindqvist", "Nils Berg")]
    assert talks.plan(client, engagement, *who) == 303
    mara, nils = sorted(each.id for each in talks.of(app, engagement))
    assert "2 interviews have no time yet." in client.get(f"{home}/times").text
    token = people.csrf(client)

    def sent(**given: str) -> tuple[int, str]:
        fields = {f"{each}-minutes": "45" for each in (mara, nils)}
        fields |= {f"{each}-{key}": "" for each in (mara, nils) for key in ("day", "clock", "place")}
        given = {key[1:].replace("_", "-", 1): value for key, value in given.items()}
        answer = client.post(f"{home}/times", data=fields | given | {"csrf_token": token})
        return answer.status_code, answer.text

    day = {f"_{mara}_day": "2026-12-01", f"_{mara}_clock": "10:00"}
    status, page = sent(**day, **{f"_{nils}_day": "2026-12-01"})
    assert status == 422
    assert "Give the time, or leave the day open too." in page
    assert 'value="2026-12-01"' in page
    assert [each.starts_at for each in talks.of(app, engagement)] == [None, None]
    assert sent(**day)[0] == 303
    times = {each.id: each.starts_at for each in talks.of(app, engagement)}
    assert times[mara] is not None
    assert times[nils] is None
    history = client.get(f"/engagements/{engagement}/history").text
    assert "set the time of an interview" in history


def test_an_interview_that_is_not_on_the_page_keeps_its_time(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    home = f"/engagements/{engagement}/interviews"
    talks.planned(app, client, engagement, day="2026-12-01", clock="10:00")
    before = talks.only(app, engagement)
    data = {"csrf_token": people.csrf(client), "99999-day": "2026-12-03", "99999-clock": "10:00"}
    assert client.post(f"{home}/times", data=data).status_code == 303
    assert talks.only(app, engagement) == before


def test_who_is_added_from_here_is_to_be_interviewed(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    for page in ("people/import", "people/new"):
        assert f'{home}/{page}?role=interviewee"' in client.get(f"{home}/interviews/new").text
        asked = client.get(f"{home}/{page}?role=interviewee").text
        assert re.search(r'(selected|checked)[^>]*value="interviewee"', asked)
        assert "interviewee" not in re.findall(
            r'selected[^>]*value="(\w+)"', client.get(f"{home}/{page}?role=x").text
        )
    form = client.get(f"{home}/interviews/new?charter=").text
    assert re.search(r'<input[^>]*checked[^>]*name="charter"', form)
