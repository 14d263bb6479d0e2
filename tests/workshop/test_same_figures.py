"""One figure is the same everywhere: on pages, in the workbook, in Word, in CSV and in JSON."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.rounding import shown, signed
from tests.reports.workbooks import Table, displayed, holds, tables
from tests.workshop import people
from tests.workshop.drafting import blueprint
from workshop import create_app, demo
from workshop.demo.furnishing import CONSULTANT, SPONSOR, furnished

Cells = dict[str, str]


@dataclass(frozen=True)
class Told:
    """What the consultant of the demonstration reads in every place."""

    app: Flask
    home: str
    pack: MethodPack
    json: dict
    book: dict[str, Table]
    csv: list[Cells]
    word: list[list[list[str]]]


def browser(app: Flask, who: tuple[str, str], role: str) -> FlaskClient:
    return people.signed_in(app, people.Person(*who, role))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    app = create_app(tmp_path_factory.mktemp("same"), testing=True)
    number, _, _ = furnished(app, datetime.now(UTC))
    home, client = f"/engagements/{number}", browser(app, CONSULTANT, "consultant")
    document = Document(io.BytesIO(blueprint(app, client, number).data))
    rows = client.get(f"{home}/scores.csv").data.decode("utf-8-sig")
    yield Told(
        app=app,
        home=home,
        pack=shipped_pack(demo.pack_name()),
        json=json.loads(client.get(f"{home}/scores.json").data),
        book=tables(client.get(f"{home}/scores.xlsx").data),
        csv=list(csv.DictReader(io.StringIO(rows))),
        word=[[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables],
    )
    app.extensions["connections"].close_here()


def page(told: Told, name: str) -> html.HtmlElement:
    client = browser(told.app, CONSULTANT, "consultant")
    answer = client.get(f"{told.home}/{name}")
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def labelled(row: html.HtmlElement) -> Cells:
    """Return the first word of every cell of a row by its label."""
    cells = {cell.get("data-label"): "\n".join(cell.itertext()).split() for cell in row.iter("td")}
    return {label: words[0] for label, words in cells.items() if label and words}


def capability_rows(found: html.HtmlElement, ids: set[str]) -> dict[str, Cells]:
    rows = {}
    for row in found.iter("tr"):
        said = [each.text.removeprefix("agreed ") for each in row.find_class("agreed")]
        ends = {link.get("href").split("?")[0].rsplit("/", 1)[-1] for link in row.iter("a")}
        for each in ends & ids:
            rows[each] = labelled(row) | ({"agreed": said[0]} if said else {})
    return rows


def in_word(told: Told) -> dict[str, Cells]:
    """Return the lines of the tables of all scores by the names of capabilities."""
    lines = {}
    for table in told.word:
        heads = [each.replace("\N{SOFT HYPHEN}", "") for each in table[0]]
        if heads[:3] == ["Capability", "n", "Today"]:
            lines |= {line[0]: dict(zip(heads, line, strict=True)) for line in table[1:]}
    return lines


def test_a_capability_has_the_same_figures_everywhere(told: Told) -> None:
    rows = capability_rows(page(told, "capabilities"), set(told.pack.capability))
    assert set(rows) == set(told.pack.capability)
    word = in_word(told)
    for identity, capability in told.pack.capability.items():
        held, row = told.json["capabilities"][identity], told.book["Capabilities"].row(Id=identity)
        line = word[capability.name]
        for (key, figure), column, label, head in (
            (("current", "mean"), "Today: Mean", "Today", "Today"),
            (("target", "mean"), "Wanted: Mean", "Wanted", "Wanted"),
            (("gap", "mean"), "Gap: Mean", "Gap", "Gap"),
            (("current", "ad"), "Today: AD", "AD", "AD"),
            (("importance", "mean"), "Importance: Mean", "Importance", "Importance"),
            (("current", "n"), "Today: n", "Ratings", "n"),
        ):
            value, cell = held[key][figure], row[column]
            assert holds(cell, value), (identity, column)
            assert rows[identity][label] == displayed(cell) == line[head], (identity, label)
            expected = signed(value) if key == "gap" else shown(value, {"ad": 2, "mean": 1, "n": 0}[figure])
            assert displayed(cell) == expected
        spread = told.book["Distributions"].row(Id=identity, Question="Today")
        assert displayed(spread["Level 3 or above"]) == line["Level 3 or above"]
        assert displayed(row["Strategic weight"]) == rows[identity]["Weight"]
        agreed = row["Consultants say: Agreed target"]
        assert rows[identity].get("agreed", "None") == displayed(agreed)


def test_the_table_holds_the_numbers_of_the_json(told: Told) -> None:
    words = {"today": "current", "wanted": "target", "importance": "importance", "gap": "gap"}
    seen = set()
    for row in told.csv:
        if row["question"] not in words:
            continue
        seen.add((row["capability"], row["by"], row["group"], row["question"]))
        held = told.json["capabilities"][row["capability"]]
        if row["group"]:
            group = told.json["groups"][row["by"]][row["group"]]
            held = group["capabilities"][row["capability"]] if group["shown"] else {}
        cell = held.get(words[row["question"]], {"shown": False})
        for name in ("n", "mean", "sd", "ad", "consensus"):
            value = cell.get(name)
            assert row[name] == ("" if value is None else repr(value)), row
    groups = sum(len(each) for each in told.json["groups"].values())
    assert len(seen) == len(told.pack.capabilities) * (4 + 2 * groups)


def test_a_component_has_the_same_figures_everywhere(told: Told) -> None:
    names = {part.name: told.json["components"][part.id] for part in told.pack.components}
    names["Overall"] = told.json["overall"]
    rows = {}
    for row in page(told, "results").iter("tr"):
        head = row.find("th")
        link = head.find("a") if head is not None else None
        name = (head if link is None else link).text_content().strip() if head is not None else ""
        if name in names and "Today" in labelled(row):
            rows.setdefault(name, labelled(row))
    assert set(rows) == set(names)
    for name, held in names.items():
        row = told.book["Overview"].row(Component=name)
        for key, label in (("current", "Today"), ("target", "Wanted"), ("gap", "Gap")):
            assert holds(row[f"Score: {label}"], held[key])
            assert rows[name][label] == displayed(row[f"Score: {label}"]), (name, label)
        assert holds(row["Agreement: AD"], held["ad"])
        assert rows[name]["Others"] == displayed(row["Other organisations: Median"])
    keys = [each[0] for each in told.word if re.search(r"\nlevel today \(n = ", each[0][0])]
    for part, cells in zip(told.pack.components, keys, strict=True):
        row = told.book["Overview"].row(Component=part.name)
        figures = [displayed(row[f"Score: {each}"]) for each in ("Today", "Wanted", "Gap")]
        assert [each.split("\n")[0] for each in cells[:3]] == figures


def test_groups_have_the_same_figures_everywhere(told: Told) -> None:
    parts = {part.short_name: part.id for part in told.pack.components}
    held = {
        name.casefold(): group for groups in told.json["groups"].values() for name, group in groups.items()
    }
    heats = {}
    for table in page(told, "results").iter("table"):
        if (table.get("class") or "").startswith("heat "):
            groups = [each.text_content().casefold() for each in table.find("thead").iter("th")]
            for row in table.find("tbody").iter("tr"):
                part = parts[row.find("th").text_content()]
                for group, cell in zip(groups, row.iter("td"), strict=True):
                    heats[group, part] = cell.text_content().strip()
    assert len(heats) == len(held) * len(parts)
    for row in told.book["Components by group"].rows:
        name = row["Group"].value.casefold()
        for short, part in parts.items():
            cell, group = row[f"Today: {short}"], held[name]
            assert displayed(cell) == heats[name, part]
            value = group["components"][part]["current"] if group["shown"] else None
            assert holds(cell, value)
    for row in told.book["Groups"].rows:
        group = held[row["Group"].value.casefold()]
        if group["shown"]:
            cell = group["capabilities"][row["Id"].value]["current"]
            assert holds(row["Today: Mean"], cell.get("mean"))


def test_how_sound_the_figures_are_is_said_alike(told: Told) -> None:
    row = told.book["Method"].row(What="Krippendorff’s alpha, ordinal")
    assert holds(row["Value"], told.json["soundness"]["alpha"]["value"])
    facts = page(told, "soundness").text_content()
    assert displayed(row["Value"]) in facts.split("Krippendorff’s alpha")[1][:20]
    assert (
        told.book["Method"].row(What="Ratings of today")["Value"].value == told.json["soundness"]["ratings"]
    )


def test_a_sponsor_takes_along_what_was_released(told: Told) -> None:
    sponsor = browser(told.app, SPONSOR, "sponsor")
    answer = sponsor.get(f"{told.home}/scores.xlsx")
    assert answer.status_code == 200
    book = tables(answer.data)
    assert set(told.book) - set(book) == {"Comments"}
    assert "Capabilities" in book
    assert "Strategic weight" not in book["Capabilities"].rows[0]
    accepted = [
        row["Finding"].value for row in told.book["Findings"].rows if row["State"].value == "Accepted"
    ]
    assert [row["Finding"].value for row in book["Findings"].rows] == accepted
    assert set(book["Findings"].rows[0]) == {"Kind", "Finding", "More", "About", "Figures"}
    assert "What they saw or read" in told.book["Judgements"].rows[0]
    assert "What they saw or read" not in book["Judgements"].rows[0]
    assert sponsor.get(f"{told.home}/scores.csv").status_code == 200
    assert sponsor.get(f"{told.home}/scores.xlsx?wave=2").status_code == 404


def test_both_files_are_offered_with_the_results(told: Told) -> None:
    links = {each.get("href") for each in page(told, "results").iter("a")}
    assert {f"{told.home}/scores.{ending}" for ending in ("xlsx", "csv", "json")} <= links
    name = browser(told.app, CONSULTANT, "consultant").get(f"{told.home}/scores.xlsx").headers
    assert name["Content-Disposition"] == "attachment; filename=Tarnfield-Controls-scores.xlsx"
