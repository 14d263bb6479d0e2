"""Answering where a button leads nowhere, or a field takes no more: it is said, and the page stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import served
from tests.journeys.questioned import DENIED, Questioned, choose, expect_saved
from workshop import create_app


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_handing_in_without_a_connection_stays_on_the_page(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire()) + "/review")
    page.context.set_offline(True)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="Hand in your answers").click()
    expect(page.get_by_text("There is no connection to the server.")).to_be_in_viewport()
    page.context.set_offline(False)
    expect(page.get_by_text("There is no connection to the server.")).to_be_hidden()
    page.get_by_role("button", name="Hand in your answers").click()
    expect(page.get_by_text("Your answers are in.")).to_be_visible()


def test_the_form_is_not_sent_to_nowhere_where_nothing_can_be_kept(page: Page, place: Questioned) -> None:
    page.add_init_script(DENIED)
    page.goto(place.link(place.questionnaire()) + "/B")
    expect_saved(page)
    page.context.set_offline(True)
    choose(page, "current-B1", 2)
    choose(page, "current-B2", 3)
    page.get_by_role("button", name="Review", exact=True).click()
    expect(page.get_by_text("Keep this page open until there is one")).to_be_visible()
    page.context.set_offline(False)
    expect_saved(page)
    assert place.stored() == {"B1.current": 2, "B2.current": 3}


def test_a_comment_that_is_cut_says_so(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire()) + "/A")
    page.locator("#A1").get_by_text("Add a comment").click()
    page.get_by_label("Comment on A1").focus()
    page.keyboard.insert_text("x" * 2100)
    expect(page.get_by_text("This field is full: it takes 2000 characters")).to_be_visible()
    expect_saved(page)
    assert place.texts("comment") == {"A1": "x" * 2000}
    page.keyboard.press("Backspace")
    expect(page.get_by_text("This field is full")).to_have_count(0)
