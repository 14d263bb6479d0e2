"""Marking what is selected, tagging with keys alone, finding while one types, and approving on a phone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, SMALL, faults, open_all
from tests.workshop import people
from tests.workshop.quoted import Said, said
from workshop import create_app

SELECT = """(area) => { area.focus(); area.setSelectionRange(0, area.value.indexOf(".") + 1); }"""


@dataclass(frozen=True)
class Site:
    """The app behind an address, and an interview that Ines leads."""

    address: str
    talk: Said

    def enter(self, page: Page) -> None:
        cookie = people.signed_in(self.talk.room.app, people.INES).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    talk = said(app)
    with served(app) as address:
        yield Site(address, talk)
    app.extensions["connections"].close_here()


def test_what_is_selected_is_marked_and_tagged(page: Page, site: Site) -> None:
    site.enter(page)
    page.goto(f"{site.address}{site.talk.home}/interviews/{site.talk.talk.id}")
    page.locator("#note-G1").evaluate(SELECT)
    page.get_by_text("Mark “We buy tools first.”").click()
    expect(page.locator("details[open] [data-words]")).to_have_value("We buy tools first.")
    page.locator("details[open] select[name=consent]").select_option("attributed")
    page.get_by_role("button", name="Mark the passage").locator("visible=true").click()
    page.locator(".marked .quote").wait_for()
    page.locator(".marked input[name=name]").first.focus()
    page.keyboard.type("Tools")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Tools", exact=True).wait_for()
    expect(page.locator(":focus")).to_have_attribute("name", "name")
    [quote] = site.talk.showable()
    assert (quote.text, quote.themes) == ("We buy tools first.", ("Tools",))


def test_a_passage_is_marked_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.enter(page)
    page.goto(f"{site.address}{site.talk.home}/interviews/{site.talk.talk.id}")
    page.locator(".marking summary").first.click()
    page.locator("[data-words]").first.fill("We buy tools first.")
    page.get_by_role("button", name="Mark the passage").first.click()
    page.locator(".marked .quote").wait_for()
    context.close()


def test_words_are_found_while_they_are_typed(page: Page, site: Site) -> None:
    site.enter(page)
    page.goto(f"{site.address}{site.talk.home}/search")
    page.get_by_label("Words or a “phrase”").press_sequentially("nobody ow")
    expect(page).to_have_url(re.compile(r"q=nobody\+ow$"))
    expect(page.locator("mark").first).to_have_text("Nobody")


@pytest.mark.parametrize("page", [(320, "light"), (1280, "dark")], indirect=True)
def test_a_speaker_answers_about_quotes(page: Page, site: Site) -> None:
    passage = site.talk.mark("We buy tools […] what for.")
    client = people.signed_in(site.talk.room.app, people.INES)
    asking = f"{site.talk.home}/quotes/asking"
    value = client.get(asking).text.split('name="person" value="')[1].split('"')[0]
    client.post(asking, data={"csrf_token": people.csrf(client), "person": value, "counted": "1"})
    page.goto(f"{site.address}{site.talk.talk.link}/quotes")
    open_all(page)
    assert faults(page) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(SMALL) == []
    assert (
        page.evaluate("performance.getEntries().reduce((all, each) => all + (each.transferSize || 0), 0)")
        < 60_000
    )
    page.get_by_label("Yes, like this").check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_text("Your answers are saved.").wait_for()
    assert [each.passage_id for each in site.talk.showable()] == [passage]
