"""An empty document: python-docx's default without its foreign author, dates, paper, styles and leftovers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.opc.rel import _Relationship
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, valued
from reports.word.look import Look
from reports.word.plain_text import plain
from reports.word.sections import page_properties
from reports.word.style_sheet import style_elements
from reports.word.theme import themed
from reports.word.typeface import CAMBRIA

_FOREIGN_PARTS = ("/stylesWithEffects", "/customXml", "/numbering", "/webSettings")
_FOREIGN_PACKAGE_PARTS = ("/extended-properties", "/metadata/thumbnail")
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)
_MOST_IN_A_PROPERTY = 255
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    subject: str
    author: str
    issued: date
    language: str


def empty_document(properties: Properties, look: Look) -> DocxDocument:
    """Return a document with the styles, paper and properties, and nothing in it."""
    document = Document()
    _drop_leftovers(document)
    _replace_fonts_and_theme(document, look)
    sheet = document.styles.element
    del sheet[:]
    sheet.extend(style_elements(properties.language, look))
    settings = document.settings.element
    del settings[:]
    settings.extend(_settings(properties.language))
    page_properties(document.sections[0]._sectPr, look.upright, bare=False)
    _set_properties(document, properties)
    return document


def saved(document: DocxDocument) -> bytes:
    """Return the document as the bytes of a file; the same document gives the same bytes."""
    written, result = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _SAME_TIME)
            # A picture is compressed already; trying again takes longer than drawing some of the charts.
            entry.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()


def _drop_leftovers(document: DocxDocument) -> None:
    part = document.part
    package = part.package
    for relations, foreign in (
        (part.rels, _FOREIGN_PARTS),
        (package.rels if package else {}, _FOREIGN_PACKAGE_PARTS),
    ):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(foreign)]:
            del relations[key]


def _replace_fonts_and_theme(document: DocxDocument, look: Look) -> None:
    """Put our faces and colours into the place of the default's, which name foreign ones."""
    for key, relation in list(document.part.rels.items()):
        old = relation.target_part
        if relation.reltype.endswith("/fontTable"):
            blob = serialize_part_xml(_font_table(look))
        elif relation.reltype.endswith("/theme"):
            blob = themed(old.blob, look)
        else:
            continue
        new = Part(old.partname, old.content_type, blob, old.package)
        document.part.rels[key] = _Relationship(key, relation.reltype, new, document.part.partname.baseURI)


def _font_table(look: Look) -> BaseOxmlElement:
    fonts = node("w:fonts")
    roman = {CAMBRIA.name, "Times New Roman", "Georgia", "Garamond"}
    for name in dict.fromkeys((look.text.name, look.heading.name)):
        family = "roman" if name in roman else "swiss"
        details = (valued("w:charset", "00"), valued("w:family", family), valued("w:pitch", "variable"))
        fonts.append(node("w:font", {"w:name": name}, *details))
    return fonts


def _settings(language: str) -> list[BaseOxmlElement]:
    """Return the settings, in the order that the schema wants."""
    address = "http://schemas.microsoft.com/office/word"
    compatible = (
        node("w:compatSetting", {"w:name": name, "w:uri": address, "w:val": value})
        for name, value in _COMPATIBILITY
    )
    return [
        node("w:zoom", {"w:percent": "100"}),
        valued("w:defaultTabStop", 720),
        valued("w:characterSpacingControl", "doNotCompress"),
        node("w:compat", None, *compatible),
        valued("w:themeFontLang", language),
        valued("w:decimalSymbol", "."),
        valued("w:listSeparator", ","),
    ]


def _set_properties(document: DocxDocument, properties: Properties) -> None:
    core = document.core_properties
    day = datetime.combine(properties.issued, time(), UTC)
    core.created = core.modified = core.last_printed = day
    core.author = core.last_modified_by = _short(properties.author)
    core.title = _short(properties.title)
    core.subject = _short(properties.subject)
    core.comments = core.keywords = core.category = core.identifier = core.content_status = core.version = ""
    core.language = properties.language
    core.revision = 1


def _short(text: str) -> str:
    return plain(text)[:_MOST_IN_A_PROPERTY]
