"""Accounts from the command line."""

import io
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.typed import call
from tests.workshop import people
from workshop import create_app
from workshop.accounts import passwords, store
from workshop.commands import user
from workshop.database import connect
from workshop.history.store import entries

GOOD = "nine umbrellas beside a slow river"
IDA = ("ida@fenwick.example", "--name", "Ida Roos")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data with a space"


def do(folder: Path, *arguments: str) -> int:
    return call("user", *arguments, "--data", folder)


def kept(folder: Path, email: str) -> tuple[store.Account | None, str | None, list[str]]:
    """Return an account, what is kept of its password, and what was done."""
    db = connect(folder / "workshop.db")
    found = store.account_by_email(db, email)
    password = store.password_hash(db, found.id) if found else None
    done = [f"{each.actor} {each.deed}" for each in entries(db, None)]
    db.close()
    return found, password, done


def test_an_account_is_added_and_its_link_opens(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(folder, "add", *IDA, "--role", "administrator") == 0
    said = capsys.readouterr().out
    assert "Ida Roos (ida@fenwick.example) has an account as an administrator." in said
    link = re.search(r"^http://127\.0\.0\.1:8000(/password/[\w-]{22})$", said, re.MULTILINE)
    assert link
    found, password, done = kept(folder, "ida@fenwick.example")
    assert found is not None
    assert (found.name, found.role, password) == ("Ida Roos", "administrator", None)
    assert done == ["Roadcrew added the account of Ida Roos, administrator"]
    client = create_app(folder, testing=True).test_client()
    fields = {"csrf_token": people.csrf(client), "password": GOOD, "again": GOOD}
    assert client.post(link[1], data=fields).status_code == 303
    assert client.get("/accounts").status_code == 200


def test_links_begin_with_the_public_address(folder: Path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ROADCREW_ADDRESS", "https://roadcrew.example/")
    assert do(folder, "add", *IDA) == 0
    assert "https://roadcrew.example/password/" in capsys.readouterr().out


def test_a_password_comes_from_the_standard_input(folder: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\n"))
    assert do(folder, "add", *IDA, "--password") == 0
    assert "http" not in capsys.readouterr().out
    assert passwords.matches(GOOD, kept(folder, IDA[0])[1])


def test_a_password_is_typed_twice(folder: Path, capsys, monkeypatch) -> None:
    typed = iter([GOOD, GOOD, GOOD, "something else"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(user, "getpass", lambda _prompt: next(typed))
    assert do(folder, "add", *IDA, "--password") == 0
    before = kept(folder, IDA[0])[1]
    assert do(folder, "reset", IDA[0], "--password") == 2
    assert "The two are not the same. Nothing was changed." in capsys.readouterr().err
    assert kept(folder, IDA[0])[1] == before


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("typed", ["", "short\n", "password1234\n", "Ida.Roos.2026\n", "x" * 200, "\0" * 20])
def test_a_password_that_is_refused_changes_nothing(folder: Path, capsys, monkeypatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert do(folder, "add", *IDA, "--password") == 2
    assert "Nothing was changed." in capsys.readouterr().err
    assert kept(folder, IDA[0])[0] is None


def test_nobody_to_type_a_password_is_said(folder: Path, capsys, monkeypatch) -> None:
    def closed(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(user, "getpass", closed)
    assert do(folder, "add", *IDA, "--password") == 2
    assert "No password could be read; nothing was changed." in capsys.readouterr().err


def test_accounts_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(folder, "list") == 0
    assert capsys.readouterr().out.split() == ["address", "name", "role", "state", "last", "seen"]
    do(folder, "add", *IDA)
    do(folder, "add", "eve@fenwick.example", "--name", "Eve Ek", "--role", "administrator")
    capsys.readouterr()
    assert do(folder, "list") == 0
    rows = [re.split(r"  +", line) for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == [
        ["eve@fenwick.example", "Eve Ek", "administrator", "no password yet", "never"],
        ["ida@fenwick.example", "Ida Roos", "consultant", "no password yet", "never"],
    ]


def test_an_account_is_closed_and_opened_while_it_is_used(app: Flask, capsys) -> None:
    folder, ines = app.config["DATA_FOLDER"], people.signed_in(app, people.INES)
    assert ines.get("/account").status_code == 200
    assert do(folder, "disable", "INES@fenwick.example") == 0
    assert capsys.readouterr().out == "Ines Okafor cannot sign in any more.\n"
    assert ines.get("/account").status_code == 404
    assert do(folder, "disable", people.INES.email) == 0
    assert do(folder, "reset", people.INES.email) == 2
    assert "is closed; open it first" in capsys.readouterr().err
    assert do(folder, "enable", people.INES.email) == 0
    assert capsys.readouterr().out == "Ines Okafor can sign in.\n"
    assert kept(folder, people.INES.email)[2] == [
        "Roadcrew opened the account of Ines Okafor again",
        "Roadcrew closed the account of Ines Okafor",
    ]


def test_the_last_administrator_stays(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    folder = app.config["DATA_FOLDER"]
    people.actor(app, people.ADA)
    assert do(folder, "add", *IDA, "--role", "administrator") == 0
    assert do(folder, "disable", people.ADA.email) == 2
    assert "is the last administrator who can sign in" in capsys.readouterr().err
    assert do(folder, "disable", IDA[0]) == 0
    assert people.signed_in(app, people.ADA).get("/accounts").status_code == 200


def test_a_reset_makes_a_link_and_leaves_the_password(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    folder, ines = app.config["DATA_FOLDER"], people.signed_in(app, people.INES)
    assert do(folder, "reset", people.INES.email) == 0
    assert re.search(r"http://127\.0\.0\.1:8000/password/[\w-]{22}\n$", capsys.readouterr().out)
    assert ines.get("/account").status_code == 200
    assert passwords.matches(people.PASSWORD, kept(folder, people.INES.email)[1])


def test_a_reset_with_a_password_ends_what_was_signed_in(app: Flask, capsys, monkeypatch) -> None:
    folder, ines = app.config["DATA_FOLDER"], people.signed_in(app, people.INES)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\r\n"))
    assert do(folder, "reset", people.INES.email, "--password") == 0
    assert "has a new password and is signed out everywhere." in capsys.readouterr().out
    assert ines.get("/account").status_code == 404
    assert passwords.matches(GOOD, kept(folder, people.INES.email)[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "the following arguments are required"),
        (["add", "ida@fenwick.example"], "--name"),
        (["add", "ida", "--name", "Ida"], "Not a mail address."),
        (["add", "", "--name", "Ida"], "Give the mail address."),
        (["add", "ida@fenwick.example", "--name", " "], "The name is missing."),
        (["add", "ida@fenwick.example", "--name", "I\x1b[31m"], "Use a name that can be read"),
        (["add", "ida@fenwick.example", "--name", "\udc80"], "Use a name that can be read"),
        (["add", "\udc80@fenwick.example", "--name", "Ida"], "plain letters"),
        (["add", "ida@fenwick.example", "--name", "Ida", "--role", "sponsor"], "invalid choice"),
        (["disable", "nobody@fenwick.example"], "There is no account with the address nobody@"),
        (["enable", "\udc80"], "There is no account"),
        (["reset", "\x1b[31m"], "There is no account"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, capsys, arguments: list[str], said: str) -> None:
    assert do(folder, *arguments) == 2
    refused = capsys.readouterr()
    assert said in refused.err
    assert "\x1b" not in refused.err
    assert refused.out == ""


def test_an_address_is_taken_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(folder, "add", *IDA) == 0
    assert do(folder, "add", "IDA@fenwick.example", "--name", "Another") == 2
    assert "There is an account with the address IDA@fenwick.example already" in capsys.readouterr().err
