"""An interview in a browser: planned, written down while people talk, cut off, and come back to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browsing import held_up, hold, served
from tests.journeys.looking import faults
from tests.workshop import people, talks, world
from tests.workshop.conftest import add
from workshop import create_app
from workshop.database import connect, write
from workshop.interviews import store

SAVED = re.compile("^Saved$")
UNSENT = "Not sent yet. Kept on this device."


@dataclass(frozen=True)
class Site:
    app: Flask
    address: str
    engagement: int

    def enter(self, page: Page, who: people.Person = people.INES) -> None:
        cookie = people.signed_in(self.app, who).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])

    def at(self, path: str = "") -> str:
        return f"{self.address}/engagements/{self.engagement}/interviews{path}"

    def notes(self) -> dict[str, str]:
        db = connect(self.app.config["DATABASE"])
        try:
            # A note without words says how long was spent at its question.
            notes = store.notes_of_engagement(db, self.engagement)
            return {each.question: each.text for each in notes if each.text}
        finally:
            db.close()


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    engagement = add(app, world.CLIENT, world.spreadsheet())
    talks.person(app, engagement)
    db = connect(app.config["DATABASE"])
    with write(db):
        for place, name in enumerate(("Growth", "Margin"), start=1):
            db.execute(
                "INSERT INTO priority (engagement_id, place, name) VALUES (:of, :place, :name)",
                {"of": engagement, "place": place, "name": name},
            )
    db.close()
    with served(app) as address:
        yield Site(app, address, engagement)
    app.extensions["connections"].close_here()


def plan(page: Page, site: Site) -> None:
    page.goto(site.at())
    page.get_by_role("link", name="Plan interviews").click()
    page.get_by_label("Mara Lindqvist").check()
    page.get_by_label("With the charter").check()
    page.get_by_label("With 100 points").check()
    expect(page.get_by_text("50 minutes for 45: plan more time, or ask less.")).to_be_visible()
    page.get_by_role("spinbutton", name="Minutes").fill("60")
    expect(page.get_by_text("50 of 60 minutes.")).to_be_visible()
    page.get_by_role("button", name="Plan the interviews").click()
    page.get_by_role("link", name="Mara Lindqvist", exact=True).click()
    expect(page.get_by_text("goes to the next question")).to_be_visible()


def test_what_is_said_is_kept_through_a_lost_connection(page: Page, site: Site) -> None:
    site.enter(page)
    plan(page, site)
    page.get_by_role("button", name="Begin the interview").click()
    talk_about_three_questions(page)
    page.context.set_offline(True)
    page.keyboard.type("A service station.")
    page.locator('[name="charter:job:planning.current"][value="4"]').check()
    expect(page.locator("#saved")).to_have_text(UNSENT, use_inner_text=True)
    assert site.notes() == {"G1": "Growth first."}
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    give_points(page)
    assert faults(page) == []
    page.reload()
    expect(page.locator("[data-note=G1]")).to_have_value("Growth first.")
    expect(page.locator("[data-note=G7]")).to_have_value("A service station.")
    expect(page.locator('[name="charter:job:planning.current"][value="4"]')).to_be_checked()
    expect(page.get_by_label("Margin", exact=True)).to_have_value("30")
    page.get_by_role("button", name="Finish the interview").last.click()
    expect(page.get_by_text("The interview is done.")).to_be_visible()
    assert site.notes() == {"G1": "Growth first.", "G7": "A service station."}


def test_a_talk_is_led_with_the_keyboard_alone(page: Page, site: Site) -> None:
    site.enter(page)
    plan(page, site)
    page.get_by_role("button", name="Begin the interview").press("Enter")
    expect(page.locator("[data-note=G1]")).to_be_focused()
    expect(page.locator("[data-spot=G1] [data-hints]").first).to_have_attribute("open", "")
    for _ in range(page.locator("[data-state-of]").count()):
        page.keyboard.press("Control+Enter")
    expect(page.locator('[name="charter:job:planning.current"][value=""]')).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Tab")
    page.keyboard.press("5")
    for side, level in (("current", 4), ("target", 5)):
        given = page.locator(f'[name="charter:job:planning.{side}"][value="{level}"]')
        expect(given).to_be_checked()
    expect(page.locator("[data-rated]")).to_contain_text("2 of ")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Growth", exact=True)).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#note-")).to_be_focused()


def test_whoever_writes_before_the_script_is_there_goes_on(page: Page, site: Site) -> None:
    site.enter(page)
    plan(page, site)
    page.get_by_role("button", name="Begin the interview").click()
    expect(page.locator("[data-note=G1]")).to_be_focused()
    where = page.url
    page.route("**/save", lambda route: route.abort())
    page.locator("[data-note=G4]").fill("Before.")
    expect(page.locator("#saved")).to_contain_text("Not sent yet", use_inner_text=True)
    page.goto("about:blank")
    page.unroute("**/save")
    held: list[Route] = []
    page.route(re.compile(r"/interview\.js"), lambda route: hold(held, route), times=1)
    page.goto(where, wait_until="commit")
    rated = page.locator('[name="charter:job:planning.current"][value="4"]')
    rated.check()
    page.locator("[data-note=G4]").click()
    page.keyboard.type("Half")
    held_up(page, held).continue_()
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    page.keyboard.type(" of it")
    expect(page.locator("[data-note=G4]")).to_have_value("Before.\n\nHalf of it")
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    page.reload()
    expect(rated).to_be_checked()
    assert site.notes() == {"G4": "Before.\n\nHalf of it"}


def talk_about_three_questions(page: Page) -> None:
    first = page.locator("[data-note=G1]")
    expect(first).to_be_focused()
    page.keyboard.type("Growth first.")
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-note=G4]")).to_be_focused()
    page.keyboard.press("Control+Shift+Enter")
    expect(first).to_be_focused()
    page.locator("#jump summary").click()
    expect(page.locator("[data-state-of=G1]")).to_have_text("noted")
    page.locator("[data-jump=G7]").click()
    expect(page.locator("[data-note=G7]")).to_be_focused()


def give_points(page: Page) -> None:
    """Give 70 points, come back to the page, and give the others."""
    page.get_by_label("Growth", exact=True).fill("70")
    expect(page.get_by_text("70 of 100 given.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Growth", exact=True)).to_have_value("70")
    page.get_by_label("Margin", exact=True).fill("30")
    expect(page.get_by_text("100 of 100 given.")).to_be_visible()
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)


def test_what_was_typed_offline_outlives_the_page_and_meets_another_device(
    page: Page, browser: Browser, site: Site
) -> None:
    site.enter(page)
    plan(page, site)
    where = page.url
    page.context.set_offline(True)
    page.locator("[data-note=G1]").fill("From the laptop.")
    expect(page.locator("#saved")).to_contain_text("Not sent yet", use_inner_text=True)
    phone = browser.new_context()
    other = phone.new_page()
    site.enter(other)
    other.goto(where)
    other.locator("[data-note=G1]").fill("From the phone.")
    expect(other.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(where)
    both = "From the phone.\n\nFrom the laptop."
    expect(page.locator("[data-note=G1]")).to_have_value(both)
    page.locator("[data-note=G1]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Typed on.")
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    assert site.notes()["G1"] == f"{both} Typed on."
    phone.close()


def test_two_pages_of_one_browser_lose_nothing_on_the_same_question(page: Page, site: Site) -> None:
    site.enter(page)
    plan(page, site)
    other = page.context.new_page()
    other.goto(page.url)
    page.context.set_offline(True)
    for each, text in ((page, "From one page."), (other, "From the other.")):
        each.locator("[data-note=G1]").click()
        each.keyboard.press("Control+End")
        each.keyboard.type(f" {text}")
        expect(each.locator("#saved")).to_contain_text("Not sent yet", use_inner_text=True)
    page.locator("[data-note=G1]").press_sequentially(" And on.")
    other.close()
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(SAVED, use_inner_text=True)
    page.reload()
    note = page.locator("[data-note=G1]")
    expect(note).to_have_value(re.compile("From one page"))
    assert "From one page. And on." in note.input_value()
    assert "From the other." in note.input_value()
