"""Answering while the server is away, slow or failing, on two pages and two devices: nothing is lost, and the
line on top is true all the time."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browsing import held_up, hold, served
from tests.journeys.questioned import DENIED, Questioned, choose, chosen, expect_saved, expect_unsent
from workshop import create_app

SAVE = re.compile("/save$")
FULL = """
    const put = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
        if (window.full) throw new DOMException("full", "QuotaExceededError");
        put.call(this, key, text);
    };"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def asked(place: Questioned) -> int:
    return place.questionnaire()


@pytest.fixture
def another(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Makes pages of further devices."""
    contexts = []

    def page() -> Page:
        contexts.append(browser.new_context())
        return contexts[-1].new_page()

    yield page
    for each in contexts:
        each.close()


def kept(page: Page) -> list[str]:
    """Return what waits on a device, by name."""
    return page.evaluate("""() => Object.keys(localStorage)
        .filter(key => key.includes(":")).map(key => key.split(":").slice(1).join(":"))""")


def test_what_is_answered_offline_is_kept_and_sent_later(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    page.context.set_offline(True)
    choose(page, "current-A1", 2)
    choose(page, "target-A1", 4)
    page.locator("#A1").get_by_text("Add a comment").click()
    page.get_by_label("Comment on A1").fill("Kept here.")
    expect_unsent(page)
    assert sorted(kept(page)) == ["A1.comment", "A1.current", "A1.target"]
    page.locator(".foot-next").click()
    page.locator(".foot-next").click()
    page.locator(".foot-next").click()
    expect(page.get_by_text("There is no connection to the server.")).to_be_visible()
    assert place.stored() == {}
    page.context.set_offline(False)
    expect_saved(page)
    expect(page.get_by_text("There is no connection to the server.")).to_be_hidden()
    assert place.stored() == {"A1.current": 2, "A1.target": 4}
    assert place.texts("comment") == {"A1": "Kept here."}
    assert kept(page) == []


def test_a_reload_in_between_loses_nothing(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A1", 2)
    choose(page, "instead-A2", "dk")
    expect_unsent(page)
    page.reload()
    expect_unsent(page)
    expect(page.locator("#A1")).to_be_visible()
    assert chosen(page, "current-A1") == "2"
    assert chosen(page, "instead-A2") == "dk"
    assert place.stored() == {}
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert place.stored() == {"A1.current": 2, "A2.current": 7, "A2.target": 7}


@pytest.mark.parametrize("trouble", ["500", "503", "hangs", "cut off after saving"])
def test_a_failing_server_is_asked_again(page: Page, place: Questioned, asked: int, trouble: str) -> None:
    page.goto(place.link(asked) + "/A")
    held: list[Route] = []
    seen: list[str] = []

    # Until it is said that nothing is sent: after one failure that may pass before anyone looks.
    def fail(route: Route) -> None:
        if seen:
            route.continue_()
        elif trouble == "hangs":
            held.append(route)
        elif trouble == "cut off after saving":
            route.fetch()
            route.abort()
        else:
            route.fulfill(status=int(trouble), body="<h1>no</h1>")

    page.route(SAVE, fail)
    choose(page, "current-A1", 3)
    expect_unsent(page)
    seen.append("unsent")
    for each in held:
        each.abort()
    expect_saved(page)
    assert place.stored() == {"A1.current": 3}


def test_an_answer_that_comes_late_does_not_undo_a_later_one(
    page: Page, place: Questioned, asked: int
) -> None:
    page.goto(place.link(asked) + "/A")
    held: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route), times=1)
    choose(page, "current-A1", 1)
    expect_unsent(page)
    choose(page, "current-A1", 5)
    # The earlier one arrives so late that on the server it looks like the later one.
    page.wait_for_timeout(300)
    held[0].continue_()
    expect_saved(page)
    assert chosen(page, "current-A1") == "5"
    assert place.stored() == {"A1.current": 5}


def test_what_was_chosen_over_a_late_answer_stands_after_a_reload(
    page: Page, place: Questioned, asked: int
) -> None:
    page.goto(place.link(asked) + "/A")
    held: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route), times=1)
    choose(page, "current-A1", 1)
    expect_unsent(page)
    choose(page, "current-A1", 5)
    page.wait_for_timeout(300)
    held[0].fetch()  # stored, but nobody is told
    page.reload()
    expect_saved(page)
    assert place.stored() == {"A1.current": 5}


def test_the_line_never_says_saved_too_early(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    expect_saved(page)
    held: list[Route] = []
    page.route(SAVE, lambda route: hold(held, route), times=1)
    said = page.evaluate("""() => {
        document.querySelector('[name=current-A1][value="2"]').click();
        return document.querySelector("#saved").innerText.trim();
    }""")
    assert said == "Saving"
    assert page.locator("#saved").get_attribute("role") == "status"
    held_up(page, held).continue_()
    expect_saved(page)


def test_back_shows_what_was_answered(page: Page, place: Questioned, asked: int) -> None:
    link = place.link(asked)
    page.goto(link)
    page.goto(link + "/A")
    choose(page, "current-A1", 4)
    expect_saved(page)
    page.goto(link + "/B")
    page.go_back()
    assert chosen(page, "current-A1") == "4"
    expect_saved(page)


def test_two_pages_of_one_browser_show_the_same(page: Page, place: Questioned, asked: int) -> None:
    link = place.link(asked) + "/A"
    page.goto(link)
    other = page.context.new_page()
    other.goto(link)
    choose(page, "current-A1", 2)
    expect_saved(page)
    choose(other, "target-A1", 4)
    choose(page, "current-A2", 1)
    expect_saved(page)
    expect_saved(other)
    expect(page.locator('[name="target-A1"][value="4"]')).to_be_checked()
    expect(other.locator('[name="current-A2"][value="1"]')).to_be_checked()
    assert place.stored() == {"A1.current": 2, "A1.target": 4, "A2.current": 1}


def test_a_page_that_is_closed_leaves_its_answers_to_the_next(
    page: Page, place: Questioned, asked: int
) -> None:
    link = place.link(asked) + "/A"
    other = page.context.new_page()
    other.goto(link)
    other.route(SAVE, lambda route: route.abort())
    choose(other, "current-A3", 2)
    expect_unsent(other)
    other.close()
    page.goto(link)
    expect_saved(page)
    assert place.stored() == {"A3.current": 2}


def test_another_device_s_later_answer_is_shown_and_said(
    page: Page, another: Callable[[], Page], place: Questioned, asked: int
) -> None:
    link = place.link(asked) + "/A"
    page.goto(link)
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A1", 1)
    choose(page, "current-A2", 3)
    expect_unsent(page)
    other = another()
    other.goto(link)
    choose(other, "current-A1", 5)
    expect_saved(other)
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert chosen(page, "current-A1") == "5"
    expect(page.locator("#A1 [data-elsewhere]")).to_have_text("Changed on another device.")
    expect(page.locator("#A2 [data-elsewhere]")).to_be_hidden()
    assert place.stored() == {"A1.current": 5, "A2.current": 3}


def test_leaving_a_page_does_not_undo_what_another_device_answered_since(
    page: Page, another: Callable[[], Page], place: Questioned, asked: int
) -> None:
    link = place.link(asked) + "/B"
    page.goto(link)
    choose(page, "current-B1", 1)
    expect_saved(page)
    other = another()
    other.goto(link)
    choose(other, "current-B1", 4)
    expect_saved(other)
    page.get_by_role("button", name="Review", exact=True).click()
    page.wait_for_url(re.compile("/review$"))
    assert place.stored() == {"B1.current": 4}


def test_both_comments_of_two_devices_stay(
    page: Page, another: Callable[[], Page], place: Questioned, asked: int
) -> None:
    link = place.link(asked) + "/A"
    other = another()
    for each in (page, other):
        each.goto(link)
        each.locator("#A1").get_by_text("Add a comment").click()
    for each, words in ((page, "From the phone."), (other, "From the desk.")):
        each.get_by_label("Comment on A1").press_sequentially(words)
        expect_saved(each)
    assert place.texts("comment") == {"A1": "From the phone.\n\nFrom the desk."}
    expect(other.get_by_label("Comment on A1")).to_have_value("From the phone.\n\nFrom the desk.")


def test_a_comment_typed_with_pauses_stays_one(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    page.locator("#A1").get_by_text("Add a comment").click()
    for words in ("We plan", " twice a year", ", and replan every week."):
        page.get_by_label("Comment on A1").press_sequentially(words)
        expect_saved(page)
    assert place.texts("comment") == {"A1": "We plan twice a year, and replan every week."}


def test_a_questionnaire_that_is_opened_again_takes_what_came_too_late(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = create_app(tmp_path_factory.mktemp("opening"), testing=True)
    with served(app) as address:
        place = Questioned(app, address)
        page.goto(place.link(place.questionnaire()) + "/A")
        place.close()
        choose(page, "target-A1", 4)
        expect(page.get_by_text("A1, wanted: 4")).to_be_visible()
        place.reopen()
        choose(page, "current-A1", 2)
        expect_saved(page)
        expect(page.get_by_text("The questionnaire is closed.")).to_be_hidden()
        assert place.stored() == {"A1.current": 2, "A1.target": 4}
    app.extensions["connections"].close_here()


def test_where_nothing_can_be_kept_the_form_saves(page: Page, place: Questioned, asked: int) -> None:
    page.add_init_script(DENIED)
    page.goto(place.link(asked) + "/A")
    choose(page, "current-A1", 2)
    expect(page.get_by_text("This browser keeps nothing on this device.")).to_be_visible()
    expect_saved(page)
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A2", 3)
    expect(page.locator("#saved")).to_have_text("Not sent yet. Keep this page open.")
    for each in ("Next: A3", "Next: B"):
        page.get_by_role("button", name=each).click()
    page.wait_for_url(re.compile("/B$"))
    assert place.stored() == {"A1.current": 2, "A2.current": 3}


def test_a_full_storage_is_told_and_answers_still_go_out(page: Page, place: Questioned, asked: int) -> None:
    page.add_init_script(FULL)
    page.goto(place.link(asked) + "/A")
    page.evaluate("window.full = true")
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A1", 2)
    expect(page.locator("#saved")).to_have_text("Not sent yet. Keep this page open.")
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert place.stored() == {"A1.current": 2}


def test_a_storage_that_holds_rubbish_does_no_harm(page: Page, place: Questioned, asked: int) -> None:
    page.goto(place.link(asked) + "/A")
    expect_saved(page)
    page.evaluate("""() => {
        const name = Object.keys(localStorage).find(key => key.endsWith("/device")).split("/")[0];
        localStorage[`${name}:A1.current`] = "{";
        localStorage[`${name}:Z9.current`] = JSON.stringify({code: 3, at: 1});
        localStorage[`${name}:A2.current`] = JSON.stringify({code: 3, at: 1e300});
        localStorage[`${name}:A3.current`] = JSON.stringify({code: "<b>", at: 5});
    }""")
    page.reload()
    expect_saved(page)
    assert place.stored() == {"A2.current": 3}


def test_nothing_on_the_device_tells_who_or_by_which_link(page: Page, place: Questioned, asked: int) -> None:
    link = place.link(asked, "Karin Ahl")
    page.goto(link + "/A")
    page.route(SAVE, lambda route: route.abort())
    choose(page, "current-A1", 2)
    expect_unsent(page)
    held = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "Karin" not in held
    assert link.rsplit("/", 1)[1] not in held


def test_what_comes_after_closing_is_refused_and_stays_readable(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = create_app(tmp_path_factory.mktemp("closing"), testing=True)
    with served(app) as address:
        place = Questioned(app, address)
        link = place.link(place.questionnaire())
        page.goto(link + "/A")
        choose(page, "current-A1", 2)
        expect_saved(page)
        place.close()
        choose(page, "target-A1", 4)
        expect(page.get_by_text("The questionnaire is closed.")).to_be_visible()
        expect(page.get_by_text("A1, wanted: 4")).to_be_visible()
        expect_unsent(page)
        assert place.stored() == {"A1.current": 2}
        choose(page, "current-A1", 3)  # it stays closed, and the line says no other
        expect(page.get_by_text("A1, today: 3")).to_be_visible()
        expect_unsent(page)
        page.goto(link)
        expect(page.get_by_text("A1, wanted: 4")).to_be_visible()
    app.extensions["connections"].close_here()
