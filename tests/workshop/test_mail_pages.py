"""The outbox as people use it: who may read it, what it says, and passing mails on by hand."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.mailing import bare_engagement, found, write_mail, write_password_mail
from tests.workshop.visits import links
from workshop.database import connect, write
from workshop.history.store import entries
from workshop.mail import routes, store
from workshop.mail.outbox import Outbox, told
from workshop.mail.settings import Smtp
from workshop.manner import PLAIN

SERVER = Smtp("localhost", 25, "", "", "if offered", "mail@roadcrew.example", "Roadcrew")


@pytest.fixture
def engagement(app: Flask) -> int:
    return bare_engagement(app)


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not links(answer.text).forbidden or set(links(answer.text).forbidden) == {"script"}
    return " ".join(unescape(answer.text).split())


def post(client: FlaskClient, address: str, **values: object) -> int:
    return client.post(address, data={"csrf_token": people.csrf(client), **values}).status_code


def give_up(app: Flask, mail_id: int, reason: str = "The server does not take this mail: 550 no") -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        db.execute("INSERT INTO mail_attempt VALUES (?, 1, ?, NULL)", [mail_id, reason])
    db.close()


def deeds(app: Flask, engagement: int | None) -> list[str]:
    db = connect(app.config["DATABASE"])
    try:
        return [each.deed for each in entries(db, engagement)]
    finally:
        db.close()


VISITORS = [(people.ADA, True), (people.INES, True), (people.TOM, False), (people.LARS, False), (None, False)]


@pytest.mark.parametrize(("visitor", "may"), VISITORS, ids=lambda it: getattr(it, "name", str(it)))
def test_only_who_consults_reads_an_engagement_s_mail(
    app: Flask, engagement: int, visitor: people.Person | None, may: bool
) -> None:
    mail = write_mail(app, engagement)
    _sponsor(app, engagement)
    client = people.signed_in(app, visitor)
    token = people.csrf(client)
    home = f"/engagements/{engagement}/mail"
    for address in (home, f"{home}/{mail.id}", f"{home}/texts", f"{home}/texts/reminder"):
        answer = client.get(address)
        assert answer.status_code == (200 if may else 404)
        assert (mail.token in answer.text) == (may and address.endswith(f"/{mail.id}"))
    text = {"subject": "Hello", "body": "{link}", "preview": "1"}
    for address, values, code in (
        (f"{home}/texts/reminder", text, 200),
        (f"{home}/texts/reminder/standard", {}, 303),
        (f"{home}/sheet.csv", {"upto": mail.id}, 200),
        (f"{home}/sheet.xlsx", {"upto": mail.id}, 200),
        (f"{home}/{mail.id}/try-again", {}, 303),
        (f"{home}/{mail.id}/handed-out", {}, 303),
        (f"{home}/handed-out", {"upto": mail.id}, 303),
    ):
        answer = client.post(address, data={"csrf_token": token, **values})
        assert answer.status_code == (code if may else 404), address
    assert found(app, engagement, mail.id).state == ("handed out" if may else "waits")


@pytest.mark.parametrize(
    ("visitor", "may"),
    [(people.ADA, True), (people.INES, False), (people.TOM, False), (people.LARS, False), (None, False)],
    ids=lambda it: getattr(it, "name", str(it)),
)
def test_only_administrators_read_the_mail_about_accounts(
    app: Flask, engagement: int, visitor: people.Person | None, may: bool
) -> None:
    mail = write_password_mail(app, people.TOM)
    client = people.signed_in(app, visitor)
    token = people.csrf(client)
    for address in ("/mail", f"/mail/{mail.id}"):
        assert client.get(address).status_code == (200 if may else 404)
    for address in ("/mail/sheet.csv", f"/mail/{mail.id}/handed-out", f"/mail/{mail.id}/try-again"):
        answer = client.post(address, data={"csrf_token": token, "upto": mail.id})
        assert (answer.status_code == 404) != may
    assert found(app, None, mail.id).state == ("handed out" if may else "waits")


def test_no_mail_is_read_through_another_engagement(app: Flask, client: FlaskClient, engagement: int) -> None:
    other = bare_engagement(app, people.TOM, "Marlow Reed")
    theirs, ours = write_mail(app, other), write_password_mail(app, people.TOM)
    home = f"/engagements/{engagement}/mail"
    for mail in (theirs, ours):
        assert client.get(f"{home}/{mail.id}").status_code == 404
        assert post(client, f"{home}/{mail.id}/handed-out") == 404
        assert post(client, f"{home}/{mail.id}/try-again") == 404
    assert post(client, f"{home}/handed-out", upto=ours.id) == 303
    assert found(app, other, theirs.id).state == "waits"
    assert found(app, None, ours.id).state == "waits"
    ada = people.signed_in(app, people.ADA)
    assert ada.get(f"/mail/{theirs.id}").status_code == 404


def test_deeds_need_a_token_of_the_session(app: Flask, client: FlaskClient, engagement: int) -> None:
    mail = write_mail(app, engagement)
    home = f"/engagements/{engagement}/mail"
    for address in (f"{home}/{mail.id}/handed-out", f"{home}/handed-out", f"{home}/sheet.csv"):
        assert client.post(address, data={"upto": mail.id}).status_code == 400
    assert found(app, engagement, mail.id).state == "waits"


def test_an_empty_outbox_says_what_to_do(client: FlaskClient, engagement: int) -> None:
    shown = page(client, f"/engagements/{engagement}/mail")
    assert "Nothing is written yet." in shown
    assert f"/engagements/{engagement}/mail/texts" in shown


def test_the_outbox_says_what_became_of_each_mail(app: Flask, client: FlaskClient, engagement: int) -> None:
    sent = write_mail(app, engagement, name="Karin Ahl")
    write_mail(app, engagement, name="Per Åkesson", kind="interview")
    bad = write_mail(app, engagement, name="<b>Mallory</b>")
    write_mail(app, engagement, name="Lea Strand", with_link=False)
    give_up(app, bad.id, "The server does not take mail for this address: 550 <No such user>")
    db = connect(app.config["DATABASE"])
    with write(db):
        store.deliver(db, sent.id, "sent", datetime(2020, 1, 2, 9, 30, tzinfo=UTC))
    db.close()
    home = f"/engagements/{engagement}/mail"
    raw, shown = client.get(home).text, page(client, home)
    assert "<b>Mallory" not in raw
    assert "550 &lt;No such user&gt;" in raw
    assert "2 mails wait to be passed on." in shown
    assert "Sent 2 Jan 2020, 09:30" in shown
    assert "ROADCREW_SMTP" in shown
    for state, name in (("sent", "Karin"), ("waits", "Per"), ("failed", "Mallory"), ("ended", "Lea")):
        only = page(client, f"{home}?state={state}")
        assert [
            each for each in ("Karin", "Per", "Mallory", "Lea") if f">{each}" in only or each in only
        ] == [name]
    assert "Per" in page(client, f"{home}?kind=interview")
    assert "Karin" not in page(client, f"{home}?kind=interview")
    assert "No mail is like this." in page(client, f"{home}?kind=interview&state=sent")
    assert "Karin" in page(client, f"{home}?kind=nonsense&state=nonsense&page=-3")


def test_no_page_of_the_list_holds_a_link(app: Flask, client: FlaskClient, engagement: int) -> None:
    mail = write_mail(app, engagement)
    raw = client.get(f"/engagements/{engagement}/mail").text
    assert mail.token not in raw
    assert found(app, engagement, mail.id).seed not in raw


def test_a_long_outbox_comes_in_pages(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST", 2)
    for place in range(5):
        write_mail(app, engagement, name=f"Person {place}")
    home = f"/engagements/{engagement}/mail"
    on = {number: page(client, f"{home}?page={number}") for number in (0, 1, 2, 3, 99)}
    for number, names in ((0, "43"), (1, "43"), (2, "21"), (3, "0"), (99, "0")):
        assert re.findall(r">Person (\d)<", on[number]) == list(names)
    assert "1 to 2 of 5" in on[1]
    assert "page=2" in on[1]
    assert "page=0" not in on[1]
    assert "5 to 5 of 5" in on[3]
    assert "page=4" not in on[3]


def test_a_mail_is_read_as_it_goes_out(app: Flask, client: FlaskClient, engagement: int) -> None:
    mail = write_mail(app, engagement, name="<i>Karin</i> Ahl")
    raw = client.get(f"/engagements/{engagement}/mail/{mail.id}").text
    shown = unescape(re.search(r'id="mail-text"[^>]*>(.*?)</pre>', raw, re.DOTALL)[1])  # type: ignore[index]
    assert shown == found(app, engagement, mail.id).body.replace("{token}", mail.token)
    assert "<i>Karin" not in raw
    assert not any(mail.token in address for address in links(raw).found)  # to be copied, not followed
    assert "Open the questionnaire" in raw


def test_a_mail_whose_link_was_replaced_says_so(app: Flask, client: FlaskClient, engagement: int) -> None:
    mail = write_mail(app, engagement, with_link=False)
    shown = page(client, f"/engagements/{engagement}/mail/{mail.id}")
    assert "Link ended" in shown
    assert "Mark it as handed out" not in shown


def test_a_link_to_a_password_is_shown_until_it_is_gone(app: Flask) -> None:
    mail = write_password_mail(app, people.TOM)
    ada = people.signed_in(app, people.ADA)
    assert mail.link in page(ada, f"/mail/{mail.id}")
    assert post(ada, f"/mail/{mail.id}/handed-out") == 303
    shown = page(ada, f"/mail/{mail.id}")
    assert mail.token not in shown
    assert "The link is left out." in shown
    assert deeds(app, None)[0] == "handed out 1 mail"


def test_the_spreadsheet_holds_what_a_mail_merge_needs(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    mail = write_mail(app, engagement, name="Ahl, Karin")
    evil = write_mail(app, engagement, name='=HYPERLINK("//evil.example")')
    write_mail(app, engagement, with_link=False)
    home, token = f"/engagements/{engagement}/mail", people.csrf(client)
    data = {"csrf_token": token, "upto": evil.id}
    answer = client.post(f"{home}/sheet.csv", data=data)
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert head == ["Name", "First name", "Address", "Subject", "Text", "Link"]
    assert len(rows) == 2
    assert rows[0][:3] == ["Ahl, Karin", "Karin", "karin@alder.example"]
    assert rows[0][4].count(mail.link) == 1
    assert rows[0][5] == mail.link
    assert rows[1][0].startswith("'=")
    assert "filename=Alder-Sons-mail.csv" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(client.post(f"{home}/sheet.xlsx", data=data).data))
    assert [cell.value for cell in book.active[2]][5] == mail.link
    assert found(app, engagement, mail.id).state == "waits"
    assert deeds(app, engagement) == ["took 2 mails with their links as a spreadsheet"] * 2


def test_what_was_passed_on_is_marked_by_a_button_of_its_own(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    first, second = write_mail(app, engagement), write_mail(app, engagement, kind="interview")
    home = f"/engagements/{engagement}/mail"
    assert 'name="upto" value="2"' in client.get(home).text
    later = write_mail(app, engagement)  # written since the page was read
    assert post(client, f"{home}/handed-out", upto=second.id) == 303
    assert [found(app, engagement, each.id).state for each in (first, second, later)] == [
        "handed out",
        "handed out",
        "waits",
    ]
    assert post(client, f"{home}/handed-out", upto=second.id) == 303
    assert deeds(app, engagement) == ["handed out 2 mails"]


def test_only_a_kind_can_be_passed_on(app: Flask, client: FlaskClient, engagement: int) -> None:
    asked, talk = write_mail(app, engagement), write_mail(app, engagement, kind="interview")
    home = f"/engagements/{engagement}/mail"
    assert 'name="kind" value="interview"' in client.get(f"{home}?kind=interview").text
    assert post(client, f"{home}/handed-out", upto=talk.id, kind="interview") == 303
    assert found(app, engagement, asked.id).state == "waits"
    assert found(app, engagement, talk.id).state == "handed out"


@pytest.mark.parametrize("upto", ["", "none", "-1", "99999999999999999999", "1.5"])
def test_a_form_that_no_page_made_does_nothing(
    app: Flask, client: FlaskClient, engagement: int, upto: str
) -> None:
    mail = write_mail(app, engagement)
    assert post(client, f"/engagements/{engagement}/mail/handed-out", upto=upto) == 404
    assert found(app, engagement, mail.id).state == "waits"


def test_with_a_server_only_what_it_gave_up_is_passed_on(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    app.config["SMTP"] = SERVER
    waits, bad = write_mail(app, engagement), write_mail(app, engagement)
    give_up(app, bad.id)
    home = f"/engagements/{engagement}/mail"
    shown = page(client, home)
    assert "1 mail was not sent." in shown
    assert "Try again" in shown
    assert "Export 1 as a workbook" in shown
    assert post(client, f"{home}/handed-out", upto=bad.id) == 303
    assert found(app, engagement, waits.id).state == "waits"
    assert found(app, engagement, bad.id).state == "handed out"


def test_try_again_is_for_what_was_given_up(app: Flask, client: FlaskClient, engagement: int) -> None:
    mail = write_mail(app, engagement)
    home = f"/engagements/{engagement}/mail/{mail.id}"
    assert post(client, f"{home}/try-again") == 303
    assert not deeds(app, engagement)
    give_up(app, mail.id)
    assert post(client, f"{home}/try-again") == 303
    assert found(app, engagement, mail.id).state == "waits"
    assert deeds(app, engagement) == ["had 1 mail tried again"]


def test_states_in_words(app: Flask, engagement: int) -> None:
    mail = found(app, engagement, write_mail(app, engagement).id)
    tried = replace(mail, tries=2, reason="Mailbox busy", next_at=NOW + timedelta(minutes=5))
    gone = replace(mail, state="sent", delivered_at=NOW)
    assert told(mail, PLAIN, NOW, sends=False).words == "Waits here"
    assert told(mail, PLAIN, NOW, sends=True).words == "On its way"
    assert told(tried, PLAIN, NOW, sends=True).words == "Tried 2 times"
    assert told(tried, PLAIN, NOW, sends=True).note == "Tried again 09:35. Mailbox busy"
    assert told(gone, PLAIN, NOW, sends=True).words == "Sent 09:30"
    assert told(gone, PLAIN, datetime(2026, 11, 23, tzinfo=UTC), sends=True).words == (
        "Sent 22 Nov 2026, 09:30"
    )


@pytest.mark.parametrize(
    ("counts", "sends", "title"),
    [
        ({}, False, "Nothing is written yet."),
        ({("waits", "interview"): 1}, False, "1 mail waits to be passed on."),
        ({("waits", "interview"): 2}, True, "2 mails are on their way."),
        ({("waits", "interview"): 1, ("failed", "session"): 3}, True, "3 mails were not sent."),
        ({("sent", "interview"): 2, ("ended", "session"): 1}, True, "Everything written has gone out."),
    ],
)
def test_the_title_says_what_is_true(
    counts: dict[tuple[store.State, str], int], sends: bool, title: str
) -> None:
    assert Outbox(counts, sends).title == title


def _sponsor(app: Flask, engagement: int) -> None:
    db = connect(app.config["DATABASE"])
    account = people.account(db, people.LARS)
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (?, ?)", [account.id, engagement])
    db.close()
