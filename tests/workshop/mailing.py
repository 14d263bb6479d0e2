"""Mails in the database of a test, and a real server that takes mail."""

import email
import email.policy
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from threading import Thread
from types import SimpleNamespace
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlite_utils import Database

from tests.bounded import together
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.links import new_link
from workshop.mail import store
from workshop.mail.settings import Smtp
from workshop.mail.writing import DEFAULTS, compose, values_for

PUBLIC = "https://roadcrew.example"


class Taker:
    """A mail server's mind: what it took, and what it answers for an address; "drop" hangs up instead."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self.answers = dict(answers or {})
        self.taken: list[tuple[str, EmailMessage]] = []
        self.raw: list[bytes] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        answer = self.answers.get(address, "250 OK")
        return "250 OK" if answer == "drop" else answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        if self.answers.get(address) == "drop":
            server.transport.abort()
            return "451 gone"
        self.raw.append(envelope.content)
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        self.taken.append((address, parsed))
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]


class AnyPort(Controller):
    """Listens on whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def mail_server(taker: Taker, **options: Any) -> Iterator[Smtp]:
    """Run a mail server on a free port of this machine."""
    controller = AnyPort(taker, hostname="127.0.0.1", port=0, ready_timeout=60, **options)
    controller.start()
    try:
        yield Smtp("127.0.0.1", controller.port, "", "", "if offered", "mail@roadcrew.example", "Roadcrew")
    finally:
        together([Thread(target=controller.stop)])


def bare_engagement(app: Flask, of: people.Person = people.INES, client: str = "Alder & Sons") -> int:
    """Store an engagement that has no answers, which mail does not need, and return its number."""
    db = connect(app.config["DATABASE"])
    try:
        consultant = people.account(db, of)
        with write(db):
            made = engagements.add_engagement(
                db,
                client=client,
                function_assessed="marketing operations",
                consultancy="Fenwick Hale Advisory",
                pack=world.PACK,
                now=NOW,
            )
            engagements.add_member(db, made, consultant.id)
    finally:
        db.close()
    return made


def environment(server: Smtp) -> dict[str, str]:
    return {
        **os.environ,
        "ROADCREW_SMTP": f"smtp://{server.host}:{server.port}",
        "ROADCREW_MAIL_FROM": server.sender,
        "ROADCREW_ADDRESS": PUBLIC,
    }


def write_mail(
    app: Flask,
    engagement: int,
    *,
    name: str = "Karin Ahl",
    address: str = "karin@alder.example",
    kind: store.Kind = "questionnaire",
    with_link: bool = True,
    now: datetime = NOW,
) -> SimpleNamespace:
    """Store a person, their link and a mail from Ines; `with_link=False` leaves the link ended."""
    db = connect(app.config["DATABASE"])
    try:
        link, writer = new_link(app.config["SECRET_KEY"]), people.account(db, people.INES)
        written = compose(DEFAULTS[kind], values(name), f"{PUBLIC}/p/{{token}}")
        with write(db):
            person = _person(db, engagement, name, address)
            if with_link:
                _link(db, person, kind, link.seed, link.hash)
            mail = store.add_mail(
                db,
                engagement_id=engagement,
                person_id=person,
                account_id=writer.id,
                kind=kind,
                name=name,
                address=address,
                subject=written.subject,
                body=written.body,
                seed=link.seed,
                now=now,
            )
    finally:
        db.close()
    return SimpleNamespace(id=mail, person=person, token=link.token, link=f"{PUBLIC}/p/{link.token}")


def write_password_mail(app: Flask, to: people.Person) -> SimpleNamespace:
    """Store a mail with a link to choose a password, which belongs to no engagement."""
    db = connect(app.config["DATABASE"])
    try:
        link, account = new_link(app.config["SECRET_KEY"]), people.account(db, to)
        with write(db):
            db.execute(
                "INSERT INTO password_link (account_id, seed, hash, made_at, expires_at)"
                " VALUES (?, ?, ?, '2026-11-22T09:30:00Z', '2099-01-01T00:00:00Z')",
                [account.id, link.seed, link.hash],
            )
            mail = store.add_mail(
                db,
                engagement_id=None,
                person_id=None,
                account_id=account.id,
                kind="password",
                name=account.name,
                address=account.email,
                subject="Choose a password",
                body=f"Hello,\n\n{PUBLIC}/password/{{token}}\n",
                seed=link.seed,
                now=NOW,
            )
    finally:
        db.close()
    return SimpleNamespace(id=mail, token=link.token, link=f"{PUBLIC}/password/{link.token}")


def values(name: str) -> dict[str, str]:
    return values_for(
        name=name,
        client="Alder & Sons",
        function="marketing operations",
        consultancy="Fenwick Hale Advisory",
        consultant="Ines Okafor",
    )


def found(app: Flask, engagement: int | None, mail_id: int) -> store.Mail:
    """Return a mail as it is in the database now."""
    db = connect(app.config["DATABASE"])
    try:
        mail = store.mail(db, engagement, mail_id)
    finally:
        db.close()
    assert mail is not None
    return mail


def _person(db: Database, engagement: int, name: str, address: str) -> int:
    row = db.execute(
        "INSERT INTO person (engagement_id, name, email, added_at)"
        " VALUES (?, ?, ?, '2026-11-22T09:30:00Z') RETURNING id",
        [engagement, name, address],
    ).fetchone()
    return int(row[0])


def _link(db: Database, person: int, kind: str, seed: str, hash_: str) -> None:
    db.execute(
        "INSERT INTO personal_link (person_id, purpose, seed, hash, made_at)"
        " VALUES (?, ?, ?, ?, '2026-11-22T09:30:00Z')",
        [person, "questionnaire" if kind == "reminder" else kind, seed, hash_],
    )
