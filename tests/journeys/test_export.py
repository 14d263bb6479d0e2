"""The page of an export in a browser: it says what is true, though a download leaves it as it was."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browsing import served
from tests.journeys.conftest import without_complaint
from tests.workshop import people, whole


def test_the_page_says_that_it_was_exported_once_the_file_came(page: Page, tmp_path: Path) -> None:
    app = whole.copied(tmp_path / "data")
    cookie = people.signed_in(app, people.TOM).get_cookie("workshop")
    assert cookie is not None
    with served(app) as address, without_complaint(page):
        page.context.add_cookies([{"name": "workshop", "value": cookie.value, "url": address}])
        page.goto(f"{address}/engagements/{whole.ENGAGEMENT}/export")
        expect(page.get_by_role("heading", level=1)).to_have_text("Not exported yet.")
        with page.expect_download() as coming:
            page.get_by_role("button", name="Export the engagement").click()
        assert coming.value.suggested_filename.endswith(".zip")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Exported on ")
        expect(page.get_by_role("button", name="Export it again")).to_be_visible()
        expect(page.get_by_text("Not exported yet.")).to_have_count(0)
    app.extensions["connections"].close_here()
