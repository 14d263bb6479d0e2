"""Templates whose letterheads are drawn: text boxes, groups and metafiles, of today's Word and of the old."""

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.shared import Mm

from tests.reports.house_templates import _file, _logo, _page_number
from tests.reports.metafiles import emf, wmf

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = (
    f'{nsdecls("w", "r", "wp", "a", "pic")} xmlns:wps="{_WPS}" xmlns:wpg="{_WPG}" xmlns:mc="{_MC}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
)
PLUM = (0x7A, 0x1F, 0x3D)


def stationery() -> bytes:
    """Return a letterhead: an address in a text box, a group of a drawn logo and a line, a drawn foot."""
    document = _begun()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    first = section.first_page_header
    logo = related(first.part, emf(PLUM), "emf")
    inner = shape("Alder", 0, 12, 60, 8) + shape("", 0, 22, 60, 0.5, fill="7A1F3D")
    group = (
        f"<wpg:wgp><wpg:cNvGrpSpPr/>{frame('wpg:grpSpPr', 60, 24)}{picture(logo, 30, 10)}{inner}</wpg:wgp>"
    )
    address = ("Alder &amp; Sons plc", "1 Quay Street", "Bristol BS1 4XE", "alder.example")
    fallback = old_box("Alder &amp; Sons plc, as old Word shows it")
    line = first.paragraphs[0]._p
    line.append(parse_xml(drawn(group, 60, 24, 22, 10)))
    line.append(parse_xml(drawn(shape(address, 0, 0, 58, 32), 58, 32, 130, 30, fallback=fallback)))
    section.header.paragraphs[0].text = "Alder & Sons"
    foot = related(section.footer.part, wmf(PLUM), "wmf")
    section.footer.paragraphs[0]._p.append(parse_xml(drawn(picture(foot, 30, 10), 30, 10, 22, 282)))
    _page_number(section.footer.paragraphs[0])
    return _file(document)


def old_stationery() -> bytes:
    """Return a letterhead of old Word: a text box with an address, a group of a logo and a motto."""
    document = _begun()
    header = document.sections[0].header
    relation, _ = header.part.get_or_add_image(_logo("#00563F", (300, 75)))
    logo = (
        f'<v:shape style="position:absolute;left:0;top:0;width:1000;height:250">'
        f'<v:imagedata r:id="{relation}"/></v:shape>'
    )
    motto = (
        '<v:rect style="position:absolute;left:0;top:300;width:1000;height:200" filled="f" stroked="f">'
        '<v:textbox inset="0,0,0,0"><w:txbxContent><w:p><w:r><w:t>Made to last</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></v:rect>"
    )
    group = (
        '<v:group style="position:absolute;margin-left:0;margin-top:-10pt;width:100pt;height:50pt" '
        f'coordorigin="0,0" coordsize="1000,500">{logo}{motto}</v:group>'
    )
    for each in (group, old_box("Corvin Group, 5 Mill Lane")):
        header.paragraphs[0]._p.append(parse_xml(f"<w:r {SPACES}><w:pict>{each}</w:pict></w:r>"))
    _page_number(document.sections[0].footer.paragraphs[0])
    return _file(document)


def drawn(shown: str, width: float, height: float, x: float, y: float, *, fallback: str = "") -> str:
    """Return a run with something at a place of the page in mm, with what old Word shows in its place."""
    kind = shown[1:].split(":")[0]
    address = {"wps": _WPS, "wpg": _WPG}.get(kind, "http://schemas.openxmlformats.org/drawingml/2006/picture")
    share = '<mc:AlternateContent><mc:Choice Requires="wp14"><wp14:pctPosHOffset>1</wp14:pctPosHOffset>'
    found = (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page">{share}</mc:Choice><mc:Fallback><wp:posOffset>{emu(x)}'
        "</wp:posOffset></mc:Fallback></mc:AlternateContent></wp:positionH>"
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:wrapNone/><wp:docPr id="7" name="Drawing"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{address}">{shown}</a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing>"
    )
    if kind != "pic":
        old = f"<mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback>"
        choice = f'<mc:Choice Requires="{kind}">{found}</mc:Choice>'
        found = f"<mc:AlternateContent>{choice}{old}</mc:AlternateContent>"
    return f"<w:r {SPACES}>{found}</w:r>"


def shape(
    text: str | tuple[str, ...], x: float, y: float, width: float, height: float, *, fill: str = ""
) -> str:
    """Return a shape with lines of text or none; fill as RRGGBB."""
    lines = (text,) if isinstance(text, str) else text
    said = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in lines)
    ground = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    box = f"<wps:txbx><w:txbxContent>{said}</w:txbxContent></wps:txbx>" if text else ""
    look = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}'
    return (
        f'<wps:wsp><wps:cNvPr id="3" name="x"/><wps:cNvSpPr/>{frame("wps:spPr", width, height, x, y, look)}'
        f'{box}<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>'
    )


def picture(relation: str, width: float, height: float) -> str:
    """Return a picture as drawings hold it."""
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="4" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"{frame('pic:spPr', width, height, look=look)}</pic:pic>"
    )


def frame(name: str, width: float, height: float, x: float = 0, y: float = 0, look: str = "") -> str:
    """Return the properties of a shape or a group in mm."""
    size = f'cx="{emu(width)}" cy="{emu(height)}"'
    inner = f'<a:chOff x="0" y="0"/><a:chExt {size}/>' if name.startswith("wpg") else ""
    place = f'<a:off x="{emu(x)}" y="{emu(y)}"/>'
    return f"<{name}><a:xfrm>{place}<a:ext {size}/>{inner}</a:xfrm>{look}</{name}>"


def old_box(text: str) -> str:
    """Return a text box of old Word, without a line around it, at the right margin."""
    style = (
        "position:absolute;margin-left:320pt;margin-top:-10pt;width:150pt;height:40pt;z-index:2;"
        "mso-position-horizontal-relative:margin"
    )
    said = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    box = f"<v:textbox><w:txbxContent>{said}</w:txbxContent></v:textbox>"
    return f'<v:shape style="{style}" fillcolor="#E6EFEB" stroked="f">{box}</v:shape>'


def related(part: StoryPart, blob: bytes, ending: str) -> str:
    """Store a picture that python-docx does not know, and return its relation."""
    name = PackURI(f"/word/media/{part.partname.filename}.{ending}")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    return part.relate_to(ImagePart(name, f"image/x-{ending}", blob), relations)


def emu(millimetres: float) -> int:
    """Return mm as drawings hold them."""
    return round(millimetres * 36_000)


def _begun() -> DocxDocument:
    document = Document()
    section = document.sections[0]
    section.page_height, section.page_width = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = Mm(30)
    document.add_paragraph("Old words of the client")
    return document
