"""Inviting people and arriving by a link, in a browser: narrow and wide, light and dark, without scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import Look, wrong
from tests.workshop import invited, people
from tests.workshop.invited import Room
from workshop import create_app

LONG = "Aktiengesellschaft-fuer-Donaudampfschifffahrtselektrizitaeten & Daughters"
LOOKS: list[Look] = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


@dataclass(frozen=True)
class Site:
    address: str
    room: Room
    token: str
    persons: tuple[int, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        return (
            self.room.writing,
            self.room.writing.replace("questionnaire", "interview"),
            self.room.links(self.persons[0]),
            self.room.access,
            f"/p/{self.token}",
            "/p/guess",
        )

    def enter(self, page: Page) -> None:
        """Sign Ines in."""
        cookie = people.signed_in(self.room.app, people.INES).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    room = invited.room(app, people.INES, LONG)
    client = people.signed_in(app, people.INES)
    sales = room.function("Sales and " * 7)
    persons = (
        room.person("Karin Ahl", roles=["respondent", "participant"], function=sales),
        room.person("M" * 120, email=f"{'m' * 60}@{'x' * 60}.example"),
        room.person("هنا برج", email="hana@alder.example", function=sales),
        room.person("Jon Holm", email=""),
        room.person("Greta Holt", roles=["sponsor"]),
    )
    token = invited.make_link(client, room, persons[0])
    body = {"csrf_token": people.csrf(client), "name": "Lars Lind", "email": "lars@alder.example"}
    client.post(f"{room.access}/sponsors", data=body)
    people.actor(app, people.TOM)
    with served(app) as address:
        yield Site(address, room, token, persons)
    app.extensions["connections"].close_here()


def test_nothing_stands_in_anyone_s_way(page: Page, site: Site) -> None:
    site.enter(page)
    found = {}
    for each in site.pages:
        page.goto(site.address + each)
        found[each] = wrong(page, LOOKS, widths=(320, 1000, 2560), directions=("ltr", "rtl"))
    page.goto(site.address + site.room.access)
    page.get_by_role("button", name="Take access away from Lars Lind").click()
    expect(page.get_by_role("dialog", name="Take access away from Lars Lind?")).to_be_visible()
    found["dialog"] = wrong(page, LOOKS)
    assert {key: value for key, value in found.items() if value} == {}


def test_the_button_tells_how_many_are_chosen(page: Page, site: Site) -> None:
    site.enter(page)
    page.goto(site.address + site.room.writing)
    button = page.locator(".letter-end button")
    expect(button).to_have_text("Write to 2 people")
    page.get_by_role("checkbox", name=re.compile("برج")).uncheck()
    expect(button).to_have_text("Write to 1 person")
    assert page.locator("[name=counted]").input_value() == "1"
    page.get_by_role("checkbox", name=re.compile("Karin")).check()
    expect(button).to_have_text("Write to 2 people")


def test_without_scripts_the_server_tells_how_many_are_chosen(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.enter(page)
    page.goto(site.address + site.room.writing)
    page.get_by_role("checkbox", name=re.compile("برج")).uncheck()
    page.get_by_role("button", name="Write to 2 people").click()
    expect(page.get_by_text("1 person is chosen now.")).to_be_visible()
    expect(page.get_by_role("button", name="Write to 1 person")).to_be_visible()
    assert site.room.mails()[1:] == []
    context.close()


def test_a_link_is_made_replaced_and_revoked_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.enter(page)
    page.goto(site.address + site.room.links(site.persons[3]))
    page.get_by_role("button", name="Make a link to the questionnaire").click()
    link = page.locator("#made-link").inner_text()
    assert link.startswith(f"{site.address}/p/")
    page.get_by_role("button", name="Make a new link to the questionnaire").click()
    page.get_by_role("dialog").get_by_role("button", name="Make a new link").click()
    expect(page.locator("#made-link")).not_to_have_text(link)
    page.get_by_role("button", name="Revoke the link to the questionnaire").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke the link").click()
    expect(page.get_by_role("heading", name="Jon Holm has no link yet.")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="This link was replaced by a newer one.")).to_be_visible()
    context.close()


def test_who_arrives_needs_no_cookie_and_sends_nothing_elsewhere(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url + each.headers.get("referer", "")))
    page.goto(f"{site.address}/p/{site.token}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("asks you to rate marketing operations")
    assert context.cookies() == []
    assert all(each.startswith(site.address) for each in asked)
    assert [each for each in asked if site.token in each] == [f"{site.address}/p/{site.token}"]
    context.close()
