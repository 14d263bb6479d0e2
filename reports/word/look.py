"""How a document looks: the product's own type and colours, or a client's in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.palette import BLUE, GREY, INK, NAVY, RUST, SAND, SKY, TINT
from reports.word.client_look import ClientStyle
from reports.word.client_template import ClientTemplate
from reports.word.geometry import LANDSCAPE, PAPERS, TEXT_WIDTH, Geometry, Paper
from reports.word.styles import CHARACTER_STYLES, STYLES, CharacterStyle, ParagraphStyle
from reports.word.typeface import CALIBRI, CAMBRIA, Typeface

_OWN_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": NAVY, "lt2": TINT, "accent1": NAVY, "accent2": BLUE, "accent3": SKY,
    "accent4": RUST, "accent5": SAND, "accent6": GREY, "hlink": BLUE, "folHlink": GREY,
}  # fmt: skip
_WIDER = {"arial": 1.11, "helvetica": 1.11, "verdana": 1.28, "tahoma": 1.11, "segoe ui": 1.1, "georgia": 1.1}
"""How much wider than ours some faces run; others count as a little wider, to be on the safe side."""
_OTHER_FACE = 1.06
_BODY = STYLES["Body Text"].size
_LEAST_CONTRAST = 4.5
_READ_FROM = {"Body Text": ("body text", "normal"), "Normal": ("normal",)}
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
    template: ClientTemplate | None = None

    @property
    def scale(self) -> float:
        """How wide the text is, as a part of ours; pictures and tables follow."""
        return self.upright.text_width / TEXT_WIDTH

    @property
    def fuller(self) -> float:
        """How much more height texts take than in our own type."""
        own, body = STYLES["Body Text"], self.styles["Body Text"]
        wider = body.face.width("measure", body.size) / own.face.width("measure", own.size)
        return body.line_height / own.line_height * wider / self.scale

    @property
    def places(self) -> Mapping[str, str]:
        """Which colour of the theme a colour is, by its value; nothing where a client's theme has others."""
        if self.template:
            return {}
        names = {"dk1": "tx1", "lt1": "bg1", "lt2": "bg2"}
        kept = [each for each in self.colours if each not in ("hlink", "folHlink", "dk2")]
        return {self.colours[place]: names.get(place, place) for place in reversed(kept)}


def own_look(paper: Paper) -> Look:
    """Return the product's own look."""
    return Look(STYLES, CHARACTER_STYLES, _OWN_COLOURS, CAMBRIA, CALIBRI, PAPERS[paper], LANDSCAPE[paper])


def look_of(template: ClientTemplate) -> Look:
    """Return a client's look: its own styles where it has them, ours in its faces and colours elsewhere."""
    given = template.styles
    normal = given.get("normal") or given.get("") or ClientStyle()
    text = _face(normal.face or template.theme.minor or CALIBRI.name)
    first = given.get("heading 1")
    heading = _face((first and first.face) or template.theme.major or text.name)
    colour = first.colour if first and first.colour and _contrast(first.colour) >= _LEAST_CONTRAST else ""
    body = given.get("body text") or normal
    base = _Base(text, heading, colour, body.size or _BODY)
    styles = {name: _merged(style, base, _found(given, name)) for name, style in STYLES.items()}
    recoloured = tuple(replace(each, colour=base.tint(each.colour)) for each in CHARACTER_STYLES)
    colours = {**_OWN_COLOURS, **template.theme.colours}
    sideways = _turned(template.page, LANDSCAPE[template.paper])
    return Look(styles, recoloured, colours, heading, text, template.page, sideways, template)


@dataclass(frozen=True, slots=True)
class _Base:
    """What styles that a client does not have are built on."""

    text: Typeface
    heading: Typeface
    colour: str
    size: float

    def tint(self, colour: str) -> str:
        """Return the client's colour in the place of ours for headings."""
        return self.colour if self.colour and colour in (NAVY, BLUE) else colour


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
    rules = tuple(replace(rule, colour=base.tint(rule.colour)) for rule in style.rules)
    made = replace(style, face=face, colour=base.tint(style.colour), rules=rules)
    if own is None:
        grown = base.size / _BODY if style.size == _BODY else 1
        return replace(made, size=round(style.size * grown * 2) / 2, line=style.line * grown)
    bold = style.face.bold if own.bold is None else own.bold
    face = replace(_face(own.face) if own.face else face, bold=bold)
    size = own.size or style.size
    line = own.line or (own.lines * face.line * size if own.lines else size * max(face.line, 1.28))
    readable = own.colour and _contrast(own.colour) >= _LEAST_CONTRAST
    return replace(
        made,
        face=face,
        size=size,
        line=line if style.line else 0,
        before=style.before if own.before is None else own.before,
        after=style.after if own.after is None else own.after,
        colour=own.colour if readable and own.colour else made.colour,
        italic=style.italic if own.italic is None else own.italic,
    )


def _face(name: str) -> Typeface:
    """Return a face by its name, with the widths of ours as far as they are like."""
    for own in (CALIBRI, CAMBRIA):
        if name == own.name:
            return own
    wider = _WIDER.get(name.lower(), _OTHER_FACE)
    return Typeface(name, CALIBRI.line, tuple(round(each * wider) for each in CALIBRI.widths))


def _contrast(colour: str) -> float:
    """Return the contrast of a colour to white, from 1 to 21 (WCAG 2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (light + 0.05)


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
