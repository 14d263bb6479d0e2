"""A mail with its headers, whatever people and firms are called, and the same mail as a page."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.mailing import values
from workshop.mail.message import Sender, link_of, message
from workshop.mail.settings import Smtp
from workshop.mail.store import Mail, Template
from workshop.mail.writing import DEFAULTS, compose

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SERVER = Smtp("localhost", 25, "", "", "if offered", "mail@roadcrew.example", "Roadcrew")
SENDER = Sender("Fenwick Hale Advisory", "Ines Okafor", "ines@fenwick.example", "#552B64", "#F0943A")
NAMES = st.text(st.characters(codec="utf-8"), max_size=80)


def mail(template: Template = DEFAULTS["questionnaire"], name: str = "Karin Ahl") -> Mail:
    written = compose(template, values(name), "https://roadcrew.example/p/{token}")
    return Mail(
        id=7,
        engagement_id=1,
        person_id=1,
        account_id=1,
        kind="questionnaire",
        name=name,
        address="karin@alder.example",
        subject=written.subject,
        body=written.body,
        seed="0" * 32,
        made_at=NOW,
        state="waits",
        link_opens=True,
        delivered_at=None,
        tries=0,
        reason="",
        next_at=None,
    )


def sent(it: Mail, sender: Sender = SENDER) -> EmailMessage:
    """Return a mail as whoever gets it reads it."""
    data = bytes(message(it, sender, SERVER, "roadcrew.example", "key", NOW))
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert data.isascii()
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def body(it: EmailMessage, kind: str) -> str:
    part = it.get_body((kind,))
    assert part is not None
    return str(part.get_content())


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@given(name=NAMES, firm=NAMES)
def test_no_name_changes_a_header(name: str, firm: str) -> None:
    got = sent(mail(name=name or "x"), replace(SENDER, firm=firm, reply_name=name))
    assert [each.addr_spec for each in got["To"].addresses] == ["karin@alder.example"]
    assert [each.addr_spec for each in got["From"].addresses] == ["mail@roadcrew.example"]
    assert [each.addr_spec for each in got["Reply-To"].addresses] == ["ines@fenwick.example"]
    assert set(got.keys()) == {
        *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    }


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Ahl, Karin", "Ahl, Karin"),
        ("Åkesson, Pér", "Åkesson Pér"),
        ('"Eve" <eve@evil.example>', '"Eve" <eve@evil.example>'),
        ("Karin\r\nBcc: eve@evil.example", "Karin Bcc: eve@evil.example"),
        ("محمد الحسن", "محمد الحسن"),
        ("😀" * 9, "😀" * 9),
    ],
)
def test_names_are_read_as_they_are_written(name: str, read: str) -> None:
    to = sent(mail(name=name))["To"].addresses[0]
    assert (to.display_name, to.addr_spec) == (read, "karin@alder.example")


def test_the_subject_says_no_link_and_the_text_says_it_once() -> None:
    it = mail()
    got, link = sent(it), link_of(it, "key")
    assert re.fullmatch(r"https://roadcrew\.example/p/[\w-]{22}", link)
    assert link.rpartition("/")[2] not in str(got["Subject"])
    assert body(got, "plain").count(link) == 1
    assert "{token}" not in body(got, "plain") + body(got, "html")


def test_a_key_of_another_installation_makes_another_link() -> None:
    assert link_of(mail(), "key") != link_of(mail(), "another")


def test_the_page_loads_nothing_and_holds_no_markup_of_others() -> None:
    name = '<script>alert(1)</script><img src="//evil.example/x">'
    text = Template(
        "{name}", "{name}\n\n- {name}\n\nSee {link} or javascript:alert(1)\n\nhttps://a.example/?x=\"'"
    )
    got = sent(mail(text, name), replace(SENDER, firm=name))
    tags = Tags(body(got, "html")).found
    assert {tag for tag, _ in tags} <= {
        *("html", "head", "meta", "title", "body", "div", "p", "ul", "li", "a", "br"),
    }
    leads = {found["href"] for tag, found in tags if tag == "a"}
    assert leads == {link_of(mail(text, name), "key"), "https://a.example/?x="}
    assert not {name for _, found in tags for name in found} - {
        *("href", "style", "lang", "charset", "name", "content", "dir"),
    }
    assert "url(" not in body(got, "html")


@pytest.mark.parametrize("brand", ["#552B64", "#FFFF00", "#FFFFFF", "#000000"])
def test_the_client_s_colours_are_there_and_can_be_read(brand: str) -> None:
    shown = body(sent(mail(), replace(SENDER, brand=brand)), "html")
    assert "border-top:8px solid #" in shown
    assert "Open the questionnaire" in shown


def test_a_mail_without_a_link_has_no_button() -> None:
    it = replace(mail(), seed="", body="Hello\n")
    got = sent(it)
    assert link_of(it, "key") == ""
    assert "<a " not in body(got, "html")


def test_a_mail_of_no_engagement_is_from_the_program() -> None:
    got = sent(mail(), Sender())
    assert got["From"].addresses[0].display_name == "Roadcrew"
    assert got["Reply-To"] is None
