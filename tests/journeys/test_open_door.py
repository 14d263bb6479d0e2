"""Coming in by a join code, in a browser: one response per device, which it finds again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, SMALL, faults
from tests.journeys.questioned import Questioned, choose, chosen, expect_saved
from workshop import create_app

CODE = "K7MW4XPA"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        place = Questioned(app, address)
        place.room.put(
            "INSERT INTO open_door (wave_id, code, questionnaire_id) VALUES (:wave, :code, :questionnaire)",
            wave=place.wave,
            code=CODE,
            questionnaire=place.questionnaire(),
        )
        place.room.function("Sales")
        yield place
    app.extensions["connections"].close_here()


def enter(page: Page, place: Questioned) -> str:
    """Come in by the code and return the address that leads back."""
    page.goto(f"{place.address}/join")
    page.get_by_label("Code").fill(CODE.lower())
    page.get_by_role("button", name="Go to the questionnaire").click()
    page.get_by_label("Function").select_option("Sales")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/p/[\w-]{22}$"))
    return page.url


def test_a_device_has_one_response_and_finds_it_again(
    page: Page, browser: Browser, place: Questioned
) -> None:
    own = enter(page, place)
    expect(page.get_by_text(own)).to_be_visible()
    page.get_by_role("link", name="Begin").click()
    choose(page, "current-A1", 2)
    expect_saved(page)
    assert place.stored() == {"A1.current": 2}
    page.goto(f"{place.address}/join/{CODE}")
    page.wait_for_url(own)
    other = browser.new_context().new_page()
    other.goto(own + "/A")
    assert chosen(other, "current-A1") == "2"
    other.context.close()


def test_without_scripts_the_door_opens_too(browser: Browser, place: Questioned) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, place)
    page.get_by_role("link", name="Begin").click()
    choose(page, "current-A1", 4)
    page.get_by_role("button", name="Review", exact=True).click()
    page.wait_for_url(re.compile("/review$"))
    assert place.stored() == {"A1.current": 4}
    context.close()


@pytest.mark.parametrize("page", [(320, "light"), (1280, "dark")], indirect=True)
def test_nothing_at_the_door_stands_in_anyone_s_way(page: Page, place: Questioned) -> None:
    for each in ("/join", f"/join/{CODE}", "/join/AAAA2222"):
        page.goto(place.address + each)
        assert faults(page) == [], each
        assert page.evaluate(CLIPPED) == [], each
        assert page.evaluate(SMALL) == [], each
    enter(page, place)
    assert faults(page) == []
    assert page.evaluate(CLIPPED) == []
