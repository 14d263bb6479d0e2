"""Answering in a browser: by keys alone, by a phone, and without scripts, from the link to the end."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.questioned import Questioned, choose, chosen, expect_saved
from workshop import create_app

PHONE = pytest.mark.parametrize("page", [(360, "light")], indirect=True)
OPEN = "fieldset.cap:visible"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def asked(place: Questioned) -> int:
    return place.questionnaire()


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def focused(page: Page) -> str:
    """Return the name of what has the focus, as a screen reader is told it."""
    session = page.context.new_cdp_session(page)
    node = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
    tree = session.send(
        "Accessibility.getPartialAXTree", {"objectId": node["objectId"], "fetchRelatives": False}
    )
    found = tree["nodes"][0]
    session.detach()
    return f"{found['role']['value']} {found.get('name', {}).get('value', '')}"


def walk_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until something with this in its name has the focus."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if name in passed[-1]:
            return
    raise AssertionError(f"no Tab leads to {name}: {passed}")


def test_a_whole_questionnaire_is_answered_by_keys_alone(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(("A1", "B1"), weigh=True)))
    walk_to(page, "link Begin")
    keys(page, "Enter")
    for part, following in (("A1", "Next: B"), ("B1", "Next: review")):
        page.wait_for_url(re.compile(f"/{part[0]}$"))
        walk_to(page, "radio Today: level 1, Ad hoc")
        keys(page, "ArrowDown", "ArrowDown")
        assert focused(page) == "radio Today: level 3, Defined"
        walk_to(page, "radio Wanted: level 3, Defined")
        keys(page, "ArrowRight")
        assert focused(page) == "radio Wanted: level 4, Managed"
        walk_to(page, "radio 1 Hardly")
        keys(page, "ArrowRight")
        walk_to(page, "DisclosureTriangle Add a comment")
        keys(page, "Enter")
        walk_to(page, f"Comment on {part}")
        page.keyboard.type("As far as I know.")
        walk_to(page, following)
        expect_saved(page)
        keys(page, "Enter")
    page.wait_for_url(re.compile("/review$"))
    walk_to(page, "button Hand in your answers")
    keys(page, "Enter")
    page.wait_for_url(re.compile("/yours$"))
    expect(page.get_by_text("Wanted 4, Managed").first).to_be_visible()
    both = {"current": 3, "importance": 2, "target": 4}
    assert place.stored() == {
        f"{each}.{question}": code for each in ("A1", "B1") for question, code in both.items()
    }
    assert place.texts("comment") == {"A1": "As far as I know.", "B1": "As far as I know."}


@PHONE
def test_a_phone_shows_one_item_at_a_time(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    expect(page.locator(OPEN)).to_have_count(1)
    expect(page.locator(".answered:visible")).to_have_count(2)
    choose(page, "current-A1", 2)
    choose(page, "target-A1", 4)
    expect_saved(page)
    expect(page.locator(OPEN)).to_have_attribute("data-cap", "A1")
    expect(page.locator("[data-count]")).to_have_text("1 of 3 answered")
    page.get_by_role("button", name="Next: A2").click()
    expect(page.locator(OPEN)).to_have_attribute("data-cap", "A2")
    expect(page.locator("fieldset[data-cap=A2]")).to_be_focused()
    expect(page.locator(".answered").first).to_contain_text("Today 2, wanted 4")
    page.get_by_role("button", name="Change A1").click()
    expect(page.locator(OPEN)).to_have_attribute("data-cap", "A1")
    choose(page, "target-A1", 5)
    expect_saved(page)
    assert place.stored() == {"A1.current": 2, "A1.target": 5}


@PHONE
def test_the_way_on_skips_and_comes_back(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    for each in ("Next: A2", "Next: A3", "Next: B"):
        page.get_by_role("button", name=each).click()
    page.wait_for_url(re.compile("/B$"))
    page.get_by_role("button", name="Back", exact=True).click()
    page.wait_for_url(re.compile("/A$"))
    expect(page.locator(OPEN)).to_have_attribute("data-cap", "A1")


def test_a_wide_page_shows_a_whole_component(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    expect(page.locator(OPEN)).to_have_count(3)
    choose(page, "current-A1", 3)
    choose(page, "target-A1", 3)
    choose(page, "current-A2", 1)
    expect(page.locator(OPEN)).to_have_count(3)
    expect_saved(page)
    page.reload()
    expect(page.locator(OPEN)).to_have_count(2)
    assert chosen(page, "current-A2") == "1"


def test_clear_not_applicable_and_don_t_know_exclude_levels(
    page: Page, place: Questioned, asked: int
) -> None:
    page.goto(place.link(asked) + "/A")
    first = page.locator("#A1")
    choose(page, "current-A1", 2)
    choose(page, "instead-A1", "na")
    assert chosen(page, "current-A1") is None
    first.get_by_label("Why does it not apply?").fill("Another team does this.")
    expect_saved(page)
    assert place.stored() == {"A1.current": 6, "A1.target": 6}
    assert place.texts("reason") == {"A1": "Another team does this."}
    choose(page, "instead-A1", "dk")
    expect_saved(page)
    assert place.stored() == {"A1.current": 7, "A1.target": 7}
    choose(page, "target-A1", 4)
    assert chosen(page, "instead-A1") is None
    expect_saved(page)
    assert place.stored() == {"A1.target": 4}
    first.get_by_role("button", name="Clear A1").click()
    expect_saved(page)
    assert place.stored() == {}
    assert chosen(page, "target-A1") is None


def test_less_wanted_than_today_is_asked_back_in_place(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    doubt = page.locator("#A1 [data-below]")
    choose(page, "current-A1", 4)
    expect(doubt).to_be_hidden()
    choose(page, "target-A1", 2)
    expect(doubt).to_be_visible()
    expect_saved(page)
    page.reload()
    page.get_by_role("button", name="Change A1").click()
    expect(doubt).to_be_visible()
    choose(page, "target-A1", 4)
    expect(doubt).to_be_hidden()


def test_no_more_can_be_picked_than_asked_for(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(("A1", "A2", "A3"), picks=2)) + "/picks")
    page.get_by_role("checkbox", name=re.compile("^A1")).check()
    page.get_by_role("checkbox", name=re.compile("^A3")).check()
    expect(page.get_by_role("checkbox", name=re.compile("^A2"))).to_be_disabled()
    expect_saved(page)
    rows = place.room.rows("SELECT capability FROM pick WHERE sheet_id = (SELECT max(id) FROM sheet)")
    assert [row["capability"] for row in rows] == ["A1", "A3"]
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_the_charter_saves_each_answer(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(("A1",), charter=True)) + "/charter")
    first = page.locator(OPEN).first
    name = first.get_attribute("data-cap")
    choose(page, f"current-{name}", 2)
    choose(page, f"target-{name}", 5)
    expect_saved(page)
    assert place.stored() == {f"{name}.current": 2, f"{name}.target": 5}


def test_everything_works_without_scripts(browser: Browser, place: Questioned, asked: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(place.link(asked))
    page.get_by_role("link", name="Begin").click()
    expect(page.locator(OPEN)).to_have_count(3)
    expect(page.locator("#saved")).to_be_hidden()
    for item, level in (("current-A1", 2), ("target-A1", 4), ("current-A2", 3), ("target-A2", 1)):
        choose(page, item, level)
    choose(page, "instead-A3", "na")
    page.locator("#A3").get_by_label("Why does it not apply?").fill("No such tools.")
    page.get_by_role("button", name="Next: B").click()
    choose(page, "current-B1", 5)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator("#A2 [data-below]")).to_be_visible()
    page.get_by_role("button", name="Clear A2").click()
    expect(page.locator("#A2 :checked")).to_have_count(0)
    page.get_by_role("button", name="Review", exact=True).click()
    page.get_by_role("button", name="Hand in your answers").click()
    page.wait_for_url(re.compile("/yours$"))
    assert place.stored() == {
        "A1.current": 2, "A1.target": 4, "A3.current": 6, "A3.target": 6, "B1.current": 5,
    }  # fmt: skip
    context.close()


def test_after_handing_in_changes_still_count(page: Page, place: Questioned) -> None:
    link = place.link(place.questionnaire(("A1",)))
    page.goto(link + "/A")
    choose(page, "current-A1", 2)
    page.get_by_role("button", name="Next: review").click()
    page.get_by_role("button", name="Hand in your answers").click()
    page.wait_for_url(re.compile("/yours$"))
    page.goto(link + "/A")
    choose(page, "target-A1", 3)
    expect_saved(page)
    assert place.stored() == {"A1.current": 2, "A1.target": 3}
    assert place.room.rows("SELECT 1 FROM submission WHERE sheet_id = (SELECT max(id) FROM sheet)")
