"""The type of the document: every paragraph and character style, as one table."""

from dataclasses import dataclass, replace

from reports.palette import BLUE, DECISION, GREY, INK, MID, NAVY, RUST
from reports.word.elements import POINTS_PER_MM
from reports.word.geometry import LABEL_WIDTH, LANDSCAPE_WIDTH, TEXT_WIDTH
from reports.word.typeface import CALIBRI, CALIBRI_BOLD, CAMBRIA, Typeface


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at one side of a paragraph; width in eighths of a point, distance in points."""

    side: str
    width: int
    colour: str
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style. Sizes, lines and spacing in points; indents, tabs and widths in mm."""

    name: str
    face: Typeface = CALIBRI
    size: float = 10.5
    line: float = 13.5
    before: float = 0
    after: float = 0
    colour: str = INK
    italic: bool = False
    caps: bool = False
    left: float = 0
    hanging: float = 0
    tab: float | None = None
    right: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    outline: int | None = None
    rules: tuple[Rule, ...] = ()
    fill: str = ""
    following: str = ""

    @property
    def line_height(self) -> float:
        """Height of one line in points: at least what the face needs."""
        return max(self.line, self.size * self.face.line)

    def column(self, width: float) -> float:
        """Return how wide lines are, in points, in a column of so many mm."""
        return (width - self.left) * POINTS_PER_MM


NOTE_WIDTH = 28.0
"""Width of the column in which notes are labelled, in mm: they need room of their own."""
_UNDER, _BETWEEN = Rule("bottom", 2, MID, 1), Rule("between", 2, MID, 1)
_ABOVE = Rule("top", 12, NAVY, 5)
_BAR = (Rule("top", 4, DECISION, 6), Rule("left", 36, RUST, 6), Rule("bottom", 4, DECISION, 6))

_CHAPTER = ParagraphStyle(
    name="Heading 1",
    face=CALIBRI_BOLD,
    size=11,
    line=14,
    after=7,
    colour=BLUE,
    keep_next=True,
    rules=(_ABOVE,),
    new_page=True,
    outline=0,
    following="Finding",
)

STYLES: dict[str, ParagraphStyle] = {
    style.name: style
    for style in (
        ParagraphStyle(name="Normal"),
        ParagraphStyle(name="Title", face=CAMBRIA, size=30, line=34, after=8, colour=NAVY),
        ParagraphStyle(name="Subtitle", face=CAMBRIA, size=15, line=20, after=26, colour=GREY),
        ParagraphStyle(name="Client", face=CALIBRI_BOLD, size=12, line=15, after=10, colour=GREY),
        _CHAPTER,
        replace(_CHAPTER, name="Part Heading", outline=1),
        replace(_CHAPTER, name="Appendix Part", outline=1),
        ParagraphStyle(
            name="Finding", face=CAMBRIA, size=19, line=23.5, after=12, colour=NAVY, keep_next=True
        ),
        ParagraphStyle(
            name="Heading 2",
            face=CALIBRI_BOLD,
            size=13,
            line=16,
            before=14,
            after=5,
            colour=NAVY,
            keep_next=True,
            outline=1,
        ),
        ParagraphStyle(
            name="Heading 3",
            face=CALIBRI_BOLD,
            before=9,
            after=3,
            colour=NAVY,
            keep_next=True,
            left=LABEL_WIDTH,
            outline=2,
        ),
        ParagraphStyle(name="Body Text", after=6, left=LABEL_WIDTH),
        ParagraphStyle(name="Labelled", after=6, left=LABEL_WIDTH, hanging=LABEL_WIDTH, tab=LABEL_WIDTH),
        ParagraphStyle(
            name="Quote",
            face=CAMBRIA,
            size=11.5,
            line=15.5,
            before=2,
            after=1,
            colour=NAVY,
            italic=True,
            left=LABEL_WIDTH,
            keep_next=True,
        ),
        ParagraphStyle(name="Quote Source", size=8.5, line=11, after=8, colour=GREY, left=LABEL_WIDTH),
        ParagraphStyle(
            name="Decision",
            line=14,
            before=12,
            after=12,
            left=LABEL_WIDTH,
            hanging=LABEL_WIDTH,
            tab=LABEL_WIDTH,
            keep_lines=True,
            rules=_BAR,
            fill=DECISION,
        ),
        ParagraphStyle(name="Draft Mark", face=CALIBRI_BOLD, size=11, line=14, after=10, colour=RUST),
        ParagraphStyle(
            name="Flag",
            before=2,
            after=8,
            left=LABEL_WIDTH,
            hanging=LABEL_WIDTH,
            tab=LABEL_WIDTH,
            keep_lines=True,
            rules=(Rule("left", 36, RUST, 6),),
            colour=RUST,
        ),
        ParagraphStyle(
            name="Caption", face=CALIBRI_BOLD, size=10, line=13, before=8, after=1, keep_next=True
        ),
        ParagraphStyle(name="Figure Note", size=8.5, line=11, after=4, colour=GREY, keep_next=True),
        ParagraphStyle(name="Picture", line=0, after=2, keep_next=True),
        ParagraphStyle(name="Source", size=8, line=10, before=2, after=10, colour=GREY),
        ParagraphStyle(
            name="Side Head", face=CALIBRI_BOLD, before=9, after=3, colour=NAVY, keep_next=True, left=4
        ),
        ParagraphStyle(name="Side Text", after=6, left=4),
        ParagraphStyle(name="Table Text", size=9, line=11.5),
        ParagraphStyle(name="Table Prose", size=10, line=13, before=2),
        ParagraphStyle(name="Table Number", size=9, line=11.5, right=True),
        ParagraphStyle(name="Table Head", face=CALIBRI_BOLD, size=8.5, line=11, colour=NAVY, keep_next=True),
        ParagraphStyle(name="Key Figure", face=CAMBRIA, size=19, line=23, colour=NAVY),
        ParagraphStyle(name="Key Label", size=8.5, line=11, colour=GREY),
        ParagraphStyle(name="Purpose", size=9.5, line=12.5, after=4, colour=GREY, keep_next=True),
        ParagraphStyle(
            name="Question",
            size=11,
            line=14.5,
            before=11,
            after=3,
            left=NOTE_WIDTH,
            hanging=NOTE_WIDTH,
            tab=NOTE_WIDTH,
            keep_next=True,
            keep_lines=True,
        ),
        ParagraphStyle(
            name="Probe", size=9.5, line=12.5, after=1, colour=GREY, left=NOTE_WIDTH, keep_next=True
        ),
        ParagraphStyle(
            name="Note Label",
            line=20,
            before=2,
            left=NOTE_WIDTH,
            hanging=NOTE_WIDTH,
            tab=NOTE_WIDTH,
            keep_next=True,
            rules=(_UNDER,),
            following="Note Line",
        ),
        ParagraphStyle(name="Note Line", line=20, left=NOTE_WIDTH, rules=(_UNDER, _BETWEEN)),
        ParagraphStyle(name="Header", size=8, line=10, colour=GREY, tab=TEXT_WIDTH),
        ParagraphStyle(name="Footer", size=8, line=10, colour=GREY, tab=TEXT_WIDTH),
        ParagraphStyle(name="Wide Header", size=8, line=10, colour=GREY, tab=LANDSCAPE_WIDTH),
        ParagraphStyle(name="Wide Footer", size=8, line=10, colour=GREY, tab=LANDSCAPE_WIDTH),
        ParagraphStyle(name="Section End", size=1, line=1),
        ParagraphStyle(name="Footnote Text", size=8, line=10, after=2, colour=GREY),
        ParagraphStyle(name="Form Label", face=CALIBRI_BOLD, size=9, line=11.5, colour=NAVY),
        ParagraphStyle(name="Form Text", size=9.5, line=12),
        ParagraphStyle(name="Strip", face=CALIBRI_BOLD, size=8.5, line=11),
        replace(_CHAPTER, name="TOC Heading", outline=None, following=""),
        ParagraphStyle(name="TOC 1", face=CALIBRI_BOLD, before=5, after=2, colour=NAVY, tab=TEXT_WIDTH),
        ParagraphStyle(name="TOC 2", after=1, left=6.5, tab=TEXT_WIDTH),
        ParagraphStyle(
            name="Table of Figures", size=9, line=12, after=0.5, left=17, hanging=17, tab=TEXT_WIDTH
        ),
        ParagraphStyle(
            name="List Head",
            face=CALIBRI_BOLD,
            size=11,
            line=14,
            before=16,
            after=5,
            colour=BLUE,
            keep_next=True,
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterStyle:
    """A character style; what is not named is as in the paragraph. Size in points."""

    name: str
    size: float | None = None
    bold: bool = False
    colour: str = ""
    superscript: bool = False


CHARACTER_STYLES = (
    CharacterStyle(name="Strong", bold=True),
    CharacterStyle(name="Quiet", size=8, colour=GREY),
    CharacterStyle(name="Margin Label", size=9.5, bold=True, colour=NAVY),
    CharacterStyle(name="Caption Number", colour=BLUE),
    CharacterStyle(name="Evidence Mark", bold=True, colour=BLUE, superscript=True),
    CharacterStyle(name="Entry Mark", bold=True, colour=BLUE),
    CharacterStyle(name="Place", colour=BLUE),
    CharacterStyle(name="Placeholder Text", colour=GREY),
    CharacterStyle(name="Footnote Reference", superscript=True),
)
