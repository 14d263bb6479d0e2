"""Mail on its way out, to a real server: what arrives, what is tried again, and that nothing goes twice."""

import smtplib
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.bounded import together
from tests.workshop.conftest import NOW
from tests.workshop.mailing import (
    PUBLIC,
    Taker,
    bare_engagement,
    found,
    mail_server,
    write_mail,
    write_password_mail,
)
from tests.workshop.people import INES, csrf
from workshop.database import connect, write
from workshop.mail import store
from workshop.mail.sending import store as sending
from workshop.mail.sending.post import Post
from workshop.mail.sending.rounds import LEASE, RETRIES, Way, send_due
from workshop.mail.settings import Smtp


@pytest.fixture
def engagement(app: Flask) -> int:
    return bare_engagement(app)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def way(app: Flask, server: Smtp) -> Way:
    return Way(server, PUBLIC, app.config["SECRET_KEY"])


def send(app: Flask, db: Database, server: Smtp, now: datetime = NOW) -> int:
    """Hold one round at a moment."""
    post = Post(server, "roadcrew.example")
    try:
        return send_due(db, way(app, server), post, clock=lambda: now)
    finally:
        post.close()


def test_a_mail_arrives_as_text_and_as_html(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement, name="Pér Åkesson, 張偉 😀", address="per@alder.example")
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server) == 1
    address, got = taker.taken[0]
    assert address == "per@alder.example"
    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert got["From"].addresses[0].display_name == "Fenwick Hale Advisory"
    assert got["From"].addresses[0].addr_spec == "mail@roadcrew.example"
    assert got["To"].addresses[0].display_name == "Pér Åkesson 張偉 😀"
    assert got["Reply-To"].addresses[0].addr_spec == INES.email
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@roadcrew.example>")
    assert got["Date"].datetime == NOW
    plain, shown = (got.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert shown is not None
    assert mail.link in plain.get_content().splitlines()
    assert shown.get_content().count(f'href="{mail.link}"') == 2  # the button, and the address as text
    assert "Open the questionnaire" in shown.get_content()
    assert mail.token not in str(got["Subject"])
    assert all(mail.token not in str(value) for value in got.values())
    assert max(map(len, taker.raw[0].split(b"\r\n"))) <= 100
    assert found(app, engagement, mail.id).state == "sent"


def test_a_round_sends_what_waits_once(app: Flask, db: Database, engagement: int) -> None:
    for place in range(3):
        write_mail(app, engagement, address=f"p{place}@alder.example")
    write_password_mail(app, INES)
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server) == 4
        assert send(app, db, server, NOW + timedelta(days=1)) == 0
    assert sorted(taker.addresses) == sorted([INES.email, *(f"p{place}@alder.example" for place in range(3))])


def test_a_mail_whose_link_ended_stays(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement, with_link=False)
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server) == 0
    assert not taker.taken
    assert found(app, engagement, mail.id).state == "ended"


def test_what_was_handed_out_is_not_sent(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    with write(db):
        store.deliver(db, mail.id, "handed out", NOW)
    taker = Taker()
    with mail_server(taker) as server:
        send(app, db, server)
    assert not taker.taken


def test_nothing_of_an_engagement_that_is_being_deleted_goes_out(
    app: Flask, db: Database, engagement: int
) -> None:
    write_mail(app, engagement)
    with write(db):
        db.execute(
            "INSERT INTO deletion (engagement_id, begun_at) VALUES (?, '2026-11-22T09:30:00Z')", [engagement]
        )
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server) == 0
    assert not taker.taken


def test_a_refused_address_is_given_up_at_once(app: Flask, db: Database, engagement: int) -> None:
    bad = write_mail(app, engagement, address="nobody@alder.example")
    good = write_mail(app, engagement, address="karin@alder.example")
    taker = Taker({"nobody@alder.example": "550 5.1.1 No such user here"})
    with mail_server(taker) as server:
        assert send(app, db, server) == 1
    refused = found(app, engagement, bad.id)
    assert (refused.state, refused.next_at) == ("failed", None)
    assert refused.reason == "The server does not take mail for this address: 550 5.1.1 No such user here"
    assert found(app, engagement, good.id).state == "sent"


@pytest.mark.parametrize("answer", ["450 4.2.1 Mailbox busy", "drop"])
def test_what_may_pass_is_tried_again_and_then_given_up(
    app: Flask, db: Database, engagement: int, answer: str
) -> None:
    mail = write_mail(app, engagement)
    taker, now = Taker({"karin@alder.example": answer}), NOW
    with mail_server(taker) as server:
        for tries, pause in enumerate(RETRIES, start=1):
            send(app, db, server, now)
            waits = found(app, engagement, mail.id)
            assert (waits.state, waits.tries, waits.next_at) == ("waits", tries, now + pause)
            assert waits.reason
            send(app, db, server, now + pause - timedelta(seconds=1))
            assert found(app, engagement, mail.id).tries == tries
            now += pause
        send(app, db, server, now)
        assert found(app, engagement, mail.id).state == "failed"
        send(app, db, server, now + timedelta(days=9))
        assert found(app, engagement, mail.id).tries == len(RETRIES) + 1
    assert not taker.taken


def test_a_mail_gets_through_at_a_later_try(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    taker = Taker({"karin@alder.example": "450 4.2.1 Mailbox busy"})
    with mail_server(taker) as server:
        assert send(app, db, server) == 0
        taker.answers.clear()
        assert send(app, db, server, NOW + RETRIES[0]) == 1
    assert found(app, engagement, mail.id).state == "sent"


def test_one_that_was_given_up_can_be_tried_again(
    app: Flask, db: Database, client: FlaskClient, engagement: int
) -> None:
    mail = write_mail(app, engagement)
    taker = Taker({"karin@alder.example": "550 5.1.1 No such user here"})
    with mail_server(taker) as server:
        send(app, db, server)
        taker.answers.clear()
        address = f"/engagements/{engagement}/mail/{mail.id}/try-again"
        assert client.post(address, data={"csrf_token": csrf(client)}).status_code == 303
        assert send(app, db, server) == 1


def test_a_server_that_cannot_be_reached_ends_the_round(app: Flask, db: Database, engagement: int) -> None:
    first, second = write_mail(app, engagement), write_mail(app, engagement)
    with mail_server(Taker()) as server:
        pass
    assert send(app, db, server) == 0
    waits = found(app, engagement, first.id)
    assert waits.reason == f"127.0.0.1, port {server.port}, cannot be reached (connection refused)."
    assert (waits.state, waits.tries) == ("waits", 1)
    assert found(app, engagement, second.id).tries == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"encryption": "required"}, "does not offer encryption (STARTTLS)"),
        ({"user": "roadcrew", "password": "not this one"}, "does not offer a way to sign in"),
        ({"encryption": "from the start"}, "cannot be trusted"),
    ],
)
def test_a_server_unlike_the_settings_is_told(
    app: Flask, db: Database, engagement: int, change: dict[str, str], said: str
) -> None:
    mail = write_mail(app, engagement)
    taker = Taker()
    with mail_server(taker) as server:
        send(app, db, replace(server, **change))
    reason = found(app, engagement, mail.id).reason
    assert said in reason
    assert "not this one" not in reason
    assert not taker.taken


def test_a_wrong_password_is_told_and_never_shown(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    taker = Taker()
    refuse = {"authenticator": lambda *_: _refusal(), "auth_require_tls": False}
    with mail_server(taker, **refuse) as server:
        send(app, db, replace(server, user="roadcrew", password="not this one"))
    reason = found(app, engagement, mail.id).reason
    assert "refuses the user or password: 535" in reason
    assert "not this one" not in reason


def _refusal() -> object:
    return AuthResult(success=False, handled=False)


def test_an_address_in_other_letters(app: Flask, db: Database, engagement: int) -> None:
    domain = write_mail(app, engagement, address="karin@bücher.example")
    local = write_mail(app, engagement, address="kärin@alder.example")
    taker = Taker()
    with mail_server(taker, enable_SMTPUTF8=False) as server:
        assert send(app, db, server) == 1
    assert taker.addresses == ["karin@xn--bcher-kva.example"]
    assert found(app, engagement, domain.id).state == "sent"
    assert "letters such as these" in found(app, engagement, local.id).reason
    with write(db):
        store.try_again(db, local.id)
    with mail_server(taker, enable_SMTPUTF8=True) as server:
        assert send(app, db, server) == 1
    assert taker.addresses[-1] == "kärin@alder.example"


@pytest.mark.parametrize(
    "address", ["a b@alder.example", "x@-", "karin@alder.example\r\nBcc: eve@evil.example"]
)
def test_an_address_that_is_none_is_given_up_and_harms_no_other(
    app: Flask, db: Database, engagement: int, address: str
) -> None:
    bad = write_mail(app, engagement, address=address)
    good = write_mail(app, engagement)
    taker = Taker()
    with mail_server(taker) as server:
        send(app, db, server)
    assert "eve@evil.example" not in "".join(taker.addresses)
    assert all("Bcc" not in got for _, got in taker.taken)
    assert found(app, engagement, good.id).state == "sent"
    assert found(app, engagement, bad.id).state in ("failed", "sent")


def test_two_senders_send_no_mail_twice(app: Flask, engagement: int) -> None:
    for place in range(12):
        write_mail(app, engagement, address=f"p{place}@alder.example")
    taker, counts = Taker(), []

    def work(server: Smtp) -> None:
        db = connect(app.config["DATABASE"])
        try:
            counts.append(send(app, db, server))
        finally:
            db.close()

    with mail_server(taker) as server:
        threads = [threading.Thread(target=work, args=(server,)) for _ in range(2)]
        together(threads)
    assert sum(counts) == 12
    assert sorted(taker.addresses) == sorted(f"p{place}@alder.example" for place in range(12))


def test_a_claim_outlives_its_sender_for_a_while_only(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    with write(db):
        assert sending.claim(db, NOW, NOW + LEASE) is not None
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server, NOW + LEASE - timedelta(seconds=1)) == 0
        assert send(app, db, server, NOW + LEASE) == 1
    assert found(app, engagement, mail.id).state == "sent"


def test_a_mail_at_which_the_sender_ends_is_not_tried_for_ever(
    app: Flask, db: Database, engagement: int
) -> None:
    mail, now = write_mail(app, engagement), NOW
    for _ in range(len(RETRIES) + 1):
        with write(db):
            assert sending.claim(db, now, now + LEASE) is not None
        now += LEASE
    taker = Taker()
    with mail_server(taker) as server:
        assert send(app, db, server, now) == 0
    assert found(app, engagement, mail.id).state == "failed"
    assert not taker.taken


def test_nothing_is_held_in_the_database_while_the_network_is_waited_for(
    app: Flask, db: Database, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mail(app, engagement)
    held = []
    talk = smtplib.SMTP.send_message

    def spied(*args: object, **kwargs: object) -> object:
        held.append(db.conn.in_transaction)
        return talk(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(smtplib.SMTP, "send_message", spied)
    with mail_server(Taker()) as server:
        assert send(app, db, server) == 1
    assert held == [False]


def test_the_same_mail_has_the_same_number_each_time(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    write_mail(app, engagement, address="other@alder.example")
    taker = Taker()
    with mail_server(taker) as server:
        send(app, db, server)
        with write(db):  # as if the program had been killed before it could note this
            db.execute("DELETE FROM mail_delivery WHERE mail_id = ?", [mail.id])
        send(app, db, server, NOW + LEASE)
    first, other, again = (got["Message-ID"] for _, got in taker.taken)
    assert first == again != other


def test_answers_go_to_a_consultant_who_is_still_here(app: Flask, db: Database, engagement: int) -> None:
    mail = write_mail(app, engagement)
    assert sending.sender_of(db, mail.id).reply_address == INES.email
    with write(db):
        db.execute("INSERT INTO account_closure SELECT id, '2026-11-22T09:30:00Z' FROM account")
    assert sending.sender_of(db, mail.id).reply_address == ""
