"""The settings of mail: what they mean, what is wrong with them, and a password that is never told."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.typed import call
from workshop import create_app
from workshop.addresses import public_url
from workshop.mail.settings import mailable, public_address, smtp
from workshop.wrong_setting import WrongSetting

WHOLE = {
    "ROADCREW_SMTP": "smtp://mail.example.com",
    "ROADCREW_MAIL_FROM": "roadcrew@example.com",
    "ROADCREW_ADDRESS": "https://roadcrew.example.com",
}


def setting(url: str) -> dict[str, str]:
    return {**WHOLE, "ROADCREW_SMTP": url}


def test_without_a_server_mail_stays() -> None:
    assert smtp({}) is None
    assert smtp({"ROADCREW_SMTP": "  "}) is None
    assert public_address({}) == ""


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "encryption"),
    [
        ("smtp://mail.example.com", "mail.example.com", 587, "", "", "if offered"),
        ("smtp://mail.example.com:25?starttls=required", "mail.example.com", 25, "", "", "required"),
        ("smtps://mail.example.com", "mail.example.com", 465, "", "", "from the start"),
        ("smtp://me:secret@mail.example.com:587", "mail.example.com", 587, "me", "secret", "required"),
        ("smtp://me:secret@localhost:1025", "localhost", 1025, "me", "secret", "if offered"),
        ("smtp://me:secret@[::1]:25", "::1", 25, "me", "secret", "if offered"),
        (
            "smtp://me%40x:p%3A%2F%40%25@mail.example.com/",
            "mail.example.com",
            587,
            "me@x",
            "p:/@%",
            "required",
        ),
    ],
)
def test_what_a_server_is_set_as(
    url: str, host: str, port: int, user: str, password: str, encryption: str
) -> None:
    found = smtp(setting(url))
    assert found is not None
    assert (found.host, found.port, found.user, found.password) == (host, port, user, password)
    assert found.encryption == encryption
    assert (found.sender, found.sender_name) == ("roadcrew@example.com", "Roadcrew")
    assert not password or password not in repr(found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ROADCREW_SMTP": "mail.example.com:587"}, "ROADCREW_SMTP must be like smtp://user:password@"),
        ({"ROADCREW_SMTP": "http://mail.example.com"}, "ROADCREW_SMTP must be like"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2/x@mail.example.com"}, "write @ as %40"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2#x@mail.example.com"}, "ROADCREW_SMTP"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2@mail.example.com:99999"}, "ROADCREW_SMTP must be like"),
        ({"ROADCREW_SMTP": "smtp://hunter2@mail.example.com"}, "needs both a user and a password"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2ü@mail.example.com"}, "may only hold ASCII"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2@mail.example.com/x"}, "something after the host"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2@mail.example.com?tls=1"}, "may have ?starttls=required"),
        ({"ROADCREW_SMTP": "smtp://me:hunter2@mail.exa mple.com"}, "ROADCREW_SMTP must be like"),
        ({"ROADCREW_MAIL_FROM": ""}, "ROADCREW_MAIL_FROM must be the address that mails come from"),
        ({"ROADCREW_MAIL_FROM": "roadcrew"}, "ROADCREW_MAIL_FROM must be"),
        ({"ROADCREW_MAIL_FROM": "a@example.com, b@example.com"}, "ROADCREW_MAIL_FROM must be"),
        ({"ROADCREW_ADDRESS": ""}, "ROADCREW_ADDRESS must be set along with ROADCREW_SMTP"),
        ({"ROADCREW_ADDRESS": "roadcrew.example.com"}, "ROADCREW_ADDRESS must be the address"),
        ({"ROADCREW_ADDRESS": "https://roadcrew.example.com/app"}, "without anything after the host"),
        ({"ROADCREW_ADDRESS": "https://me@roadcrew.example.com"}, "ROADCREW_ADDRESS must be"),
        ({"ROADCREW_ADDRESS": "https://roadcrew.example.com?x"}, "ROADCREW_ADDRESS must be"),
        ({"ROADCREW_ADDRESS": "https://"}, "ROADCREW_ADDRESS must be"),
    ],
)
def test_what_is_wrong_is_said_without_the_password(change: dict[str, str], said: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        smtp({**WHOLE, **change})
    assert said in str(wrong.value)
    assert "hunter2" not in str(wrong.value)


@given(st.text(max_size=40).map(lambda text: f"smtp://me:hunter2@{text}"))
def test_whatever_is_set_is_understood_or_refused_in_a_sentence(url: str) -> None:
    said = ""
    try:
        smtp(setting(url))
    except WrongSetting as wrong:
        said = str(wrong)
    assert "hunter2" not in said


def test_a_name_may_stand_before_the_sender() -> None:
    found = smtp({**WHOLE, "ROADCREW_MAIL_FROM": "Fenwick Hale <roadcrew@example.com>"})
    assert found is not None
    assert (found.sender_name, found.sender) == ("Fenwick Hale", "roadcrew@example.com")


@pytest.mark.parametrize(
    ("given_address", "address"),
    [
        ("https://Roadcrew.example.com/", "https://roadcrew.example.com"),
        (" http://192.0.2.1:8080 ", "http://192.0.2.1:8080"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_address(given_address: str, address: str) -> None:
    assert public_address({"ROADCREW_ADDRESS": given_address}) == address


def test_links_begin_with_the_public_address_or_where_the_request_came_to(app: Flask) -> None:
    with app.app_context():
        assert public_url("/p/x") == "http://127.0.0.1:8000/p/x"
    with app.test_request_context(base_url="http://office.example:8080"):
        assert public_url("/p/x") == "http://office.example:8080/p/x"
        app.config["ADDRESS"] = "https://roadcrew.example"
        assert public_url("/p/x") == "https://roadcrew.example/p/x"


def test_the_app_knows_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    app = create_app(tmp_path, testing=True)
    assert app.config["SMTP"].host == "mail.example.com"
    assert app.config["ADDRESS"] == "https://roadcrew.example.com"


def test_serving_with_a_wrong_setting_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROADCREW_SMTP", "smtp://me:hunter2@mail.example.com:587")
    assert call("serve", "--data", str(tmp_path), "--port", "18231") == 2
    said = capsys.readouterr().err
    assert said.startswith("ROADCREW_MAIL_FROM must be")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("karin@alder.example", "karin@alder.example"),
        ("karin@bücher.example", "karin@xn--bcher-kva.example"),
        ("kärin@alder.example", "kärin@alder.example"),
        ("karin@ü..example", "karin@ü..example"),
    ],
)
def test_domains_in_other_letters_are_written_as_servers_read_them(address: str, written: str) -> None:
    assert mailable(address) == written
