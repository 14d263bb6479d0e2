"""Sections, fields to fill in, notes, marks and references: valid whatever is written in them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.runs import wording
from reports.word.tables import Column
from reports.word.template import Properties
from tests.reports.dossiers import opened, texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = Properties("Title", "Client", "Consultancy", date(2026, 11, 22), "en-GB")
HOSTILE = (
    "<w:p>&amp;", "{ TOC \\o }", "=cmd|' /C calc'!A0", "\u202egnp.exe",
    "a\x00b\x0bc\ufffe\ud800", "\U0001f680" * 40,
    "\u05e9\u05dc\u05d5\u05dd", "]]><!-- ", "line\nline\r\n\ttab", "x" * 5_000, "",
)  # fmt: skip
anything = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec=None), max_size=60))
QUOTE = Evidence.quote("\u201cWe argue.\u201d", "Finance team, 9 October 2026")
ANSWERS = Evidence.people(43, "Metric definitions: level today")


def begun() -> WordDocument:
    document = WordDocument(PROPERTIES)
    document.chapter("One", "Finding.")
    return document


def saved(document: WordDocument) -> bytes:
    return document.save(head=("left", "right"), foot="foot")


def faults(file: bytes, folder: Path) -> list[str]:
    path = folder / "made.docx"
    path.write_bytes(file)
    return [str(each) for each in OpenXmlValidator().validate(path).errors]


def list_evidence(document: WordDocument) -> None:
    entries = [(document.entry(each), each) for each in document.evidence()]
    rows = [((name,), each.evidence.rests_on, places) for (name, places), each in entries]
    document.table(
        "Marks", [Column("Mark", 20), Column("Rests on", 100), Column("Used", 48)], rows, "Source."
    )


def bookmarks(file: bytes) -> list[str]:
    return [each.get(f"{W}name") for each in opened(file).element.body.iter(f"{W}bookmarkStart")]


def test_everything_at_once_is_valid(tmp_path):
    document = begun()
    document.contents()
    document.labelled("Evidence", ["So.", document.mark(ANSWERS, QUOTE), document.footnote("A note.")])
    label = document.table("A table", [Column("Name", 100), Column("n", 68, True)], [("x", "1")], "Source.")
    document.form(
        [
            [("Owner", (document.controlled("owner:initiative:12", "Owner"),))],
            [("Due", (document.controlled("due:initiative:12", "Due", "date", date(2027, 5, 1)),))],
            [("Status", (document.controlled("status:initiative:12", "Status", "status"),))],
            [("Agreed", (document.controlled("yes:12", "Yes", "check"), " yes"))],
        ],
        "To fill in",
    )
    document.landscape()
    document.chapter("Wide", "Finding.")
    document.labelled("More", ["See ", document.see(label), "."])
    document.portrait()
    document.appendices()
    document.chapter("Evidence", "Finding.")
    list_evidence(document)
    assert faults(saved(document), tmp_path) == []


def test_pages_turn_and_keep_their_heads(tmp_path):
    document = begun()
    document.landscape()
    assert document.width == 243
    document.chapter("Wide", "Finding.")
    document.portrait()
    document.chapter("Three", "Finding.")
    document.landscape()
    document.portrait()
    sections = opened(saved(document)).sections
    assert [round(each.page_width.mm) for each in sections] == [210, 297, 210]
    for each in sections:
        assert each.header.paragraphs[0].text == "left\tright"
        assert each.footer.paragraphs[0].text.startswith("foot\tPage ")
    assert [each.different_first_page_header_footer for each in sections] == [False] * 3


def test_a_turned_page_has_its_own_room_in_the_count_of_pages():
    document = begun()
    upright = document.room
    document.landscape()
    for number in range(3):
        document.chapter(f"Chapter {number}", "Finding.")
        document.write("Body Text", "word " * 1_100)
    document.write("Body Text", "End.")
    assert document.room < upright
    assert document.extent()[1] == 7


@pytest.mark.parametrize("kind", ["text", "date", "status", "decision", "check"])
def test_a_field_keeps_its_tag_and_prints_no_words(kind):
    document = begun()
    document.write("Body Text", (document.controlled("owner:initiative:12", "Owner", kind),))
    element = opened(saved(document)).element.body.find(f".//{W}sdt")
    assert element.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "owner:initiative:12"
    assert element.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "Owner"
    assert "".join(element.itertext(f"{W}t")).strip() in ("", "\N{BALLOT BOX}")


@pytest.mark.parametrize(
    ("tag", "kind", "value"), [("", "text", ""), ("x" * 65, "text", ""), ("a", "status", "Lost")]
)
def test_a_field_that_cannot_be_is_refused(tag, kind, value):
    with pytest.raises(ValueError, match=r"tag|choice"):
        begun().controlled(tag, "Label", kind, value)


def test_marks_lead_there_and_back_and_equal_evidence_shares_a_number():
    document = begun()
    document.labelled("A", ["One.", document.mark(ANSWERS)])
    document.chapter("Two", "Finding.")
    document.labelled("B", ["Two.", document.mark(QUOTE, ANSWERS)])
    document.chapter("Evidence", "Finding.")
    list_evidence(document)
    file = saved(document)
    anchors = [each.get(f"{W}anchor") for each in opened(file).element.body.iter(f"{W}hyperlink")]
    assert set(anchors) <= set(bookmarks(file))
    assert len(bookmarks(file)) == len(set(bookmarks(file)))
    assert [each for each in anchors if each.startswith("_Evidence")] == [
        "_Evidence1",
        "_Evidence2",
        "_Evidence1",
    ]
    assert "One.E1" in "".join(texts(opened(file)))


def test_marks_that_would_lead_nowhere_do_not_show():
    document = begun()
    document.labelled("A", ["One.", document.mark(ANSWERS)])
    assert "One." in texts(opened(saved(document)))[-1]
    assert not list(opened(saved(begun())).element.body.iter(f"{W}hyperlink"))
    late = begun()
    late.labelled("A", ["One.", late.mark(ANSWERS)])
    list_evidence(late)
    late.labelled("B", ["Two.", late.mark(ANSWERS), "Three.", late.mark(QUOTE)])
    assert "Two.E1Three." in texts(opened(saved(late)))[-1]


def test_references_find_their_targets_before_and_after_and_go_where_there_is_none():
    document = begun()
    document.write("Body Text", ["As", document.see("later", " in "), document.see("never", " and in "), "."])
    document.table("A table", [Column("Name", 168)], [("x",)], "Source.", key="later")
    file = saved(document)
    assert any(text.endswith("As in Table 1.") for text in texts(opened(file)))
    instructions = [each.text.split() for each in opened(file).element.body.iter(f"{W}instrText")]
    assert {each[1] for each in instructions if each[0] == "REF"} <= set(bookmarks(file))
    assert not list(opened(file).element.body.iter(f"{W}sdt"))


def test_what_is_placed_twice_stands_twice():
    document = begun()
    note = document.see("key")
    document.write("Body Text", [note, " and ", note])
    document.table("A table", [Column("Name", 168)], [("x",)], "Source.", key="key")
    assert any(text == "Table 1 and Table 1" for text in texts(opened(saved(document))))


@settings(max_examples=8)
@given(st.lists(anything, min_size=6, max_size=6))
def test_whatever_is_written_can_be_read_back(tmp_path_factory, said):
    label, value, note, question, source, key = said
    document = begun()
    field = document.controlled("tag:1", label, "text", value)
    evidence = Evidence.people(7, question, source)
    document.labelled(label, ["Said.", document.mark(evidence), document.footnote(note), document.see(key)])
    document.form([[(label, (field,)), (value, question)]], source)
    document.landscape()
    document.table(
        question, [Column(label, 120), Column(note, 40, True)], [(value, (field,))], source, key=key
    )
    document.chapter("Evidence", source)
    list_evidence(document)
    file = saved(document)
    document = opened(file)
    marks = [each.get(f"{W}fldCharType") for each in document.element.body.iter(f"{W}fldChar")]
    assert marks.count("begin") == marks.count("separate") == marks.count("end")
    assert {each.text.split()[0] for each in document.element.body.iter(f"{W}instrText")} <= {"SEQ", "REF"}
    assert faults(file, tmp_path_factory.getbasetemp()) == []
    # A tab alone is one, and no text.
    assert wording((value,)).strip("\t") in "".join(texts(document))
