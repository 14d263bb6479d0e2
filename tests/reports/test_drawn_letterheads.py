"""Letterheads that are drawn: text boxes, groups and metafiles come along, and what does not is said."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator

from reports.word.client_pictures import kind_of_picture
from reports.word.client_template import TemplateFaults, checked
from tests.reports.dossiers import opened
from tests.reports.house_boxes import (
    PLUM,
    SPACES,
    drawn,
    frame,
    old_box,
    old_stationery,
    picture,
    shape,
    stationery,
)
from tests.reports.metafiles import emf, wmf
from tests.reports.test_client_template import R, header_with
from tests.reports.test_house_templates import made

CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic>'
    "<a:graphicData uri='x'><c:chart xmlns:c='urn:c' r:id='rId1'/></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
OVALS = "<w:r><w:pict><v:group style='width:9pt;height:9pt'><v:oval/></v:group></w:pict></w:r>"
ART = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
GROUP = f"<wpg:wgp><wpg:cNvGrpSpPr/>{frame('wpg:grpSpPr', 9, 9)}"


def headed(inside: str) -> str:
    header = checked(header_with(inside)).header
    assert header is not None
    return header.xml.decode()


def within(inside: str) -> str:
    return inside.replace("<w:r>", f"<w:r {SPACES}>", 1)


@pytest.mark.parametrize("template", [stationery, old_stationery])
def test_drawn_letterheads_make_valid_documents(template: Callable[[], bytes], tmp_path) -> None:
    assert checked(template()).left_out == ()
    file = made(template())
    (tmp_path / "made.docx").write_bytes(file)
    assert [str(each) for each in OpenXmlValidator().validate(tmp_path / "made.docx").errors] == []
    with ZipFile(BytesIO(file)) as package:
        heads = b"".join(package.read(each) for each in package.namelist() if "/header" in each)
    assert b"urn:schemas-microsoft-com:vml" not in heads.replace(
        b'xmlns:v="urn:schemas-microsoft-com:vml"', b""
    )
    assert b"Fallback" not in heads
    assert made(template()) == file


def test_an_address_in_a_text_box_and_a_drawn_logo_stand_on_the_first_page() -> None:
    document = opened(made(stationery()))
    head = document.sections[0].first_page_header
    said = [each.text for each in head._element.iter("{*}t")]
    assert said == ["Alder", "Alder & Sons plc", "1 Quay Street", "Bristol BS1 4XE", "alder.example"]
    for choice in head._element.iter("{*}Choice"):
        assert all(each in choice.nsmap for each in choice.get("Requires").split())
    (blip,) = head._element.iter("{*}blip")
    stored = head.part.related_parts[blip.values()[0]]
    assert (stored.content_type, stored.blob) == ("image/x-emf", emf(PLUM))
    foot = document.sections[-1].footer
    (blip,) = foot._element.iter("{*}blip")
    assert foot.part.related_parts[blip.values()[0]].blob == wmf(PLUM)


def test_text_begins_below_what_is_drawn_beside_the_lines_of_a_head() -> None:
    template = checked(stationery())
    assert template.first is not None
    assert template.first.header is not None
    assert template.page.header + template.first.header.height == pytest.approx(30 + 32 + 3, abs=0.1)
    air = opened(made(stationery())).sections[0].first_page_header.paragraphs[-1]
    assert air.paragraph_format.line_spacing.mm == pytest.approx(48, abs=0.2)


@pytest.mark.parametrize(
    ("y", "tall", "edit", "top"),
    [
        (20, 12, ("", ""), 35),
        (20, 12, ('behindDoc="0"', 'behindDoc="1"'), 25.4),
        (20, 200, ("", ""), 25.4),
        (5, 9, ("", ""), 25.4),
    ],
)
def test_margins_make_way_for_what_stands_above_the_text(
    y: int, tall: int, edit: tuple[str, str], top: float
) -> None:
    inside = drawn(shape("kept", 0, 0, 40, tall), 40, tall, 100, y).replace(*edit)
    file = made(header_with(inside))
    upright, wide = opened(file).sections[0], opened(file).sections[-1]
    assert upright.top_margin.mm == pytest.approx(top, abs=0.1)
    assert "kept" in upright.header._element.xml
    # Lower pages that lie on their side have no room for it.
    assert ("kept" in wide.header._element.xml) == (y == 5 or top < 30)


def test_of_old_word_text_boxes_and_groups_are_those_of_today() -> None:
    header = opened(made(old_stationery())).sections[0].header._element
    assert [each.text for each in header.iter("{*}t")] == ["Made to last", "Corvin Group, 5 Mill Lane"]
    offsets = [(int(each.get("x")), int(each.get("y"))) for each in header.iter("{*}off")]
    assert (0, (30 * 12_700)) in offsets
    assert "E6EFEB" in [each.get("val") for each in header.iter("{*}srgbClr")]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (CHART, "a chart or a diagram"),
        ("<w:r><w:object/></w:r>", "object of another program"),
        (ART, "WordArt of old Word"),
        ("<w:r><w:pict><v:oval/></w:pict></w:r>", "a drawing of old Word"),
        (OVALS, "a drawing of old Word"),
        (drawn("<wps:wsp/>", 9, 9, 20, 20), "not whole"),
        (drawn(f"{GROUP}</wpg:wgp>", 9, 9, 20, 20), "not whole"),
        (
            drawn(
                f"{GROUP}{picture('rId77', 9, 9)}"
                f"{shape('kept', 0, 0, 9, 9)}</wpg:wgp>",
                9, 9, 20, 20,
            ),
            "a picture that is not PNG",
        ),
    ],
)  # fmt: skip
def test_what_stays_out_is_said(inside: str, said: str) -> None:
    template = checked(header_with(within(inside)))
    (told,) = template.left_out
    assert told.startswith("The header holds ")
    assert said in told
    assert template.header is not None
    assert b"rId77" not in template.header.xml
    assert (b"kept" in template.header.xml) == ("kept" in inside)


def test_nothing_in_a_text_box_runs_or_leads_away() -> None:
    box = shape("kept", 0, 0, 30, 10)
    link = f'<w:hyperlink xmlns:r="{R}" r:id="rId99"><w:r><w:t>link</w:t></w:r></w:hyperlink><w:object/>'
    box = box.replace("</w:p>", f"{link}</w:p>", 1).replace(
        "<wps:cNvSpPr/>", '<wps:cNvSpPr/><wps:contentPart r:id="rId98"/>'
    )
    box = box.replace('name="x"/>', 'name="x"><a:hlinkClick r:id="rId97"/></wps:cNvPr>')
    found = headed(drawn(box, 30, 10, 100, 20, fallback=old_box("twice")))
    assert all(each in found for each in ("kept", "link"))
    assert not any(each in found for each in ("rId9", "w:object", "contentPart", "twice", "hlink"))
    with pytest.raises(TemplateFaults, match="fetches"):
        checked(
            header_with(drawn(box.replace("<w:t>kept", "<w:instrText>DDE x</w:instrText><w:t>"), 9, 9, 9, 9))
        )


@pytest.mark.parametrize(
    ("blob", "kind"),
    [
        (emf(PLUM), "image/x-emf"),
        (wmf(PLUM), "image/x-wmf"),
        (wmf(PLUM)[22:], "image/x-wmf"),
        (wmf(PLUM, escape=15), "image/x-wmf"),
        (wmf(PLUM, escape=9), ""),
        (emf(PLUM)[:-4], ""),
        (emf(PLUM)[:60], ""),
        (wmf(PLUM)[:-6], ""),
        (wmf(PLUM)[:30], ""),
        (b"\x01\x00\x00\x00" + b"x" * 200, ""),
        (b"\x1f\x8b" + b"x" * 200, ""),
        (b"", ""),
    ],
)
def test_pictures_are_told_by_how_they_begin(blob: bytes, kind: str) -> None:
    assert kind_of_picture(blob) == kind
