"""The last sheet: what the figures rest on, how sound they are, what is hidden, and how each is made."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.phrasing import raised
from questionnaires.reliability import alpha_reading
from questionnaires.scores import Explained, Hidden, StraightLining, Without
from reports.workbook.cells import Absent, Cell
from reports.workbook.export import Export
from reports.workbook.looks import Look
from reports.workbook.method_words import (
    ABSENT,
    ALPHA,
    HIDDEN,
    ICC,
    MADE,
    MODES,
    STRAIGHT,
    STRAIGHT_HIDDEN,
    STRAIGHT_UNKNOWN,
)
from reports.workbook.sheet import Book, Column, Row

_COLUMNS = (Column("What", 36, "name"), Column("Value", 20, "text"), Column("About it", 112, "long"))
_WEIGHTS = {"pack": "The method’s", "strategic": "Strategic", "own": "The consultant’s"}


@dataclass(frozen=True, slots=True)
class Line:
    """A name, its value with what that holds, and what more there is to say."""

    name: str
    value: Cell = None
    look: Look = "text"
    more: str = ""


def write_method(book: Book, export: Export) -> None:
    """Write the sheet."""
    lead = "Every figure is computed once, from how many people gave each level, and is the same everywhere."
    made = [Line(name, more=text) for name, text in MADE.items()]
    absent = [Line(f"\N{LEFT DOUBLE QUOTATION MARK}{word}\N{RIGHT DOUBLE QUOTATION MARK}", more=text)
              for word, text in ABSENT.items()]  # fmt: skip
    sections = [_wave(export), _response(export), list(_sound(export)), list(_others(export)), absent, made]
    rows = [
        Row([each.name, each.value, each.more], first=not place, looks=("name", each.look, "long"))
        for section in sections
        for place, each in enumerate(section)
    ]
    book.table("Method", "Method and soundness", lead, _COLUMNS, rows, fixed=1, filtered=False)


def _wave(export: Export) -> list[Line]:
    pack, scores = export.pack, export.scores
    levels = ", ".join(f"{level} {name}" for level, name in enumerate(pack.level_names, 1))
    size = f"{len(pack.capabilities)} capabilities in {len(pack.components)} components"
    still = "Still open: more answers will change these figures." if export.is_open else ""
    reason = f" Reason: {scores.weights.reason}" if scores.weights.reason else ""
    return [
        Line("Wave", export.wave, "count", still),
        Line("Answers were in on", export.assessed, "day"),
        Line("Exported on", export.issued, "day"),
        Line("Method", f"Version {pack.version}", more=f"{pack.title}: {size}. Levels: {levels}."),
        Line("Confidentiality", raised(export.mode), more=MODES[export.mode]),
        Line("Threshold", scores.threshold, "count", HIDDEN.format(threshold=scores.threshold)),
        Line(
            "Threshold for comments",
            export.comment_threshold,
            "count",
            "From so many ratings of a capability on, what people wrote about it is shown.",
        ),
        Line("Weights", _WEIGHTS[scores.weights.kind], more=f"{export.weighing}{reason}"),
    ]


def _response(export: Export) -> list[Line]:
    scores, sound = export.scores, export.scores.soundness
    unknown = (
        "An open link took people in, so nobody knows how many were asked, and there is no interval."
        if scores.open_ended
        else "Not everyone was asked the same; each capability has its own number."
    )
    asked = Absent.UNDEFINED if sound.asked is None else sound.asked
    share = Absent.UNDEFINED if scores.response is None else scores.response
    ratings_asked = Absent.UNDEFINED if sound.ratings_asked is None else sound.ratings_asked
    return [
        Line("People who answered", scores.respondents, "count", "Those with at least one rating."),
        Line("People asked", asked, "count", unknown if sound.asked is None else ""),
        Line("Response", share, "part"),
        Line("Ratings of today", sound.ratings, "count", "Where they are shown."),
        Line("Ratings that could be", ratings_asked, "count", "Not applicable left out."),
    ]


def _sound(export: Export) -> Iterator[Line]:
    sound = export.scores.soundness
    alpha = sound.alpha
    if alpha.value is None:
        more = "Too few ratings, or the same level throughout."
        yield Line("Krippendorff’s alpha, ordinal", Absent.UNDEFINED, more=more)
    else:
        told = {"reading": alpha_reading(alpha.value), "ratings": alpha.ratings}
        more = ALPHA.format(**told, capabilities=alpha.capabilities)
        yield Line("Krippendorff’s alpha, ordinal", alpha.value, "index", more)
    for column, found in sound.explained.items():
        yield from _explained(column, found)
    yield from _straight(export, sound.straight_lining)


def _explained(column: str, found: Explained | None) -> Iterator[Line]:
    if found is None:
        more = "Fewer than three groups of five ratings are shown."
        yield Line(f"ICC(1) by {column}", Absent.UNDEFINED, more=more)
        return
    yield Line(f"ICC(1) by {column}", found.icc1, "index", ICC.format(capabilities=found.capabilities))
    yield Line(f"ICC(2) by {column}", found.icc2, "index")


def _straight(export: Export, found: StraightLining | Hidden | None) -> Iterator[Line]:
    name = "The same level throughout"
    if not isinstance(found, StraightLining):
        value = Absent.HIDDEN if isinstance(found, Hidden) else Absent.UNDEFINED
        yield Line(name, value, more=STRAIGHT_HIDDEN if found else STRAIGHT_UNKNOWN)
        return
    yield Line(name, found.people, "count", STRAIGHT if found.people else "Nobody did.")
    if found.people:
        parts = {part.name: found.components[part.id] for part in export.pack.components}
        for part, without in {**parts, "Overall": found.overall}.items():
            for question, key in (("today", "current"), ("wanted", "target")):
                yield Line(f"{part}, {question}, without them", _without(without, key), "level")


def _without(found: Without | Hidden, key: str) -> Cell:
    if isinstance(found, Hidden):
        return Absent.HIDDEN
    value: float | None = getattr(found, key)
    return Absent.UNDEFINED if value is None else value


def _others(export: Export) -> Iterator[Line]:
    for each in export.benchmark.sources:
        yield Line("Other organisations", each.n, "count", f"{each.source}, {each.dates}.")
