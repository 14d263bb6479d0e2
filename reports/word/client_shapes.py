"""Text boxes, groups and lines in headers and footers from elsewhere: settled, cleaned, and written back."""

from collections.abc import Collection, Iterator

from docx.oxml.ns import nsmap, qn
from lxml import etree
from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/"
SPACES = {"wps": f"{_MICROSOFT}wordprocessingShape", "wpg": f"{_MICROSOFT}wordprocessingGroup"}
"""The namespaces of shapes and of groups of them, by their usual prefix."""
WPS, WPG = (f"{{{each}}}" for each in SPACES.values())
PICTURE = qn("pic:pic")
SHAPES = frozenset(
    (
        *(WPS + each for each in ("wsp", "cNvPr", "cNvSpPr", "cNvCnPr", "spPr", "style", "txbx", "bodyPr")),
        *(WPG + each for each in ("wgp", "grpSp", "cNvPr", "cNvGrpSpPr", "grpSpPr")),
    )
)
"""What shapes are made of, as far as documents carry them."""
_SHAPE, _GROUPS = f"{WPS}wsp", (f"{WPG}wgp", f"{WPG}grpSp")
_NEEDED = {
    _SHAPE: ((f"{WPS}cNvSpPr", f"{WPS}cNvCnPr"), (f"{WPS}spPr",), (f"{WPS}bodyPr",)),
    **dict.fromkeys(_GROUPS, ((f"{WPG}cNvGrpSpPr",), (f"{WPG}grpSpPr",))),
}
"""Of each kind, what it cannot be without; one of each row."""
_ADDRESSES = {PICTURE: nsmap["pic"], _SHAPE: SPACES["wps"], _GROUPS[0]: SPACES["wpg"]}
_TEXT = qn("w:txbxContent")
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"


def settle_choices(part: _Element) -> None:
    """Put one of several forms of the same thing into its place: shapes of today, else what is for others."""
    for choice in list(part.iter(f"{_MC}AlternateContent")):
        parent, form = choice.getparent(), _form(choice)
        if parent is None:
            continue
        for each in reversed(list(form) if form is not None else []):
            choice.addnext(each)
        parent.remove(choice)


def settle_shapes(part: _Element) -> list[str]:
    """Take away the drawings of a cleaned header or footer that cannot stay; return what they were."""
    gone = []
    for drawing in list(part.iter(qn("w:drawing"))):
        kind = _fault(drawing)
        if kind:
            gone.append(kind)
            remove(drawing)
    for text in part.iter(_TEXT):
        if not len(text) or text[-1].tag != qn("w:p"):
            etree.SubElement(text, qn("w:p"))
    return gone


def offer_shapes(part: _Element) -> None:
    """Mark drawings of shapes as what programs that know none of them may pass over."""
    for drawing in list(part.iter(qn("w:drawing"))):
        shown, parent = _shown(drawing), drawing.getparent()
        if shown is None or shown.tag == PICTURE or parent is None:
            continue
        prefix = "wpg" if shown.tag in _GROUPS else "wps"
        offer = etree.Element(f"{_MC}AlternateContent", nsmap={"mc": _MC[1:-1]})
        parent.replace(drawing, offer)
        # The prefix that is required is one that holds where it is named.
        etree.SubElement(offer, f"{_MC}Choice", {"Requires": prefix}, nsmap=SPACES).append(drawing)


def within_shape(element: _Element) -> bool:
    """Return whether an element belongs to a text box or a group."""
    return next(element.iterancestors(_SHAPE, *_GROUPS), None) is not None


def remove(element: _Element) -> None:
    """Take an element away, with the mark around it if it is such a drawing."""
    parent = element.getparent()
    offer = parent.getparent() if parent is not None and parent.tag == f"{_MC}Choice" else None
    if offer is not None:
        element, parent = offer, offer.getparent()
    if parent is not None:
        parent.remove(element)


def drop_pictures(part: _Element, relations: Collection[str]) -> bool:
    """Take pictures out of text boxes and groups; return False and leave all where one is in neither."""
    held = [each for each in part.iter(qn("a:blip")) if each.get(qn("r:embed")) in relations]
    if not all(map(within_shape, held)):
        return False
    for each in held:
        fill = each.getparent()
        own = next(each.iterancestors(PICTURE), None)
        around = next(each.iterancestors(*_GROUPS, qn("w:drawing")), None)
        if own is not None and around is not None:
            remove(own if around.tag in _GROUPS else around)
        elif fill is not None:
            fill.addprevious(etree.Element(qn("a:noFill")))
            remove(fill)
    settle_shapes(part)
    return True


def _form(choice: _Element) -> _Element | None:
    forms = [each for each in choice if each.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    known = (each for each in forms if _is_known(each))
    other = (each for each in forms if each.tag == f"{_MC}Fallback" and len(each))
    drawn = (each for each in forms if next(each.iter(PICTURE, _OLD_PICTURE), None) is not None)
    return next((each for found in (known, other, drawn) for each in found), None)


def _is_known(form: _Element) -> bool:
    needed = str(form.get("Requires", "")).split()
    return bool(needed) and all(form.nsmap.get(each) in SPACES.values() for each in needed)


def _shown(drawing: _Element) -> _Element | None:
    """Return what a drawing shows: a picture, a shape or a group."""
    data = next(drawing.iter(qn("a:graphicData")), None)
    return next((each for each in data if each.tag in _ADDRESSES), None) if data is not None else None


def _fault(drawing: _Element) -> str:
    """Return what a drawing is that cannot stay, empty for one that can; empty groups in it go."""
    shown = _shown(drawing)
    if shown is None:
        return "a chart or a diagram"
    if shown.tag != PICTURE and within_shape(drawing):
        return "a text box within another"
    for each in reversed([*shown.iter(*_GROUPS)]):
        if next(each.iter(PICTURE, _SHAPE), None) is None:
            remove(each)
    data = shown.getparent()
    if data is None or not all(_is_whole(each) for each in shown.iter(*_NEEDED)):
        return "a drawing that is not whole"
    if shown.tag == PICTURE and next(_embedded(shown), None) is None:
        return "a picture without a file"
    data.set("uri", _ADDRESSES[str(shown.tag)])
    for each in [each for each in data if each is not shown]:
        remove(each)
    return ""


def _is_whole(shape: _Element) -> bool:
    held = {each.tag for each in shape}
    return all(held.intersection(row) for row in _NEEDED[str(shape.tag)])


def _embedded(shown: _Element) -> Iterator[_Element]:
    return (each for each in shown.iter(qn("a:blip")) if each.get(qn("r:embed")))
