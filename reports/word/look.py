"""How a document looks: the product's own type and colours, or a client's in their place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from reports.palette import BLUE, GREY, INK, NAVY, RUST, SAND, SKY, TINT
from reports.tones import HOUSE, TO_READ, Leading, contrast
from reports.word.client_heads import Furniture
from reports.word.client_look import ClientStyle
from reports.word.client_numbering import Numbering
from reports.word.client_template import ClientTemplate
from reports.word.elements import POINTS_PER_MM
from reports.word.geometry import LANDSCAPE, PAPERS, TEXT_WIDTH, Geometry, Paper
from reports.word.paragraphs import set_in
from reports.word.styles import CHARACTER_STYLES, STYLES, CharacterStyle, ParagraphStyle, Rule
from reports.word.typeface import CALIBRI, CAMBRIA, Typeface

_OWN_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": NAVY, "lt2": TINT, "accent1": NAVY, "accent2": BLUE, "accent3": SKY,
    "accent4": RUST, "accent5": SAND, "accent6": GREY, "hlink": BLUE, "folHlink": GREY,
}  # fmt: skip
_WIDER = {
    "arial": 1.11, "helvetica": 1.11, "verdana": 1.28, "tahoma": 1.11, "segoe ui": 1.1, "georgia": 1.12,
    "times new roman": 1.0, "calibri light": 1.0,
}  # fmt: skip
"""How much wider than ours some faces run; others count as a little wider, to be on the safe side."""
_OTHER_FACE = 1.06
_BODY = STYLES["Body Text"].size
_WIDEST_LINES = 1.35
"""As a part of the size: pages are laid out for lines no wider than that."""
_LARGE, _LEAST_FINDING, _STEP_BELOW = 14.0, 13.0, 0.85
_READ_FROM = {
    "Body Text": ("body text", "normal"),
    "Part Heading": ("heading 1",),
    "Appendix Part": ("heading 1",),
    "TOC Heading": ("toc heading", "heading 1"),
    "List Head": ("toc heading", "heading 1"),
}
"""The names, in lower case, by which a client's document may have a style, where they differ from ours."""
_OURS_ONLY = frozenset({"Picture", "Section End", "Header", "Footer", "Wide Header", "Wide Footer"})


@dataclass(frozen=True, slots=True)
class Look:
    """Styles, theme and pages of a document; `colours` and faces are those of the theme.

    `places` are the theme's colours by their value, so that what is drawn in them follows the theme.
    """

    styles: Mapping[str, ParagraphStyle]
    characters: tuple[CharacterStyle, ...]
    colours: Mapping[str, str]
    heading: Typeface
    text: Typeface
    upright: Geometry
    sideways: Geometry
    rule: str
    """Colour of the rules around the heads of tables."""
    ground: str
    """Colour that the cover stands on."""
    template: ClientTemplate | None = None

    @property
    def scale(self) -> float:
        """How wide the text is, as a part of ours; pictures and tables follow."""
        return self.upright.text_width / TEXT_WIDTH

    @property
    def numbering(self) -> Numbering:
        """How chapters, parts and appendices are numbered."""
        return (self.template.numbering if self.template else None) or Numbering()

    @property
    def banded(self) -> bool:
        """Whether rows of tables have a ground in turns."""
        return bool(self.template and self.template.table and self.template.table.banded)

    @property
    def own_first(self) -> bool:
        """Whether the first page has a head or foot of its own."""
        first = self.template.first if self.template else None
        return first is not None and bool(first.header or first.footer)

    @property
    def lost(self) -> float:
        """How many points of the first page's text its own head takes."""
        first = self.template.first if self.template else None
        tall = first.header.height if first and first.header else 0.0
        return max(0.0, self.upright.header + tall - self.upright.top) * POINTS_PER_MM

    @property
    def places(self) -> Mapping[str, str]:
        """Which colour of the theme a colour is, by its value; nothing where a client's theme has others."""
        if self.template:
            return {}
        names = {"dk1": "tx1", "lt1": "bg1", "lt2": "bg2"}
        kept = [each for each in self.colours if each not in ("hlink", "folHlink", "dk2")]
        return {self.colours[place]: names.get(place, place) for place in reversed(kept)}

    @property
    def text_places(self) -> Mapping[str, str]:
        """Which colour of the theme a text's is, by its value: what leads has places of its own there."""
        if self.template:
            return {}
        names = {"tx1": "text1", "bg1": "background1", "bg2": "background2"}
        counting = {colour: names.get(place, place) for colour, place in self.places.items()}
        lead = {self.colours["hlink"]: "hyperlink", self.colours["dk2"]: "text2"}
        return {**counting, **lead, self.colours["dk1"]: "text1"}


def own_look(paper: Paper, lead: Leading = HOUSE) -> Look:
    """Return the product's own look, led by some colours."""
    styles = {name: _led(style, lead) for name, style in STYLES.items()}
    characters = tuple(replace(each, colour=_lead_for(each.colour, lead)) for each in CHARACTER_STYLES)
    colours = {**_OWN_COLOURS, "dk2": lead.head, "hlink": lead.mark}
    pages = PAPERS[paper], LANDSCAPE[paper]
    return Look(styles, characters, colours, CAMBRIA, CALIBRI, *pages, lead.rule, lead.ground)


def _lead_for(colour: str, lead: Leading) -> str:
    """Return the colour that a text of ours has, by the one that it has in the house."""
    return {NAVY: lead.head, BLUE: lead.mark}.get(colour, colour)


def _led(style: ParagraphStyle, lead: Leading) -> ParagraphStyle:
    """Return a style whose text and rules are in the colours that lead."""
    ours = (replace(each, colour=lead.rule) if each.colour == NAVY else each for each in style.rules)
    return replace(style, colour=_lead_for(style.colour, lead), rules=tuple(ours))


def look_of(template: ClientTemplate, lead: Leading = HOUSE) -> Look:
    """Return a client's look: its own styles where it has them, ours in its faces and colours elsewhere.

    Where its headings have no colour, other colours lead.
    """
    given = template.styles
    normal = given.get("normal") or given.get("") or ClientStyle()
    text = _face(normal.face or template.theme.minor or CALIBRI.name)
    first = given.get("heading 1")
    heading = _face((first and first.face) or template.theme.major or text.name)
    colour = first.colour if first and first.colour and contrast(first.colour) >= TO_READ else ""
    if colour:
        lead = Leading(colour, colour, colour, colour)
    body = given.get("body text") or normal
    base = _Base(text, heading, lead, body.size or _BODY)
    styles = {name: _merged(style, base, _found(given, name)) for name, style in STYLES.items()}
    styles["Finding"] = _below(styles["Finding"], styles["Heading 1"])
    table = template.table
    if table and table.head:
        styles["Table Head"] = replace(styles["Table Head"], colour=table.head)
    characters = tuple(replace(each, colour=_lead_for(each.colour, lead)) for each in CHARACTER_STYLES)
    colours = {**_OWN_COLOURS, **template.theme.colours}
    page = _clear(template.page, template.header, template.footer)
    sideways = _turned(page, LANDSCAPE[template.paper])
    return Look(styles, characters, colours, heading, text, page, sideways, lead.rule, lead.ground, template)


@contextmanager
def typeset(template: ClientTemplate | None) -> Iterator[None]:
    """Let heights of texts be measured meanwhile in a client's styles, or in ours without any."""
    look = look_of(template) if template else None
    with set_in(look.styles if look else STYLES, look.scale if look else 1.0):
        yield


@dataclass(frozen=True, slots=True)
class _Base:
    """What styles that a client does not have are built on."""

    text: Typeface
    heading: Typeface
    lead: Leading
    size: float


def _found(given: Mapping[str, ClientStyle], name: str) -> ClientStyle | None:
    """Return the client's style of a name, None where it has none or ours must hold."""
    if name in _OURS_ONLY:
        return None
    names = _READ_FROM.get(name, (name.lower(),))
    return next((given[each] for each in names if each in given), None)


def _merged(style: ParagraphStyle, base: _Base, own: ClientStyle | None) -> ParagraphStyle:
    """Return one of our styles with what the client's of that name says; indents and breaks stay ours."""
    face = base.heading if style.face.name == CAMBRIA.name else base.text
    face = replace(face, bold=style.face.bold)
    made = replace(_led(style, base.lead), face=face)
    if own is None:
        grown = base.size / _BODY if style.size == _BODY else 1
        return replace(made, size=round(style.size * grown * 2) / 2, line=style.line * grown)
    bold = style.face.bold if own.bold is None else own.bold
    face = replace(_face(own.face) if own.face else face, bold=bold)
    size = own.size or style.size
    line = own.line or size * max(face.line, min(own.lines * face.line if own.lines else 1.28, _WIDEST_LINES))
    # What begins a page needs no room above it; and captions stand above what they name, not below.
    ours = style.new_page or style.name == "Caption"
    readable = own.colour and contrast(own.colour) >= TO_READ
    return replace(
        made,
        face=face,
        size=size,
        line=line if style.line else 0,
        before=style.before if own.before is None or ours else own.before,
        after=style.after if own.after is None or ours else own.after,
        colour=own.colour if readable and own.colour else made.colour,
        italic=style.italic if own.italic is None else own.italic,
        caps=own.caps or False,
        rules=_rules_of(made, own),
    )


def _rules_of(made: ParagraphStyle, own: ClientStyle) -> tuple[Rule, ...]:
    """Return the lines of a client's heading, without ours; bars at the side of a text stay."""
    if not made.new_page and made.outline is None and not own.rules:
        return made.rules
    return tuple(Rule(each.side, each.width, each.colour, each.distance) for each in own.rules or ())


def _below(finding: ParagraphStyle, heading: ParagraphStyle) -> ParagraphStyle:
    """Return the type of findings, smaller than headings where these are large themselves."""
    if heading.size < _LARGE:
        return finding
    size = round(2 * min(finding.size, max(_LEAST_FINDING, _STEP_BELOW * heading.size))) / 2
    return replace(finding, size=size, line=finding.line * size / finding.size)


def _face(name: str) -> Typeface:
    """Return a face by its name, with the widths of ours as far as they are like."""
    for own in (CALIBRI, CAMBRIA):
        if name == own.name:
            return own
    wider = _WIDER.get(name.lower(), _OTHER_FACE)
    return Typeface(name, CALIBRI.line, tuple(round(each * wider) for each in CALIBRI.widths))


def _clear(page: Geometry, header: Furniture | None, footer: Furniture | None) -> Geometry:
    """Return the page with margins as word processors make them where a head or foot reaches beyond."""
    top = page.header + header.height if header else 0.0
    bottom = page.footer + footer.height if footer else 0.0
    return replace(page, top=max(page.top, top), bottom=max(page.bottom, bottom))


def _turned(page: Geometry, own: Geometry) -> Geometry:
    """Return the page on its side: the paper turned, its sides as wide as keep our width of text in scale."""
    side = (page.height - own.text_width * page.text_width / TEXT_WIDTH) / 2
    return replace(
        own,
        width=page.height,
        height=page.width,
        left=side,
        right=side,
        header=page.header,
        footer=page.footer,
    )
