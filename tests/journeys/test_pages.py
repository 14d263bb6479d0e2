"""A visit of every page with a browser: on a phone and a desk, light and dark, with keys alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlite_utils import Database

from questionnaires.roadmap.plan import Placement
from tests.journeys.browsing import served
from tests.journeys.conftest import without_complaint
from tests.journeys.looking import CLIPPED, RINGED, SMALL, faults, open_all, show
from tests.workshop import people
from tests.workshop.furnished import furnished
from workshop import create_app, demo
from workshop.assessments.importing import import_engagement
from workshop.blueprints import store as documents
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.roadmap import store as roadmap
from workshop.roadmap.scheduling.store import Made, put_made
from workshop.roadmap.store import Means, Role

HOME = "/engagements/1"
INSIDE = (
    "", "/assessment", "/results", "/capabilities", "/capabilities?sort=agreement", "/capabilities/D5",
    "/capabilities/C3?question=wanted", "/capabilities/C3?question=gap", "/capabilities/C3/comments",
    "/capabilities?group=1&gap=large&find=a", "/people", "/people/new", "/people/1", "/people/1/removal",
    "/people/1/links", "/people/import", "/people/import/{draft}", "/mail", "/mail/1", "/mail/new",
    "/mail/texts", "/mail/texts/interview", "/history", "/settings", "/groups", "/access", "/copy",
    "/export", "/delete",
    "/priorities", "/priorities/new", "/priorities/1", "/priorities/1/removal", "/priorities/1/sources",
    "/priorities/weights", "/outlook", "/outlook/objectives/1", "/outlook/vision/sources", "/alignment",
    "/alignment/priorities/1", "/alignment/capabilities/A1", "/charter", "/disagreements",
    "/comparison", "/comparison?by=seniority&order=apart", "/soundness",
    "/benchmark", "/benchmark/figure", "/benchmark/figure?of=capability:A1", "/benchmark/list",
    "/benchmark/list/{others}",
    "/findings", "/findings?state=accepted&kind=gap", "/findings/merging",
    "/judgements", "/judgements/C3", "/weights", "/weights/own",
    "/initiatives", "/initiatives?lacking=owner", "/initiatives/suggestions", "/initiatives/new",
    "/initiatives/merging", "/initiatives/merging?part=1&part=2", "/initiatives/1", "/initiatives/1/change",
    "/initiatives/1/split", "/initiatives/1/removal",
    "/roadmap/value",
    "/roadmap", "/roadmap/places", "/roadmap/capacity",
    "/roadmap/plans", "/roadmap/return", "/roadmap/return/outcomes/1", "/roadmap/return/figures/discount",
    "/blueprint", "/blueprint/chapters", "/blueprint/chapters/gaps", "/blueprint/chapters/gaps/1",
    "/blueprint/session", "/blueprint/charts",
    "/quotes", "/quotes/1", "/quotes/asking", "/themes", "/themes/1", "/themes/1/merging",
    "/search", "/search?q=growth", "/search?q=nothing",
    "/interviews/1/paper", "/interviews", "/interviews/new", "/interviews/times", "/interviews/1",
    "/interviews/1/plan", "/interviews/1/removal",
    "/facts", "/worksheets", "/worksheets/technology", "/worksheets/suppliers", "/worksheets/technology/new",
    "/worksheets/technology/rows/row-number-one", "/worksheets/technology/import",
    "/worksheets/technology/import/{sheet}",
    "/documents", "/documents?kind=Plan&order=-date", "/documents/new", "/documents/1",
    "/documents/1/removal", "/documents/import", "/documents/import/{papers}",
)  # fmt: skip
PAGES = (
    "/", "/engagements/new", "/engagements/import", "/accounts", "/accounts/2", "/accounts/new",
    "/accounts/history", "/account", "/mail", "/mail/2", "/nowhere",
    *(HOME + each for each in INSIDE),
    "/engagements/3/results", "/engagements/3/capabilities/A1",
    "/engagements/4/comparison", "/engagements/5/comparison", "/engagements/5/soundness",
    "/engagements/5", "/engagements/5/results", "/engagements/4/capabilities",
    "/engagements/4/capabilities/A1",
    "/sign-in", "/password/{password}", "/password/guess", "/p/{arrive}", "/p/guess",
    "/p/{interviewed}/quotes",
    "/p/{interviewed}", "/p/{interviewed}/interview/part-outcomes", "/p/{interviewed}/interview/charter",
    "/p/{interviewed}/interview/review", "/p/{interviewed}/interview/yours",
)  # fmt: skip
LONG = "Aktiengesellschaft-fuer-Donaudampfschifffahrtselektrizitaeten & Daughters"
TEAMS = ("A" * 80, "Vertrieb und " * 6 + "Technik", "مبيعات", *(f"Team {n}" for n in range(12)))
"""Many groups, with names as long as they may come."""
FAULTY = b"respondent,A1.current,Z9.target\na,9,1\na,2,1\n"


@dataclass(frozen=True)
class Site:
    """The app behind an address, with the cookie of its administrator."""

    address: str
    cookie: str
    names: dict[str, str]

    def pages(self) -> Iterator[str]:
        """Yield the address of every page."""
        return (self.page(each) for each in PAGES)

    def page(self, path: str) -> str:
        """Return the address of one of PAGES."""
        return self.address + path.format(**self.names)

    def enter(self, page: Page) -> None:
        """Sign the administrator in."""
        page.context.add_cookies([{"name": "workshop", "value": self.cookie, "url": self.address}])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    place = furnished(app, demo.client_name(), demo.answers())
    few = b"respondent,team,A1.current,A1.target\n" + b"".join(b"p%d,,3,4\n" % n for n in range(4))
    rows = [f"p{n},{TEAMS[n % len(TEAMS)]},{n % 5 + 1},{5 if n % 3 else ''}" for n in range(6 * len(TEAMS))]
    many = "\n".join(["respondent,team,A1.current,A1.target", *rows]).encode()
    db = connect(app.config["DATABASE"])
    for client, data in ((LONG, few), ("Many groups", many)):
        import_engagement(
            db,
            client=client,
            consultancy=demo.consultancy_name(),
            pack_name=demo.pack_name(),
            data=data,
            file_name="answers",
            now=datetime(2026, 11, 22, tzinfo=UTC),
        )
    plan(db)
    db.close()
    cookie = people.signed_in(app, people.ADA).get_cookie("workshop")
    assert cookie is not None
    with served(app) as address:
        drafts = {"draft": place.values["draft_id"], "sheet": place.values["sheet_draft"]}
        drafts["papers"] = place.values["document_draft"]
        drafts["others"] = place.values["others_draft"]
        yield Site(address, cookie.value, {**drafts, **place.tokens})


@pytest.fixture
def visit(desk: Page, site: Site) -> Iterator[Page]:
    """The page of the administrator's browser, as wide and light as at first."""
    site.enter(desk)
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.emulate_media(color_scheme="light")
    with without_complaint(desk):
        yield desk


def plan(db: Database) -> None:
    """Give the roadmap what it shows of a schedule, and the documents a draft and two issues."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    days = (6.0,) + (2.0,) * 11
    means = Means(None, 15, (9_000,) * 12, (Role("Analyst", 480, days), Role("Marketer", 450, None)))
    with write(db):
        revision = roadmap.touched(db, 1, PROGRAM, now, reserve=15)
        roadmap.put_means(db, 1, means)
        roadmap.put_placement(db, 1, 2, Placement(1, pinned=True))
        put_made(db, 1, Made("improved", 0.021, 0.08, 10.0, revision, "Ines Okafor", now))
        documents.put_draft(db, 1, "full", 1, "0" * 64, b"a draft", now)
        for number, changes in ((1, ()), (2, ("Overall, today went from 2.2 to 2.3.",))):
            made = documents.add_issue(
                db, 1, "pre-read", number, wave=1, on=now.date(), by=PROGRAM, dossier="{}", docx=b"an issue",
                changes=changes, now=now,
            )  # fmt: skip
        documents.release(db, made, 1, now)


def add_faulty_file(page: Page, site: Site) -> None:
    page.goto(f"{site.address}{HOME}/assessment")
    page.get_by_label("Answers", exact=True).set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": FAULTY}
    )
    page.get_by_role("button", name="Import the answers").click()
    expect(page.locator("#faults-head")).to_have_text("3 faults in a.csv.")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_stands_in_anyone_s_way(visit: Page, site: Site, address: str) -> None:
    visit.goto(site.page(address))
    look(visit)


def test_nothing_stands_in_the_way_of_someone_with_faults(visit: Page, site: Site) -> None:
    add_faulty_file(visit, site)
    look(visit)


def look(page: Page) -> None:
    """Look at a page that is open in every way: to load it for each would take most of the time.

    On a desk in the dark and on a phone in the light, it holds nothing against anyone; at no width does it
    scroll sideways, not with text of twice its size either.
    """
    open_all(page)
    for width, scheme in ((1280, "dark"), (360, "light")):
        show(page, width, scheme)
        assert faults(page) == [], (width, scheme)
    for width in (320, 768, 1000):
        show(page, width, "light")
        assert page.evaluate(CLIPPED) == [], width
        assert page.evaluate(SMALL) == [], width
    show(page, 640, "light")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(CLIPPED) == [], "text at 200%"


def test_an_engagement_is_made_with_keys_alone(page: Page, site: Site, tmp_path: Path) -> None:
    page.goto(site.address)
    page.get_by_label("Mail address").focus()
    page.keyboard.type(people.INES.email)
    page.keyboard.press("Tab")
    page.keyboard.type(people.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="New engagement").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.get_by_role("link", name="New engagement").press("Enter")
    page.get_by_label("Client", exact=True).focus()
    page.keyboard.type("Cedar Works")
    page.get_by_label("Method").select_option(demo.pack_name())
    page.get_by_role("button", name="Create the engagement").press("Enter")
    page.wait_for_url(re.compile(r"/engagements/\d+$"))
    expect(page).to_have_title(re.compile("Cedar Works"))
    page.goto(page.url + "/assessment")
    file = tmp_path / "answers.xlsx"
    file.write_bytes(demo.answers())
    page.get_by_label("Answers", exact=True).set_input_files(file)
    page.get_by_role("button", name="Import the answers").press("Enter")
    page.wait_for_url(re.compile(r"/results$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^The largest gap"))


def test_faults_are_listed(visit: Page, site: Site) -> None:
    add_faulty_file(visit, site)
    expect(visit.locator("td.cell-bad")).to_have_count(3)


def test_a_file_that_is_too_large_gets_a_page(visit: Page, site: Site) -> None:
    visit.goto(f"{site.address}{HOME}/assessment")
    large = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"1" * (9 * 1024 * 1024)}
    visit.get_by_label("Answers", exact=True).set_input_files(large)
    visit.get_by_role("button", name="Import the answers").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("This is too large.")


def test_everything_that_can_be_used_shows_where_the_keys_are(visit: Page, site: Site) -> None:
    for each in list(site.pages())[:24:2]:
        visit.goto(each)
        for _ in range(40):
            visit.keyboard.press("Tab")
            if visit.evaluate("document.activeElement === document.body"):
                break
            assert visit.evaluate(RINGED), visit.evaluate("document.activeElement.outerHTML")


def test_the_documents_come_as_files(visit: Page, site: Site) -> None:
    visit.goto(f"{site.address}{HOME}/results")
    for link, name in (
        ("Scores (Excel)", "Tarnfield-Controls-scores.xlsx"),
        ("Scores (CSV)", "Tarnfield-Controls-scores.csv"),
        ("Scores (JSON)", "Tarnfield-Controls-scores.json"),
    ):
        with visit.expect_download() as download:
            visit.get_by_role("link", name=link).click()
        assert download.value.suggested_filename == name
