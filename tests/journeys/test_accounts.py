"""From the first start to a second person who is in: with a browser, and on every kind of screen."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import RINGED, Look, wrong
from tests.workshop import people
from workshop import create_app
from workshop.accounts import set_up, store
from workshop.accounts.inviting import invite, renew
from workshop.database import connect, write
from workshop.links import hash_of, new_token

LOOKS: list[Look] = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
WIDTHS = (320, 360, 640, 768, 1000, 2560)
GOOD = "nine umbrellas beside a slow river"
LONG = "Aktiengesellschaft-fuer-Donaudampfschifffahrtselektrizitaeten Schwarzenfels"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app with accounts of every state: Ada is an administrator, and signed in twice."""
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    db, now, key = connect(app.config["DATABASE"]), datetime.now(UTC), app.config["SECRET_KEY"]
    ada, _, lars = [people.account(db, each) for each in (people.ADA, people.TOM, people.LARS)]
    with write(db):
        invite(db, email=f"{'a' * 60}@{'b' * 60}.example", name=LONG, role="consultant", key=key, now=now)
        store.close_account(db, lars.id, now)
        store.begin_sign_in(db, ada.id, hash=hash_of("x"), browser="Safari on iPhone", now=now)
    db.close()
    return app


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def new_address(tmp_path: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of an app without accounts, and its set-up link."""
    app = create_app(tmp_path, testing=True)
    db = connect(app.config["DATABASE"])
    token = set_up.offered(db, datetime.now(UTC))
    db.close()
    with served(app) as address:
        yield address, f"{address}/set-up/{token}"


def signed_in(page: Page, app: Flask, address: str) -> None:
    """Sign Ada in, without the door."""
    db, token = connect(app.config["DATABASE"]), new_token()
    ada = people.account(db, people.ADA)
    with write(db):
        store.begin_sign_in(
            db, ada.id, hash=hash_of(token), browser="Firefox on Linux", now=datetime.now(UTC)
        )
    db.close()
    value = app.session_interface.get_signing_serializer(app).dumps({"sign_in": token})  # type: ignore[attr-defined]
    page.context.add_cookies([{"name": app.config["SESSION_COOKIE_NAME"], "value": value, "url": address}])


def link(app: Flask) -> str:
    db = connect(app.config["DATABASE"])
    with write(db):
        made = renew(db, people.account(db, people.TOM).id, app.config["SECRET_KEY"], datetime.now(UTC))
    db.close()
    return f"/password/{made.token}"


def addresses(app: Flask) -> tuple[list[str], list[str]]:
    """Return the pages of strangers, and those of an administrator."""
    outside = ["/", "/nowhere", "/forgotten", "/password/nothing", link(app)]
    return outside, [
        "/account",
        "/accounts",
        "/accounts/new",
        "/accounts/1",
        "/accounts/2",
        "/accounts/history",
    ]


def visited(page: Page, app: Flask, address: str) -> Iterator[str]:
    outside, inside = addresses(app)
    for each in outside:
        page.goto(address + each)
        yield each
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_label("New password", exact=True)).to_have_attribute("aria-invalid", "true")
    yield "a form with faults"
    signed_in(page, app, address)
    for each in inside:
        page.goto(address + each)
        yield each
    page.get_by_role("link", name="Accounts").last.click()
    page.get_by_role("link", name="Tom Reyes").click()
    page.get_by_role("button", name="Make a password link").click()
    expect(page.locator("[data-copies]")).to_be_visible()
    yield "a new link"


def test_nothing_stands_in_anyone_s_way(page: Page, app: Flask, address: str) -> None:
    found = {each: wrong(page, LOOKS, WIDTHS, twice=(640,)) for each in visited(page, app, address)}
    assert {key: value for key, value in found.items() if value} == {}


def test_from_the_first_start_to_a_second_person(
    page: Page, browser: Browser, new_address: tuple[str, str]
) -> None:
    address, set_up_link = new_address
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(set_up_link)
    page.get_by_label("Your name").fill("Ada Brandt")
    page.get_by_label("Mail address").fill("ada@fenwick.example")
    page.get_by_label("New password", exact=True).fill(GOOD)
    page.get_by_label("The same again").fill(GOOD)
    page.get_by_role("button", name="Make the first account").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts")
    page.get_by_role("link", name="Add an account").click()
    page.get_by_label("Name").fill("Tom Reyes")
    page.get_by_label("Mail address").fill("tom@fenwick.example")
    page.get_by_role("button", name="Add the account").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{address}/password/")

    other = browser.new_context().new_page()
    other.goto(copied)
    assert other.get_by_label("Mail address").input_value() == "tom@fenwick.example"
    other.get_by_label("New password", exact=True).fill(GOOD)
    other.get_by_label("The same again").fill(GOOD)
    other.get_by_role("button", name="Set the password").click()
    other.wait_for_url(f"{address}/")
    page.reload()
    assert "/password/" not in page.content()
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_role("button", name="Open the account again")).to_be_visible()
    other.goto(f"{address}/account")
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")
    other.context.close()


def test_keys_alone_open_the_door(page: Page, address: str) -> None:
    page.goto(f"{address}/account")
    expect(page.get_by_label("Mail address")).to_be_focused()
    page.keyboard.type(people.ADA.email)
    page.keyboard.press("Tab")
    page.keyboard.type(people.PASSWORD)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Show")
    assert page.evaluate(RINGED)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    expect(page.get_by_label("Password", exact=True)).to_have_value(people.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
