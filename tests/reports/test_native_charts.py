"""Charts that Word draws: what they show is what their workbook holds, and nothing hidden is in either."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openxml_audit import OpenXmlValidator

from questionnaires.rounding import shown
from questionnaires.scores import Hidden
from reports.charts.gap_bars import gap_bars
from reports.charts.native_gap_bars import native_gap_bars
from reports.charts.native_radar import native_radar
from reports.charts.native_spread import native_spread
from reports.charts.radar import radar
from reports.word.chart_parts import Box, bar_chart, categories, chart_part, name_of, numbers
from reports.word.chart_sheet import ChartColumn, ChartSheet
from reports.word.document import WordDocument
from reports.word.elements import node
from reports.word.native_chart import NativeChart
from reports.word.template import Properties
from tests.questionnaires.samples import TWO
from tests.reports.dossiers import demo, opened, rated

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PROPERTIES = Properties("Title", "Client", "", date(2026, 11, 22), "en-GB")


def charts() -> dict[str, NativeChart]:
    pack, scores = demo().pack, demo().scores
    spreads = {part.id: native_spread(pack, scores, part.id) for part in pack.components}
    return {"radar": native_radar(pack, scores), "gaps": native_gap_bars(pack, scores), **spreads}


def cells(chart: NativeChart, reference: str) -> list[object]:
    """Return what the workbook shows in a range that the chart names."""
    sheet, _, where = reference.partition("!")
    left, top, right, bottom = range_boundaries(where.replace("$", ""))
    assert left == right
    page = load_workbook(BytesIO(chart.workbook), data_only=True)[sheet]
    return [page.cell(row, left).value for row in range(top, bottom + 1)]


def references(chart: NativeChart) -> list[tuple[str, list[str | None]]]:
    """Return each range that a chart names, with what the chart keeps of it."""
    found = []
    for each in etree.fromstring(chart.chart).iter(f"{C}f"):
        cache = each.getnext()
        kept = {int(point.get("idx")): point.findtext(f"{C}v") for point in cache.iter(f"{C}pt")}
        number = int(cache.find(f"{C}ptCount").get("val"))
        found.append((each.text, [kept.get(place) for place in range(number)]))
    return found


@pytest.mark.parametrize(("key", "chart"), charts().items())
def test_a_chart_shows_what_its_workbook_holds(key, chart):
    for reference, kept in references(chart):
        held = cells(chart, reference)
        for seen, cell in zip(kept, held, strict=True):
            if isinstance(cell, int | float):
                assert float(seen) == pytest.approx(cell)
            else:
                assert (seen or None) == (cell or None)
    assert references(chart)
    assert key


def test_charts_say_the_same_as_the_pictures():
    pack, scores = demo().pack, demo().scores
    for native, picture in (
        (native_radar(pack, scores), radar(pack, scores)),
        (native_gap_bars(pack, scores), gap_bars(pack, scores)),
    ):
        assert (native.title, native.alternative) == (picture.title, picture.alternative)
        assert native.note.startswith(picture.note)


def test_formulas_give_what_is_shown_without_them():
    component = demo().pack.components[3]
    chart = native_spread(demo().pack, demo().scores, component.id)
    sheet = load_workbook(BytesIO(chart.workbook), data_only=False)["Data"]
    heads = [cell.value for cell in sheet[1]]
    values = load_workbook(BytesIO(chart.workbook), data_only=True)["Data"]
    for row in range(2, values.max_row + 1):
        counts = [values.cell(row, place).value for place in range(2, 7)]
        mean = sum(level * n for level, n in enumerate(counts, start=1)) / sum(counts)
        assert values.cell(row, heads.index("mean") + 1).value == pytest.approx(mean)
        assert sheet.cell(row, heads.index("n") + 1).value == f"=SUM(B{row}:F{row})"


def test_a_hidden_row_says_why_and_hides_the_same_whatever_is_behind_it():
    def drawn(people):
        dossier = rated(people)
        capabilities = {
            key: type(each)(Hidden.HIDDEN, Hidden.HIDDEN, Hidden.HIDDEN, Hidden.HIDDEN) if n == 0 else each
            for n, (key, each) in enumerate(dossier.scores.capabilities.items())
        }
        scores = type(dossier.scores)(
            **{name: getattr(dossier.scores, name) for name in dossier.scores.__dataclass_fields__}
            | {"capabilities": capabilities}
        )
        return native_spread(TWO, scores, TWO.components[0].id)

    one, other = (drawn([[first, 2, 3, 2, 3]] * 9) for first in (1, 5))
    assert (one.chart, one.workbook) == (other.chart, other.workbook)
    assert b"hidden, to protect those who answered" in one.chart


def test_the_document_with_charts_is_valid_and_the_same_each_time(tmp_path):
    def made() -> bytes:
        document = WordDocument(PROPERTIES)
        document.chapter("One", "Finding.")
        for each in charts().values():
            document.figure(each, "Source.")
        return document.save(head=("a", "b"), foot="c")

    file = made()
    assert file == made()
    (tmp_path / "made.docx").write_bytes(file)
    assert [str(each) for each in OpenXmlValidator().validate(tmp_path / "made.docx").errors] == []
    words = [each.get("descr") for each in opened(file).element.body.iter("{*}docPr")]
    assert all(len(each) > 20 for each in words)
    with ZipFile(BytesIO(file)) as package:
        names = package.namelist()
        assert sum(name.startswith("word/charts/chart") for name in names) == len(charts())
        assert sum(name.startswith("word/embeddings/") for name in names) == len(charts())
        chart = package.read("word/charts/chart1.xml")
    assert b"schemeClr" in chart
    assert re.search(rb'externalData [^>]*id="rId1"', chart)


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=2, max_size=6))
def test_names_are_text_in_the_chart_and_in_the_workbook(names):
    hostile = [
        *names,
        "=cmd|' /C calc'!A0",
        "{ TOC }",
        "<c:v>",
        "\u202e",
        "\x00",
        "+1",
        "@SUM(A1)",
        "http://x.y",
    ]
    sheet = ChartSheet([ChartColumn("Name", hostile), ChartColumn("n", list(range(len(hostile))))])
    series = node("c:ser", None, name_of(sheet, "n"), categories(sheet, "Name"), numbers("c:val", sheet, "n"))
    chart = chart_part(node("c:plotArea", None, Box(0, 0, 1, 1).layout(), bar_chart("clustered", [series])))
    native = NativeChart(chart, sheet.workbook(), 100, 50, "", "", "")
    page = load_workbook(BytesIO(native.workbook))["Data"]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in page.iter_rows() for cell in row)
    for reference, kept in references(native):
        assert len(kept) == len(cells(native, reference))


def test_levels_are_written_as_in_the_text():
    pack, scores = demo().pack, demo().scores
    text = native_radar(pack, scores).chart.decode()
    for part in pack.components:
        score = scores.components[part.id]
        assert f"{part.short_name}\n{shown(score.current)} \N{RIGHTWARDS ARROW} {shown(score.target)}" in text
