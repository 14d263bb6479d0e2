"""What interviewees write: shown, saved as a form and as JSON, handed in, and read by nobody else."""

import json
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop import people
from tests.workshop.interviewed import NOW, OWN_TEXT, talk
from workshop.database import connect, write
from workshop.engagements.store import archive
from workshop.interviews.written.merging import Change, Stored, merged, narrower
from workshop.invitations.store import revoke

TURNS = count(1)
WRITTEN = "Please name the three business outcomes"
PART = "part-outcomes"


@pytest.fixture
def karin(app):
    return talk(app)


@pytest.fixture
def phone(app):
    return app.test_client()


def save(client, talk, device="a" * 12, turn=None, status=200, **batch):
    body = {"device": device, "turn": next(TURNS) if turn is None else turn, **batch}
    answer = client.post(f"{talk.here}/save", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.text
    return answer.json


def text(of, words, base=0, **more):
    return {"of": of, "text": words, "from": base, **more}


def shown(page, question):
    return page.split(f'name="shown-{question}" value="', 1)[1].split('"', 1)[0]


def test_the_link_opens_on_who_asks_how_long_it_takes_and_who_reads_it(karin, phone):
    page = phone.get(karin.link)
    assert page.status_code == 200
    assert "Karin Ahl" in page.text
    assert "Fenwick Hale Advisory asks you how you see marketing operations" in page.text
    assert "About 25 minutes in writing." in page.text
    assert "Ines Okafor of Fenwick Hale Advisory, with your name. Nobody at Alder &amp; Sons" in page.text
    assert "Unless you say otherwise it is not quoted." in page.text
    assert WRITTEN in page.text
    assert OWN_TEXT in page.text
    assert f'{karin.link}/interview/{PART}">Answer in writing' in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    ("charter", "points", "asked"),
    [
        (1, 1, ", then ratings of the role of the function, and points for what matters most. Every one"),
        (1, 0, ", then ratings of the role of the function. Every one"),
        (0, 1, ", then points for what matters most. Every one"),
        (0, 0, " to answer in your own words. Every one"),
    ],
)
def test_the_link_says_how_many_questions_there_are_and_what_is_rated_beside_them(
    karin, phone, charter, points, asked
):
    karin.room.put(f"UPDATE interview SET charter = {charter}, points = {points}")
    number = karin.room.rows("SELECT count(*) AS number FROM interview_question")[0]["number"]
    assert f"{number} questions{asked} is optional." in phone.get(karin.link).text


def test_a_person_without_an_interview_still_gets_the_page_that_waits(app, karin, phone):
    karin.room.put("DELETE FROM interview_question")
    karin.room.put("DELETE FROM interviewer")
    karin.room.put("DELETE FROM interview")
    page = phone.get(karin.link)
    assert page.status_code == 200
    assert "Nothing to answer yet." in page.text
    assert phone.get(f"{karin.here}/{PART}").status_code == 404


def test_a_page_asks_in_writing_section_by_section_without_scripts(karin, phone):
    page = phone.get(f"{karin.here}/{PART}").text
    assert WRITTEN in page
    assert "Which business outcomes matter most" not in page
    assert page.count("<textarea") == 2
    body = {"text-G1": "Grow.", "shown-G1": shown(page, "G1"), "consent-G1": "role", "go": "next"}
    answer = phone.post(f"{karin.here}/{PART}", data=body)
    assert (answer.status_code, answer.location) == (303, "part-role_of_marketing")
    assert karin.answers() == {"G1": ("Grow.", "role", 1)}
    again = phone.get(f"{karin.here}/{PART}").text
    assert "\nGrow.</textarea>" in again
    assert 'value="role" checked' in again
    assert "Go on where you were" in phone.get(karin.link).text


def test_an_untouched_field_of_an_old_page_changes_nothing(karin, phone):
    page = phone.get(f"{karin.here}/{PART}").text
    save(phone, karin, answers=[text("G1", "From the phone", consent="role")])
    old = {"text-G1": "", "shown-G1": shown(page, "G1"), "consent-G1": "none", "text-G2": "Here"}
    phone.post(f"{karin.here}/{PART}", data=old)
    assert karin.answers()["G1"] == ("From the phone", "role", 1)
    assert karin.answers()["G2"] == ("Here", "none", 1)


def test_a_text_too_long_stays_in_the_form_and_the_rest_is_saved(karin, phone):
    answer = phone.post(f"{karin.here}/{PART}", data={"text-G1": "x" * 5_001, "text-G2": "Short"})
    assert answer.status_code == 422
    assert "This has 5,001 characters, 1 too many." in answer.text
    assert "x" * 5_001 in answer.text
    assert karin.answers() == {"G2": ("Short", "none", 1)}


def test_saves_of_two_devices_lose_nothing(karin, phone):
    assert save(phone, karin, "device-one", answers=[text("G1", "One")])["answers"][0]["revision"] == 1
    told = save(phone, karin, "device-two", answers=[text("G1", "Two")])
    assert told["answers"] == [
        {"of": "G1", "text": "One\n\nTwo", "consent": "none", "revision": 2, "kept": True}
    ]
    built_on = save(phone, karin, "device-one", answers=[text("G1", "One and two", base=2)])
    assert built_on["answers"][0]["text"] == "One and two"
    assert karin.answers()["G1"] == ("One and two", "none", 3)


def test_a_save_that_comes_twice_or_late_changes_nothing(karin, phone):
    first = {"turn": 1_000_001, "answers": [text("G1", "First", chain="chain-of-one")]}
    save(phone, karin, **first)
    save(phone, karin, turn=1_000_002, answers=[text("G1", "Second", chain="chain-of-one")])
    told = save(phone, karin, **first)
    assert told["turn"] == 1_000_002
    assert karin.answers()["G1"][0] == "Second"


def test_where_there_is_no_room_for_both_the_other_is_told(karin, phone):
    save(phone, karin, "device-one", answers=[text("G1", "a" * 5_000)])
    save(phone, karin, "device-two", answers=[text("G1", "b" * 4_990)])
    told = save(phone, karin, "device-three", answers=[text("G1", "c" * 4_000)])
    assert told["answers"][0]["kept"] is False
    assert karin.answers()["G1"][0] == "a" * 5_000 + "\n\n" + "b" * 4_990


def test_consent_goes_with_the_answer_and_the_narrower_one_stands_where_two_meet(karin, phone):
    save(phone, karin, "device-one", answers=[text("G1", "One", consent="attributed")])
    save(phone, karin, "device-one", answers=[{"of": "G1", "consent": "role", "from": 1}])
    assert karin.answers()["G1"] == ("One", "role", 2)
    save(phone, karin, "device-two", answers=[text("G1", "Two", consent="attributed")])
    assert karin.answers()["G1"][1] == "role"


@pytest.mark.parametrize(
    "batch",
    [
        {"answers": [{"of": "G9", "text": "not asked"}]},
        {"answers": [{"of": "G1", "text": "x" * 5_001}]},
        {"answers": [{"of": "G1", "text": "x", "consent": "everyone"}]},
        {"answers": [{"of": "G1", "text": "x", "from": -1}]},
        {"answers": [{"of": "G1", "text": "x", "chain": "<script>"}]},
        {"ratings": [{"of": "charter:job:nothing", "q": "current", "code": 3}]},
        {"ratings": [{"of": "charter:job:planning", "q": "importance", "code": 3}]},
        {"ratings": [{"of": "charter:job:planning", "q": "current", "code": 6}]},
        {"points": [{"of": 2**62, "points": 100}]},
        {"points": [{"of": 1, "points": 60}]},
        {"device": "a b"},
        {"turn": 2**63},
    ],
)
def test_what_is_not_asked_is_refused_and_nothing_of_its_batch_is_stored(karin, phone, batch):
    whole = {"answers": [text("G4", "Good")], **batch}
    told = save(phone, karin, **whole, status=400)
    assert told["fault"].endswith(".")
    assert (karin.answers(), karin.ratings(), karin.points()) == ({}, {}, {})


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_save_is_refused(karin, phone, data):
    answer = phone.post(f"{karin.here}/save", data=data, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["state"] == "open"


def test_ratings_are_given_declined_and_taken_back(karin, phone):
    item = "charter:job:planning"
    told = save(
        phone,
        karin,
        ratings=[{"of": item, "q": "current", "code": 2}, {"of": item, "q": "target", "code": 5}],
    )
    assert told["ratings"][1] == {"of": item, "q": "target", "code": 5}
    assert told["done"]["charter"] == 1
    page = phone.get(f"{karin.here}/charter").text
    signs = page.split('name="shown" value="', 1)[1].split('"', 1)[0]
    assert signs.startswith("25--")
    body = {"shown": signs, f"current-{item}": "2", f"target-{item}": "5", f"instead-{item}": "no"}
    phone.post(f"{karin.here}/charter", data=body)
    assert karin.ratings() == {(item, "current"): 0, (item, "target"): 0}
    body = {"shown": "00" + signs[2:], f"current-{item}": "3", f"instead-{item}": "no"}
    phone.post(f"{karin.here}/charter", data=body)
    assert karin.ratings() == {(item, "current"): 3}
    body = {"shown": "3-" + signs[2:], f"current-{item}": "3", "clear": item}
    assert phone.post(f"{karin.here}/charter", data=body).location == f"charter#{item}"
    assert karin.ratings() == {}


def test_a_page_without_what_it_showed_takes_no_rating_back(karin, phone):
    item = "charter:job:planning"
    save(phone, karin, ratings=[{"of": item, "q": "current", "code": 2}])
    phone.post(f"{karin.here}/charter", data={"shown": "broken"})
    assert karin.ratings() == {(item, "current"): 2}


def test_points_make_100_or_are_left_alone(karin, phone):
    one, two, three = karin.priorities
    url = f"{karin.here}/points"
    short = phone.post(url, data={f"points-{one}": "60", f"points-{two}": "30"})
    assert short.status_code == 422
    assert "10 of 100 points are left." in short.text
    assert 'value="60"' in short.text
    assert karin.points() == {}
    assert "20 points too many" in phone.post(url, data={f"points-{one}": "60", f"points-{two}": "60"}).text
    for wrong in ("-5", "1.5", "101", "٣٠", "<b>"):
        assert phone.post(url, data={f"points-{one}": wrong, f"points-{two}": "100"}).status_code == 422
    assert (
        phone.post(url, data={f"points-{one}": "60", f"points-{two}": "40", "go": "next"}).location
        == "review"
    )
    assert karin.points() == {one: 60, two: 40}
    save(phone, karin, points=[{"of": three, "points": 100}])
    assert karin.points() == {three: 100}
    phone.post(url, data={})
    assert karin.points() == {}


def test_charter_and_points_are_there_only_where_the_interview_asks_for_them(karin, phone):
    karin.room.put("UPDATE interview SET charter = 0, points = 0")
    for address in ("charter", "points"):
        assert phone.get(f"{karin.here}/{address}").status_code == 404
        assert phone.post(f"{karin.here}/{address}").status_code == 404
    assert "Part 1 of 3" in phone.get(f"{karin.here}/{PART}").text
    save(phone, karin, status=400, points=[{"of": karin.priorities[0], "points": 100}])


def test_answers_are_handed_in_changed_and_read_again(karin, phone):
    assert "Hand in your answers" not in phone.get(f"{karin.here}/review").text
    assert phone.post(f"{karin.here}/hand-in").location.endswith("/review")
    save(phone, karin, answers=[text("G1", "Grow.", consent="attributed")])
    review = phone.get(f"{karin.here}/review").text
    assert "Hand in your answers" in review
    assert "May be quoted with my name and title" in review
    assert phone.post(f"{karin.here}/hand-in").location.endswith(f"{karin.here}/yours")
    assert "Thank you. Your answers are in." in phone.get(f"{karin.here}/yours").text
    phone.post(f"{karin.here}/hand-in")
    assert karin.room.deeds() == ["handed in written answers to the interview"]
    [row] = karin.room.rows("SELECT begun_at, received_at FROM interview")
    assert row["begun_at"] is None
    assert row["received_at"]
    save(phone, karin, answers=[text("G1", "Grow in the north.", base=1)])
    assert karin.answers()["G1"][0] == "Grow in the north."


def test_a_finished_interview_takes_nothing_more_and_can_be_read(karin, phone):
    save(phone, karin, answers=[text("G1", "Grow.")])
    karin.done()
    assert save(phone, karin, status=409, answers=[text("G1", "Late")]) == {"state": "done"}
    late = phone.post(f"{karin.here}/{PART}", data={"text-G1": "Late"})
    assert late.status_code == 409
    assert "What you just sent was not saved." in late.text
    assert phone.post(f"{karin.here}/hand-in").status_code == 409
    assert "Your interview is done." in phone.get(f"{karin.here}/{PART}").text
    assert "Your interview is done." in phone.get(karin.link).text
    assert "Grow." in phone.get(f"{karin.here}/yours").text
    assert karin.answers() == {"G1": ("Grow.", "none", 1)}


def test_a_link_that_ended_leads_nowhere_and_says_whom_to_ask(app, karin, phone):
    db = connect(app.config["DATABASE"])
    with write(db):
        revoke(db, 1, "interview", NOW)
    db.close()
    for path in (karin.link, f"{karin.here}/{PART}", f"{karin.here}/review", f"{karin.here}/yours"):
        page = phone.get(path)
        assert page.status_code == 404
        assert "Ines Okafor" in page.text
    assert save(phone, karin, status=404, answers=[text("G1", "x")]) == {"state": "gone"}
    assert phone.post(f"{karin.here}/hand-in").status_code == 404
    assert phone.get("/p/" + "A" * 22 + f"/interview/{PART}").status_code == 404


def test_an_archived_engagement_takes_nobody_in(app, karin, phone):
    db = connect(app.config["DATABASE"])
    account = people.account(db, people.INES)
    with write(db):
        archive(db, karin.room.number, account.id, NOW)
    db.close()
    assert phone.get(karin.link).status_code == 404
    assert save(phone, karin, status=404, answers=[text("G1", "x")]) == {"state": "gone"}


def test_two_people_never_see_each_others_answers(app, karin, phone):
    other = talk(app, client="Birch", name="Lena Falk")
    save(phone, karin, answers=[text("G1", "Only mine")])
    save(phone, other, answers=[text("G1", "Only hers")])
    for one, hidden in ((karin, "Only hers"), (other, "Only mine")):
        for path in (one.link, f"{one.here}/{PART}", f"{one.here}/review", f"{one.here}/yours"):
            assert hidden not in phone.get(path).text
    save(phone, karin, status=400, points=[{"of": other.priorities[0], "points": 100}])


def test_markup_directions_and_control_characters_stay_text(karin, phone):
    words = "</textarea><script>alert(1)</script> \u202eabc\u202c \u05e9\u05dc\u05d5\u05dd \U0001f680\x00\x07"
    save(phone, karin, answers=[text("G1", words)])
    for path in (f"{karin.here}/{PART}", f"{karin.here}/review", f"{karin.here}/yours"):
        page = phone.get(path).text
        assert "<script>alert" not in page
        assert "\U0001f680" in page
    assert "\x00" not in karin.answers()["G1"][0]
    assert 'dir="auto"' in phone.get(f"{karin.here}/{PART}").text


def test_a_page_names_no_token_and_weighs_little(app, phone):
    many = talk(app, questions=[f"G{number}" for number in range(1, 31)])
    for number in range(1, 31):
        save(phone, many, answers=[text(f"G{number}", "A long answer with some words in it. " * 20)])
    page = phone.get(f"{many.here}/part-role_of_operations", headers={"Accept-Encoding": "gzip"})
    style, script = (
        phone.get(each, headers={"Accept-Encoding": "gzip"}) for each in ("/written.css", "/written.js")
    )
    both = phone.get("/answer.css", headers={"Accept-Encoding": "gzip"})
    assert sum(len(each.data) for each in (page, style, script, both)) < 50_000
    assert many.token not in phone.get(f"{many.here}/{PART}").text


TEXTS = st.text(st.sampled_from("ab \n"), max_size=8).map(str.strip)
CHANGES = st.builds(
    Change,
    st.just("G1"),
    st.none() | TEXTS,
    st.none() | st.sampled_from(["attributed", "role", "none"]),
    st.integers(0, 6),
    st.sampled_from(["", "one", "two"]),
)


@given(st.lists(CHANGES, max_size=6))
def test_merging_never_drops_what_a_save_did_not_know_of(changes):
    stored = Stored()
    for change in changes:
        knew = change.base >= stored.revision or (change.chain and change.chain == stored.chain)
        result = merged(stored, change)
        assert result.kept
        if not knew:
            assert stored.text in result.answer.text
            assert not change.text or change.text in result.answer.text
            assert narrower(result.answer.consent, stored.consent) == result.answer.consent
        elif change.text is not None:
            assert result.answer.text == change.text
        again = merged(result.answer, change)
        assert again.answer.text == result.answer.text
        stored = result.answer


def test_an_interview_without_questions_says_so(karin, phone):
    karin.room.put("DELETE FROM interview_question")
    karin.room.put("UPDATE interview SET charter = 0, points = 0")
    page = phone.get(karin.link).text
    assert "The questions are not here yet." in page
    assert "Answer in writing" not in page
    assert phone.get(f"{karin.here}/review").status_code == 200
