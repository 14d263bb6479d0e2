"""The Word room: template, type, fields, tables, and on which page things begin."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.charts.picture import Picture
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.elements import POINTS_PER_MM, node
from reports.word.geometry import TEXT_WIDTH
from reports.word.look import own_look
from reports.word.pagination import Block, paginate, placed
from reports.word.paragraphs import text_block
from reports.word.plain_text import plain
from reports.word.runs import BREAK, Run, run_elements, strong, wording
from reports.word.styles import STYLES
from reports.word.tables import Column, data_table
from reports.word.template import Properties, empty_document, saved
from reports.word.typeface import CALIBRI, CALIBRI_BOLD
from tests.reports.dossiers import opened, texts

PROPERTIES = Properties("Title", "Client", "Consultancy", date(2026, 11, 22), "en-GB")
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
PICTURE = Picture(
    png=DOT,
    width_mm=100,
    height_mm=50,
    title="A finding",
    note="What is plotted",
    alternative="Something & <nothing>",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(*, chapters: int = 1, rows: int = 3):
    document = WordDocument(PROPERTIES)
    document.contents()
    document.lists()
    for number in range(chapters):
        document.chapter(f"Chapter {number}", "Finding.")
        document.figure(PICTURE, "Source.")
        row = ("Name", "1.0")
        columns = (Column("Name", 100), Column("Value", 68, True))
        document.table(f"Table of {number}", columns, [row] * rows, "Source.")
    return document.save(head=("left", "right"), foot="foot")


def test_nothing_foreign_stays_of_the_default_template():
    file = saved(empty_document(PROPERTIES, own_look("A4")))
    with ZipFile(BytesIO(file)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not [name for name in names if "Effects" in name or "thumbnail" in name or "customXml" in name]
    for foreign in (b"python-docx", b"Macintosh", b"rsid", "明朝".encode(), b"Light Shading"):
        assert foreign not in everything
    core = opened(file).core_properties
    assert (core.title, core.subject, core.author) == ("Title", "Client", "Consultancy")
    assert core.created.date() == core.modified.date() == date(2026, 11, 22)


@pytest.mark.parametrize(("paper", "width", "height"), [("A4", 210, 297), ("Letter", 215.9, 279.4)])
def test_papers_differ_and_the_text_width_does_not(paper, width, height):
    section = opened(saved(empty_document(PROPERTIES, own_look(paper)))).sections[0]
    assert section.page_width.mm == pytest.approx(width, abs=0.1)
    assert section.page_height.mm == pytest.approx(height, abs=0.1)
    text = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    assert text == pytest.approx(TEXT_WIDTH, abs=0.1)


def test_word_opens_it_in_its_present_mode_and_language():
    document = empty_document(PROPERTIES, own_look("A4"))
    modes = [each.get(f"{W}val") for each in document.settings.element.iter(f"{W}compatSetting")]
    assert modes[0] == "15"
    assert next(document.styles.element.iter(f"{W}lang")).get(f"{W}val") == "en-GB"


@pytest.mark.parametrize("name", STYLES)
def test_every_style_of_the_type_table_can_be_used_by_its_name(name):
    styles = empty_document(PROPERTIES, own_look("A4")).styles
    style = styles[name if name in styles else name.lower()]
    assert style.font.name == STYLES[name].face.name
    assert style.font.size.pt == STYLES[name].size


def test_the_same_document_gives_the_same_bytes():
    assert written() == written()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x1fc", "abc"),
        ("a\tb\nc", "a b c"),
        ("\ud800x\uffff", "x"),
        ("\u202eabc", "abc"),
        ("\u05e9\u05dc\u05d5\u05dd \U0001f680", "\u05e9\u05dc\u05d5\u05dd \U0001f680"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_text_is_held_as_it_is_without_what_a_document_cannot_hold(text, clean):
    assert plain(text) == clean
    assert "".join(node("w:p", None, *run_elements(text)).itertext("{*}t")) == clean


def test_character_styles_and_line_breaks_are_runs_of_their_own():
    prose = ("a ", strong("b"), BREAK, Run("c", "Quiet"))
    assert wording(prose) == "a b\nc"
    assert [run.tag.rpartition("}")[2] for run in run_elements(prose)] == ["r"] * 4


def test_fields_are_balanced_and_figures_counted():
    document = opened(written(chapters=3))
    marks = [mark.get(f"{W}fldCharType") for mark in document.element.body.iter(f"{W}fldChar")]
    depth = 0
    for mark in marks:
        depth += {"begin": 1, "separate": 0, "end": -1}[mark]
        assert depth >= 0
    assert depth == 0
    assert marks.count("begin") == marks.count("separate") == marks.count("end")
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert [text.split("\u2002")[0] for text in captions] == [
        "Figure 1", "Table 1", "Figure 2", "Table 2", "Figure 3", "Table 3",
    ]  # fmt: skip


def test_contents_point_to_bookmarks_that_are_there_once():
    document = opened(written(chapters=3))
    names = [each.get(f"{W}name") for each in document.element.body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == 9
    anchors = [each.get(f"{W}anchor") for each in document.element.body.iter(f"{W}hyperlink")]
    assert sorted(anchors) == sorted(names)


def test_pictures_carry_their_words_and_numbers_of_their_own():
    document = opened(written(chapters=2))
    properties = list(document.element.body.iter("{*}docPr"))
    assert [each.get("descr") for each in properties] == ["Something & <nothing>"] * 2
    assert [each.get("id") for each in properties] == ["1", "2"]
    for inline in document.element.body.iter("{*}inline"):
        assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}


def test_a_table_repeats_its_head_and_keeps_its_rows_whole():
    table = opened(written(rows=4)).tables[0]
    rows = table._tbl.tr_lst
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for row in rows[1:] for p in row.iter(f"{W}p"))


def test_a_table_longer_than_a_page_may_break_between_rows():
    columns = (Column("Name", 168),)
    element, blocks = data_table(columns, [("x",)] * 80, description="Long", room=600, kept=False)
    assert not list(element.tr_lst[5].iter(f"{W}keepNext"))
    assert paginate(blocks, 700)[-1] > 1


def test_a_name_too_long_for_the_header_is_shortened():
    document = WordDocument(PROPERTIES)
    document.chapter("One", "Finding.")
    header = opened(document.save(head=("Name " * 60, "Issued"), foot="foot")).sections[0].header
    assert "\u2026" in header.paragraphs[0].text
    assert header.paragraphs[0].text.endswith("\tIssued")


def test_the_footer_says_page_and_pages():
    document = opened(written())
    instructions = [each.text.strip() for each in document.sections[0].footer._element.iter(f"{W}instrText")]
    assert instructions == ["PAGE", "NUMPAGES"]
    assert "Page 2 of " in document.sections[0].footer.paragraphs[0].text
    assert not document.sections[0].different_first_page_header_footer


def test_markup_in_a_title_stays_text():
    document = WordDocument(PROPERTIES)
    document.chapter("<w:t>**One** & ^two^", "A & B.")
    file = document.save(head=("a", "b"), foot="c")
    assert "1\u2003<w:t>**One** & ^two^" in texts(opened(file))


def test_lines_are_counted_as_words_wrap():
    width = CALIBRI.width("one two", 10)
    assert CALIBRI.lines("one two", 10, width) == 1
    assert CALIBRI.lines("one two three", 10, width) == 2
    assert CALIBRI.lines("one\ntwo", 10, 1000) == 2
    assert CALIBRI.lines("", 10, 100) == 1
    assert CALIBRI.lines("x" * 100, 10, CALIBRI.width("x" * 40, 10)) == 3
    assert CALIBRI_BOLD.width("bold", 10) > CALIBRI.width("bold", 10)


def test_blocks_fill_pages_in_order():
    assert paginate([Block(40)] * 5, 100) == [1, 1, 2, 2, 3]


def test_a_chapter_begins_a_page_but_not_after_an_empty_one():
    assert paginate([Block(10, new_page=True), Block(10), Block(10, new_page=True)], 100) == [1, 1, 2]


def test_what_belongs_together_moves_together():
    blocks = [Block(60), Block(10, keep_next=True), Block(50)]
    assert paginate(blocks, 100) == [1, 2, 2]


def test_a_chain_taller_than_a_page_begins_where_it_is():
    blocks = [Block(10), *[Block(40, keep_next=True)] * 3, Block(10)]
    assert paginate(blocks, 100) == [1, 1, 1, 2, 2]


def test_a_paragraph_runs_on_over_the_page():
    assert paginate([Block(80), Block(60, line=10), Block(30)], 100) == [1, 1, 2]


@pytest.mark.parametrize(
    ("above", "lines", "page", "end"),
    [
        (75, 3, 2, 2),  # two lines would have room; the third would begin the next page alone
        (75, 4, 1, 2),
        (55, 5, 1, 2),  # four lines would have room
        (55, 6, 1, 2),
    ],
)
def test_no_page_ends_or_begins_with_one_line_of_a_paragraph(above, lines, page, end):
    blocks = [Block(above), Block(10 * lines, line=10)]
    assert placed(blocks, 100) == ([1, page], end)


def test_what_does_not_fill_a_line_at_the_foot_is_lost():
    # Four of the 14 lines stay on the first page, where they leave 9 points over.
    assert paginate([Block(51), Block(140, line=10), Block(5)], 100) == [1, 1, 3]


def test_the_last_page_is_the_one_on_which_the_last_paragraph_ends():
    document = WordDocument(PROPERTIES)
    document.chapter("One", "It is long.")
    document.write("Body Text", "word " * 3000)
    assert document.extent()[1] > 2


def test_evidence_marks_take_room_in_the_line():
    document = WordDocument(PROPERTIES)
    mark = document.mark(*[Evidence.quote("a", "b")] * 6)
    look, words = STYLES["Body Text"], "x"
    while text_block("Body Text", f"{words}x").height == look.line:
        words += "x"
    assert text_block("Body Text", words).height == look.line
    assert text_block("Body Text", [words, mark]).height == 2 * look.line
    assert wording([words, mark]) == words


def test_a_page_holds_what_its_height_says():
    assert WordDocument(PROPERTIES).room == pytest.approx(248 * POINTS_PER_MM)
