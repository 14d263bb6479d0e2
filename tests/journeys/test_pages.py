"""A visit of every page with a browser: on a phone and a desk, light and dark, with keys alone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import served
from workshop import create_app, demo
from workshop.assessments.importing import import_engagement
from workshop.database import connect

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
HOME = "/engagements/1"
PAGES = (
    "/",
    "/engagements/new",
    HOME,
    f"{HOME}/capabilities",
    f"{HOME}/capabilities?sort=agreement",
    f"{HOME}/capabilities/D5",
    f"{HOME}/capabilities/C3?question=wanted",
    "/engagements/2/capabilities/A1",
    "/engagements/2",
    "/engagements/3",
    "/engagements/3/capabilities",
    "/engagements/3/capabilities/A1",
    "/nowhere",
)
LONG = "Aktiengesellschaft-fuer-Donaudampfschifffahrtselektrizitaeten & Daughters"
TEAMS = ("A" * 80, "Vertrieb und " * 6 + "Technik", "مبيعات", *(f"Team {n}" for n in range(12)))
"""Many groups, with names as long as they may come."""
FAULTY = b"respondent,A1.current,Z9.target\na,9,1\na,2,1\n"
CLIPPED = """() => [...document.querySelectorAll("main *, header *")].filter(each => {
    const box = each.getBoundingClientRect();
    const scrolls = each.closest(".scroll, .unseen, svg, .road-wide");
    return !scrolls && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(each => each.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll("main *, header *, nav *")].filter(each => {
    const own = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || each.closest(".unseen") || !each.getClientRects().length) return false;
    const drawn = each.closest("svg[viewBox]");
    const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(each).fontSize) * scale < 12.95;
}).map(each => each.outerHTML.slice(0, 120))"""

RINGED = """() => {
    const ringed = each => {
        const style = getComputedStyle(each);
        return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3;
    };
    const at = document.activeElement;
    return ringed(at) || ringed(at.closest(".engagement") || at);
}"""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(tmp_path_factory.mktemp("data"))
    db = connect(app.config["DATABASE"])
    few = b"respondent,team,A1.current,A1.target\n" + b"".join(b"p%d,,3,4\n" % n for n in range(4))
    rows = [f"p{n},{TEAMS[n % len(TEAMS)]},{n % 5 + 1},{5 if n % 3 else ''}" for n in range(6 * len(TEAMS))]
    many = "\n".join(["respondent,team,A1.current,A1.target", *rows]).encode()
    for client, data in ((demo.client_name(), demo.answers()), (LONG, few), ("Many groups", many)):
        import_engagement(
            db,
            client=client,
            consultancy=demo.consultancy_name(),
            pack_name=demo.pack_name(),
            data=data,
            file_name="answers",
            now=datetime(2026, 11, 22, tzinfo=UTC),
        )
    db.close()
    with served(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page; its parameter is (width, colour scheme)."""
    width, scheme = getattr(request, "param", (1280, "light"))
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console", lambda each: said.append(each.text) if "Content Security Policy" in each.text else None
    )
    yield page
    context.close()
    assert said == []


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def add_faulty_file(page: Page, address: str) -> None:
    page.goto(f"{address}/engagements/new")
    page.get_by_label("Client").fill('Birch & "Sons"')
    page.get_by_label("Method").select_option(demo.pack_name())
    page.get_by_label("Answers").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": FAULTY})
    page.get_by_role("button", name="Import the answers").click()


def faults(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in violations for node in each["nodes"]]


@pytest.mark.parametrize(
    "page", [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")], indirect=True
)
def test_nothing_stands_in_anyone_s_way(page: Page, address: str) -> None:
    found = {}
    for each in PAGES:
        page.goto(address + each)
        open_all(page)
        found[each] = faults(page)
    add_faulty_file(page, address)
    found["faults"] = faults(page)
    assert {key: value for key, value in found.items() if value} == {}


@pytest.mark.parametrize(
    "page", [(320, "light"), (360, "dark"), (768, "light"), (1000, "light")], indirect=True
)
def test_no_page_scrolls_sideways(page: Page, address: str) -> None:
    found = {}
    for each in PAGES:
        page.goto(address + each)
        open_all(page)
        found[each] = page.evaluate(CLIPPED)
    add_faulty_file(page, address)
    found["faults"] = page.evaluate(CLIPPED)
    assert {key: value for key, value in found.items() if value} == {}


@pytest.mark.parametrize("page", [(320, "light"), (1280, "light")], indirect=True)
def test_no_text_is_smaller_than_thirteen_pixels(page: Page, address: str) -> None:
    for each in PAGES:
        page.goto(address + each)
        assert page.evaluate(SMALL) == [], each


@pytest.mark.parametrize("page", [(640, "light")], indirect=True)
def test_text_at_twice_its_size_still_fits(page: Page, address: str) -> None:
    for each in PAGES:
        page.goto(address + each)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(CLIPPED) == [], each


def test_an_engagement_is_made_with_keys_alone(page: Page, address: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.xlsx"
    file.write_bytes(demo.answers())
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "New engagement"
    page.keyboard.press("Enter")
    page.get_by_label("Client").focus()
    page.keyboard.type("Cedar Works")
    page.keyboard.press("Tab")
    page.keyboard.type("Fenwick Hale Advisory")
    page.keyboard.press("Tab")
    page.keyboard.type("Marketing")
    page.get_by_label("Answers").set_input_files(file)
    page.get_by_role("button", name="Import the answers").press("Enter")
    page.wait_for_url(re.compile(r"/engagements/\d+$"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("The largest gap")
    assert "Cedar Works" in page.title()


def test_faults_are_listed_and_the_name_stays(page: Page, address: str) -> None:
    add_faulty_file(page, address)
    assert page.locator("td.cell-bad").count() == 3
    assert page.get_by_label("Client").input_value() == 'Birch & "Sons"'
    assert page.locator("#faults-head").inner_text() == "3 faults in a.csv."


def test_a_file_that_is_too_large_gets_a_page(page: Page, address: str) -> None:
    page.goto(f"{address}/engagements/new")
    page.get_by_label("Client").fill("Birch")
    large = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"1" * (9 * 1024 * 1024)}
    page.get_by_label("Answers").set_input_files(large)
    page.get_by_role("button", name="Import the answers").click()
    assert page.get_by_role("heading", level=1).inner_text() == "This file is too large."


def test_everything_that_can_be_used_shows_where_the_keys_are(page: Page, address: str) -> None:
    for each in PAGES[:6]:
        page.goto(address + each)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML")


def test_the_documents_come_as_files(page: Page, address: str) -> None:
    page.goto(address + HOME)
    for link, name in (
        ("Blueprint (Word)", "Tarnfield-Controls-blueprint.docx"),
        ("Scores (JSON)", "Tarnfield-Controls-scores.json"),
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        assert download.value.suggested_filename == name
