"""Pages of consultants whose script comes late: what was done before is kept, and nobody is led elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browsing import held_up, hold, served
from tests.workshop import people
from tests.workshop.interviewed import talk
from tests.workshop.prioritised import Strategy, strategy
from workshop import create_app


@dataclass(frozen=True)
class Site:
    address: str
    place: Strategy

    def late(self, page: Page, path: str, script: str) -> list[Route]:
        """Open a page whose script is on its way still, and return what holds it."""
        held: list[Route] = []
        page.route(re.compile(f"/{script}\\.js"), lambda route: hold(held, route), times=1)
        page.goto(self.address + path, wait_until="commit")
        return held


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = strategy(create_app(tmp_path_factory.mktemp("data"), testing=True))
    with served(place.app) as address:
        yield Site(address, place)
    place.app.extensions["connections"].close_here()


def enter(page: Page, site: Site) -> None:
    cookie = people.signed_in(site.place.app, people.INES).get_cookie("workshop")
    assert cookie is not None
    page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": site.address}])


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_what_a_priority_rests_on_is_chosen_early(page: Page, site: Site) -> None:
    enter(page, site)
    column = site.place.at(f"alignment/priorities/{site.place.priorities[0].id}")
    held = site.late(page, column, "alignment")
    group = page.get_by_role("group", name="Data quality and governance")
    strong, none = group.get_by_label("Strong"), group.get_by_label("None")
    expect(strong).not_to_be_checked()
    strong.locator("..").click()
    held_up(page, held).continue_()
    expect(page.locator("[data-state] .saved-saved")).to_be_visible()
    expect(strong).to_be_checked()
    page.reload()
    expect(strong).to_be_checked()
    expect(none).not_to_be_checked()


def test_a_password_is_typed_while_the_script_comes(page: Page, site: Site) -> None:
    held = site.late(page, "/account", "reveal")
    field = page.get_by_label("Password", exact=True)
    field.focus()
    page.keyboard.type("nine ")
    held_up(page, held).continue_()
    expect(page.get_by_role("button", name="Show the password")).to_be_visible()
    page.keyboard.type("umbrellas")
    expect(field).to_have_value("nine umbrellas")


def test_an_interview_is_answered_early(page: Page, site: Site) -> None:
    karin = talk(site.place.app)
    held = site.late(page, f"{karin.here}/part-outcomes", "written")
    page.locator("textarea").first.fill("Grow.")
    page.get_by_label("May be quoted with my role only").first.check()
    held_up(page, held).continue_()
    saved = page.locator("#saved:visible")
    expect(saved).to_have_text("Saved")
    assert karin.answers() == {"G1": ("Grow.", "role", 1)}
    held = site.late(page, f"{karin.here}/points", "written")
    page.locator("[data-points]").nth(0).fill("60")
    page.locator("[data-points]").nth(1).fill("40")
    held_up(page, held).continue_()
    expect(saved).to_have_text("Saved")
    assert karin.points() == {karin.priorities[0]: 60, karin.priorities[1]: 40}


ORDERED = """async () => {
    const { outbox } = await import("/static/script/outbox.js");
    Date.now = () => 5;
    const box = outbox("tried", () => new Promise(() => {}));
    for (const key of ["c", "a", "d", "b"]) box.put(key, 1);
    return [...box.entries().keys()].join("");
}"""


def test_deeds_of_one_millisecond_keep_their_order(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/account")
    assert page.evaluate(ORDERED) == "cadb"


FOLLOWED = """async () => {
    const { follow } = await import("/static/script/following.js");
    const [asked, waiting] = [[], []];
    let now = 0;
    performance.now = () => now;
    window.setTimeout = deed => waiting.push(deed);
    window.fetch = () => new Promise(answer => asked.push(answer));
    const shown = [];
    follow("/state", 10, state => shown.push(state) && state.on);
    waiting.shift()();
    dispatchEvent(new Event("beforeunload"));
    asked[0]({ ok: true, json: async () => ({ on: false }) });
    while (!waiting.length) await null;
    waiting.shift()();  // it goes on, and asks nothing while somebody leaves
    while (!waiting.length) await null;
    now += 20000;
    waiting.shift()();
    return `${shown.length} shown, asked ${asked.length} times`;
}"""


def test_no_page_is_loaded_anew_under_whoever_leaves_it(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/account")
    loaded: list[str] = []
    page.on("framenavigated", lambda frame: loaded.append(frame.url))
    assert page.evaluate(FOLLOWED) == "1 shown, asked 2 times"
    assert loaded == []
    context.close()
