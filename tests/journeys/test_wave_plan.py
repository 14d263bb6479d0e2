"""Planning and launching a wave in a browser: narrow and wide, light and dark, and without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import Look, open_all, wrong
from tests.workshop import people
from tests.workshop.planned import Planning, planning
from workshop import create_app

LOOKS: list[Look] = [(1280, "light"), (360, "dark")]
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellsch"


@dataclass(frozen=True)
class Site:
    address: str
    plan: Planning

    @property
    def pages(self) -> tuple[str, ...]:
        one = self.plan.questionnaires()[0].id
        return ("plan", f"plan/questionnaires/{one}", "plan/people")

    def enter(self, page: Page) -> None:
        """Sign Ines in."""
        cookie = people.signed_in(self.plan.app, people.INES).get_cookie("workshop")
        assert cookie is not None
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": self.address}])

    def go(self, page: Page, path: str = "plan") -> None:
        page.goto(self.address + self.plan.at(path))


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    plan = planning(app)
    plan.new()
    plan.post("plan/questionnaires")
    empty = plan.named("New questionnaire").id
    plan.post(f"plan/questionnaires/{empty}", name=LONG, importance="none")
    with served(app) as address:
        yield Site(address, plan)
    app.extensions["connections"].close_here()


def test_nothing_stands_in_anyone_s_way(page: Page, site: Site) -> None:
    site.enter(page)
    found = {}
    for each in site.pages:
        site.go(page, each)
        open_all(page)
        found[each] = wrong(page, LOOKS, widths=(320, 1000), directions=("ltr", "rtl"))
    site.go(page)
    page.get_by_role("button", name="Give up this plan").click()
    expect(page.get_by_role("dialog", name="Give up the plan of wave 1?")).to_be_visible()
    found["dialog"] = wrong(page, LOOKS)
    site.plan.post(f"plan/questionnaires/{site.plan.named(LONG).id}/removal")
    site.plan.post("launch")
    site.go(page)
    found["launched"] = wrong(page, LOOKS)
    assert {key: value for key, value in found.items() if value} == {}


def test_a_wave_is_planned_and_launched_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    site.enter(page)
    site.go(page)
    page.get_by_text("Ready choice: your own").click()
    page.get_by_label("The short form for everyone").check()
    page.get_by_role("button", name="Use this choice").click()
    expect(page.get_by_text("The questionnaires are made.")).to_be_visible()
    page.get_by_role("link", name="Change Everyone").click()
    page.get_by_role("group", name="Technology, systems and tools").get_by_label("All 9").check()
    page.get_by_role("button", name="Save the questionnaire").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wave 1 asks 15")
    page.get_by_label("Closes at").fill("")
    page.get_by_role("button", name="Save the times").click()
    expect(page.get_by_role("alert")).to_contain_text("1 thing to mend")
    page.get_by_label("Closes at").fill("17:00")
    page.get_by_role("button", name="Save the times").click()
    page.get_by_role("button", name="Launch wave 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Launch wave 1").click()
    page.wait_for_url("**/waves/1")
    assert site.plan.wave().launched_at is not None
    assert site.plan.count("sheet") == 15
    context.close()


def test_ticks_and_choices_follow_each_other(page: Page, site: Site) -> None:
    site.enter(page)
    site.go(page, f"plan/questionnaires/{site.plan.named(LONG).id}")
    row = page.get_by_role("group", name="Work force")
    row.get_by_label("All 8").check()
    expect(row.locator("summary")).to_contain_text("8 of 8")
    row.locator("summary").click()
    row.get_by_role("checkbox").first.uncheck()
    expect(row.get_by_label("Those ticked")).to_be_checked()
    expect(page.get_by_label("How many they pick")).to_be_hidden()
    page.get_by_label("They pick those that matter most").check()
    expect(page.get_by_label("How many they pick")).to_be_visible()
    page.get_by_role("button", name="Save the questionnaire").click()
    page.wait_for_url(f"**{site.plan.at('plan')}*")
    held = site.plan.named(LONG)
    assert len(held.items) == 14
    assert held.picks == 5
