"""Three templates as clients have them: a letterhead, a corporate one, and a bare one with odd faces."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def letterhead() -> bytes:
    """Return a template whose first page has a logo and an address, and whose even pages have a head."""
    document = _begun(Mm(297), Mm(210), 27)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    first.add_run().add_picture(_logo("#7A1F3D", (240, 80)), height=Mm(22))
    section.first_page_header.add_paragraph("Alder & Sons plc")
    section.first_page_footer.paragraphs[0].text = "Registered in England, 1 Quay Street, Bristol"
    section.header.paragraphs[0].text = "Alder & Sons, odd pages"
    section.even_page_header.paragraphs[0].text = "Alder & Sons, even pages"
    _page_number(section.footer.paragraphs[0])
    _page_number(section.even_page_footer.paragraphs[0])
    _typed(document, "Normal", "Times New Roman", 10.5, None)
    for name, size in {"Title": 26, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}.items():
        _typed(document, name, "Times New Roman", size, RGBColor(0x7A, 0x1F, 0x3D))
    return _file(document)


def corporate() -> bytes:
    """Return a template with numbered headings in capitals, a table style, and a logo in VML."""
    document = _begun(Mm(279.4), Mm(215.9), 25.4)
    section = document.sections[0]
    relation, _ = section.header.part.get_or_add_image(_logo("#00563F", (300, 75)))
    style = "width:96pt;height:24pt;position:absolute;margin-left:0;margin-top:-6pt;z-index:-1"
    section.header.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "r")} {_VML}><w:pict><v:shape id="Logo" style="{style}" alt="Corvin Group">'
            f'<v:imagedata r:id="{relation}" o:title="Logo"/></v:shape></w:pict></w:r>'
        )
    )
    section.header.paragraphs[0].add_run("\tCorvin Group, internal")
    _page_number(section.footer.paragraphs[0])
    green = RGBColor(0x00, 0x56, 0x3F)
    for name, size in (
        ("Heading 1", 18),
        ("Heading 2", 14),
        ("Heading 3", 11),
        ("Title", 28),
        ("Caption", 9),
    ):
        _typed(document, name, "Arial", size, green)
    _typed(document, "Normal", "Arial", 10, None)
    document.styles["Heading 1"].font.all_caps = True
    _numbered(document)
    _table_style(document)
    document.add_table(2, 2, "Corvin Table")
    return _file(document)


def bare() -> bytes:
    """Return a template with nothing but faces that few have, large type and wide lines."""
    document = _begun(Mm(297), Mm(210), 20)
    _typed(document, "Normal", "Trebuchet MS", 12, None)
    document.styles["Normal"].paragraph_format.line_spacing = 1.5
    _typed(document, "Heading 1", "Papyrus", 24, RGBColor(0xE3, 0x52, 0x05))
    return _file(document)


def _begun(height: int, width: int, side: float) -> DocxDocument:
    document = Document()
    section = document.sections[0]
    section.page_height, section.page_width = height, width
    section.left_margin = section.right_margin = Mm(side)
    document.add_paragraph("Old words of the client")
    return document


def _logo(colour: str, size: tuple[int, int]) -> BytesIO:
    picture = BytesIO()
    Image.new("RGB", size, colour).save(picture, "PNG")
    picture.seek(0)
    return picture


def _typed(document: DocxDocument, name: str, face: str, size: float, colour: RGBColor | None) -> None:
    font = document.styles[name].font
    font.name, font.size = face, Pt(size)
    fonts = document.styles[name].element.rPr.rFonts
    for key in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[key]
    if colour is not None:
        font.color.rgb = colour


def _page_number(paragraph: Paragraph) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _numbered(document: DocxDocument) -> None:
    """Number the headings as lists do: Chapter 1, then 1-1."""
    numbering = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{place + 1}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, text in enumerate(("Chapter %1:", "%1-%2"))
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for place in range(2):
        told = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="90"/></w:numPr>'
        document.styles[f"Heading {place + 1}"].element.get_or_add_pPr().append(parse_xml(told))


def _table_style(document: DocxDocument) -> None:
    """Add a table style: a dark head with light type, and every second row tinted."""
    style = document.styles.add_style("Corvin Table", WD_STYLE_TYPE.TABLE).element
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9DB8AE"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = (
        '<w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="00563F"/></w:tcPr>'
    )
    tint = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EFEB"/></w:tcPr>'
    for part in (
        f"<w:tblPr {nsdecls('w')}><w:tblBorders>{lines}</w:tblBorders></w:tblPr>",
        f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{head}</w:tblStylePr>',
        f'<w:tblStylePr {nsdecls("w")} w:type="band2Horz">{tint}</w:tblStylePr>',
    ):
        style.append(parse_xml(part))
    assert style.find(qn("w:tblPr")) is not None


def _file(document: DocxDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
