"""The way on with answers that were not sent yet: they are saved and the next page comes in one request."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.browsing import served
from tests.journeys.questioned import Questioned, choose, chosen, expect_saved
from workshop import create_app

WIDE = pytest.mark.parametrize("page", [(1280, "light")], indirect=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


def answered_at_once(page: Page, code: int) -> None:
    """Answer and press Next before the script has sent anything."""
    page.evaluate(
        """code => {
            for (const each of ["current", "target"]) {
                const radio = document.querySelector(`input[name^="${each}-"][value="${code}"]`);
                radio.checked = true;
                radio.dispatchEvent(new Event("change", { bubbles: true }));
            }
            const form = document.querySelector("form#answers");
            form.requestSubmit(document.querySelector(".foot-next"));
        }""",
        code,
    )


@WIDE
def test_answers_go_and_the_next_page_comes_in_one_request(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(("A1", "B1", "C1"))) + "/A")
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/p/" in request.url:
            asked.append(f"{request.method} {request.url.rpartition('/')[2]}")

    page.on("request", note)
    answered_at_once(page, 3)
    page.wait_for_url(re.compile("/B$"))
    expect(page.locator("fieldset.cap")).to_have_attribute("data-cap", "B1")
    answered_at_once(page, 4)
    page.wait_for_url(re.compile("/C$"))
    expect(page.locator("main")).to_be_focused()
    assert page.title().startswith(page.locator("h1").inner_text())
    assert asked == ["POST save", "POST save"]
    expect_saved(page)
    choose(page, "current-C1", 1)
    expect_saved(page)
    assert place.stored() == {
        "A1.current": 3, "A1.target": 3, "B1.current": 4, "B1.target": 4, "C1.current": 1,
    }  # fmt: skip
    expect(page.locator(".part[data-part=B] [data-said]")).to_have_text(", 1 of 1 answered")


@WIDE
def test_back_and_reload_show_what_is_stored(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(("A1", "B1"))) + "/A")
    answered_at_once(page, 3)
    page.wait_for_url(re.compile("/B$"))
    page.reload()
    expect(page.locator("fieldset.cap")).to_have_attribute("data-cap", "B1")
    page.go_back()
    page.wait_for_url(re.compile("/A$"))
    page.get_by_role("button", name="Change A1").click()
    assert chosen(page, "current-A1") == "3"
    answered_at_once(page, 5)
    page.wait_for_url(re.compile("/B$"))
    page.go_back()
    page.wait_for_url(re.compile("/A$"))
    expect(page.locator(".answered")).to_contain_text("Today 5, wanted 5")
    page.go_forward()
    page.wait_for_url(re.compile("/B$"))
    expect(page.locator("fieldset.cap")).to_have_attribute("data-cap", "B1")
