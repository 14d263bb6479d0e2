"""What an empty field shows: a building block, without which Word would print words of its own."""

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reports.word.controls import EMPTY, EMPTY_FIELD
from reports.word.elements import node, valued
from reports.word.runs import Run, run_element

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
_ID = "{4B1D9A52-6C8E-4F0B-9D57-2E1C7A3F8B60}"


def store_glossary(document: DocxDocument) -> None:
    """Put the building block of empty fields into the document."""
    category = node("w:category", None, valued("w:name", "General"), valued("w:gallery", "placeholder"))
    about = node(
        "w:docPartPr",
        None,
        valued("w:name", EMPTY_FIELD),
        category,
        node("w:behaviors", None, valued("w:behavior", "content")),
        valued("w:guid", _ID),
    )
    body = node("w:docPartBody", None, node("w:p", None, run_element(Run(EMPTY))))
    parts = node("w:docParts", None, node("w:docPart", None, about, body))
    package = document.part.package
    assert package is not None
    blob = serialize_part_xml(node("w:glossaryDocument", None, parts))
    part = Part(PackURI("/word/glossary/document.xml"), _CONTENT_TYPE, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)
