"""Findings in a browser: decided on a phone and on a desk, with keys alone and without scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, SMALL, faults, open_all
from tests.workshop import people
from tests.workshop.prioritised import Strategy
from tests.workshop.test_findings import GAP, OTHER, answer_anew, assessed, decide
from workshop import create_app

LOOKS = [(1280, "light"), (320, "dark")]
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass(frozen=True)
class Site:
    address: str
    place: Strategy

    def go(self, page: Page, path: str = "findings") -> None:
        cookie = people.signed_in(self.place.app, people.INES).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])
        page.goto(self.address + self.place.at(path))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A place with findings of every state, in words as long as they come, some of which have moved."""
    place = assessed(create_app(tmp_path_factory.mktemp("data"), testing=True))
    place.post("findings", title=LONG, text=LONG, capabilities=["R1", "P2"])
    parts = re.findall(r'name="parts" value="([^"]+)"', place.get("findings/merging"))[:2]
    place.post("findings/merging", parts=parts, title=LONG)
    decide(place, "words", GAP, title=LONG, text=LONG, accept="y")
    decide(place, "dismissal", OTHER, reason=LONG)
    answer_anew(place, "1", "4")
    with served(place.app) as address:
        yield Site(address, place)


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_nothing_stands_in_anyone_s_way(page: Page, site: Site) -> None:
    found = {}
    for each in ("findings", "findings?state=again", "findings/merging"):
        site.go(page, each)
        open_all(page)
        found[each] = [*faults(page), *page.evaluate(CLIPPED), *page.evaluate(SMALL)]
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert not any(found.values()), found


def test_a_finding_is_decided_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    site.go(page, "findings?state=open")
    item = page.locator("li.finding").first
    title = item.locator("h3").inner_text()
    item.locator("summary", has_text="Leave it out").click()
    item.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("Say in a few words why it is left out.").first).to_be_visible()
    item = page.locator("li.finding", has_text=title).first
    item.get_by_label("Why it is left out").fill("Known since spring")
    item.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("It is left out.")).to_be_visible()
    assert "state=open" in page.url
    landed = page.locator("li.finding:focus")
    expect(landed.locator("h3")).to_have_text(title)
    onward = landed.get_by_text("Next to decide:").locator("a")
    waiting = onward.inner_text()
    onward.click()
    expect(page.locator("li.finding:focus h3")).to_have_text(waiting)
    context.close()
