"""Templates that somebody made to do harm: what they would run, fetch, or take hours for."""

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.word.client_template import TemplateFaults, checked
from tests.reports.test_client_template import W, changed, header_with, template

HEADER = next(
    each for each in ZipFile(BytesIO(template())).namelist() if re.fullmatch(r"word/header\d.xml", each)
)


def field(*pieces: str, inside: str = "") -> str:
    told = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in pieces)
    begin, apart, end = (
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
    )
    return f"{begin}{told}{inside}{apart}<w:r><w:t>as it was</w:t></w:r>{end}"


def kept(inside: str) -> str:
    found = checked(header_with(inside)).header
    assert found is not None
    return found.xml.decode()


@pytest.mark.parametrize(
    "pieces",
    [
        ("D", "DE c:/x cmd"),
        ("LI", "NK Excel.Sheet"),
        ('"INCLUDEPICTURE" x',),
        ("\u00a0DDE x",),
        ("\tLINK x",),
    ],
)
def test_a_field_cut_into_pieces_is_told_apart(pieces: tuple[str, ...]) -> None:
    with pytest.raises(TemplateFaults, match="fetches"):
        checked(header_with(field(*pieces)))


@pytest.mark.parametrize(
    "told", ["HYPERLINK http://x", "ASK x", "FILLIN x", "ADDIN x", "EMBED Excel", "PRINT 27", "x"]
)
def test_of_other_fields_the_text_stays(told: str) -> None:
    found = kept(field(told) + f'<w:fldSimple w:instr="{told}"><w:r><w:t>too</w:t></w:r></w:fldSimple>')
    assert "fldChar" not in found
    assert "fldSimple" not in found
    assert "instrText" not in found
    assert "as it was" in found
    assert "too" in found


def test_a_field_with_fields_in_it_stays_as_its_text() -> None:
    found = kept(field("PAGE", inside=field("QUOTE 68 68 69")))
    assert "instrText" not in found
    assert found.count("as it was") == 2
    assert "PAGE" in kept(field("PAGE"))
    assert "instrText" not in kept(
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )  # of a field that never began


def test_a_field_of_a_form_names_no_macro() -> None:
    run = '<w:ffData><w:entryMacro w:val="AutoOpen"/></w:ffData>'
    begun = field("PAGE").replace('"begin"/>', f'"begin">{run}</w:fldChar>', 1)
    assert "AutoOpen" not in kept(begun)


@pytest.mark.parametrize("element", [b"<w:hyperlink><w:r/></w:hyperlink>", b"<w:pict/>"])
def test_a_header_that_takes_hours_is_refused(element: bytes) -> None:
    part = b"<w:hdr " + W.encode() + b"><w:p>" + element * 150_000 + b"</w:p></w:hdr>"
    with pytest.raises(TemplateFaults, match="more than a page shows"):
        checked(changed({HEADER: part}))


def test_of_endless_styles_some_are_read() -> None:
    style = (
        b'<w:style w:type="paragraph" w:styleId="s%d"><w:name w:val="s%d"/><w:basedOn w:val="s%d"/></w:style>'
    )
    styles = b"".join(style % (each, each, each + 1) for each in range(30_000))
    found = checked(changed({"word/styles.xml": b"<w:styles " + W.encode() + b">" + styles + b"</w:styles>"}))
    assert len(found.styles) < 6_000


@pytest.mark.parametrize("cut", range(8, 41, 4))
def test_a_picture_that_is_cut_short_is_a_fault_and_no_crash(cut: int) -> None:
    size = struct.pack(">II5B", 4, 4, 8, 2, 0, 0, 0)
    head = b"IHDR" + size
    grain = b"pHYs" + struct.pack(">IIB", 0, 0, 1)
    png = b"\x89PNG\r\n\x1a\n"
    for chunk in (head, grain):
        png += struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    name = next(each for each in ZipFile(BytesIO(template())).namelist() if each.startswith("word/media/"))
    with pytest.raises(TemplateFaults, match="picture"):
        checked(changed({name: png[:cut]}))
