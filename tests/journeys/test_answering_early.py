"""Answering before the script is there, and while a save is on its way: a slow line loses nothing either."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browsing import held_up, hold, served
from tests.journeys.questioned import Questioned, choose, chosen, expect_saved, expect_unsent
from workshop import create_app

SCRIPT = re.compile(r"/answer\.js")
SAVE = re.compile("/save$")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def asked(place: Questioned) -> int:
    return place.questionnaire()


def without_script(page: Page, address: str) -> list[Route]:
    """Open a page whose script is on its way still, and return what holds it."""
    held: list[Route] = []
    page.route(SCRIPT, lambda route: hold(held, route))
    page.goto(address, wait_until="commit")
    return held


def comment(page: Page, item: str, words: str) -> None:
    page.locator(f"#{item}").get_by_text("Add a comment").click()
    page.get_by_label(f"Comment on {item}").fill(words)


def test_what_is_answered_before_the_script_is_there_is_saved(
    page: Page, place: Questioned, asked: int
) -> None:
    held = without_script(page, place.link(asked) + "/A")
    choose(page, "current-A1", 2)
    choose(page, "target-A1", 4)
    choose(page, "instead-A2", "na")
    choose(page, "current-A3", 3)
    choose(page, "instead-A3", "dk")  # without a script both may be chosen, and the level counts
    comment(page, "A1", "Early.")
    held_up(page, held).continue_()
    expect_saved(page)
    assert place.stored() == {
        "A1.current": 2, "A1.target": 4, "A2.current": 6, "A2.target": 6, "A3.current": 3,
    }  # fmt: skip
    assert place.texts("comment") == {"A1": "Early."}
    assert chosen(page, "instead-A3") is None


@pytest.mark.parametrize("page", [(360, "light")], indirect=True)
def test_where_someone_writes_already_stays_open(page: Page, place: Questioned, asked: int) -> None:
    held = without_script(page, place.link(asked) + "/A")
    comment(page, "A2", "Half")
    held_up(page, held).continue_()
    expect_saved(page)
    expect(page.locator("#A1")).to_be_hidden()
    page.keyboard.type(" of it")
    expect(page.get_by_label("Comment on A2")).to_have_value("Half of it")
    expect_saved(page)
    assert place.texts("comment") == {"A2": "Half of it"}


def test_picks_before_the_script_is_there_are_saved(page: Page, place: Questioned) -> None:
    held = without_script(page, place.link(place.questionnaire(("A1", "A2", "A3"), picks=1)) + "/picks")
    page.get_by_role("checkbox", name=re.compile("^A3")).check()
    held_up(page, held).continue_()
    expect_saved(page)
    expect(page.get_by_role("checkbox", name=re.compile("^A1"))).to_be_disabled()
    rows = place.room.rows("SELECT capability FROM pick WHERE sheet_id = (SELECT max(id) FROM sheet)")
    assert [row["capability"] for row in rows] == ["A3"]


def test_a_comment_that_is_shortened_while_it_is_sent_stays_one(
    page: Page, place: Questioned, asked: int
) -> None:
    page.goto(place.link(asked) + "/A")
    held: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route), times=1)
    comment(page, "A1", "We plan twice")
    held_up(page, held)
    page.get_by_label("Comment on A1").fill("We plan")
    held[0].continue_()
    expect_saved(page)
    assert place.texts("comment") == {"A1": "We plan"}


def test_a_comment_is_changed_whose_save_nobody_heard_of(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    lost: list[Route] = []
    page.route(SAVE, lambda route: hold(lost, route), times=1)
    comment(page, "A1", "We plan twice")
    held_up(page, lost).fetch()
    assert place.texts("comment") == {"A1": "We plan twice"}
    page.get_by_label("Comment on A1").fill("We only plan twice")
    lost[0].abort()
    expect_saved(page)
    assert place.texts("comment") == {"A1": "We only plan twice"}


def test_what_is_typed_early_stands_below_what_waits(page: Page, place: Questioned, asked: int) -> None:
    address = place.link(asked) + "/A"
    page.goto(address)
    page.route(SAVE, lambda route: route.abort())
    comment(page, "A1", "From before.")
    expect_unsent(page)
    held = without_script(page, address)
    comment(page, "A1", "Early.")
    held_up(page, held).continue_()
    expect(page.get_by_label("Comment on A1")).to_have_value("From before.\n\nEarly.")
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert place.texts("comment") == {"A1": "From before.\n\nEarly."}


def test_what_another_device_wrote_stays_while_one_types_on(
    page: Page, browser: Browser, place: Questioned, asked: int
) -> None:
    link = place.link(asked) + "/A"
    page.goto(link)
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    comment(other, "A1", "From the phone.")
    expect_saved(other)
    held: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route), times=1)
    comment(page, "A1", "From the d")
    held_up(page, held)
    page.keyboard.type("esk")
    held[0].continue_()
    both = "From the phone.\n\nFrom the desk"
    expect(page.get_by_label("Comment on A1")).to_have_value(both)
    page.keyboard.type(", too")
    expect_saved(page)
    assert place.texts("comment") == {"A1": f"{both}, too"}
    context.close()


def test_handing_in_is_not_called_off_by_answers_that_arrive(
    page: Page, place: Questioned, asked: int
) -> None:
    link = place.link(asked)
    page.goto(link + "/A")
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A1", 2)
    expect_unsent(page)
    page.goto("about:blank")
    held: list[Route] = []
    pressed: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route))
    page.route(re.compile("/submit$"), lambda route: hold(pressed, route))
    page.goto(link + "/review")
    page.get_by_role("button", name="Hand in your answers").click(no_wait_after=True)
    held_up(page, pressed)
    with page.expect_request_finished(lambda request: request.url.endswith("/save")):
        held_up(page, held).continue_()
    page.wait_for_timeout(300)  # for the page to hear of it, and to be loaded anew
    pressed[0].continue_()
    page.wait_for_url(re.compile("/yours$"))
    assert place.stored() == {"A1.current": 2}
