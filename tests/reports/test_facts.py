"""What worksheets say, in words; and how it reaches the blueprint."""

from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from questionnaires.worksheet_sayings.given import Given
from reports.blueprint import blueprint
from reports.blueprint.facts import HEADING
from reports.charts.part_bars import part_bars
from reports.dossier import Dossier
from reports.facts.read import DocumentRead, Facts
from reports.facts.saying import MOST_BARS, MOST_ROWS, Bar, Bars, Figures, Saying
from reports.facts.worksheets import Asked, sayings
from tests.questionnaires.test_worksheet_sayings import DAY, PACK, SHEETS, given
from tests.reports.dossiers import demo, demo_file, opened, texts
from tests.workshop.filled_sheets import SHEETS as FILLED

FIGURES = Figures(
    lambda amount: f"€{amount:,.0f}",
    lambda number: f"{number:f}",
    lambda day: f"{day:%d %b %Y}",
    {each.id: each.name for each in PACK.components},
)
PRIORITIES = ("Revenue from new customers", "Return on investment", "Lower cost to serve")


def said(**sheets: list[dict[str, str]]) -> dict[str, Saying]:
    made: list[tuple[object, Given]] = [(SHEETS[each], given(each, *rows)) for each, rows in sheets.items()]
    return {each.worksheet: each for each in sayings(made, Asked(DAY, PRIORITIES, FIGURES))}


def test_each_worksheet_opens_with_a_finding():
    assert {each: one.finding for each, one in said(**FILLED).items()} == {
        "technology": "€208,800 of the yearly cost of tools pays for what is not used.",
        "work_force": "2.5 posts are missing; the first is needed by 31 Mar 2027.",
        "processes": "Budget change request takes 88 hours for 1 hour of work that adds value.",
        "measures": "2 of 4 business outcomes have no primary measure, in use or to come.".replace(
            "4 b", "4\N{NO-BREAK SPACE}b"
        ),
        "capital": "Spending already planned peaks in Q3 2027 at €86,000.",
        "suppliers": "Media agency receives 56% of what is spent on suppliers.",
    }


def test_rows_left_out_are_told_with_the_reason():
    found = said(**FILLED)
    assert found["technology"].left_out.replace("\N{NO-BREAK SPACE}", " ") == (
        "2 of 9 rows are left out: no yearly cost (1), yearly cost does not fit (1)."
    )
    assert found["technology"].rows == 7
    assert found["suppliers"].left_out == ""


def test_a_worksheet_without_rows_or_without_the_columns_says_nothing():
    assert said(technology=[], suppliers=[{"supplier": "Nobody"}]) == {}
    bare = replace_columns("technology", "tool", "owner")
    assert sayings([bare], Asked(DAY, (), FIGURES)) == ()
    foreign = (SHEETS["technology"].__class__(
        id="ships", title="Ships", purpose="Ships.", columns=SHEETS["technology"].columns, example={}
    ), given("technology", {"tool": "A", "yearly_cost": "1"}))  # fmt: skip
    assert sayings([foreign], Asked(DAY, (), FIGURES)) == ()


def replace_columns(sheet: str, *kept: str):
    whole = given(sheet, {"tool": "A", "yearly_cost": "1", "owner": "B"})
    return SHEETS[sheet], Given(tuple(each for each in whole.columns if each.id in kept), whole.rows)


def test_what_the_pack_does_not_ask_for_is_left_out():
    sheet, rows = replace_columns("technology", "tool", "yearly_cost")
    (found,) = sayings([(sheet, rows)], Asked(DAY, (), FIGURES))
    assert found.finding == "One tool costs €1 a year."
    assert found.chart is None
    assert found.boards == ()


def test_long_tables_end_with_what_the_others_add_up_to():
    rows = [{"supplier": f"Supplier {n}", "component": "A", "service": "S", "spend": "10"} for n in range(20)]
    board = said(suppliers=rows)["suppliers"].boards[0]
    assert len(board.rows) == MOST_ROWS + 1
    assert board.rows[-2][:3] == ("13 others", "13", "€130")
    assert board.rows[-1][:3] == ("All suppliers", "20", "€200")


TEXT = st.sampled_from(["", "1", "4", "0", "12.5", "2027-04-01", "Yes", "No", "A", "Staff", "In use",
    "Primary", "Tertiary", "Running", "One-off", "Events", "x" * 300, "<b>", "\u202eabc"])  # fmt: skip


@settings(max_examples=25, deadline=None)
@drawn(st.data())
def test_any_rows_give_tables_that_fit_and_bars_that_can_be_drawn(data: st.DataObject):
    sheets = {}
    for name, sheet in SHEETS.items():
        row = st.fixed_dictionaries({each.id: TEXT for each in sheet.columns})
        filled = st.sampled_from(FILLED.get(name, [{}]))
        mixed = st.builds(lambda one, other: one | {k: v for k, v in other.items() if v}, row, filled)
        sheets[name] = data.draw(st.lists(mixed, max_size=10))
    for each in said(**sheets).values():
        assert each.finding.endswith(".")
        assert len(each.finding) <= 140
        for board in each.boards:
            assert all(len(row) == len(board.heads) for row in board.rows)
            assert sum(head.width for head in board.heads) <= 140
        if each.chart:
            assert all(length >= 0 for bar in each.chart.bars for _, length in bar.lengths)


def test_bars_are_drawn_up_to_what_a_page_holds():
    bars = tuple(Bar(f"Bar {n}", (("dark", 0.0), ("light", 0.0)), "0", "–", f"Bar {n}: 0") for n in range(40))
    picture = part_bars(Bars("Nothing takes time", "Hours", "share", bars))
    assert picture.height_mm < 215
    assert picture.note.endswith(f"the first {MOST_BARS} of 40")
    assert part_bars(Bars("Nothing", "Hours", "share", ())).png


def with_facts(**changes) -> Dossier:
    documents = (
        DocumentRead(
            "Marketing plan", "Plan", date(2025, 11, 18), "Helen Marsh", "Four goals.", ("C2", "D1")
        ),
        DocumentRead("Contract", "Contract", None, "", "No service level.", ()),
    )
    facts = Facts(documents, tuple(said(**FILLED).values()), DAY)
    return replace(demo(), facts=replace(facts, **changes))


@cache
def facts_file() -> bytes:
    return blueprint(with_facts())


def test_each_chapter_shows_the_facts_of_its_component():
    file = facts_file()
    found = [each.replace("\N{NO-BREAK SPACE}", " ") for each in texts(opened(file))]
    assert found.count(HEADING) == 6
    assert "€208,800 of the yearly cost of tools pays for what is not used." in found
    assert any(each.endswith("no yearly cost (1), yearly cost does not fit (1).") for each in found)
    assert "Worksheet “Suppliers”, 5 rows, as of 22 November 2026." in found
    assert "18 November 2025" in found
    assert found.count("No service level.") == 1
    assert HEADING not in texts(opened(demo_file()))


def test_the_blueprint_with_facts_is_a_valid_document(tmp_path):
    path = tmp_path / "blueprint.docx"
    path.write_bytes(facts_file())
    assert OpenXmlValidator().validate(str(path)).is_valid


def test_a_component_nobody_rated_still_shows_its_facts():
    bare = with_facts(documents=())
    scores = {
        key: replace(each, current=None, target=None) if key.startswith("A") else each
        for key, each in bare.scores.capabilities.items()
    }
    file = blueprint(replace(bare, scores=replace(bare.scores, capabilities=scores)))
    headings = [each.text for each in opened(file).paragraphs if each.style.name == "Finding"]
    assert "€208,800 of the yearly cost of tools pays for what is not used." in headings
