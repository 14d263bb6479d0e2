"""How the pages of a questionnaire look to everyone: narrow and wide, light and dark, large letters, both
directions; what stands in anyone's way, and what they weigh on the wire."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import RINGED, Look, faults, open_all, wrong
from tests.journeys.questioned import Questioned, choose, expect_saved
from tests.workshop.world import pack
from workshop import create_app

MOST = 60_000
"""Bytes on the wire of a page with everything it needs."""
LOOKS: list[Look] = [(1280, "light"), (360, "dark")]
PAGES = ("", "/A", "/F", "/picks", "/charter", "/review", "/yours")
COVERED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const bar = over?.closest(".strip, .foot");
    return Boolean(bar && !bar.contains(at));
}"""
"""Whether the strip or the foot lies over what has the focus."""


@dataclass(frozen=True)
class Site:
    place: Questioned
    link: str

    def pages(self) -> Iterator[str]:
        return (self.link + each for each in PAGES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        place = Questioned(app, address)
        everything = tuple(each.id for each in pack().capabilities)
        yield Site(place, place.link(place.questionnaire(everything, picks=5, charter=True, weigh=True)))
    app.extensions["connections"].close_here()


def fill(page: Page, site: Site) -> None:
    """Answer some of the first part in every way there is."""
    page.goto(site.link + "/A")
    for item, value in (
        ("current-A1", 2), ("target-A1", 4), ("importance-A1", 3),
        ("current-A2", 3), ("target-A2", 3), ("current-A3", 4), ("target-A3", 1), ("instead-A4", "na"),
    ):  # fmt: skip
        box = page.locator(f"#{item[-2:]}")
        if box.is_hidden():
            page.evaluate("id => { location.hash = id }", item[-2:])
        choose(page, item, value)
    expect_saved(page)


@pytest.mark.parametrize("page", [(1280, "light"), (360, "dark")], indirect=True)
def test_nothing_stands_in_anyone_s_way_while_it_is_filled(page: Page, site: Site) -> None:
    fill(page, site)
    assert faults(page) == []


@pytest.mark.parametrize("page", [(320, "light")], indirect=True)
def test_nothing_stands_in_anyone_s_way(page: Page, site: Site) -> None:
    fill(page, site)
    found = {}
    for each in site.pages():
        page.goto(each)
        open_all(page)
        found[each] = wrong(page, LOOKS, widths=(320, 1000), directions=("ltr", "rtl"))
    assert {key: value for key, value in found.items() if value} == {}


@pytest.mark.parametrize("page", [(320, "light"), (1280, "light")], indirect=True)
def test_keys_never_lead_below_the_strip_or_the_foot(page: Page, site: Site) -> None:
    page.goto(site.link + "/B")
    for _ in range(45):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML")
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_the_strip_and_the_foot_are_low_and_let_go(page: Page, site: Site) -> None:
    page.goto(site.link + "/A")
    strip, foot = page.locator(".strip"), page.locator(".foot")
    assert (strip.bounding_box() or {})["height"] < 120
    assert (foot.bounding_box() or {})["height"] < 80
    expect(strip).to_have_css("position", "sticky")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for each in (strip, foot):
        expect(each).to_have_css("position", "static")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 700, "height": 360})
    for each in (strip, foot):
        expect(each).to_have_css("position", "static")


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_every_target_is_large_enough_for_a_thumb(page: Page, site: Site) -> None:
    page.goto(site.link + "/A")
    low = page.evaluate("""() => [
            ...document.querySelectorAll(".pick, .opt, .step, .foot .button, .part, .link"),
        ].filter(each => each.getClientRects().length)
        .filter(each => each.getBoundingClientRect().height < 43.5)
        .map(each => each.outerHTML.slice(0, 90))""")
    assert low == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_with_everything_it_needs(browser: Browser, site: Site, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda each: weights.append(each["encodedDataLength"]))
    page.goto(site.link + address, wait_until="networkidle")
    assert len(weights) >= 3
    assert sum(weights) <= MOST
    context.close()
