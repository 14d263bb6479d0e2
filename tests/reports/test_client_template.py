"""A client's own template: what is taken over, what is refused with which words, and what stays outside."""

import re
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from reports.word.client_package import MOST_BYTES
from reports.word.client_template import TemplateFaults, checked
from reports.word.document import WordDocument
from reports.word.tables import Column
from reports.word.template import Properties
from tests.reports.dossiers import opened, texts

PROPERTIES = Properties("Title", "Client", "", date(2026, 11, 22), "en-GB")
MAIN = "word/document.xml"
PARTS = ("word/styles.xml", "word/theme/theme1.xml", MAIN)
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def template() -> bytes:
    """Return a client's template: Arial in plum, a logo above, a line below, and old text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    for name, size in (("Heading 1", 18), ("Normal", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x5B, 0x1F, 0x4C)
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
    logo = BytesIO()
    Image.new("RGB", (40, 10), "#5B1F4C").save(logo, "PNG")
    section.header.paragraphs[0].add_run().add_picture(BytesIO(logo.getvalue()), height=Mm(8))
    section.footer.paragraphs[0].text = "Alder & Sons plc"
    document.add_paragraph("Old words of the client")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def changed(edits: dict[str, tuple[bytes, bytes] | bytes | None]) -> bytes:
    """Return the template with parts edited (old and new), put in, or left out."""
    file = BytesIO()
    with ZipFile(BytesIO(template())) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            edit, content = edits.get(name, b""), source.read(name)
            if isinstance(edit, tuple):
                assert edit[0] in content, name
                content = content.replace(*edit)
            if edit is not None:
                target.writestr(name, edit if isinstance(edit, bytes) and edit else content)
        for name, edit in edits.items():
            if isinstance(edit, bytes) and name not in source.namelist():
                target.writestr(name, edit)
    return file.getvalue()


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> tuple[bytes, bytes]:
    found = f'<Relationship Id="rIdX" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'
    return b"</Relationships>", found.encode()


def body(extra: str) -> dict[str, tuple[bytes, bytes]]:
    return {MAIN: (b"<w:sectPr", f"{extra}<w:sectPr".encode())}


def page(**changes: int) -> bytes:
    document = Document(BytesIO(template()))
    for name, value in changes.items():
        setattr(document.sections[0], name, Mm(value))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def sideways() -> bytes:
    document = Document(BytesIO(template()))
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def made(file: bytes) -> bytes:
    document = WordDocument(PROPERTIES, template=checked(file))
    document.contents()
    for number in range(3):
        document.chapter(f"Chapter {number}", "Finding.")
        document.labelled("Evidence", ["Said.", document.footnote("A note.")])
        document.table("Table", [Column("Name", 100), Column("n", 68, True)], [("x", "1")], "Source.")
        document.landscape()
        document.write("Body Text", "Wide.")
        document.portrait()
    return document.save(head=("left", "Draft"), foot="foot")


def test_styles_paper_and_furniture_are_taken_over_and_nothing_else(tmp_path):
    file = made(template())
    (tmp_path / "made.docx").write_bytes(file)
    assert [str(each) for each in OpenXmlValidator().validate(tmp_path / "made.docx").errors] == []
    document = opened(file)
    assert document.styles["Heading 1"].font.name == "Arial"
    assert document.styles["Heading 1"].font.size == Pt(18)
    assert document.styles["Finding"].font.name == "Arial"
    assert document.styles["Labelled"].font.size == Pt(11)
    assert round(document.sections[0].left_margin.mm) == 25
    assert "Old words of the client" not in "".join(texts(document))
    for section in document.sections:
        assert len(list(section.header._element.iter("{*}blip"))) == 1
        below = [each.text for each in section.footer.paragraphs]
        assert below[0] == "Alder & Sons plc"
        assert re.fullmatch(r"Draft\tPage 2 of \d+", below[1])
    width = sum(int(each.get(f"{{{W[9:-1]}}}w")) for each in document.tables[0]._tbl.tblGrid)
    assert width / 1440 * 25.4 == pytest.approx(160, abs=0.2)
    assert made(template()) == file


BOMB = b"<w:document " + W.encode() + b"><w:body>" + b"<w:p/>" * 9_000_000 + b"</w:body></w:document>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document '
    + W.encode()
    + b"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: b"", "no .docx"),
        (lambda: b"PK\x03\x04" + b"x" * 100, "no .docx"),
        (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password"),
        (lambda: b"PK" + b"\0" * MOST_BYTES, "larger than 20 MB"),
        (lambda: template()[: len(template()) // 2], "no .docx"),
        (lambda: changed({MAIN: None}), "no Word document"),
        (lambda: changed({"[Content_Types].xml": None}), "no .docx"),
        (lambda: changed({"word/vbaProject.bin": b"x"}), "macros"),
        (
            lambda: changed({"[Content_Types].xml": (b"document.main", b"document.macroEnabled.main")}),
            "macros",
        ),
        (lambda: changed({RELATIONS: relation("attachedTemplate", "http://x/y.dotm")}), "attached"),
        (lambda: changed({RELATIONS: relation("image", "http://x/y.png")}), "links to"),
        (lambda: changed({RELATIONS: relation("aFChunk", "x.html", "")}), "another document"),
        (lambda: changed(body('<w:ins w:id="1" w:author="x"><w:r/></w:ins>')), "tracked changes"),
        (lambda: changed(body("<w:altChunk/>")), "another document"),
        (lambda: changed({MAIN: (b"w:sectPr", b"w:noSuch")}), "page setup"),
        (lambda: changed({MAIN: LAUGHS}), "document type definition"),
        (lambda: changed({MAIN: LAUGHS.decode().encode("utf-16")}), "damaged"),
        (lambda: changed({MAIN: b"<w:document>"}), "damaged"),
        (lambda: changed({MAIN: BOMB}), "unpacks to more"),
        (lambda: changed({"../../etc/x": b"x"}), "packed in a way"),
        (lambda: changed({"C:\\x": b"x"}), "packed in a way"),
        (lambda: changed({f"word/x{n}.xml": b"x" for n in range(1_600)}), "unpacks to more"),
        (lambda: page(page_width=200), "A4 or Letter"),
        (lambda: page(left_margin=60), "leave between"),
        (lambda: page(top_margin=150), "of height"),
        (sideways, "on their side"),
    ],
)
def test_what_cannot_be_a_template_is_refused_with_its_remedy(file, said):
    with pytest.raises(TemplateFaults, match=said) as caught:
        checked(file())
    assert all(each.endswith(".") and "Traceback" not in each for each in caught.value.faults)


def test_all_faults_come_at_once():
    edits = body('<w:del w:id="1" w:author="x"/>') | {"word/vbaProject.bin": b"x"}
    with pytest.raises(TemplateFaults) as caught:
        checked(changed(edits))
    assert len(caught.value.faults) == 2


def header_with(inside: str) -> bytes:
    part = next(name for name in ZipFile(BytesIO(template())).namelist() if "header" in name)
    return changed({part: (b"</w:p>", f"{inside}</w:p>".encode())})


@pytest.mark.parametrize("code", ["INCLUDEPICTURE http://x/y.png", "DDEAUTO cmd x", "includetext C:/x"])
def test_a_header_that_fetches_something_is_refused(code):
    run = f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{code}</w:instrText></w:r>'
    with pytest.raises(TemplateFaults, match="fetches"):
        checked(header_with(run))
    cut = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in code.split()[0])
    if not code.startswith("include"):
        with pytest.raises(TemplateFaults, match="fetches"):
            checked(header_with(cut))


def test_what_runs_or_leads_away_is_cleaned_out_of_a_header(tmp_path):
    pict = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" onclick="x()"/></w:pict></w:r>'
    link = f'<w:hyperlink xmlns:r="{R}" r:id="rId99"><w:r><w:t>Link</w:t></w:r></w:hyperlink>'
    odd = '<w:bookmarkStart w:id="1" w:name="_Toc00000001"/><x:y xmlns:x="urn:x"/><w:object/>'
    file = made(header_with(pict + link + odd))
    (tmp_path / "made.docx").write_bytes(file)
    assert [str(each) for each in OpenXmlValidator().validate(tmp_path / "made.docx").errors] == []
    with ZipFile(BytesIO(file)) as package:
        heads = b"".join(package.read(name) for name in package.namelist() if "header" in name)
    assert b"Link" in heads
    for gone in (b"v:shape", b"onclick", b"rId99", b"urn:x", b"w:object", b"bookmarkStart"):
        assert gone not in heads


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gives_a_clear_fault_or_is_whole(place, noise):
    blob = bytearray(template())
    at = place % len(blob)
    blob[at : at + len(noise)] = noise
    with suppress(TemplateFaults):
        checked(bytes(blob))


@settings(max_examples=25)
@given(
    st.sampled_from(["word/styles.xml", "word/theme/theme1.xml", MAIN]),
    st.integers(0, 10**6),
    st.text(max_size=8),
)
def test_odd_values_in_a_whole_file_give_a_clear_fault_or_a_document(part, place, text):
    content = ZipFile(BytesIO(template())).read(part).decode()
    values = list(re.finditer(r'"([^"<>]*)"', content))
    at = values[place % len(values)]
    clean = re.sub(r"[^\w .,#-]", "", text)
    edited = content[: at.start(1)] + clean + content[at.end(1) :]
    with suppress(TemplateFaults):
        found = checked(changed({part: edited.encode()}))
        assert WordDocument(PROPERTIES, template=found).room > 0
