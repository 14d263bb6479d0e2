"""Writing answers to an interview in a browser: on a phone that loses its connection, on two devices."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import held_up, served
from tests.journeys.questioned import expect_saved, expect_unsent
from tests.workshop.interviewed import Talk, talk
from workshop import create_app

PHONE = pytest.mark.parametrize("page", [(360, "light")], indirect=True)
ITEM = "charter:job:planning"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield app, address
    app.extensions["connections"].close_here()


@pytest.fixture
def karin(place: tuple[Flask, str]) -> Talk:
    return talk(place[0])


@pytest.fixture
def at(place: tuple[Flask, str], karin: Talk) -> str:
    """The address of Karin's link."""
    return place[1] + karin.link


def first(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("textarea").first


@PHONE
def test_what_is_written_without_a_connection_arrives_later(page: Page, karin: Talk, at: str) -> None:
    page.goto(at)
    page.get_by_role("link", name="Answer in writing").click()
    page.wait_for_url(re.compile("/interview/part-outcomes$"))
    first(page).fill("Grow.")
    expect_saved(page)
    assert karin.answers() == {"G1": ("Grow.", "none", 1)}
    page.context.set_offline(True)
    first(page).fill("Grow in the north.")
    page.get_by_label("May be quoted with my role only").first.check()
    expect_unsent(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("There is no connection to the server.")).to_be_visible()
    assert karin.answers() == {"G1": ("Grow.", "none", 1)}
    page.context.set_offline(False)
    expect_saved(page)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(re.compile("/interview/part-role_of_marketing$"))
    assert karin.answers()["G1"][:2] == ("Grow in the north.", "role")
    page.go_back()
    expect(first(page)).to_have_value("Grow in the north.")


@PHONE
def test_what_waits_on_the_device_survives_closing_the_page(page: Page, karin: Talk, at: str) -> None:
    page.goto(f"{at}/interview/part-outcomes")
    page.route("**/save", lambda route: route.abort())
    first(page).fill("Written on the train")
    expect_unsent(page)
    assert karin.answers() == {}
    page.goto("about:blank")
    page.unroute("**/save")
    page.goto(f"{at}/interview/review")
    expect(page.get_by_text("Written on the train")).to_be_visible()
    assert karin.answers()["G1"][0] == "Written on the train"


def test_two_devices_at_once_lose_nothing(page: Page, browser: Browser, karin: Talk, at: str) -> None:
    other = browser.new_context().new_page()
    for each in (page, other):
        each.goto(f"{at}/interview/part-outcomes")
    first(page).fill("From the desk")
    expect_saved(page)
    first(other).fill("From the phone")
    expect(other.get_by_text("Another device wrote here too.")).to_be_visible()
    expect(first(other)).to_have_value("From the desk\n\nFrom the phone")
    first(other).press("Control+End")
    first(other).type(", and more")
    expect_saved(other)
    page.reload()
    expect(first(page)).to_have_value("From the desk\n\nFrom the phone, and more")
    assert karin.answers()["G1"][0] == "From the desk\n\nFrom the phone, and more"
    other.context.close()


def test_an_answer_whose_arrival_was_not_heard_of_is_not_written_twice(
    page: Page, karin: Talk, at: str
) -> None:
    page.goto(f"{at}/interview/part-outcomes")

    came = []

    def deaf(route):  # type: ignore[no-untyped-def]
        route.fetch()
        came.append(route)
        route.abort()

    page.route("**/save", deaf)
    first(page).fill("Grow fast")
    held_up(page, came)
    expect_unsent(page)
    assert karin.answers()["G1"][0] == "Grow fast"
    page.unroute("**/save")
    first(page).fill("Grow slowly")
    expect_saved(page)
    assert karin.answers()["G1"][0] == "Grow slowly"


@PHONE
def test_points_are_counted_and_saved_when_all_are_given(page: Page, karin: Talk, at: str) -> None:
    page.goto(f"{at}/interview/points")
    fields = page.locator("[data-points]")
    fields.nth(0).fill("60")
    expect(page.locator("[data-total]")).to_contain_text("60 of 100 points are given. 40 are left")
    expect(page.locator("#saved")).to_have_text("The points are not saved yet")
    page.reload()
    expect(fields.nth(0)).to_have_value("60")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_contain_text("The points are not saved yet.")
    fields.nth(1).fill("40")
    expect(page.locator("[data-total]")).to_have_text("100 of 100 points are given.")
    expect_saved(page)
    assert karin.points() == {karin.priorities[0]: 60, karin.priorities[1]: 40}


def test_ratings_are_declined_and_cleared_by_keys(page: Page, karin: Talk, at: str) -> None:
    page.goto(f"{at}/interview/charter")
    item = page.locator(f"[data-subject='{ITEM}']")
    item.locator(f"[name='current-{ITEM}'][value='3']").focus()
    page.keyboard.press("Space")
    item.locator(f"[name='target-{ITEM}'][value='4']").focus()
    page.keyboard.press("ArrowRight")
    expect_saved(page)
    assert karin.ratings() == {(ITEM, "current"): 3, (ITEM, "target"): 5}
    item.get_by_label("Rather not say").check(force=True)
    expect(item.locator(":checked")).to_have_count(1)
    expect_saved(page)
    assert set(karin.ratings().values()) == {0}
    item.get_by_role("button", name="Clear").press("Enter")
    expect(item.locator(":checked")).to_have_count(0)
    expect_saved(page)
    assert karin.ratings() == {}
