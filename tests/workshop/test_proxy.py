"""Whose word is taken for where a request comes from, and which names are answered to."""

from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from workshop import create_app
from workshop.access import open_to_anyone
from workshop.commands.welcome import welcome
from workshop.proxy import SETTING, believe_proxies, trusted_proxies
from workshop.wrong_setting import WrongSetting

SAID = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "roadcrew.example",
    "X-Forwarded-Port": "1234",
    "X-Forwarded-Prefix": "/elsewhere",
    "Forwarded": "for=203.0.113.9",
}


def told(client: FlaskClient, headers: dict[str, str], comes_from: str = "127.0.0.1") -> dict[str, str]:
    """Return what the app takes a request for."""
    answer = client.get("/told", headers=headers, environ_base={"REMOTE_ADDR": comes_from})
    assert answer.status_code == 200
    found: dict[str, str] = answer.get_json()
    return found


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made: list[Flask] = []

    def make(proxies: str, address: str = "") -> FlaskClient:
        monkeypatch.setenv(SETTING, proxies)
        monkeypatch.setenv("ROADCREW_ADDRESS", address)
        app = create_app(tmp_path, testing=True)
        made.append(app)

        @app.get("/told")
        @open_to_anyone
        def told() -> dict[str, str | None]:
            forwarded = [name for name in request.headers.keys() if "Forwarded" in name]  # noqa: SIM118
            return {
                "address": request.remote_addr,
                "root": request.root_url,
                "left": ",".join(forwarded) if request.scheme == "http" else "",
            }

        return app.test_client()

    yield make
    for app in made:
        app.extensions["connections"].close_here()


def test_without_the_setting_nobody_is_believed(make) -> None:
    assert told(make(""), SAID) == {"address": "127.0.0.1", "root": "http://localhost/", "left": ""}


def test_the_proxy_is_believed(make) -> None:
    found = told(make("127.0.0.1"), SAID)
    assert found["address"] == "203.0.113.9"
    assert found["root"] == "https://roadcrew.example/"


def test_others_are_not_believed_beside_it(make) -> None:
    found = told(make("127.0.0.1, 10.0.4.0/24"), SAID, comes_from="10.0.5.1")
    assert found == {"address": "10.0.5.1", "root": "http://localhost/", "left": ""}


@pytest.mark.parametrize("comes_from", ["10.0.4.77", "::ffff:10.0.4.77", "fd00::1"])
def test_networks_of_both_kinds_are_known(make, comes_from: str) -> None:
    assert told(make("10.0.4.0/24,fd00::/8"), SAID, comes_from)["address"] == "203.0.113.9"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),  # what the visitor claims stands before what the proxy adds
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
    ],
)
def test_the_last_hop_counts_and_must_be_an_address(make, said: str, address: str) -> None:
    assert told(make("127.0.0.1"), {"X-Forwarded-For": said})["address"] == address


@pytest.mark.parametrize("scheme", ["javascript", "", "https, http", "HTTP"])
def test_only_schemes_that_there_are_are_believed(make, scheme: str) -> None:
    assert told(make("127.0.0.1"), {"X-Forwarded-Proto": scheme})["root"] == "http://localhost/"


@given(st.dictionaries(st.sampled_from(sorted(SAID)), st.text(st.characters(codec="latin-1"), max_size=40)))
def test_no_header_makes_the_app_stumble(headers: dict[str, str]) -> None:
    seen: list[dict[str, object]] = []
    app = believe_proxies(lambda environ, _: seen.append(environ) or [], trusted_proxies({SETTING: "::1"}))
    for comes_from in ("::1", "192.0.2.1"):
        environ: dict[str, object] = {"REMOTE_ADDR": comes_from, "wsgi.url_scheme": "http"}
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        app(environ, lambda *_: lambda _: None)  # type: ignore[arg-type]
    trusted, stranger = seen
    assert trusted["wsgi.url_scheme"] in ("http", "https")
    assert stranger == {"REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "http"}


@pytest.mark.parametrize(
    "wrong", ["proxy.example", "10.0.0.1/40", "10.0.0", "0.0.0.0/0", "::/0", "127.0.0.1;::1"]
)
def test_a_wrong_setting_is_refused_in_a_sentence(make, wrong: str) -> None:
    with pytest.raises(WrongSetting, match=f"{SETTING} holds ") as refused:
        make(f"127.0.0.1,{wrong}")
    assert repr(wrong) in str(refused.value)


# Names


@pytest.mark.parametrize(
    ("host", "status"),
    [("roadcrew.example", 200), ("ROADCREW.example:8443", 200), ("localhost:8000", 200), ("192.0.2.7", 421)],
)
def test_with_a_public_address_only_that_name_and_this_machine_are_answered(
    make, host: str, status: int
) -> None:
    client = make("", "https://roadcrew.example:8443")
    assert client.get("/told", headers={"Host": host}).status_code == status


def test_a_name_that_the_proxy_passes_on_is_checked_as_well(make) -> None:
    client = make("127.0.0.1", "https://roadcrew.example")
    assert client.get("/told", headers={"X-Forwarded-Host": "roadcrew.example"}).status_code == 200
    assert client.get("/told", headers={"X-Forwarded-Host": "evil.example"}).status_code == 421


def test_without_a_public_address_a_network_may_use_any_name(make) -> None:
    assert make("").get("/told", headers={"Host": "192.0.2.7:8000"}).status_code == 200


# What is said at the start

HTTPS, HTTP = "https://roadcrew.example", "http://roadcrew.example"


@pytest.mark.parametrize(
    ("address", "public", "proxies", "warned"),
    [
        ("127.0.0.1", "", (), ""),
        ("127.0.0.1", HTTP, (), ""),
        ("127.0.0.1", HTTPS, (), "ROADCREW_TRUSTED_PROXY"),
        ("127.0.0.1", HTTPS, ("127.0.0.1",), ""),
        ("192.0.2.1", "", (), "unprotected"),
        ("192.0.2.1", HTTP, (), "unprotected"),
        ("0.0.0.0", "", (), "unprotected"),
        ("192.0.2.1", HTTPS, ("10.0.0.1",), ""),
    ],
)
def test_who_serves_a_network_is_told_what_it_lacks(
    address: str, public: str, proxies: tuple[str, ...], warned: str
) -> None:
    said = welcome(address, address, 8000, {"ADDRESS": public, "TRUSTED_PROXIES": proxies})
    first, _, rest = said.partition(" (Ctrl-C ends it).")
    assert ("port 8000 of this machine" if address == "0.0.0.0" else f"http://{address}:8000") in first
    assert public in first
    assert warned in rest
    assert bool(rest) == bool(warned)
