"""The grid of a worksheet with keys, the clipboard, a lost connection, and two people at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, faults
from tests.workshop import people
from tests.workshop.at_the_grid import begun, cell, hand, read
from workshop import create_app

PASTE = """(text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const told = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
}"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path, testing=True)
    begun(app)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def at(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield f"{address}/engagements/1/worksheets/technology"


def opened(browser: Browser, app: Flask, at: str, who: people.Person, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800})
    cookie = people.signed_in(app, who).get_cookie("workshop")
    assert cookie is not None
    context.add_cookies([{"name": "workshop", "value": cookie.value, "url": at.split("/engagements")[0]}])
    page = context.new_page()
    page.said = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.said.append(str(error)))  # type: ignore[attr-defined]
    page.goto(at)
    return page


@pytest.fixture
def page(browser: Browser, app: Flask, at: str) -> Iterator[Page]:
    page = opened(browser, app, at, people.INES)
    yield page
    assert page.said == []  # type: ignore[attr-defined]
    page.context.close()


def grid(page: Page, row: int, column: int) -> Locator:
    """Return a cell by its row and column, from 1."""
    return page.locator(f"#sheet-grid tbody tr:nth-child({row}) > :nth-child({column + 1})")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def typed_at_once(page: Page, word: str) -> None:
    """Type a word in a cell that is not edited yet; again if the machine paused, which begins a new word."""
    page.evaluate("addEventListener('keydown', event => times.push(event.timeStamp), true); times = []")
    page.keyboard.type(word)
    while page.evaluate("times.some((time, place) => time - times[place - 1] > 900)"):
        press(page, "Escape")
        page.evaluate("times = []")
        page.keyboard.type(word)


def saved(page: Page) -> None:
    expect(page.locator('[data-state="saved"]')).to_be_visible()


def texts(app: Flask) -> list[tuple[str, str]]:
    return [(each.cells["tool"].text, each.cells["yearly_cost"].text) for each in read(app, 1).rows]


def test_rows_are_typed_with_keys_alone(page: Page, app: Flask) -> None:
    page.locator("#sheet-remove").focus()
    while page.evaluate("document.activeElement.tagName") != "TD":
        press(page, "Tab")
    page.keyboard.type("Mailer")
    press(page, "Tab")
    expect(grid(page, 1, 2)).to_be_focused()
    page.keyboard.type("e")
    expect(page.get_by_label("Category, row 1")).to_have_value("Events")
    press(page, "Tab")
    page.keyboard.type("Daniel Osei")
    press(page, "Escape")
    expect(grid(page, 1, 3)).to_have_text("")
    press(page, "End", "Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "F2")
    page.keyboard.type("1,250")
    press(page, "Enter")
    saved(page)
    expect(grid(page, 1, 5)).to_have_text("1,250")
    expect(grid(page, 2, 5)).to_be_focused()
    expect(page.locator("tfoot")).to_contain_text("1,250")
    page.keyboard.type("a lot")
    press(page, "Enter")
    saved(page)
    expect(grid(page, 2, 5)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("h1")).to_have_text("Tools: 2 rows, 3 cells to mend.")
    expect(page.locator("tfoot")).to_contain_text("1 cell is left out")
    press(page, "ArrowUp")
    expect(page.locator("#sheet-says")).to_contain_text("Write a number in figures")
    press(page, "Delete")
    expect(grid(page, 2, 5)).to_have_text("")
    press(page, "Control+z")
    expect(grid(page, 2, 5)).to_have_text("a lot")
    saved(page)
    assert texts(app) == [("Mailer", "1250"), ("", "a lot")]
    assert faults(page) == []
    assert page.locator("#sheet-grid [tabindex='0']").count() == 1
    assert page.locator("[aria-rowindex='2'] [aria-colindex='6']").inner_text() == "1,250"
    press(page, "Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#sheet-grid')") is None


def test_a_choice_is_typed_as_a_word(page: Page) -> None:
    grid(page, 1, 2).click()
    typed_at_once(page, "Marketing automation")
    expect(page.get_by_label("Category, row 1")).to_have_value("Marketing automation")
    press(page, "Tab")
    saved(page)
    expect(grid(page, 1, 2)).to_have_text("Marketing automation")
    grid(page, 1, 2).click()
    typed_at_once(page, "mailer")
    expect(page.get_by_label("Category, row 1")).to_have_value("")
    press(page, "Escape")
    expect(grid(page, 1, 2)).to_have_text("Marketing automation")


def test_rows_are_pasted_inserted_removed_and_undone(page: Page, app: Flask) -> None:
    grid(page, 1, 1).click()
    page.evaluate(PASTE, 'A\tEvents\t"Ann\nLee"\t12\t100\r\n"say ""B"""\tNonsense\t\t\t200\n')
    saved(page)
    expect(page.locator("#sheet-told")).to_contain_text("10 cells pasted.")
    assert texts(app) == [("A", "100"), ('say "B"', "200")]
    assert read(app, 1).rows[0].cells["owner"].text == "Ann Lee"
    grid(page, 2, 1).click()
    page.get_by_role("button", name="Insert above").click()
    page.keyboard.type("between")
    press(page, "Enter")
    saved(page)
    assert [name for name, _ in texts(app)] == ["A", "between", 'say "B"']
    press(page, "ArrowUp")
    page.get_by_role("button", name="Remove the row").click()
    saved(page)
    assert [name for name, _ in texts(app)] == ["A", 'say "B"']
    page.locator("#sheet-told").get_by_role("button", name="Undo").click()
    saved(page)
    assert [name for name, _ in texts(app)] == ["A", "between", 'say "B"']
    expect(grid(page, 2, 1)).to_have_text("between")
    press(page, "Control+z", "Control+z", "Control+z")
    expect(page.locator("#sheet-undo")).to_be_disabled()
    saved(page)
    assert texts(app) == []


def test_what_is_typed_without_a_connection_is_sent_later(page: Page, app: Flask) -> None:
    page.context.set_offline(True)
    grid(page, 1, 1).click()
    page.keyboard.type("Written on a train")
    press(page, "Enter")
    expect(page.locator('[data-state="unsent"]')).to_be_visible()
    assert texts(app) == []
    page.context.set_offline(False)
    saved(page)
    assert texts(app) == [("Written on a train", "")]


def test_what_was_not_sent_is_there_when_the_page_is_opened_again(page: Page, app: Flask, at: str) -> None:
    page.route("**/save", lambda route: route.abort())
    grid(page, 1, 1).click()
    page.keyboard.type("Kept")
    press(page, "Enter")
    expect(page.locator('[data-state="unsent"]')).to_be_visible()
    page.unroute("**/save")
    page.goto(at)
    expect(grid(page, 1, 1)).to_have_text("Kept")
    saved(page)
    assert texts(app) == [("Kept", "")]


def test_two_windows_see_each_other_s_changes(page: Page, browser: Browser, app: Flask, at: str) -> None:
    other = opened(browser, app, at, people.ADA)
    grid(page, 1, 1).click()
    page.keyboard.type("Hers")
    press(page, "Enter")
    saved(page)
    expect(grid(other, 1, 1)).to_have_text("Hers")
    # There is nothing new: had it no answer, it would ask less and less often.
    other.route(
        "**/state?*", lambda route: route.fulfill(json={"version": int(route.request.url.split("=")[1])})
    )
    grid(page, 1, 1).click()
    page.keyboard.type("Hers again")
    press(page, "Enter")
    saved(page)
    grid(other, 1, 1).click()
    other.keyboard.type("His")
    press(other, "Enter")
    expect(other.locator("#sheet-told")).to_contain_text(
        "Someone else had written “Hers again” in Tool in row 1."
    )
    other.get_by_role("button", name="Put theirs back").click()
    saved(other)
    assert texts(app) == [("Hers again", "")]
    expect(grid(page, 1, 1)).to_have_text("Hers again")
    grid(page, 1, 1).click()
    page.get_by_role("button", name="Remove the row").click()
    saved(page)
    other.unroute("**/state?*")
    expect(other.locator("#sheet-told")).to_contain_text("Row 1 was removed by someone else.")
    other.get_by_role("button", name="Bring it back").click()
    expect(grid(page, 1, 1)).to_have_text("Hers again")
    assert other.said == []  # type: ignore[attr-defined]
    other.context.close()


def test_on_a_phone_rows_are_cards_that_lead_to_a_form(browser: Browser, app: Flask, at: str) -> None:
    hand(app, people.INES, 1).save(cell("tool", "Mailer"), cell("yearly_cost", "a lot"))
    page = opened(browser, app, at, people.INES, width=360)
    assert faults(page) == []
    assert page.evaluate(CLIPPED) == []
    page.get_by_role("link", name="Row 1").click()
    page.get_by_label("Yearly cost").fill("1250")
    page.get_by_role("button", name="Save the row").click()
    expect(page.get_by_label("Category")).to_have_attribute("aria-invalid", "true")
    assert texts(app) == [("Mailer", "1250")]
    page.context.close()
