"""Running a wave over HTTP: rates, reminders, newcomers, its closing, the door, answers from a file."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import world
from tests.workshop.people import ADA, LARS, TOM, account, signed_in
from tests.workshop.running_waves import Running, answer, respondent, running, with_owner
from workshop.assessments import importing
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements.store import archive
from workshop.history.store import entries
from workshop.links import hash_of, token_of
from workshop.mail.store import mails
from workshop.waves import store as waves
from workshop.waves.counting.store import shown
from workshop.waves.running import doors, store


@pytest.fixture
def found(app: Flask, client: FlaskClient) -> Running:
    with_owner(app)
    return running(app)


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def post(client: FlaskClient, token: str, where: str, **values):
    return client.post(where, data={"csrf_token": token, **values})


def state(db: Database, found: Running) -> str:
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    return wave.state(datetime.now(UTC))


def deeds(db: Database, found: Running) -> list[str]:
    return [each.deed for each in entries(db, found.engagement)]


def do(db: Database, found: Running, names, level: int = 3, **how) -> None:
    with write(db):
        for name in names:
            answer(db, found, name, level, **how)


def close(db: Database, found: Running) -> None:
    with write(db):
        waves.record_closure(db, found.wave, None, datetime.now(UTC))


def test_the_page_says_how_many_have_finished_and_what_is_next(client, found, db):
    do(db, found, [f"Marketing {n}" for n in range(6)])
    do(db, found, ["Sales 0"], submit=False)
    page = client.get(found.home).text
    assert "Wave 1 is open until" in page
    assert "6 of 16 people have finished; 1 has begun." in page
    assert "Remind the 10 people who have not finished." in page


def test_groups_that_would_tell_are_not_told_apart(client, found, db):
    do(db, found, [f"Marketing {n}" for n in range(8)])
    do(db, found, ["Legal 0", "Sales 0"])
    rates = client.get(found.home).text.split('class="rates"', 1)[1].split("</section>", 1)[0]
    # Legal are two; with Marketing and Sales told, everyone less those would be Legal.
    assert "Legal" not in rates
    assert "Sales" not in rates
    assert "8 people in groups that are too small" in rates


def test_the_list_is_filtered_by_progress_and_tells_no_times(client, found, db):
    do(db, found, ["Marketing 3"])
    page = client.get(f"{found.home}?progress=finished").text.split('id="people-head"', 1)[1]
    assert "Marketing 3" in page
    assert "Marketing 4" not in page.split("</section>", 1)[0]
    told = page.split("</table>", 1)[0]
    assert not re.search(r"\d\d:\d\d", told)


def test_reminders_go_once_to_those_who_have_not_finished_with_their_link(app, client, token, found, db):
    do(db, found, ["Marketing 0"])
    with write(db):
        db.execute("UPDATE person SET email = '' WHERE name = 'Marketing 1'")
    sent = post(client, token, f"{found.home}/remind", seen="0")
    assert sent.status_code == 303
    written = mails(db, found.engagement)
    assert {each.kind for each in written} == {"reminder"}
    assert {each.name for each in written} == found.sheets.keys() - {"Marketing 0", "Marketing 1"}
    links = {row["hash"] for row in db.query("SELECT hash FROM personal_link")}
    assert all(hash_of(token_of(each.seed, app.config["SECRET_KEY"])) in links for each in written)
    assert post(client, token, f"{found.home}/remind", seen="0").status_code == 303
    assert len(mails(db, found.engagement)) == len(written), "sent twice, written once"
    assert deeds(db, found)[0] == "reminded 14 people of wave 1 who had not finished"
    assert [(each.people, each.planned) for each in store.rounds(db, found.wave)] == [(14, False)]


def test_nobody_is_reminded_of_a_closed_or_archived_wave(client, token, found, db):
    close(db, found)
    assert post(client, token, f"{found.home}/remind", seen="0").status_code == 422
    with write(db):
        store.reopen(db, found.wave, datetime.now(UTC) + timedelta(days=1))
        archive(db, found.engagement, 1, datetime.now(UTC))
    answered = post(client, token, f"{found.home}/remind", seen="0")
    assert answered.status_code == 422
    assert "archived" in answered.text
    assert not mails(db, found.engagement)


def test_the_closing_moves_and_what_is_wrong_is_said(client, token, found, db):
    day = (datetime.now(UTC) + timedelta(days=9)).date()
    where = f"{found.home}/closing"
    assert post(client, token, where, closes_on=str(day), closes_clock="17:30").status_code == 303
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    assert wave.closes_at == datetime(day.year, day.month, day.day, 17, 30, tzinfo=UTC)
    assert "moved the closing of wave 1 to" in deeds(db, found)[0]
    for wrong in ("2001-01-01", "", "soon", "2999-01-01"):
        told = post(client, token, where, closes_on=wrong, closes_clock="17:30")
        assert told.status_code == 422
        assert 'class="said"' in told.text
    again = waves.wave_by_id(db, found.wave)
    assert again == wave


def test_closed_early_it_is_counted_and_can_be_opened_again_with_a_reason(client, token, found, db):
    do(db, found, list(found.sheets)[:7])
    assert post(client, token, f"{found.home}/close").status_code == 303
    assert state(db, found) == "closed"
    held = shown(db, found.wave)
    assert held is not None
    assert held[0].people[0] == 7
    assert "It seals itself in 14 days" in client.get(found.home).text
    day = str((datetime.now(UTC) + timedelta(days=3)).date())
    without = post(client, token, f"{found.home}/reopen", closes_on=day, closes_clock="18:00")
    assert without.status_code == 422
    assert state(db, found) == "closed"
    why = {"closes_on": day, "closes_clock": "18:00", "reason": "Two teams were on leave"}
    assert post(client, token, f"{found.home}/reopen", **why).status_code == 303
    assert state(db, found) == "open"
    assert deeds(db, found)[0].endswith(": Two teams were on leave")
    assert post(client, token, f"{found.home}/reopen", **why).status_code == 422, "it is open already"


def test_a_sealed_wave_is_never_opened_again(client, token, found, db):
    close(db, found)
    with write(db):
        waves.record_seal(db, found.wave, None, datetime.now(UTC))
    day = str((datetime.now(UTC) + timedelta(days=3)).date())
    for deed in ("reopen", "closing", "close", "door", "people", "remind", "count", "answers"):
        values = {"closes_on": day, "closes_clock": "18:00", "reason": "because", "seen": "0"}
        values |= {"questionnaire": str(found.questionnaire), "person": "1"}
        post(client, token, f"{found.home}/{deed}", **values)
    assert state(db, found) == "sealed"
    assert store.door(db, found.wave) is None
    page = client.get(found.home).text
    assert "it cannot be opened again" in page
    assert "Marketing 0" not in page, "who it was is not told any more"


def test_people_who_came_later_are_added_once(client, token, found, db):
    with write(db):
        late = respondent(db, found.engagement, "Karin Ahl", None)
        stranger = db.execute("SELECT id FROM person WHERE name = 'Marketing 0'").fetchone()[0]
    assert "1 respondent is not in this wave." in client.get(found.home).text
    chosen = {"person": [str(late), str(stranger), "99999"], "asked": "0"}
    for _ in range(2):
        post(client, token, f"{found.home}/people", **chosen)
    people = store.participants(db, found.wave)
    assert [each.name for each in people].count("Karin Ahl") == 1
    assert len(people) == 17
    assert post(client, token, f"{found.home}/people", person="x").status_code == 422
    assert post(client, token, f"{found.home}/people", person=str(late), asked="999").status_code == 422


def test_the_door_opens_with_a_code_that_can_be_read_out(client, token, found, db):
    asked = {"questionnaire": str(found.questionnaire)}
    assert post(client, token, f"{found.home}/door", **asked).status_code == 303
    door = store.door(db, found.wave)
    assert door is not None
    assert re.fullmatch("[A-HJKMNP-Z2-9]{8}", door.code)
    assert doors.grouped(door.code) in client.get(found.home).text
    post(client, token, f"{found.home}/door", **asked)
    assert store.door(db, found.wave) == door, "a second press changes nothing"
    assert post(client, token, f"{found.home}/door/end").status_code == 303
    assert store.door(db, found.wave) is None
    assert not any(door.code in each for each in deeds(db, found))


def test_the_door_leads_to_no_questionnaire_of_another_wave(app, client, token, found, db):
    other = running(app)
    told = post(client, token, f"{found.home}/door", questionnaire=str(other.questionnaire))
    assert told.status_code == 422
    assert store.door(db, found.wave) is None


def upload(client, token, where, data: bytes, seen: str = "0"):
    sent = {"csrf_token": token, "seen": seen, "answers": (io.BytesIO(data), "more.csv")}
    return client.post(where, data=sent, content_type="multipart/form-data")


def test_answers_from_a_file_stand_beside_those_given_here(client, token, found, db):
    do(db, found, ["Marketing 0"])
    assert upload(client, token, f"{found.home}/answers", world.spreadsheet()).status_code == 303
    assert store.imported_people(db, found.wave) == 23
    assert upload(client, token, f"{found.home}/answers", world.spreadsheet()).status_code == 422
    assert store.imported_people(db, found.wave) == 23, "a second press adds nothing"
    assert deeds(db, found)[0] == "added the answers of 23 people from a file to wave 1"
    page = client.get(found.home).text
    assert "23 answer sheets came from files." in page
    assert post(client, token, f"{found.home}/close").status_code == 303
    held = shown(db, found.wave)
    assert held is not None
    assert held[0].people[0] == 24


def test_two_presses_at_once_add_a_file_once(client, token, found, db, monkeypatch):
    told, read = [], importing.read_answers

    def meanwhile(*given):
        """Read the file of the first press only after the second one came to its end."""
        monkeypatch.setattr(importing, "read_answers", read)
        told.append(upload(client, token, f"{found.home}/answers", world.spreadsheet()).status_code)
        return read(*given)

    monkeypatch.setattr(importing, "read_answers", meanwhile)
    late = upload(client, token, f"{found.home}/answers", world.spreadsheet())
    assert (told, late.status_code) == ([303], 422)
    assert "A file was added since you opened this page." in late.text
    assert store.imported_people(db, found.wave) == 23


def test_a_faulty_file_adds_nothing_and_names_every_fault(client, token, found, db):
    told = upload(client, token, f"{found.home}/answers", b"respondent,A1.current\na,9\nb,x\n")
    assert told.status_code == 422
    assert "2 faults in more.csv" in told.text
    assert store.imported_people(db, found.wave) == 0


def test_newcomers_are_not_asked_what_only_a_file_asked(client, token, found, db):
    upload(client, token, f"{found.home}/answers", world.spreadsheet())
    page = client.get(found.home).text
    assert "Answers from a file</option>" not in page


def test_only_consultants_of_the_engagement_see_or_change_it(app, client, found, db):
    lars = account(db, LARS)
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (?, ?)", [lars.id, found.engagement])
    assert signed_in(app, ADA).get(found.home).status_code == 200
    for stranger in (TOM, LARS, None):
        assert signed_in(app, stranger).get(found.home).status_code == 404


def test_the_wave_of_another_engagement_is_not_reached_by_this_one(app, client, token, found, db):
    other = running(app)
    with write(db):
        db.execute("DELETE FROM membership WHERE engagement_id = :other", {"other": other.engagement})
    assert client.get(other.home).status_code == 404
    assert post(client, token, f"{other.home}/close").status_code == 404
    assert client.get(f"/engagements/{found.engagement}/waves/2").status_code == 404
    assert state(db, other) == "open"


def test_names_with_markup_and_other_scripts_are_shown_as_they_are(client, found, db):
    with write(db):
        db.execute("UPDATE person SET name = '<b>Bo</b> שלום 🙂' WHERE name = 'Marketing 0'")
    page = client.get(found.home).text
    assert "&lt;b&gt;Bo&lt;/b&gt; שלום 🙂" in page
    assert "<b>Bo</b>" not in page


def test_a_wave_whose_time_is_over_is_counted_when_asked(client, token, found, db):
    do(db, found, list(found.sheets)[:6])
    with write(db):
        past = as_text(datetime.now(UTC) - timedelta(hours=1))
        db.execute("UPDATE wave SET closes_at = :past", {"past": past})
    assert post(client, token, f"{found.home}/count").status_code == 303
    held = shown(db, found.wave)
    assert held is not None
    assert held[0].people[0] == 6
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    assert wave.closed_at == wave.closes_at


def test_someone_who_was_removed_did_not_come_by_the_door(client, token, found, db):
    with write(db):
        answer(db, found, "Sales 0")
        answer(db, found, "Sales 1", submit=False)
    wanted = {row["name"]: row["id"] for row in db.query("SELECT id, name FROM person")}
    before = client.get(found.home).text
    for name in ("Sales 0", "Sales 1", "Sales 2"):
        page = f"/engagements/{found.engagement}/people/{wanted[name]}/removal"
        assert "what was answered in 1 wave" in client.get(page).text.replace("\xa0", " ")
        assert client.post(page, data={"csrf_token": token}).status_code == 303
    page = client.get(found.home).text.replace("\xa0", " ")
    assert "open door and finished" not in before + page
    assert "2 people who answered were removed; their answers stay." in page
    sheets = db.execute("SELECT count(*) FROM sheet").fetchone()[0]
    assert sheets == len(found.sheets)
    assert db.execute("SELECT count(*) FROM answer").fetchone()[0] == 2 * 8


def test_whoever_has_no_link_is_invited_before_anyone_is_reminded(
    client: FlaskClient, found: Running, db: Database
) -> None:
    assert "Remind 16 people" in client.get(found.home).text
    with write(db):
        db.execute("DELETE FROM personal_link")
    page = client.get(found.home).text
    assert "Invite the 16 people without a link." in page
    assert "Write to 16 people" in page
