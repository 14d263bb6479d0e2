"""The styles part of the document, built from the type table: none of the default template's stays."""

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import MID, RULE
from reports.word.client_table import BANDS, Band, Edge
from reports.word.elements import node, twips, valued
from reports.word.geometry import LANDSCAPE_WIDTH, TEXT_WIDTH
from reports.word.look import Look
from reports.word.runs import style_id
from reports.word.styles import CharacterStyle, ParagraphStyle, Rule
from reports.word.tables import DATA_TABLE

_LOWER_CASE = (
    "Heading 1", "Heading 2", "Heading 3", "Caption", "Header", "Footer",
    "TOC 1", "TOC 2", "Table of Figures", "Footnote Text",
)  # fmt: skip
"""Styles that Word knows under a name in lower case."""

_BUILT_IN = (*_LOWER_CASE, "Normal", "Title", "Subtitle", "Body Text", "Quote", "TOC Heading")

_BUILT_IN_CHARACTERS = ("Strong", "Placeholder Text", "Footnote Reference")

_PADDING = 1.0
"""Space above and below the text of a table cell, in mm."""


def style_elements(language: str, look: Look) -> list[BaseOxmlElement]:
    """Return everything the styles part holds."""
    paragraphs = [_paragraph_style(style) for style in look.styles.values()]
    characters = [_default_character(), *(_character_style(style) for style in look.characters)]
    elements = [_defaults(language, look.styles["Normal"]), *paragraphs, *characters, *_table_styles(look)]
    for element in elements:
        _follow(element, look)
    return elements


def _follow(element: BaseOxmlElement, look: Look) -> None:
    """Let faces and colours follow the theme, and tabs at the right margin the width of the text."""
    for colour in element.iter(qn("w:color")):
        place = look.text_places.get(str(colour.get(qn("w:val"))))
        if place:
            colour.set(qn("w:themeColor"), place)
    for fonts in element.iter(qn("w:rFonts")):
        name = fonts.get(qn("w:ascii"))
        kind = "minor" if name == look.text.name else "major" if name == look.heading.name else ""
        if kind:
            fonts.set(qn("w:asciiTheme"), f"{kind}HAnsi")
            fonts.set(qn("w:hAnsiTheme"), f"{kind}HAnsi")
    margins = {twips(TEXT_WIDTH): look.upright, twips(LANDSCAPE_WIDTH): look.sideways}
    for tab in element.iter(qn("w:tab")):
        page = margins.get(str(tab.get(qn("w:pos"))))
        if page:
            tab.set(qn("w:pos"), twips(page.text_width))


def _defaults(language: str, normal: ParagraphStyle) -> BaseOxmlElement:
    text = node("w:rPr", None, _fonts(normal), *_sizes(normal.size), _language(language))
    paragraph = node("w:pPr", None, node("w:widowControl"), _spacing(normal))
    defaults = (node("w:rPrDefault", None, text), node("w:pPrDefault", None, paragraph))
    return node("w:docDefaults", None, *defaults)


def _language(language: str) -> BaseOxmlElement:
    return node("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA"})


def _paragraph_style(style: ParagraphStyle) -> BaseOxmlElement:
    attributes = {"w:type": "paragraph", "w:styleId": style_id(style.name)}
    known = style.name in _BUILT_IN
    if style.name == "Normal":
        attributes["w:default"] = "1"
    elif not known:
        attributes["w:customStyle"] = "1"
    based = [] if style.name == "Normal" else [valued("w:basedOn", "Normal")]
    following = [valued("w:next", style_id(style.following))] if style.following else []
    name = valued("w:name", style.name.lower() if style.name in _LOWER_CASE else style.name)
    return node(
        "w:style", attributes, name, *based, *following, node("w:qFormat"), _paragraph(style), _text(style)
    )


def _paragraph(style: ParagraphStyle) -> BaseOxmlElement:
    """Return the paragraph properties, in the order that the schema wants."""
    flags = (
        ("w:keepNext", style.keep_next),
        ("w:keepLines", style.keep_lines),
        ("w:pageBreakBefore", style.new_page),
    )
    parts = [node(name) for name, on in flags if on]
    if style.rules:
        parts.append(node("w:pBdr", None, *(_rule(rule) for rule in style.rules)))
    if style.fill:
        parts.append(_shade(style.fill))
    if style.tab is not None:
        kind = "right" if style.tab in (TEXT_WIDTH, LANDSCAPE_WIDTH) else "left"
        parts.append(node("w:tabs", None, node("w:tab", {"w:val": kind, "w:pos": twips(style.tab)})))
    parts.append(_spacing(style))
    if style.left or style.hanging:
        indent = {"w:left": twips(style.left)} | (
            {"w:hanging": twips(style.hanging)} if style.hanging else {}
        )
        parts.append(node("w:ind", indent))
    if style.right:
        parts.append(valued("w:jc", "right"))
    if style.outline is not None:
        parts.append(valued("w:outlineLvl", style.outline))
    return node("w:pPr", None, *parts)


def _rule(rule: Rule) -> BaseOxmlElement:
    line = {"w:val": "single", "w:sz": str(rule.width), "w:space": str(rule.distance), "w:color": rule.colour}
    return node(f"w:{rule.side}", line)


def _shade(fill: str) -> BaseOxmlElement:
    return node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})


def _spacing(style: ParagraphStyle) -> BaseOxmlElement:
    spacing = {"w:before": str(round(style.before * 20)), "w:after": str(round(style.after * 20))}
    if style.line:
        return node("w:spacing", spacing | {"w:line": str(round(style.line * 20)), "w:lineRule": "atLeast"})
    return node("w:spacing", spacing | {"w:line": "240", "w:lineRule": "auto"})


def _text(style: ParagraphStyle) -> BaseOxmlElement:
    bold = [node("w:b"), node("w:bCs")] if style.face.bold else []
    italic = [node("w:i"), node("w:iCs")] if style.italic else []
    caps = [node("w:caps")] if style.caps else []
    colour = valued("w:color", style.colour)
    return node("w:rPr", None, _fonts(style), *bold, *italic, *caps, colour, *_sizes(style.size))


def _fonts(style: ParagraphStyle) -> BaseOxmlElement:
    return node(
        "w:rFonts", {f"w:{script}": style.face.name for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    )


def _sizes(size: float) -> list[BaseOxmlElement]:
    return [valued("w:sz", round(size * 2)), valued("w:szCs", round(size * 2))]


def _default_character() -> BaseOxmlElement:
    attributes = {"w:type": "character", "w:default": "1", "w:styleId": "DefaultParagraphFont"}
    hidden = (valued("w:uiPriority", 1), node("w:semiHidden"), node("w:unhideWhenUsed"))
    return node("w:style", attributes, valued("w:name", "Default Paragraph Font"), *hidden)


def _character_style(style: CharacterStyle) -> BaseOxmlElement:
    parts = [node("w:b"), node("w:bCs")] if style.bold else []
    if style.colour:
        parts.append(valued("w:color", style.colour))
    if style.size is not None:
        parts.extend(_sizes(style.size))
    if style.superscript:
        parts.append(valued("w:vertAlign", "superscript"))
    attributes = {"w:type": "character", "w:styleId": style_id(style.name)}
    if style.name not in _BUILT_IN_CHARACTERS:
        attributes["w:customStyle"] = "1"
    name = style.name.lower() if style.name == "Footnote Reference" else style.name
    based = valued("w:basedOn", "DefaultParagraphFont")
    return node(
        "w:style",
        attributes,
        valued("w:name", name),
        based,
        node("w:qFormat"),
        node("w:rPr", None, *parts),
    )


def _table_styles(look: Look) -> list[BaseOxmlElement]:
    box = _borders(**dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), (4, MID)))
    no_style = node(
        "w:style",
        {"w:type": "table", "w:default": "1", "w:styleId": "TableNormal"},
        valued("w:name", "Normal Table"),
        valued("w:uiPriority", 99),
        node("w:semiHidden"),
        node("w:unhideWhenUsed"),
        node("w:tblPr", None, _margins(0, 0, 0)),
    )
    return [
        no_style,
        _data_style(look),
        _table_style("Blueprint Form", box, _margins(_PADDING, 2, 2)),
        _table_style("Blueprint Layout", None, _margins(0, 0, 0)),
    ]


def _data_style(look: Look) -> BaseOxmlElement:
    """Return the style of tables of data: ours, or a client's under the name that it has there."""
    own = look.template.table if look.template else None
    if own is None:
        lines = _borders(top=(8, look.rule), bottom=(4, MID), insideH=(2, RULE))
        ends = (_band("firstRow", "bottom", look.rule), _band("lastRow", "top", look.rule))
        return _table_style(DATA_TABLE, lines, _margins(_PADDING, 0, 2), *ends)
    edges = node("w:tblBorders", None, *_edges(own.edges))
    # What stands in a box or on a ground keeps a distance to it; the room for text stays as wide.
    margins = _margins(_PADDING, 1, 1) if own.boxed else _margins(_PADDING, 0, 2)
    bands = tuple(_own_band(kind, own.bands[kind]) for kind in BANDS if kind in own.bands)
    made = _table_style(DATA_TABLE, edges if len(edges) else None, margins, *bands)
    made[0].set(qn("w:val"), own.name)
    return made


def _edges(edges: Mapping[str, Edge]) -> list[BaseOxmlElement]:
    """Return the lines of a client's table, in the order that the schema wants."""
    return [
        node(
            f"w:{side}",
            {"w:val": each.kind, "w:sz": str(each.width), "w:space": "0", "w:color": each.colour},
        )
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if (each := edges.get(side))
    ]


def _own_band(kind: str, band: Band) -> BaseOxmlElement:
    bold = [node("w:b"), node("w:bCs")] if band.bold else []
    lines = _edges(dict(band.edges))
    cell = [node("w:tcBorders", None, *lines)] if lines else []
    cell += [_shade(band.fill)] if band.fill else []
    parts = [node("w:rPr", None, *bold)] if bold else []
    parts += [node("w:tcPr", None, *cell)] if cell else []
    return node("w:tblStylePr", {"w:type": kind}, *parts)


def _table_style(name: str, borders: BaseOxmlElement | None, *parts: BaseOxmlElement) -> BaseOxmlElement:
    margins, bands = parts[0], parts[1:]
    properties = node("w:tblPr", None, *([] if borders is None else [borders]), margins)
    return node(
        "w:style",
        {"w:type": "table", "w:customStyle": "1", "w:styleId": style_id(name)},
        valued("w:name", name),
        valued("w:basedOn", "TableNormal"),
        valued("w:uiPriority", 99),
        properties,
        *bands,
    )


def _borders(**sides: tuple[int, str]) -> BaseOxmlElement:
    edges = (
        node(f"w:{side}", {"w:val": "single", "w:sz": str(width), "w:space": "0", "w:color": colour})
        for side, (width, colour) in sides.items()
    )
    return node("w:tblBorders", None, *edges)


def _margins(vertical: float, left: float, right: float) -> BaseOxmlElement:
    sides = (("top", vertical), ("left", left), ("bottom", vertical), ("right", right))
    return node(
        "w:tblCellMar", None, *(node(f"w:{side}", {"w:w": twips(mm), "w:type": "dxa"}) for side, mm in sides)
    )


def _band(kind: str, side: str, colour: str) -> BaseOxmlElement:
    """Return the look of a table's head or total row: bold, with a rule towards the other rows."""
    edge = node(f"w:{side}", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": colour})
    cell = node("w:tcPr", None, node("w:tcBorders", None, edge), valued("w:vAlign", "bottom"))
    return node("w:tblStylePr", {"w:type": kind}, node("w:rPr", None, node("w:b"), node("w:bCs")), cell)
