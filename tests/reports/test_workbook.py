"""The workbook: the figures of the scores and no others, whatever the answers and the names are."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from questionnaires.answers import AnswerTable
from questionnaires.comparison import perception_gaps
from questionnaires.scores import Scores
from questionnaires.scores_json import scores_json
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint.component_table import write_scores
from reports.scores_table import HEADER, scores_table
from reports.word.document import WordDocument
from reports.word.template import Properties
from reports.workbook import workbook
from reports.workbook.export import Remark, Said
from reports.workbook.looks import settled
from tests.questionnaires.samples import TWO, table
from tests.questionnaires.samples import tables as answer_tables
from tests.reports.dossiers import demo, dossier, opened
from tests.reports.workbooks import displayed, export, holds, tables, written
from workshop.spreadsheets import as_csv

QUESTIONS = {"current": "Today", "target": "Wanted", "importance": "Importance"}
COLUMNS = {
    "mean": "Figures: Mean", "median": "Figures: Median", "sd": "Figures: SD", "ad": "Figures: AD",
    "rwg": "Figures: rwg", "consensus": "Figures: Consensus", "n": "People: Rated", "asked": "People: Asked",
    "na": "People: Not applicable", "dk": "People: Don’t know", "blank": "People: No answer",
    "at_or_above_3": "Level 3 or above",
}  # fmt: skip
ROLLED = {
    "current": "Score: Today", "target": "Score: Wanted", "gap": "Score: Gap", "ad": "Agreement: AD",
    "rwg": "Agreement: r*wg", "coverage": "Weight scored",
}  # fmt: skip
HOSTILE = ("=1+1", "+SUM(A1)", "-2", "@now", "\t=2", "<b>&amp;", "😀 \u202eabc", "x\x01y", "_x000D_", "'" * 3)


def plain(scores: Scores) -> dict:
    return json.loads(scores_json(scores))


def same(cell, value: object, named: object) -> None:
    """Check that a cell holds exactly this number, or no number where there is none."""
    assert holds(cell, value), (named, cell.value, value)


@settings(max_examples=20, deadline=None)
@given(answers=answer_tables(), threshold=st.integers(3, 6))
def test_the_workbook_holds_the_numbers_of_the_json(answers: AnswerTable, threshold: int) -> None:
    scores = score(TWO, count(answers), threshold)
    told, book = plain(scores), written(TWO, scores)
    for identity, questions in told["capabilities"].items():
        for key, question in QUESTIONS.items():
            cell = questions[key]
            if cell is None:
                continue
            row = book["Distributions"].row(Id=identity, Question=question)
            hidden = cell == {"shown": False}
            for name, head in COLUMNS.items():
                same(row[head], None if hidden else cell[name], (identity, key, name))
                assert not hidden or row[head].value == "hidden"
            if not hidden:
                levels = [row[f"People at level: {level}"].value for level in range(1, 6)]
                assert levels == cell["counts"]
                ends = (("interval", "95% interval"), ("bounds", "Could be"))
                for name, head in ends:
                    low, high = cell[name] or (None, None)
                    same(row[f"{head}: from"], low, name)
                    same(row[f"{head}: to"], high, name)
        row = book["Capabilities"].row(Id=identity)
        both = questions["current"] is not None and questions["target"] is not None
        same(row["Gap: Mean"], questions["gap"].get("mean") if both else None, identity)
    for part in TWO.components:
        row = book["Overview"].row(Component=part.name)
        for name, head in ROLLED.items():
            same(row[head], told["components"][part.id].get(name), (part.id, name))
    for name, head in ROLLED.items():
        same(book["Overview"].row(Component="Overall")[head], told["overall"].get(name), name)
    groups_are_the_same(told, book)


def groups_are_the_same(told: dict, book: dict) -> None:
    for column, groups in told["groups"].items():
        for name, group in groups.items():
            rows = [each for each in book["Groups"].rows if each["Group"].value == name]
            rows = [each for each in rows if each["By"].value.lower() == column]
            if not group["shown"]:
                assert [each["Id"].value for each in rows] == [None] or rows[0]["Id"].value == ""
                assert {rows[0][head].value for head in rows[0] if ": " in head} == {"hidden"}
                continue
            for row in rows:
                cell = group["capabilities"][row["Id"].value]
                for key, band in (("current", "Today"), ("target", "Wanted")):
                    for figure, head in (("mean", "Mean"), ("n", "n"), ("ad", "AD")):
                        same(row[f"{band}: {head}"], (cell[key] or {}).get(figure), (name, key))


@settings(max_examples=12, deadline=None)
@given(answers=answer_tables(), threshold=st.integers(3, 6))
def test_word_and_csv_show_what_the_workbook_shows(answers: AnswerTable, threshold: int) -> None:
    scores = score(TWO, count(answers), threshold)
    made, book = dossier(TWO, scores), written(TWO, scores)["Capabilities"]
    document = WordDocument(Properties("Scores", "A", "B", made.issued, made.language), "A4")
    document.chapter("Scores", "All of them.")
    for part in TWO.components:
        write_scores(document, made, part)
    for word in opened(document.save(head=("A", "B"), foot="C")).tables:
        heads = [cell.text.replace("\N{SOFT HYPHEN}", "") for cell in word.rows[0].cells]
        if heads[0] != "Capability":
            continue
        for line in word.rows[1:]:
            texts = dict(zip(heads, (cell.text for cell in line.cells), strict=True))
            row = book.row(Capability=texts["Capability"])
            for head, column in (
                ("n", "Today: n"), ("Today", "Today: Mean"), ("Wanted", "Wanted: Mean"), ("Gap", "Gap: Mean"),
                ("AD", "Today: AD"), ("Importance", "Importance: Mean"),
            ):  # fmt: skip
                if isinstance(row[column].value, int | float):
                    assert texts[head] == displayed(row[column]), (texts["Capability"], head)
                else:
                    assert not any(each.isdigit() for each in texts.get(head, "")), texts
    rows = list(csv.DictReader(io.StringIO(as_csv(HEADER, scores_table(TWO, scores)).decode("utf-8-sig"))))
    told = plain(scores)["capabilities"]
    words = {"today": "current", "wanted": "target", "importance": "importance", "gap": "gap"}
    for row in rows:
        if not row["group"] and row["question"] in words:
            cell = told[row["capability"]][words[row["question"]]]
            assert row["figures"] == ("hidden" if "shown" in cell else "shown" if cell["n"] else "no rating")
            assert row["mean"] == ("" if cell.get("mean") is None else repr(cell["mean"]))


def test_perception_gaps_are_those_of_the_scores() -> None:
    made = demo()
    book = written(made.pack, made.scores)["Perception gaps"]
    gaps = perception_gaps(made.pack, made.scores)
    assert len(book.rows) == len(gaps)
    for row, gap in zip(book.rows, gaps, strict=True):
        assert row["Id"].value == gap.capability
        same(row["Difference: Cliff’s delta"], gap.delta, gap.capability)
        same(row["Difference: Levels apart"], gap.difference, gap.capability)
        assert (row["To talk about"].value == "yes") == gap.flagged


def test_a_figure_a_hair_below_a_half_is_rounded_as_on_pages() -> None:
    assert settled("index", 0.4749999999999999) == 0.475
    assert settled("signed", -0.6499999999999999) == -0.65
    for value in (0.4749, 3.3333333333333335, 2.45, -0.65, 0.0):
        assert settled("level", value) is value


def test_texts_stay_texts() -> None:
    names = tuple(HOSTILE) * 6
    answers = table(TWO, [[[3, 4, 2]] * 5 for _ in names], {"function": names})
    said = [Said(kind="Gap", title=each, text=each, about=each, figures=(each,), by=each, on=None)
            for each in HOSTILE]  # fmt: skip
    remarks = tuple(Remark("P1", "comment", each) for each in HOSTILE)
    given = {"client": "=Alder & Sons &D", "findings": tuple(said), "remarks": remarks}
    data = workbook(export(TWO, score(TWO, count(answers)), **given))
    book = tables(data)
    for found in book.values():
        assert all(cell.data_type != "f" for row in found.rows for cell in row.values())
    assert [row["Finding"].value for row in book["Findings"].rows][:5] == list(HOSTILE)[:5]
    assert {row["Finding"].number_format for row in book["Findings"].rows} == {"@"}
    assert {row["Group"].value for row in book["Components by group"].rows} >= {"=1+1", "@now", "\t=2"}
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "=Alder &amp;&amp; Sons &amp;&amp;D" in sheet  # in the head of a page, & begins a code
    assert "<f>" not in sheet


@pytest.mark.parametrize(("page", "paper"), [("A4", "9"), ("Letter", "1")])
def test_every_sheet_is_ready_for_the_printer(page: str, paper: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(workbook(export(demo().pack, demo().scores, page=page))))
    for name in (each for each in parts.namelist() if each.startswith("xl/worksheets/sheet")):
        xml = parts.read(name).decode()
        assert f'paperSize="{paper}"' in xml
        assert 'orientation="landscape"' in xml
        assert 'fitToHeight="0"' in xml
        assert 'state="frozen"' in xml
        assert "Page &amp;P of &amp;N" in xml


def test_the_file_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    data = workbook(export(demo().pack, demo().scores))
    assert data == workbook(export(demo().pack, demo().scores))
    path = tmp_path / "scores.xlsx"
    path.write_bytes(data)
    assert [str(each) for each in OpenXmlValidator().validate(str(path)).errors] == []


def test_a_response_that_lacks_somebody_is_not_shown_as_full() -> None:
    made = demo()
    scores = replace(made.scores, respondents=199, soundness=replace(made.scores.soundness, asked=200))
    assert displayed(written(made.pack, scores)["Method"].row(What="Response")["Value"]) == "99.5%"


def test_nobody_answered() -> None:
    book = written(TWO, score(TWO, count(table(TWO, []))))
    assert {row["Score: Today"].value for row in book["Overview"].rows} == {"no rating"}
    assert "Groups" not in book
    assert "Findings" not in book


def test_a_sponsor_is_not_told_who_decided() -> None:
    said = Said(kind="Gap", title="A", text="", about="", figures=(), by="Ines", on=None, state="Accepted")
    scores = score(TWO, count(table(TWO, [[[3, 4, 2]] * 5] * 6)))
    rows = written(TWO, scores, findings=(said,), for_sponsor=True)["Findings"].rows
    assert "State" not in rows[0]
    assert all(cell.value != "Ines" for cell in rows[0].values())
