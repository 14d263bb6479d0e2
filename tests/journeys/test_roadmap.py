"""From accepted findings to a pre-read that the sponsor downloads: at a desk; on a phone without scripts."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.browsing import served
from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.initiated import with_gaps
from tests.workshop.prioritised import Strategy
from tests.workshop.test_blueprints import worked
from workshop import create_app
from workshop.assessments import store as waves
from workshop.database import write
from workshop.invitations.members import store as members


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path, testing=True)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def place(app: Flask) -> Strategy:
    """An engagement with two accepted findings, whose sponsor has the results."""
    place = with_gaps(app)
    db = place.db
    sponsor, ines = people.account(db, people.LARS).id, people.account(db, people.INES).id
    wave = waves.latest_counted(db, place.engagement_id)
    assert wave is not None
    with write(db):
        members.add_sponsor(db, place.engagement_id, sponsor)
        waves.release(db, wave.id, ines, NOW)
    return place


@pytest.fixture(params=[(1280, True), (360, False)], ids=["desk", "phone-without-scripts"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser that is as wide as its parameter, with scripts or without."""
    width, scripts = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    yield context
    context.close()


def enter(context: BrowserContext, app: Flask, who: people.Person, address: str) -> Page:
    cookie = people.signed_in(app, who).get_cookie("workshop")
    assert cookie is not None
    context.clear_cookies()
    context.add_cookies([{"name": "workshop", "value": cookie.value, "url": address}])
    return context.new_page()


def expect_head(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def draft_initiatives(page: Page, home: str) -> str:
    """Draft all that is suggested, give the first an owner, and return its title."""
    page.goto(home)
    page.get_by_role("link", name="See the suggestions").click()
    expect_head(page, "suggested.")
    press(page, "Draft all")
    page.get_by_role("link", name="Go to the list").click()
    page.locator("main li a").first.click()
    page.get_by_role("link", name="Change it").wait_for()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("textbox", name="Owner").fill("Karin Ahl")
    press(page, "Save the initiative")
    expect(page.locator("main")).to_contain_text("Karin Ahl")
    return title


def schedule(page: Page, home: str, title: str) -> None:
    """Draft the schedule, and move an initiative by hand."""
    page.goto(home)
    page.get_by_role("link", name="Open the roadmap").click()
    expect_head(page, "wait for their places")
    press(page, "Draft the roadmap")
    expect_head(page, "have a place")
    page.get_by_role("link", name="Move by hand").click()
    page.get_by_label(f"Begins, {title}").select_option("12")
    press(page, "See what it breaks")
    expect(page.locator("main tr.is-moved")).not_to_have_count(0)
    press(page, "Store the places")
    expect(page.get_by_role("status")).to_contain_text("1 place is changed.")


def issue(page: Page, home: str, app: Flask) -> None:
    """Issue the pre-read and release it."""
    page.goto(home)
    page.get_by_role("link", name="Open the documents").first.click()
    paper = page.locator("#pre-read")
    paper.get_by_role("button", name="Issue it").click()
    paper.get_by_role("button", name="Make issue 1").click()
    expect(paper).to_contain_text("Issue 1 is being made.")
    worked(app)
    page.goto(f"{home}/blueprint")
    press(page, "Release to sponsors")
    expect_head(page, "Pre-read, issue 1 is the latest; sponsors can download it.")
    page.goto(home)
    expect(page.get_by_text("Prepare the session.")).to_be_visible()


def test_from_findings_to_what_the_sponsor_reads(
    app: Flask, place: Strategy, context: BrowserContext
) -> None:
    with served(app) as address:
        page = enter(context, app, people.INES, address)
        home = f"{address}/engagements/{place.engagement_id}"
        title = draft_initiatives(page, home)
        schedule(page, home, title)
        issue(page, home, app)

        page = enter(context, app, people.LARS, address)
        page.goto(f"{home}/blueprint")
        expect_head(page, "1 document is here for you.")
        with page.expect_download() as handed:
            page.get_by_role("link", name="Download").click()
        text = "\n".join(each.text for each in Document(BytesIO(handed.value.path().read_bytes())).paragraphs)
        assert title in text
