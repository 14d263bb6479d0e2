"""What is said is kept: notes by interviewer, saves that come twice or late, ratings, points."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop import people, talks
from workshop.database import connect, write
from workshop.interviews import store
from workshop.interviews.capture.merging import BETWEEN, LONGEST_NOTE, merged
from workshop.interviews.capture.store import finish, reopen

LAPTOP, PHONE = "laptop-0001", "phone-00001"


class Talk:
    """An interview as one consultant's browser has it."""

    def __init__(self, app: Flask, client: FlaskClient, engagement: int, number: int) -> None:
        self.app, self.client, self.engagement, self.number = app, client, engagement, number
        self.home = f"/engagements/{engagement}/interviews/{number}"
        self.token = people.csrf(client)

    def send(self, **body: object) -> Any:
        return self.client.post(f"{self.home}/save", json=body, headers={"X-CSRFToken": self.token})

    def note(self, text: str | None, turn: int, base: int = 0, device: str = LAPTOP, **more: object) -> Any:
        body = {"kind": "note", "question": "G1", "text": text, "turn": turn, "base": base, "device": device}
        answer = self.send(**body | more)
        assert answer.status_code == 200, answer.text
        return answer.json

    def form(self, part: str, **fields: str) -> Any:
        return self.client.post(self.home, data={"csrf_token": self.token, "part": part} | fields)

    def notes(self) -> list[store.Note]:
        db = connect(self.app.config["DATABASE"])
        try:
            return store.notes(db, self.number)
        finally:
            db.close()

    def ratings(self) -> dict[tuple[str, str], int]:
        db = connect(self.app.config["DATABASE"])
        try:
            return store.ratings(db, self.number)
        finally:
            db.close()


@pytest.fixture
def talk(app: Flask, client: FlaskClient, engagement: int) -> Talk:
    number = talks.planned(app, client, engagement, charter="y", points="y")
    return Talk(app, client, engagement, number)


def test_a_note_is_saved_as_it_grows_and_begins_the_interview(talk: Talk) -> None:
    assert talk.note("Growth", 1) == {"turn": 1, "text": "Growth", "revision": 1, "seconds": 0}
    assert talk.note("Growth first. ", 2, base=1, seconds=40)["seconds"] == 40
    (note,) = talk.notes()
    assert (note.text, note.revision, note.seconds) == ("Growth first. ", 2, 40)
    assert talks.only(talk.app, talk.engagement).state == "begun"


def test_the_same_save_twice_or_an_older_one_late_changes_nothing(talk: Talk) -> None:
    talk.note("Growth", 1, seconds=10)
    talk.note("Margin", 3, base=1, seconds=10)
    assert talk.note("Margin", 3, base=1, seconds=10)["seconds"] == 20
    assert talk.note("Growth, then", 2, base=1)["text"] == "Margin"
    assert [each.text for each in talk.notes()] == ["Margin"]


def test_a_device_that_missed_an_answer_goes_on_where_it_was(talk: Talk) -> None:
    talk.note("Growth", 1)  # the answer never came
    assert talk.note("Growing", 2, base=0)["text"] == "Growing"


def test_two_devices_of_one_interviewer_lose_nothing(talk: Talk) -> None:
    talk.note("Growth", 1)
    assert talk.note("Growth, in new markets", 1, base=1, device=PHONE)["revision"] == 2
    told = talk.note("Growth first", 2, base=1)
    assert told["text"] == "Growth, in new markets\n\nGrowth first"
    assert talk.note(None, 3, base=1, seconds=30)["text"] == told["text"]


def test_a_device_that_missed_a_joining_takes_nothing_away(talk: Talk) -> None:
    talk.note("From the phone.", 1, device=PHONE)
    both = "From the phone.\n\nFrom the laptop."
    assert talk.note("From the laptop.", 1)["text"] == both  # the answer never came
    assert talk.note("From the laptop.", 2, seconds=5)["text"] == both
    assert talk.note(None, 3, seconds=5)["text"] == both
    assert "From the phone." in talk.note("From the laptop, again.", 4)["text"]


def test_two_interviewers_have_a_note_each(app: Flask, talk: Talk) -> None:
    talk.note("Growth first.", 1)
    ada = Talk(app, people.signed_in(app, people.ADA), talk.engagement, talk.number)
    ada.note("Hesitates before answering.", 1)
    assert [each.text for each in talk.notes()] == ["Growth first.", "Hesitates before answering."]
    assert [each.name for each in talks.only(app, talk.engagement).interviewers] == [
        "Ines Okafor",
        "Ada Brandt",
    ]
    told = talk.client.get(f"{talk.home}/beside").json
    assert [(each["name"], each["mine"]) for each in told["notes"]] == [
        ("Ines Okafor", True),
        ("Ada Brandt", False),
    ]
    assert talk.client.get(f"{talk.home}/beside?seen={told['version']}").status_code == 204
    page = talk.client.get(talk.home).text
    assert "Hesitates before answering." in page
    assert page.count("<textarea") == ada.client.get(talk.home).text.count("<textarea")


RATED: dict[str, object] = {"kind": "rating", "device": LAPTOP, "turn": 1}
UNSOUND: list[dict[str, object]] = [
    {},
    {"kind": "note"},
    {"kind": "note", "device": "x", "turn": 1, "question": "G1", "text": ""},
    {"kind": "note", "device": LAPTOP, "turn": 1, "question": "Z9", "text": "x"},
    {"kind": "note", "device": LAPTOP, "turn": 1, "question": "G1", "text": "x" * (LONGEST_NOTE + 1)},
    {"kind": "note", "device": LAPTOP, "turn": 2**63, "question": "G1", "text": "x"},
    {"kind": "note", "device": LAPTOP, "turn": 1, "question": "G1", "text": "x", "seconds": -1},
    RATED | {"subject": "charter:job:none", "question": "current", "code": 1},
    RATED | {"subject": "charter:job:planning", "question": "importance", "code": 1},
    RATED | {"subject": "charter:job:planning", "question": "current", "code": 6},
    {"kind": "points", "device": LAPTOP, "turn": 1, "points": {"987": 100}},
]  # fmt: skip


def test_what_cannot_be_kept_is_told_in_a_sentence(talk: Talk) -> None:
    for body in UNSOUND:
        answer = talk.send(**body)
        assert answer.status_code == 422, body
        assert answer.json["fault"].endswith(".")
    assert talk.notes() == []
    assert talk.ratings() == {}


def test_a_save_without_the_token_is_refused_and_not_called_a_fault_of_the_note(talk: Talk) -> None:
    answer = talk.client.post(f"{talk.home}/save", json={"kind": "note"})
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"


def test_ratings_can_be_declined_changed_and_taken_back(talk: Talk) -> None:
    job = ("charter:job:planning", "current")
    for turn, code in enumerate((4, 0, None, 5), start=1):
        body = {"kind": "rating", "device": LAPTOP, "turn": turn, "subject": job[0], "question": job[1]}
        assert talk.send(**body, code=code).status_code == 200
        assert talk.ratings().get(job) == code
    talk.form("charter", **{"charter:job:planning.current": "", "charter:statement:initiative.target": "0"})
    assert talk.ratings() == {("charter:statement:initiative", "target"): 0}


def test_points_make_100_or_there_are_none(app: Flask, talk: Talk) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        for place in (1, 2):
            db.execute(
                "INSERT INTO priority (engagement_id, place, name) VALUES (:of, :place, :name)",
                {"of": talk.engagement, "place": place, "name": f"Priority {place}"},
            )
    body = {"kind": "points", "device": LAPTOP}
    assert talk.send(**body, turn=1, points={"1": 60, "2": 40}).status_code == 200
    assert store.points(db, talk.number) == {1: 60, 2: 40}
    assert talk.send(**body, turn=2, points={"1": 60, "2": 41}).json["fault"].startswith("These make 101")
    kept = talk.form("points", **{"points-1": "60", "points-2": "1e9"})
    assert kept.status_code == 422
    assert 'value="1e9"' in kept.text
    assert talk.form("points", **{"points-1": "100", "points-2": ""}).status_code == 303
    assert store.points(db, talk.number) == {1: 100}
    assert talk.send(**body, turn=3, points={}).status_code == 200
    assert store.points(db, talk.number) == {}
    db.close()


def test_without_scripts_a_section_is_saved_and_what_came_between_is_kept(talk: Talk) -> None:
    assert talk.form("outcomes", **{"note-G1": "Growth.\r\nMargin.", "base-G1": "0"}).status_code == 303
    talk.form("outcomes", **{"note-G1": "Growth.\r\nMargin.", "base-G1": "0"})
    talk.form("outcomes", **{"note-G1": "Only cost.", "base-G1": "0"})
    assert [each.text for each in talk.notes()] == ["Growth.\nMargin.\n\nOnly cost."]
    long = talk.form("outcomes", **{"note-G1": "y" * (LONGEST_NOTE + 1), "base-G1": "2"})
    assert long.status_code == 422
    assert "y" * 100 in long.text
    assert "Shorten it to 20,000 or fewer." in long.text


def test_it_is_begun_finished_without_a_rating_and_reopened(talk: Talk) -> None:
    def turned(deed: str) -> str:
        talk.client.post(f"{talk.home}/{deed}", data={"csrf_token": talk.token})
        return talks.only(talk.app, talk.engagement).state

    assert [turned(each) for each in ("begin", "begin", "finish", "finish", "reopen")] == [
        "begun", "begun", "done", "done", "begun",
    ]  # fmt: skip
    history = talk.client.get(f"/engagements/{talk.engagement}/history").text
    assert history.count("finished an interview") == 1


def test_the_clock_tells_how_long_people_talk_unless_the_end_was_forgotten(talk: Talk) -> None:
    def shown(ago: timedelta) -> str:
        db = connect(talk.app.config["DATABASE"])
        try:
            with write(db):
                finish(db, talk.number, datetime.now(UTC))
                reopen(db, talk.number, datetime.now(UTC) - ago)
        finally:
            db.close()
        return talk.client.get(talk.home).text.split("data-clock>")[1].split("<")[0]

    assert shown(timedelta(minutes=20)) == "20"
    assert shown(timedelta(days=2)) == "0"


def test_what_was_on_its_way_when_it_was_finished_still_arrives(talk: Talk) -> None:
    talk.client.post(f"{talk.home}/finish", data={"csrf_token": talk.token})
    talk.note("One last thing.", 1)
    assert [each.text for each in talk.notes()] == ["One last thing."]
    assert talks.only(talk.app, talk.engagement).state == "done"


def test_written_answers_stand_beside_the_question(talk: Talk) -> None:
    db = connect(talk.app.config["DATABASE"])
    with write(db):
        db.execute(
            """
            INSERT INTO written_answer (interview_id, question, text, consent, revision, saved_at)
            VALUES (:id, 'G1', '<b>Growth</b>', 'role', 1, '2026-11-22T09:30:00Z')""",
            {"id": talk.number},
        )
        db.execute("UPDATE interview SET received_at = '2026-11-22T09:30:00Z'")
    db.close()
    page = talk.client.get(talk.home).text
    assert "&lt;b&gt;Growth&lt;/b&gt;" in page
    assert "May be quoted with the role only." in page
    assert "Written answers received" in page
    assert (
        "7 core questions without a note"
        in talk.client.get(f"/engagements/{talk.engagement}/interviews").text
    )


TEXTS = st.text(st.sampled_from("ab \n"), max_size=12)


@given(TEXTS, TEXTS, st.booleans())
def test_merging_loses_no_word_and_is_done_once(stored: str, sent: str, news: bool) -> None:
    after = merged(stored, sent, news=news)
    if not news:
        assert after == sent
        return
    assert all(word in after for text in (stored, sent) for word in text.split())
    assert merged(after, sent, news=True) == after
    assert len(after) <= len(stored) + len(BETWEEN) + len(sent)
