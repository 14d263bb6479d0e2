"""Every part in each of its states, in a browser: narrow and wide, light and dark, mirrored, with keys."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, RINGED, SMALL, Look, faults, open_all, show, wrong
from workshop import create_app

FRAMES = ("/examples", "/examples?frame=workspace", "/examples?frame=door")
LOOKS: list[Look] = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
WIDTHS: list[Look] = [(320, "light"), (360, "dark"), (768, "light"), (1000, "light"), (2560, "light")]
LONG = "Aktiengesellschaft-fuer-Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk & Daughters"
SMALL_TARGETS = """() => [
    ...document.querySelectorAll("main :is(a, button, input:not(label *), label:has(input))")
].filter(each => {
    const box = each.getBoundingClientRect();
    const inText = each.closest(".scroll, .unseen, p, td, th, li, .notice, .path, .answered");
    return box.width && !inText && (box.height < 24 || box.width < 24);
}).map(each => each.outerHTML.slice(0, 120))"""
"""What is too small to be hit: under 24 pixels either way, links in running text excepted."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(create_app(tmp_path_factory.mktemp("data"), testing=True)) as address:
        yield address


def test_nothing_stands_in_anyone_s_way(page: Page, address: str) -> None:
    found = {}
    for each in FRAMES:
        page.goto(address + each)
        open_all(page)
        # The parts are the same in each frame.
        found[each] = wrong(page, LOOKS, within=None if each == FRAMES[0] else "header")
    page.goto(address + FRAMES[0])
    page.click("[popovertarget=remove]")
    found["dialog"] = wrong(page, LOOKS, within="#remove")
    page.keyboard.press("Escape")
    for width, scheme in LOOKS:
        show(page, width, scheme)
        page.click("button[popovertarget]:visible >> nth=0")
        found[f"menu {width} {scheme}"] = faults(page, "header")
        page.keyboard.press("Escape")
    assert {key: value for key, value in found.items() if value} == {}


def test_nothing_is_clipped(page: Page, address: str) -> None:
    for each in FRAMES:
        page.goto(address + each)
        open_all(page)
        for (width, scheme), direction in product(WIDTHS, ("ltr", "rtl")):
            show(page, width, scheme)
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            at = (each, width, direction)
            assert page.evaluate(CLIPPED) == [], at
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, at


@pytest.mark.parametrize("page", [(320, "light"), (640, "light"), (1280, "light")], indirect=True)
def test_text_at_twice_its_size_still_fits(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.viewport_size and page.viewport_size["width"] > 320:
        assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.querySelector('.tally').scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("page", [(320, "light"), (1280, "dark")], indirect=True)
def test_text_can_be_read_and_targets_can_be_hit(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    assert page.evaluate(SMALL) == []
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("page", [(320, "light"), (1280, "light")], indirect=True)
def test_a_long_name_stays_in_the_header(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    page.evaluate(f"document.querySelector('.bar-name').firstChild.textContent = {LONG!r}")
    assert page.evaluate(CLIPPED) == []
    page.click("button[popovertarget]:visible >> nth=0")
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("page", [(1280, "light"), (360, "dark")], indirect=True)
def test_all_that_can_be_used_shows_where_the_keys_are(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    reached = 0
    while reached < 150:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML")
        reached += 1
    assert 60 < reached < 150


@pytest.mark.parametrize("page", [(1280, "light"), (360, "light")], indirect=True)
def test_the_account_is_reached_with_keys_alone(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    leave = page.get_by_role("button", name="Sign out")
    expect(leave).to_be_hidden()
    opener = page.locator("button[popovertarget]:visible").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(leave).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if leave.evaluate("each => each === document.activeElement"):
            break
    expect(leave).to_be_focused()
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_the_entries_fold_into_a_menu_on_phones(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    entry = page.get_by_role("link", name="People")
    expect(entry).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(entry).to_be_visible()
    page.mouse.click(180, 760)
    expect(entry).to_be_hidden()


def test_a_dialog_asks_and_gives_the_way_back(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    opener = page.get_by_role("button", name="Remove Karin Ahl")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Remove Karin Ahl?")
    expect(dialog).to_be_visible()
    expect(dialog).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Remove Karin Ahl")).to_be_focused()
    page.get_by_role("button", name="Keep her").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_table_filters_as_one_types_and_counts(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    rows = page.locator("#people-rows tbody tr:visible")
    assert rows.count() == 4
    page.get_by_label("Find a person").fill("bjorn")
    expect(rows).to_have_count(1)
    expect(page.get_by_text("1 of 4 shown")).to_have_role("status")
    page.get_by_label("Find a person").fill("nobody of that name")
    expect(page.get_by_text("0 of 4 shown")).to_be_visible()
    page.get_by_label("Find a person").fill("")
    expect(rows).to_have_count(4)


def test_a_level_is_chosen_with_keys_and_both_may_share_a_card(page: Page, address: str) -> None:
    page.goto(address + FRAMES[0])
    cards = page.locator("fieldset", has_text="C2 Intake")
    cards.get_by_role("radio", name="Today: level 1, Ad hoc").focus()
    page.keyboard.press("ArrowRight")
    expect(cards.get_by_role("radio", name="Today: level 2, Emerging")).to_be_checked()
    cards.locator(".pick-wanted").nth(1).click()
    expect(cards.get_by_role("radio", name="Wanted: level 2, Emerging")).to_be_checked()
    expect(cards.get_by_role("radio", name="Today: level 2, Emerging")).to_be_checked()


def test_the_page_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + FRAMES[0])
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="People")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove Karin Ahl").click()
    expect(page.get_by_role("dialog", name="Remove Karin Ahl?")).to_be_visible()
    page.get_by_role("button", name="Keep her").click()
    page.get_by_label("Find a person").fill("Karin")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"find=Karin"))
    context.close()


@pytest.mark.parametrize("page", [(1280, "light")], indirect=True)
def test_chosen_and_done_can_be_told_in_forced_colours(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + FRAMES[0])
    border = "each => getComputedStyle(each).borderTopWidth"
    chosen = page.locator(".level:has(:checked)").first.evaluate(border)
    other = page.locator(".level:not(:has(:checked))").first.evaluate(border)
    assert chosen != other
