"""Headers and footers from elsewhere, cleaned: text, fields, tables and drawings stay, and nothing else."""

from collections.abc import Iterator

from docx.oxml.ns import nsmap, qn
from lxml.etree import QName, _Element

from reports.word.client_checks import field_name
from reports.word.client_shapes import SHAPES, offer_shapes, remove, settle_choices, settle_shapes
from reports.word.client_vml import modernise
from reports.word.elements import EMU_PER_MM

_SPACES = frozenset(nsmap[each] for each in ("w", "wp", "a", "pic"))
_UNWRAPPED = frozenset(map(qn, ("w:hyperlink", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml")))
_DROPPED = frozenset(
    map(
        qn,
        (
            "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:object", "w:pict",
            "w:altChunk",
            "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd",
            "w:commentReference",
            "w:commentRangeStart", "w:commentRangeEnd", "w:footnoteReference", "w:endnoteReference",
            "w:numPr",
            "w:rStyle", "w:tblStyle", "w:control", "w:subDoc", "w:contentPart", "w:ins", "w:del",
            "w:moveFrom",
            "w:moveTo", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "a:hlinkClick", "a:hlinkHover",
            "a:extLst", "w:cnfStyle", "w:sectPr", "w:framePr", "w:ffData", "w:fldData", "w:numberingChange",
            "w:delInstrText",
        ),
    )
)  # fmt: skip
_FIELDS = frozenset(
    (
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE",
        "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "FILENAME", "DOCPROPERTY", "STYLEREF",
    )
)  # fmt: skip
"""Of other fields the text stays, and nothing that is worked out anew."""
_KEPT_RELATION = qn("r:embed")
_VML = "{urn:schemas-microsoft-com:vml}"
_XML_SPACE = qn("xml:space")
_STYLES = {"header": "Header", "footer": "Footer"}
_LINE = 4.3
"""Height of a line of small text in mm."""
_FIRST_NUMBER = 90_000
"""Drawings in headers and footers are numbered from here on, apart from those of the text."""


def cleaned(part: _Element) -> tuple[list[str], list[str]]:
    """Take away from a header or footer all that documents do not carry.

    Returns its pictures' relations, and what drawings and objects were in it that are not any more.
    """
    settle_choices(part)
    gone = [*modernise(part), *_old_kinds(part)]
    for element in list(part.iter()):
        if element is part or element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or _is_foreign(element) or element.tag in _DROPPED:
            remove(element)
        elif element.tag in _UNWRAPPED:
            _unwrap(element)
    _settle_fields(part)
    kind = _STYLES["header" if part.tag == qn("w:hdr") else "footer"]
    for element in part.iter(qn("w:pStyle")):
        element.set(qn("w:val"), kind)
    gone += settle_shapes(part)
    for number, each in enumerate(part.iter(qn("wp:docPr"))):
        each.set("id", str(_FIRST_NUMBER + number + (500 if kind == "Footer" else 0)))
    _strip_attributes(part)
    offer_shapes(part)
    drawn = (each.get(_KEPT_RELATION) for each in part.iter(qn("a:blip")))
    return list(dict.fromkeys(str(each) for each in drawn if each)), gone


def height_of(part: _Element) -> float:
    """Return about how high a header or footer is in mm: its lines and the pictures in them."""
    return sum(_block_height(each) for each in part)


def _block_height(block: _Element) -> float:
    if block.tag == qn("w:tbl"):
        rows = block.iterchildren(qn("w:tr"))
        return sum(
            max((sum(map(_block_height, cell)) for cell in row.iterchildren(qn("w:tc"))), default=0.0)
            for row in rows
        )
    if block.tag != qn("w:p"):
        return 0.0
    tall = [str(each.get("cy", "0")) for each in block.iter(qn("wp:extent")) if _is_inline(each)]
    return max(_LINE, *(int(each) / EMU_PER_MM for each in tall if each.isdecimal() and len(each) < 10), 0.0)


def _is_inline(extent: _Element) -> bool:
    parent = extent.getparent()
    within = next(extent.iterancestors(qn("w:txbxContent")), None)
    return parent is not None and parent.tag == qn("wp:inline") and within is None


def _old_kinds(part: _Element) -> Iterator[str]:
    """Yield what there is of old Word and of other programs, which goes."""
    if next(part.iter(qn("w:object")), None) is not None:
        yield "an object of another program"
    for old in part.iter(qn("w:pict")):
        if next(old.iter(f"{_VML}textpath"), None) is not None:
            yield "WordArt of old Word"
        elif any(str(each.tag) != f"{_VML}shapetype" for each in old):
            yield "a drawing of old Word"


def _is_foreign(element: _Element) -> bool:
    return QName(element).namespace not in _SPACES and element.tag not in SHAPES


def _strip_attributes(part: _Element) -> None:
    """Take away attributes of foreign kinds, and relations other than to pictures of a drawing."""
    for element in part.iter():
        for name in list(element.attrib):
            space = QName(name).namespace
            kept = space is None or space in _SPACES or name == _XML_SPACE
            picture = name == _KEPT_RELATION and element.tag == qn("a:blip")
            if not (kept or picture) or "rsid" in str(name):
                del element.attrib[name]


def _settle_fields(part: _Element) -> None:
    """Leave the text in the place of every field that is not one of those kept, or that holds another."""
    for simple in list(part.iter(qn("w:fldSimple"))):
        if field_name(str(simple.get(qn("w:instr")))) not in _FIELDS:
            _unwrap(simple)
    held: list[list[_Element]] = []
    dropped: list[_Element] = []
    for each in part.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = each.get(qn("w:fldCharType"))
        if kind == "begin" and each.tag == qn("w:fldChar"):
            held.append([])
        if not held:
            dropped.append(each)
            continue
        held[-1].append(each)
        if kind != "end":
            continue
        whole = held.pop()
        told = "".join("".join(map(str, one.itertext())) for one in whole)
        if held:
            held[-1] += whole
        elif sum(one.tag == qn("w:fldChar") for one in whole) > 3 or field_name(told) not in _FIELDS:
            dropped += whole
    for each in (*dropped, *(one for those in held for one in those)):
        remove(each)


def _unwrap(element: _Element) -> None:
    """Put what an element holds into its place."""
    # One after the other: to look for the place takes long where there are many.
    for each in reversed(list(element)):
        element.addnext(each)
    remove(element)
