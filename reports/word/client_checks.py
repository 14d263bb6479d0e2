"""What keeps a .docx from being a template: each fault as a sentence with its remedy."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.word.client_package import ClientPackage

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_PLAIN = (_MAIN.format("document"), _MAIN.format("template"))
_STRICT = "http://purl.oclc.org/ooxml/"
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange", "w:sectPrChange")
_FETCHING = (
    "INCLUDE",
    "DDE",
    "LINK",
    "DATABASE",
    "MACROBUTTON",
    "IMPORT",
    "AUTOTEXT",
    "RD",
    "EQ",
    "GLOSSARY",
)
_TIDY = "in Word, choose Accept All Changes under Review and save it again"


def main_part(package: ClientPackage) -> str:
    """Return the name of the part that holds the document; empty where there is none."""
    targets = [
        path
        for kind, path, outside in package.relations("").values()
        if kind == "officeDocument" and not outside
    ]
    name = targets[0].lstrip("/") if targets else ""
    return name if name in package.names else ""


def part_faults(package: ClientPackage, name: str) -> Iterator[str]:
    """Yield what is wrong with what the file is made of."""
    types = package.content_types()
    macros = any("macroEnabled" in each for each in types.values()) or any(
        each.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "activex" in each.lower()
        for each in package.names
    )
    if macros:
        yield "The file holds macros or controls that run; save it as Word Document (.docx), without macros."
    elif types.get(name) not in _PLAIN:
        yield "The file is no Word document; save it in Word as Word Document (.docx)."
    relations = [
        relation
        for each in package.names
        if each.endswith(".rels")
        for relation in package.relations(_owner(each)).values()
    ]
    outside = {kind for kind, _, is_outside in relations if is_outside}
    if "attachedTemplate" in outside:
        yield (
            "The file is attached to another template; in Word, detach it under Developer, Document "
            "Template, and save it again."
        )
    if outside - {"attachedTemplate", "hyperlink"}:
        yield "The file links to pictures or files elsewhere; put them into it, or take the links out."
    if any(kind == "aFChunk" for kind, _, _ in relations):
        yield "The file takes in another document; open it in Word and save it again."


def document_faults(document: _Element) -> Iterator[str]:
    """Yield what is wrong with the document itself."""
    if _STRICT in (document.nsmap.get(document.prefix) or ""):
        yield "The file is a Strict Open XML Document; save it as Word Document (.docx)."
        return
    if next(document.iter(*map(qn, _CHANGES)), None) is not None:
        yield f"The file has tracked changes; {_TIDY}."
    if next(document.iter(qn("w:altChunk")), None) is not None:
        yield "The file takes in another document; open it in Word and save it again."


def fetching_fields(part: _Element) -> list[str]:
    """Return the fields of a header or footer that fetch something or run, by their names."""
    told = instructions(part)
    # An instruction may be cut into pieces, or put together by fields in it: the whole is looked at too.
    whole = "".join("".join(told).upper().split())
    found = [name for name in map(field_name, told) if name.startswith(_FETCHING)]
    return found or [each for each in ("INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO") if each in whole]


def instructions(part: _Element) -> list[str]:
    """Return what each field of a header or footer is told to do, the pieces of one put together."""
    found = [str(each.get(qn("w:instr"))) for each in part.iter(qn("w:fldSimple"))]
    under_way: list[list[str]] = []
    for each in part.iter(qn("w:fldChar"), qn("w:instrText")):
        if each.tag == qn("w:instrText"):
            if not under_way:
                under_way.append([])
            under_way[-1].append("".join(map(str, each.itertext())))
        elif each.get(qn("w:fldCharType")) == "begin":
            under_way.append([])
        elif each.get(qn("w:fldCharType")) == "end" and under_way:
            found.append("".join(under_way.pop()))
    return [*found, *("".join(each) for each in under_way)]


def field_name(instruction: str) -> str:
    """Return the first word of a field's instruction in capitals, empty where it has none."""
    words = instruction.replace('"', " ").split()
    return words[0].upper() if words else ""


def _owner(relations: str) -> str:
    """Return the part whose relations a part holds."""
    folder, _, file = relations.rpartition("_rels/")
    return folder + file.removesuffix(".rels")
