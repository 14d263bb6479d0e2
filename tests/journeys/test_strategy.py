"""Priorities and their alignment in a browser: by keyboard, on a phone, offline, and without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import Look, open_all, wrong
from tests.workshop import people
from tests.workshop.prioritised import Strategy, strategy
from workshop import create_app

LOOKS: list[Look] = [(1280, "light"), (360, "dark")]
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass(frozen=True)
class Site:
    address: str
    place: Strategy

    @property
    def pages(self) -> tuple[str, ...]:
        first = self.place.priorities[0].id
        return (
            "priorities", "priorities/new", f"priorities/{first}", f"priorities/{first}/removal",
            f"priorities/{first}/sources", "priorities/weights", "outlook", "outlook/objectives/1",
            "outlook/vision/sources", "alignment", f"alignment/priorities/{first}",
            "alignment/capabilities/A1", "disagreements",
        )  # fmt: skip

    def enter(self, page: Page) -> None:
        cookie = people.signed_in(self.place.app, people.INES).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])

    def go(self, page: Page, path: str) -> None:
        page.goto(self.address + self.place.at(path))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = strategy(create_app(tmp_path_factory.mktemp("data"), testing=True))
    place.post("priorities/new", name=LONG)
    place.post(f"priorities/{place.priorities[0].id}/sources", kind="passage", passage="700")
    place.post("outlook/objectives", text=LONG, due_on="2027-06-30")
    place.post("disagreements", text=LONG)
    place.post("disagreements/dismissal", key="charter:statement:priorities", reason=LONG)
    with served(place.app) as address:
        yield Site(address, place)


def test_nothing_stands_in_anyone_s_way(page: Page, site: Site) -> None:
    site.enter(page)
    found = {}
    for each in site.pages:
        site.go(page, each)
        open_all(page)
        found[each] = wrong(page, LOOKS, widths=(320, 1000))
    assert {key: value for key, value in found.items() if value} == {}


def test_the_matrix_is_filled_by_keyboard(page: Page, site: Site) -> None:
    site.enter(page)
    site.go(page, "alignment")
    first = page.get_by_role("button", name="Technology strategy and roadmap supports Profitable growth")
    expect(first).to_have_accessible_name("Technology strategy and roadmap supports Profitable growth: some")
    first.focus()
    weight = page.locator('[data-weight="A1"]')
    before = weight.inner_text()
    page.keyboard.press("3")
    saved = page.locator("[data-state] .saved-saved")
    expect(saved).to_be_visible()
    expect(first).to_have_accessible_name(
        "Technology strategy and roadmap supports Profitable growth: strong, set here, the method says some"
    )
    expect(weight).not_to_have_text(before)
    page.keyboard.press("Space")
    expect(first).to_have_attribute("data-strength", "0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    here = page.locator(":focus")
    expect(here).to_have_accessible_name(
        "Stack inventory and ownership supports Customer retention and expansion: none"
    )
    page.keyboard.press("End")
    expect(here).to_have_accessible_name(f"Stack inventory and ownership supports {LONG}: none")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(here).to_have_role("link")
    page.keyboard.press("Control+End")
    page.keyboard.press("1")
    expect(here).to_have_attribute("data-strength", "1")
    expect(saved).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(here).to_have_attribute("data-strength", "1")
    page.reload()
    expect(first).to_have_attribute("data-strength", "0")


def test_what_is_chosen_offline_is_kept_and_sent_later(page: Page, site: Site) -> None:
    site.enter(page)
    site.go(page, "alignment")
    cell = page.get_by_role("button", name="Data quality and governance supports Profitable growth")
    page.route("**/alignment/cells", lambda route: route.abort())
    cell.click()
    expect(page.locator("[data-state] .saved-unsent")).to_be_visible()
    page.reload()
    expect(cell).to_have_attribute("data-strength", "1")
    page.unroute("**/alignment/cells")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-state] .saved-saved")).to_be_visible()
    site.go(page, "alignment")
    expect(cell).to_have_attribute("data-strength", "1")


def test_what_someone_else_set_meanwhile_is_named_and_can_be_had_back(page: Page, site: Site) -> None:
    site.enter(page)
    site.go(page, "alignment")
    cell = page.get_by_role("button", name="Use of purchased capability supports Profitable growth")
    first = site.place.priorities[0].id
    site.place.save(priority=first, capability="A4", strength=3, revision=0)
    cell.click()
    told = page.locator("[data-meanwhile]")
    expect(told).to_contain_text("was set to strong elsewhere meanwhile. Your choice, some, holds.")
    expect(page.locator("[data-state] .saved-saved")).to_be_visible()
    assert site.place.save(priority=first, capability="A4", strength=1, revision=0)["saved"] is True
    told.get_by_role("button", name="Undo").click()
    expect(cell).to_have_attribute("data-strength", "3")
    expect(page.locator("[data-state] .saved-saved")).to_be_visible()
    assert site.place.save(priority=first, capability="A4", strength=3, revision=0)["saved"] is True


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_on_a_phone_one_priority_is_taken_at_a_time(page: Page, site: Site) -> None:
    site.enter(page)
    site.go(page, "alignment")
    expect(page.locator(".matrix")).to_be_hidden()
    page.get_by_role("link", name="Cost and productivity").click()
    group = page.get_by_role("group", name="Charter and reporting line")
    group.get_by_label("Strong").click()
    expect(page.locator("[data-state] .saved-saved")).to_be_visible()
    page.reload()
    expect(group.get_by_label("Strong")).to_be_checked()


def test_a_capability_is_aligned_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.enter(page)
    site.go(page, "alignment")
    page.get_by_role("link", name="Integration and data flow").click()
    page.get_by_label("Profitable growth").select_option("3")
    page.get_by_role("button", name="Save what it supports").click()
    expect(page.get_by_role("status")).to_contain_text("1 change is saved.")
    expect(page.get_by_label("Profitable growth")).to_have_value("3")
    context.close()
