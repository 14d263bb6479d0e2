"""Documents in a browser: one with its file, chosen capabilities found by typing, a list that is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, SMALL, faults
from tests.workshop import people
from tests.workshop.papers_kept import HTML, PDF
from tests.workshop.prioritised import strategy
from workshop import create_app

LIST = b"Title,Kind,What it shows\nBudget 2026,Rumour,Sums by channel\nTone of voice,Policy,How we write\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path, testing=True)
    strategy(app)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def at(page: Page, app: Flask) -> Iterator[str]:
    cookie = people.signed_in(app, people.INES).get_cookie("workshop")
    assert cookie is not None
    with served(app) as address:
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": address}])
        yield f"{address}/engagements/1/documents"


def looked_at(page: Page) -> None:
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("page", [(1280, "dark")], indirect=True)
def test_from_a_file_to_what_rests_on_it(page: Page, at: str) -> None:
    page.goto(f"{at}/new")
    page.get_by_label("Title").fill("Marketing plan")
    page.get_by_label("Kind").select_option("Plan")
    page.get_by_label("What it shows").fill("Four goals with figures.")
    page.get_by_placeholder("Find a capability").fill("annual plan")
    expect(page.locator("[data-found]")).to_have_text("1 found")
    page.keyboard.press("Enter")  # finds, and sends nothing
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-picked]")).to_have_text("1 chosen.")
    looked_at(page)

    page.get_by_label("File").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": HTML}
    )
    page.get_by_role("button", name="Add the document").click()
    expect(page.get_by_text("This kind of file is not kept.")).to_be_visible()
    expect(page.get_by_label("Annual and quarterly planning")).to_be_checked()
    looked_at(page)
    page.get_by_label("File").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Add the document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 documents are reviewed.")
    with page.expect_download() as handed:
        page.get_by_role("link", name="plan.pdf").click()
    assert handed.value.suggested_filename == "plan.pdf"
    assert handed.value.path().read_bytes() == PDF
    page.get_by_label("Find a document").fill("STRATEGY")
    expect(page.get_by_role("link", name="Marketing plan")).to_be_hidden()
    looked_at(page)


@pytest.mark.parametrize("page", [(1280, "light")], indirect=True)
def test_a_list_is_mended_and_what_something_rests_on_stays(page: Page, at: str) -> None:
    page.goto(f"{at}/import")
    page.get_by_label("Choose a file").set_input_files(
        {"name": "l.csv", "mimeType": "text/csv", "buffer": LIST}
    )
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_label("Kind of row 2").select_option("Budget")
    looked_at(page)
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Add 2 documents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 documents are reviewed.")

    page.goto(f"{at.removesuffix('/documents')}/priorities/1/sources")
    page.get_by_label("Document", exact=True).select_option("Tone of voice")
    page.get_by_role("button", name="document").click()
    expect(page.get_by_text("The source is added.")).to_be_visible()
    page.goto(at)
    page.get_by_role("link", name="Tone of voice").click()
    page.get_by_role("link", name="Remove the document").click()
    expect(page.get_by_text("cannot be removed yet")).to_be_visible()
    looked_at(page)
