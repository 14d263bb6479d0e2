"""The page of examples: where it is there, and that it shows every part in each state without any data."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.visits import links
from workshop import create_app

ENTRIES = re.compile(r'<nav class="entries".*?</nav>', re.DOTALL)
PARTS = (
    "button-main",
    "button-plain",
    "button-stop",
    "disabled",
    "chip-wait",
    "chip-open",
    "chip-done",
    "chip-soon",
    "chip-late",
    "notice info",
    "notice good",
    "notice warn",
    "notice bad",
    "saved-saved",
    "saved-saving",
    "saved-unsent",
    'class="next"',
    'class="when"',
    'class="empty"',
    'class="progress-line"',
    'class="meter"',
    'class="small-road"',
    'class="quote"',
    'class="facts"',
    'class="hatched"',
    'class="unrated"',
    'class="switch',
    'class="fold',
    'class="filters"',
    'class="paging"',
    'class="tally"',
    'class="fault"',
    'class="twice"',
    "cell-bad",
    "cell-twice",
    "choice-card",
    'class="levels"',
    'class="answered"',
    'aria-sort="ascending"',
    'aria-sort="descending"',
    'aria-sort="none"',
    'class="key"',
    "popover",
)


@pytest.fixture
def page(app: Flask) -> str:
    """The page as a stranger gets it."""
    return app.test_client().get("/examples").text


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_shown(page: str, part: str) -> None:
    assert part in page


@pytest.mark.parametrize(
    "kind", ["text", "date", "color", "file", "checkbox", "radio", "search", "select", "textarea"]
)
def test_every_kind_of_field_is_shown_also_with_a_fault(page: str, kind: str) -> None:
    assert re.search(rf'<{kind}\b|type="{kind}"', page)
    if kind in ("select", "textarea", "file", "checkbox", "radio"):
        assert re.search(rf'(<{kind}\b|<input)[^>]*aria-invalid="true"', page)


def test_ids_are_there_once_and_what_refers_to_them_finds_them(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'(?:aria-labelledby|aria-describedby|popovertarget|for)="([^"]+)"', page)
    assert {each for names in named for each in names.split()} <= set(ids)
    assert {each[1:] for each in links(page).found if each.startswith("#")} <= set(ids)


def test_nothing_is_written_into_the_page_that_its_policy_forbids(page: str) -> None:
    assert [each for each in links(page).forbidden if each != "script"] == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_a_page_asks_for_one_stylesheet(client: FlaskClient) -> None:
    page = client.get("/").text
    [address] = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    sheet = client.get(address)
    assert sheet.status_code == 200
    assert sheet.text.count("{") == sheet.text.count("}")
    again = client.get(address, headers={"If-None-Match": sheet.headers["ETag"]})
    assert again.status_code == 304


def entries(app: Flask, frame: str) -> list[str]:
    found = ENTRIES.search(app.test_client().get(f"/examples?frame={frame}").text)
    return re.findall(r">([^<]+)</a>", found[0]) if found else []


def test_an_engagement_has_its_entries(app: Flask) -> None:
    found = entries(app, "engagement")
    assert found[:4] == ["Engagements", "People", "Mail", "History"]
    assert "Accounts" not in found


def test_the_workspace_has_no_entries_of_an_engagement(app: Flask) -> None:
    found = entries(app, "workspace")
    assert found[0] == "Engagements"
    assert not {"People", "Mail", "History"} & set(found)


def test_strangers_see_the_wordmark_alone(app: Flask) -> None:
    page = app.test_client().get("/examples?frame=door").text
    assert "Roadcrew</a>" in page
    assert "Sign out" not in page
    assert "Menu" not in page


def test_the_entry_of_the_page_is_marked(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}/people").text
    found = ENTRIES.search(page)
    assert found
    assert re.findall(r'aria-current="page">([^<]+)<', found[0]) == ["People"]


def test_a_sponsor_has_an_account_and_no_entries(app: Flask) -> None:
    page = people.signed_in(app, people.LARS).get("/nowhere").text
    assert not ENTRIES.search(page)
    assert people.LARS.name in page
    assert "Sign out" in page


@pytest.mark.parametrize(("setting", "status"), [("1", 200), ("", 404), ("0", 404)])
def test_the_examples_are_there_in_development_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, status: int
) -> None:
    monkeypatch.setenv("ROADCREW_DEVELOPMENT", setting)
    client = create_app(tmp_path).test_client()
    assert client.get("/examples").status_code == status
