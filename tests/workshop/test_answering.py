"""Answering by plain forms: arriving, parts, picks, charter, review, handing in, and coming back."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import asked
from tests.workshop.asked import filled, post, wave

SHORT = [(each, question) for each in ("A1", "A2", "B1") for question in ("current", "target")]


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def test_the_link_opens_on_who_asks_and_who_sees_what(app: Flask, phone: FlaskClient) -> None:
    place = wave(app, SHORT).join("Karin Ahl")
    page = phone.get(place).text
    assert "Fenwick Hale Advisory asks you to rate marketing operations" in page
    assert "at least 5" in page
    assert "About " in page
    assert "Begin" in page
    assert f'href="{place}/A"' in page
    assert "Set-Cookie" not in phone.get(place).headers


def test_a_link_opens_with_what_was_copied_along(app: Flask, phone: FlaskClient) -> None:
    place = wave(app, SHORT).join("Karin Ahl")
    assert f'href="{place}/A"' in phone.get(f"{place}.").text


def test_a_page_is_saved_and_the_next_one_shown(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    answer = post(phone, f"{place}/A", {"current-A1": "2", "target-A1": "4", "go": "next"})
    assert (answer.status_code, answer.location) == (303, "B")
    assert made.answers("Karin Ahl") == {("A1", "current"): 2, ("A1", "target"): 4}
    again = phone.get(f"{place}/A").text
    assert "1 of 2 answered" in again
    assert filled(again)["current-A1"] == "2"
    assert 'aria-label="Wanted: level 4, Managed" checked' in again


def test_only_what_differs_from_the_page_is_saved(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    old = phone.get(f"{place}/A").text
    post(phone, f"{place}/A", {"current-A1": "5", "comment-A1": "From the phone"})
    post(phone, f"{place}/A", {"current-A2": "1"}, page=old)
    assert made.answers("Karin Ahl") == {("A1", "current"): 5, ("A2", "current"): 1}
    assert made.texts("comment", "Karin Ahl") == {"A1": "From the phone"}


def test_comments_of_two_devices_both_stay(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    old = phone.get(f"{place}/A").text
    post(phone, f"{place}/A", {"comment-A1": "From the phone"})
    for _ in range(2):
        post(phone, f"{place}/A", {"comment-A1": "From the desk"}, page=old)
    assert made.texts("comment", "Karin Ahl") == {"A1": "From the phone\n\nFrom the desk"}
    post(phone, f"{place}/A", {"comment-A1": ""})
    assert made.texts("comment", "Karin Ahl") == {}


def test_a_mis_click_can_be_cleared(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    post(phone, f"{place}/A", {"current-A1": "2", "target-A1": "4", "current-A2": "3"})
    answer = post(phone, f"{place}/A", {"clear": "A1", "target-A2": "4"})
    assert answer.location == "A#A1"
    assert made.answers("Karin Ahl") == {("A2", "current"): 3, ("A2", "target"): 4}


def test_not_applicable_takes_the_place_of_levels_and_back(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    post(phone, f"{place}/A", {"current-A1": "2"})
    post(phone, f"{place}/A", {"instead-A1": "na", "why-A1": "An agency\tdoes it"})
    assert made.answers("Karin Ahl") == {("A1", "current"): 6, ("A1", "target"): 6}
    assert made.texts("reason", "Karin Ahl") == {"A1": "An agency does it"}
    page = phone.get(f"{place}/A").text
    assert filled(page)["instead-A1"] == "na"
    assert "1 of 2 answered" in page
    post(phone, f"{place}/A", {"instead-A1": "dk"})
    assert made.answers("Karin Ahl") == {("A1", "current"): 7, ("A1", "target"): 7}
    assert made.texts("reason", "Karin Ahl") == {}
    post(phone, f"{place}/A", {"target-A1": "3"})
    assert made.answers("Karin Ahl") == {("A1", "target"): 3}


def test_wanting_less_than_today_is_asked_about_and_is_no_error(app: Flask, phone: FlaskClient) -> None:
    place = wave(app, SHORT).join("Karin Ahl")
    below = r'<p class="below" data-below( hidden)? *>'
    assert re.findall(below, phone.get(f"{place}/A").text) == [" hidden", " hidden"]
    answer = post(phone, f"{place}/A", {"current-A1": "4", "target-A1": "2", "go": "next"})
    assert answer.location == "B"
    assert re.findall(below, phone.get(f"{place}/A").text) == ["", " hidden"]
    assert "Less is wanted than there is today" in phone.get(f"{place}/review").text


def test_what_is_too_long_stays_on_the_page_and_the_rest_is_saved(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    # A browser would cut what is pasted without a word.
    assert "maxlength" not in phone.get(f"{place}/A").text
    answer = post(
        phone, f"{place}/A", {"current-A1": "2", "comment-A1": "<b>" + "x" * 2000, "why-A2": "y" * 301}
    )
    assert answer.status_code == 422
    assert "3 too many" in answer.text
    assert "1 too many" in answer.text
    assert filled(answer.text)["comment-A1"] == "<b>" + "x" * 2000
    assert "<b>x" not in answer.text
    assert made.answers("Karin Ahl") == {("A1", "current"): 2}
    assert made.texts("comment", "Karin Ahl") == {}


def test_what_is_written_comes_back_as_text(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, client="<i>Alder</i> & Sons")
    place = made.join("Karin <b>Ahl</b>")
    evil = "</textarea><script>1</script>\r\n\x00\x02shown\x03 ملاحظة 🙂"
    post(phone, f"{place}/A", {"comment-A1": evil, "instead-A2": "na", "why-A2": '"><b>why'})
    kept = "</textarea><script>1</script>\nshown ملاحظة 🙂"
    assert made.texts("comment", "Karin <b>Ahl</b>") == {"A1": kept}
    for address in (place, f"{place}/A", f"{place}/review", f"{place}/yours"):
        page = phone.get(address).text
        assert "<script>1" not in page
        assert "<b>" not in re.sub(r"<b>[^<]*</b>", "", page)
    assert filled(phone.get(f"{place}/A").text)["comment-A1"].strip() == kept


@pytest.mark.parametrize("shown", ["", "9", "00000000000", "0 0cffffffff", "22 9999czz", "٢٢٢٢"])
def test_a_broken_account_of_what_was_shown_takes_nothing_back(
    app: Flask, phone: FlaskClient, shown: str
) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    post(phone, f"{place}/A", {"current-A1": "2", "comment-A1": "Here"})
    phone.post(f"{place}/A", data={"shown": shown, "target-A1": "3", "current-A2": "9", "current-F1": "2"})
    assert made.answers("Karin Ahl") == {("A1", "current"): 2, ("A1", "target"): 3}
    assert made.texts("comment", "Karin Ahl") == {"A1": "Here"}


def test_the_few_that_matter_most_are_picked(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, picks=2)
    place = made.join("Karin Ahl")
    assert post(phone, f"{place}/B", {"go": "next"}).location == "picks"
    too_many = post(phone, f"{place}/picks", {"pick": ["A1", "A2", "B1"]})
    assert too_many.status_code == 422
    assert "Take back 1" in too_many.text
    assert filled(too_many.text)["pick"] == ["A1", "A2", "B1"]
    assert post(phone, f"{place}/picks", {"pick": ["A1", "B1", "C9"], "go": "next"}).location == "review"
    assert filled(phone.get(f"{place}/picks").text)["pick"] == ["A1", "B1"]
    assert "2 of 2 chosen" in phone.get(f"{place}/picks").text
    post(phone, f"{place}/picks", {"pick": None})
    assert "0 of 2 chosen" in phone.get(f"{place}/picks").text


def test_the_charter_is_answered_for_jobs_and_statements(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, charter=True)
    place = made.join("Karin Ahl")
    job, statement = "charter:job:odd_jobs", "charter:statement:odd_jobs"
    post(
        phone, f"{place}/charter", {f"current-{job}": "1", f"target-{job}": "2", f"current-{statement}": "5"}
    )
    assert made.answers("Karin Ahl") == {(job, "current"): 1, (job, "target"): 2, (statement, "current"): 5}
    page = phone.get(f"{place}/charter").text
    assert "1 of 15 answered" in page
    assert filled(page)[f"target-{job}"] == "2"
    named = re.findall(r'value="([\w:]+)">Clear<span class="unseen"> ([^<]+)</span>', page)
    assert dict(named)[job] == "Odd jobs"  # what is cleared is heard by its name
    assert dict(named)[statement] == "What happens to odd jobs"
    assert "Odd jobs" in phone.get(f"{place}/review").text
    post(phone, f"{place}/charter", {"clear": job})
    assert made.answers("Karin Ahl") == {(statement, "current"): 5}


def test_only_what_is_asked_is_on_the_page_and_taken(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, [("A1", "current"), ("A1", "importance"), ("A2", "importance")])
    place = made.join("Karin Ahl")
    page = phone.get(f"{place}/A").text
    assert "pick-wanted" not in page
    assert 'name="importance-A1"' in page
    assert 'name="instead-A2"' not in page
    assert 'name="current-A2"' not in page
    post(phone, f"{place}/A", {"current-A1": "3", "target-A1": "4", "importance-A2": "5"})
    assert made.answers("Karin Ahl") == {("A1", "current"): 3, ("A2", "importance"): 5}
    nothing = phone.get(f"{place}/C")
    assert nothing.status_code == 404
    assert "no such page" in nothing.text
    assert f'href="{place}/A"' in nothing.text
    assert "Sign in" not in nothing.text


def test_handing_in_shows_what_was_said_and_it_can_be_changed(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    post(phone, f"{place}/A", {"current-A1": "2", "target-A1": "4"})
    review = phone.get(f"{place}/review").text
    assert "2 answers are still open." in review
    assert f"{place}/A#A2" in review
    answer = phone.post(f"{place}/submit")
    assert (answer.status_code, answer.location) == (303, f"{place}/yours")
    page = phone.get(f"{place}/yours").text
    assert "Your answers are in" in page
    assert asked.pack().capability["A1"].levels[4] in unescaped(page)
    post(phone, f"{place}/A", {"current-A2": "2"})
    phone.post(f"{place}/submit")
    rows = made.room.rows("SELECT * FROM submission")
    assert len(rows) == 1
    assert made.answers("Karin Ahl")[("A2", "current")] == 2


def unescaped(page: str) -> str:
    return page.replace("&#39;", "'").replace("&amp;", "&")


def test_before_it_opens_the_page_says_when(app: Flask, phone: FlaskClient) -> None:
    place = wave(app, SHORT, opens=timedelta(days=2)).join("Karin Ahl")
    page = phone.get(place).text
    assert "It opens on" in page
    assert "Begin" not in page
    assert "at least 5" in page
    assert "not open yet" in phone.get(f"{place}/A").text
    assert phone.post(f"{place}/A", data={"current-A1": "2"}).status_code == 409
    assert "not open yet" in phone.get(f"{place}/yours").text


def test_after_it_closed_answers_are_read_and_none_is_taken(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    old = phone.get(f"{place}/A").text
    post(phone, f"{place}/A", {"current-A1": "2"})
    made.close()
    for address in (place, f"{place}/A", f"{place}/review"):
        page = phone.get(address)
        assert page.status_code == 200
        assert "This questionnaire is closed." in page.text
        assert "Ines Okafor" in page.text
    late = post(phone, f"{place}/A", {"current-A1": "5"}, page=old)
    assert late.status_code == 409
    assert "was not saved" in late.text
    handed = phone.post(f"{place}/submit")
    assert handed.status_code == 409
    assert "What you answered is saved, and counts as it is." in handed.text
    assert "was not saved" not in handed.text
    assert made.answers("Karin Ahl") == {("A1", "current"): 2}
    assert "Today 2" in phone.get(f"{place}/yours").text


def test_the_closing_time_closes_by_itself(app: Flask, phone: FlaskClient) -> None:
    place = wave(app, SHORT, closes=timedelta(seconds=-1)).join("Karin Ahl")
    assert "closed" in phone.get(f"{place}/A").text
    assert phone.post(f"{place}/A", data={"current-A1": "2"}).status_code == 409


def test_after_sealing_nothing_leads_to_the_answers(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    post(phone, f"{place}/A", {"current-A1": "2"})
    made.close()
    made.seal()
    for address in (place, f"{place}/A", f"{place}/review", f"{place}/yours"):
        assert "over and sealed" in phone.get(address).text
    assert phone.post(f"{place}/A", data={"current-A1": "2"}).status_code == 409


def test_links_that_lead_nowhere_say_so_at_every_address(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    made.room.put("UPDATE personal_link SET hash = :hash", hash="0" * 64)
    for token in (place, "/p/x", f"/p/{'A' * 22}"):
        for end in ("", "/A", "/review", "/yours"):
            page = phone.get(f"{token}{end}")
            assert page.status_code == 404
            assert "leads nowhere" in page.text
        for end in ("", "/A", "/submit"):
            assert phone.post(f"{token}{end}").status_code == 404


def test_a_planned_wave_is_not_answered(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, launched=False)
    place = made.join("Karin Ahl")
    assert "Nothing to answer yet" in phone.get(place).text
    assert phone.get(f"{place}/A").status_code == 404
    assert phone.post(f"{place}/A", data={"current-A1": "2"}).status_code == 404


def test_the_link_leads_to_the_latest_wave(app: Flask, phone: FlaskClient) -> None:
    first = wave(app, SHORT)
    place = first.join("Karin Ahl")
    first.close()
    room = first.room
    [person] = room.rows("SELECT id FROM person")
    db = asked.connect(app.config["DATABASE"])
    with asked.write(db):
        second = asked.store.add_wave(db, room.number, asked.pack(), threshold=5, now=asked.NOW)
        one = asked.store.add_questionnaire(db, second, "Everyone", [("C1", "current")])
        participant = asked.store.add_participant(db, second, int(str(person["id"])), one)
        asked.store.add_sheet(db, second, one, {}, holder=participant)
        asked.store.record_launch(db, second, None, asked.NOW)
    db.close()
    assert phone.get(f"{place}/C").status_code == 200
    assert phone.get(f"{place}/A").status_code == 404


def test_a_named_wave_asks_before_it_begins(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, mode="named")
    place = made.join("Karin Ahl")
    page = phone.get(place).text
    assert filled(page)["named"] == "no"
    assert "May the consultants see your answers and comments with your name?" in page
    for said, kept in (("yes", 1), ("perhaps", 1), ("no", 0)):
        answer = phone.post(place, data={"named": said})
        assert (answer.status_code, answer.location) == (303, f"{place}/A")
        [row] = made.room.rows("SELECT named FROM sheet_holder")
        assert row["named"] == kept


def test_a_confidential_wave_keeps_no_names(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT)
    place = made.join("Karin Ahl")
    phone.post(place, data={"named": "yes"})
    [row] = made.room.rows("SELECT named FROM sheet_holder")
    assert row["named"] == 0


def test_the_token_stands_on_no_page_of_questions(app: Flask, phone: FlaskClient) -> None:
    made = wave(app, SHORT, picks=2, charter=True)
    place = made.join("Karin Ahl")
    for end in ("A", "B", "picks", "charter"):
        page = phone.get(f"{place}/{end}").text
        assert made.tokens["Karin Ahl"] not in page
        assert "Karin" not in page
