"""What documents take over of templates as clients have them, and that nothing else comes along."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from reports.charts.house import Sheet
from reports.word.client_numbering import numbering_of
from reports.word.client_template import TemplateFaults, checked
from reports.word.document import WordDocument
from reports.word.look import typeset
from reports.word.tables import Column
from reports.word.template import Properties
from tests.reports.dossiers import opened, texts
from tests.reports.house_templates import bare, corporate, letterhead
from tests.reports.test_client_template import R, header_with

PROPERTIES = Properties("Title", "Client", "", date(2026, 11, 22), "en-GB")
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def made(file: bytes) -> bytes:
    template = checked(file)
    with typeset(template):
        document = WordDocument(PROPERTIES, template=template)
        document.cover(Sheet(60.0).picture("Cover", "", "Cover"))
        document.write("Title", "Title")
        document.contents()
        for number in range(3):
            document.chapter(f"Chapter {number}", "Finding.")
            document.table("Table", [Column("Name", 100), Column("n", 68, True)], [("x", "1")], "Source.")
            document.part("Part", "Finding.")
        document.appendices()
        document.chapter("Method", "Finding.")
        document.landscape()
        document.write("Body Text", "Wide.")
        return document.save(head=("left", "Draft"), foot="foot")


def headings(document: Document) -> list[str]:
    starts = ("Heading 1", "Part Heading", "Appendix Part")
    return [each.text.replace("\u2003", " ") for each in document.paragraphs if each.style.name in starts]


def parts(file: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(file)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("template", [letterhead, corporate, bare])
def test_documents_of_every_template_are_valid_and_hold_nothing_of_its_text(template, tmp_path):
    file = made(template())
    (tmp_path / "made.docx").write_bytes(file)
    assert [str(each) for each in OpenXmlValidator().validate(tmp_path / "made.docx").errors] == []
    whole = "".join(parts(file).values())
    assert "Old words of the client" not in whole
    assert "<v:" not in whole
    assert made(template()) == file


def test_a_letterhead_stands_on_the_first_page_in_place_of_the_cover():
    document = opened(made(letterhead()))
    first, *others = document.sections
    assert first.different_first_page_header_footer
    assert len(list(first.first_page_header._element.iter("{*}blip"))) == 1
    assert first.first_page_footer.paragraphs[0].text.startswith("Registered in England")
    assert not any(each.different_first_page_header_footer for each in others)
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        assert section.header.paragraphs[0].text == "Alder & Sons, odd pages"
        assert section.even_page_header.paragraphs[0].text == "Alder & Sons, even pages"
        assert "Draft" in section.even_page_footer.paragraphs[1].text
    assert not any(each.get("descr") == "Cover" for each in document.element.body.iter("{*}docPr"))


def test_a_first_page_that_is_no_title_page_says_that_it_is_a_draft():
    document = WordDocument(PROPERTIES, template=checked(letterhead()))
    document.chapter("Summary", "Finding.")
    first = opened(document.save(head=("left", "Draft"), foot="foot")).sections[0].first_page_footer
    assert first.paragraphs[1].text.startswith("Draft\tPage ")


def test_headings_have_the_clients_numbers_once():
    file = made(corporate())
    document = opened(file)
    assert headings(document)[:3] == ["Chapter 1: Chapter 0", "1-1 Part", "Chapter 2: Chapter 1"]
    assert headings(document)[-1] == "Appendix A: Method"
    assert any(each.startswith("Chapter 1:\u2003Chapter 0") for each in texts(document)[:12])
    assert not any("w:numPr" in text for text in parts(file).values())


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [("decimal", "%1.", "3."), ("upperRoman", "%1", "III"), ("decimalZero", "%1", "03")]
    + [(kind, text, None) for kind, text in (("bullet", "%1"), ("decimal", "x"), ("decimal", "<%1"))]
    + [("upperLetter", "%1", None)],
)
def test_numbers_of_other_forms_stay_ours(kind, text, said):
    style = '<w:name w:val="Heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = f'<w:styles {nsdecls("w")}><w:style w:styleId="h1">{style}</w:style></w:styles>'
    level = f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text.replace("<", "&lt;")}"/>'
    lists = (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0">{level}</w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    found = numbering_of(parse_xml(styles), parse_xml(lists))
    assert (found and found.chapter(3, lettered=False)) == said


def test_tables_have_the_clients_style_and_heads_that_can_be_read():
    document = opened(made(corporate()))
    styles, looks = document.styles, document.element.body.iter("{*}tblLook")
    assert document.tables[0].style.name == "Corvin Table"
    assert str(styles["Table Head"].font.color.rgb) == "FFFFFF"
    assert {each.get(qn("w:noHBand")) for each in looks} == {"0"}
    assert "E6EFEB" in styles.element.xml


def test_a_logo_of_old_word_stands_where_it_stood():
    header = opened(made(corporate())).sections[0].header
    (anchor,) = header._element.iter("{*}anchor")
    assert [each.get("relativeFrom") for each in anchor.iter("{*}positionH", "{*}positionV")] == [
        "column",
        "paragraph",
    ]
    extent = anchor.find("{*}extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (Pt(96), Pt(24))
    (blip,) = anchor.iter("{*}blip")
    (embedded,) = blip.values()
    assert header.part.related_parts[embedded].content_type == "image/png"


def test_styles_have_their_own_sizes_and_findings_stay_below_headings():
    document = opened(made(bare()))
    sizes = {
        name: document.styles[name].font.size.pt for name in ("Heading 1", "Finding", "Labelled", "Normal")
    }
    assert sizes == {"Heading 1": 24, "Finding": 19, "Labelled": 12, "Normal": 12}
    assert opened(made(corporate())).styles["Heading 1"].font.all_caps
    assert opened(made(corporate())).styles["Finding"].font.size.pt == 15.5


@pytest.mark.parametrize(
    ("style", "image"),
    [
        ("width:96pt;height:24pt", 'r:href="rId1"'),
        ("width:0;height:24pt", 'r:id="rId1"'),
        ("width:9e9pt;height:24pt", 'r:id="rId1"'),
        ("", 'r:id="rId1"'),
    ],
)
def test_old_pictures_without_a_size_or_from_elsewhere_go(style, image):
    shape = f'<v:shape style="{style}"><v:imagedata {image}/></v:shape>'
    pict = f'<w:r><w:pict {V} xmlns:r="{R}">{shape}</w:pict></w:r>'
    header = checked(header_with(pict)).header
    assert header is not None
    assert len(header.pictures) == 1
    assert b"imagedata" not in header.xml


def test_an_old_picture_that_is_none_is_refused():
    shape = '<v:shape style="width:96pt;height:24pt"><v:imagedata r:id="rId77"/></v:shape>'
    with pytest.raises(TemplateFaults, match="not PNG, JPEG, GIF, EMF or WMF"):
        checked(header_with(f'<w:r><w:pict {V} xmlns:r="{R}">{shape}</w:pict></w:r>'))
