"""A questionnaire and an interview from right to left, in another language: their scripts speak it too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import served
from tests.journeys.looking import faults
from tests.journeys.questioned import Questioned, choose
from tests.workshop import interviewed
from tests.workshop.pseudo import pseudo, spoken
from workshop import create_app

PHONE = pytest.mark.parametrize("page", [(320, "light")], indirect=True)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Questioned]:
    spoken(tmp_path / "translations", monkeypatch)
    app = create_app(tmp_path / "data", testing=True)
    with served(app) as address:
        yield Questioned(app, address)
    app.extensions["connections"].close_here()


@PHONE
def test_the_scripts_of_a_questionnaire_speak_its_language(page: Page, place: Questioned) -> None:
    page.goto(place.link(place.questionnaire(picks=2)) + "/A")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    choose(page, "current-A1", 2)
    expect(page.locator("#saved")).to_have_text(pseudo("Saved"))
    choose(page, "target-A1", 4)
    count = pseudo("%(done)s of %(size)s answered")
    expect(page.locator("[data-count]")).to_have_text(count % {"done": 1, "size": 3})
    expect(page.locator("[data-left]")).to_contain_text("⟦ábóút")
    expect(page.locator(".foot-next")).to_contain_text(pseudo("Next: %(page)s") % {"page": "A2"})
    page.locator(".foot-next").click()
    folded = page.locator(".answered:visible").first
    expect(folded).to_contain_text(pseudo("Change"))
    expect(folded).to_contain_text("2, " + pseudo("wanted"))
    page.context.set_offline(True)
    choose(page, "current-A2", 2)
    expect(page.locator("#saved")).to_have_text(pseudo("Not sent yet. Kept on this phone."))
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(pseudo("Saved"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []


@PHONE
def test_those_of_an_interview_do_too(page: Page, place: Questioned) -> None:
    talk = interviewed.talk(place.app)
    page.goto(place.address + talk.here + "/points")
    page.locator("[data-points]").first.fill("40")
    expect(page.locator("[data-total]")).to_contain_text("60 áré léft")
    expect(page.locator("#saved")).to_have_text(pseudo("The points are not saved yet"))
    page.locator("[data-points]").nth(1).fill("60")
    expect(page.locator("#saved")).to_have_text(pseudo("Saved"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []
