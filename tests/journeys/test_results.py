"""What a consultant does once answers are in, and what the sponsor sees of it, in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from questionnaires.loading import shipped_pack
from tests.journeys.browsing import served
from tests.journeys.looking import CLIPPED, SMALL, faults, open_all, show
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from workshop import create_app
from workshop.assessments.importing import import_engagement
from workshop.database import connect, write
from workshop.invitations.members import store as members

PACK = shipped_pack("customer_success_operations")
PEOPLE = [
    *(("Marketing", (today, "5")) for today in "33444444"),
    *(("Sales", (today, "4")) for today in "1112222"),
    *(("Product", ("2", "4")) for _ in range(6)),
    *(("Finance", ("2", "3")) for _ in range(3)),
]
"""They rate all capabilities alike: Marketing above Sales, Finance too small to be shown."""
WHY = "Agreed with the board in the call on Monday"
WEIGHED = "Renewals pay for everything else"


@dataclass(frozen=True)
class Site:
    address: str
    cookies: dict[people.Person, str]

    def enter(self, page: Page, person: people.Person) -> None:
        """Open the results as someone who is signed in."""
        cookie = {"name": "workshop", "value": self.cookies[person], "url": self.address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(f"{self.address}/engagements/1/results")


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(tmp_path_factory.mktemp("data"), testing=True)
    db = connect(app.config["DATABASE"])
    number = import_engagement(
        db,
        client=world.CLIENT,
        consultancy="Fenwick Hale Advisory",
        pack_name=PACK.id,
        data=world.answers(PEOPLE, method=PACK),
        file_name="answers.csv",
        now=NOW,
        actor=people.actor(app, people.INES),
    )
    with_sponsor = people.account(db, people.LARS)
    with write(db):
        members.add_sponsor(db, number, with_sponsor.id)
    db.close()
    cookies = {}
    for person in (people.INES, people.LARS):
        cookie = people.signed_in(app, person).get_cookie("workshop")
        assert cookie is not None
        cookies[person] = cookie.value
    with served(app) as address:
        yield Site(address, cookies)


def tab(page: Page, name: str) -> None:
    link = page.get_by_role("navigation", name="Pages of this step").get_by_role(
        "link", name=name, exact=True
    )
    link.click()
    expect(link.and_(page.locator("[aria-current]"))).to_be_visible()
    page.wait_for_load_state()


def test_from_answers_to_what_the_sponsor_reads(page: Page, browser: Browser, site: Site) -> None:
    site.enter(page, people.INES)
    _read(page)
    kept, left = _decide(page)
    _agree_by_keyboard(page)
    _weigh(page)
    tab(page, "Results")
    expect(page.get_by_text(WEIGHED)).to_be_visible()
    page.get_by_role("button", name="Release the results").click()
    expect(page.get_by_role("button", name="Withdraw the results")).to_be_visible()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    sponsors = context.new_page()
    site.enter(sponsors, people.LARS)
    _reads_what_was_released(sponsors, kept, left)
    context.close()


def _read(page: Page) -> None:
    """Find a capability in the list, look at it, and at how groups differ."""
    tab(page, "Capabilities")
    page.get_by_label("Find a capability").fill("renewal")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("1 capability fits, of 12.")).to_be_visible()
    page.get_by_role("link", name="Renewal management").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Renewal management")
    expect(page.get_by_text("Two groups are a level or more apart.")).to_be_visible()
    page.get_by_role("link", name="All differences between groups").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Groups see")
    expect(page.locator("main")).not_to_contain_text("Finance 2.0")


def _decide(page: Page) -> tuple[str, str]:
    """Accept, leave out and merge findings; return the titles of one accepted and one left out."""
    tab(page, "Findings")
    titles = page.locator("li.finding h3")
    kept = titles.first.inner_text()
    page.locator("li.finding").first.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text("It is accepted.")).to_be_visible()
    page.wait_for_load_state()
    left = titles.first.inner_text()
    assert left != kept
    item = page.locator("li.finding").first
    item.locator("summary", has_text="Leave it out").click()
    item.get_by_label("Why it is left out").fill("Said in another one")
    item.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("It is left out.")).to_be_visible()
    page.wait_for_load_state()
    first = page.locator("li.finding").first
    first.get_by_role("link", name="Merge with others").click()
    boxes = page.get_by_role("checkbox")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.wait_for_load_state()
    boxes.last.check()
    page.get_by_label("The finding").fill("Two functions see two companies")
    page.get_by_role("button", name="Merge them into one").click()
    expect(page.get_by_text("2 findings are merged into one.")).to_be_visible()
    return kept, left


def _agree_by_keyboard(page: Page) -> None:
    """Agree on two targets without a mouse: down from one to the next, then the reason, then Enter."""
    tab(page, "Judgements")
    page.get_by_label("Agreed target, R1", exact=True).focus()
    page.keyboard.type("4")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("4.7")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("2 figures are changed, not recorded yet.")).to_be_visible()
    page.keyboard.press("Enter")
    # A target comes in halves, and each has a reason: what was typed is still there.
    expect(page.get_by_label("Agreed target, R2", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Agreed target, R2", exact=True).fill("4.5")
    page.get_by_label("Why, for every row without a reason of its own").fill(WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 judgements are recorded.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 12 capabilities have an agreed target.")


def _weigh(page: Page) -> None:
    """Give weights of one's own, after a look at what they would do."""
    tab(page, "Weights")
    page.get_by_role("link", name="Weigh components and capabilities yourself").click()
    expect(page.get_by_label("Retention and growth", exact=True)).to_be_visible()
    page.wait_for_load_state()
    page.get_by_label("Retention and growth", exact=True).fill("3")
    page.get_by_label("Why", exact=False).last.fill(WEIGHED)
    page.get_by_role("button", name="See what they do first").click()
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    page.get_by_role("button", name="Let these weights count").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your own weights make the scores.")


def _reads_what_was_released(page: Page, kept: str, left: str) -> None:
    """Look as the sponsor: what was accepted and agreed with its reasons, and nothing to decide."""
    expect(page.get_by_role("heading", name=kept)).to_be_visible()
    expect(page.get_by_role("heading", name="Two functions see two companies")).to_be_visible()
    expect(page.get_by_text(WEIGHED)).to_be_visible()
    expect(page.get_by_role("heading", name=left, exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Decide on findings")).to_have_count(0)
    page.get_by_role("link", name="Renewal management").first.click()
    expect(page.get_by_text("The consultants judge 4.0 as the target.")).to_be_visible()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("Judge again")).to_have_count(0)
    for width, scheme in ((320, "dark"), (1280, "light")):
        show(page, width, scheme)  # type: ignore[arg-type]
        open_all(page)
        assert [*faults(page), *page.evaluate(CLIPPED), *page.evaluate(SMALL)] == []
    answer = page.goto(page.url.split("/capabilities")[0] + "/findings")
    assert answer is not None
    assert answer.status == 404
