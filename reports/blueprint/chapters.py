"""The chapters of every document that a dossier becomes: one table, in reading order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from questionnaires.pack import MethodPack
from reports.blueprint.all_scores import write_all_scores
from reports.blueprint.behind import write_behind
from reports.blueprint.changes import write_changes
from reports.blueprint.charter import write_charter
from reports.blueprint.current_state import write_current_state
from reports.blueprint.disagreements import write_disagreements
from reports.blueprint.evidence_marks import MARKED, write_evidence_marks
from reports.blueprint.facilitator import write_facilitator
from reports.blueprint.findings import write_findings
from reports.blueprint.gaps import write_gaps
from reports.blueprint.groups import write_groups
from reports.blueprint.in_short import write_in_short
from reports.blueprint.initiative_sheet import write_sheets
from reports.blueprint.initiatives import write_initiatives
from reports.blueprint.instrument import write_instrument
from reports.blueprint.method_note import write_method_note
from reports.blueprint.participant import write_participant
from reports.blueprint.plans import write_component_plans, write_plans
from reports.blueprint.returns import write_returns
from reports.blueprint.risks import write_risks
from reports.blueprint.roadmap import write_roadmap
from reports.blueprint.session_guide import write_session_guide
from reports.blueprint.soundness import write_soundness
from reports.blueprint.sources_listed import write_sources
from reports.blueprint.strategy import write_aligned, write_context, write_leading
from reports.blueprint.summary import write_summary
from reports.dossier import Dossier
from reports.layout import Layout, Variant
from reports.word.document import WordDocument
from reports.wording import lowered

Place = Literal["body", "appendix"]
_WORDLESS = ("in_short", "changes", "evidence")
"""The chapters in which consultants have no room for words of their own."""
_BOTH: frozenset[Variant] = frozenset({"full", "pre-read"})
_FULL: frozenset[Variant] = frozenset({"full"})
_BRIEF: frozenset[Variant] = frozenset({"full", "pre-read", "summary"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its id in layouts and for own paragraphs, its title, what writes it, and where it stands.

    What writes it leaves it out where there is nothing to say. A fixed chapter can be neither moved nor
    switched off; it comes before all others of the body, or after all other appendices.
    """

    id: str
    title: str
    write: Callable[[WordDocument, Dossier], None]
    place: Place = "body"
    variants: frozenset[Variant] = _FULL
    fixed: bool = False


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("summary", "Summary for the board", write_summary, variants=_BRIEF, fixed=True),
    Chapter("in_short", "What stands out", write_in_short, variants=frozenset({"summary"}), fixed=True),
    Chapter("changes", "What changed", write_changes, variants=_BOTH, fixed=True),
    Chapter("priorities", "Strategic context and priorities", write_context, variants=_BOTH),
    Chapter("charter", "Charter and operating model", write_charter, variants=_BOTH),
    Chapter("current", "Where we are", write_current_state, variants=_BOTH),
    Chapter("gaps", "Largest gaps", write_gaps, variants=_BOTH),
    Chapter("disagreements", "Largest disagreements", write_disagreements, variants=_BOTH),
    Chapter("groups", "How groups see it", write_groups),
    Chapter("findings", "Findings", write_findings, variants=_BOTH),
    Chapter("outlook", "Future environment and objectives", write_leading, variants=_BOTH),
    Chapter("initiatives", "Initiatives", write_initiatives, variants=_BOTH),
    Chapter("roadmap", "Roadmap", write_roadmap, variants=_BOTH),
    Chapter("plans", "Capital plan", write_plans, variants=_BOTH),
    Chapter("return", "Return", write_returns, variants=_BOTH),
    Chapter("risks", "Risks", write_risks, variants=_BOTH),
    Chapter("session", "Session guide", write_session_guide, "appendix", _BOTH),
    Chapter("sheets", "Initiative sheets", write_sheets, "appendix"),
    Chapter("component_plans", "Plans by component", write_component_plans, "appendix"),
    Chapter("alignment", "What the priorities rest on", write_aligned, "appendix"),
    Chapter("scores", "All scores", write_all_scores, "appendix"),
    Chapter("behind", "What stands behind each component", write_behind, "appendix"),
    Chapter("method", "Method", write_method_note, "appendix"),
    Chapter("instrument", "What was asked", write_instrument, "appendix"),
    Chapter("soundness", "How sound this is", write_soundness, "appendix"),
    Chapter(
        "facilitator",
        "Facilitator’s guide",
        write_facilitator,
        variants=frozenset({"facilitator"}),
        fixed=True,
    ),
    Chapter(
        "participant",
        "Participant’s worksheet",
        write_participant,
        variants=frozenset({"participant"}),
        fixed=True,
    ),
    Chapter("sources", "Sources", write_sources, "appendix"),
    # It lists what all before it rest on.
    Chapter("evidence", "Evidence", write_evidence_marks, "appendix", MARKED, fixed=True),
)
"""All chapters, in the order in which they are read unless a layout says otherwise."""


def chapters_of(layout: Layout) -> tuple[Chapter, ...]:
    """Return the chapters of a layout in its order: fixed ones, then the body's, then the appendices.

    An id that no chapter has, or none of the variant, is ignored. Those that are set aside for the length's
    sake stand among the appendices. Only the full document has these: elsewhere what would be one stands in
    the body, and what is set aside nowhere.
    """
    there = [each for each in CHAPTERS if layout.variant in each.variants]
    kept = [each for each in there if each.fixed or each.id not in layout.off]
    gone = {each.id for each in kept if not each.fixed and each.id in layout.aside}
    if layout.variant == "full":
        return _ordered(
            [replace(each, place="appendix") if each.id in gone else each for each in kept], layout
        )
    return _ordered([replace(each, place="body") for each in kept if each.id not in gone], layout)


def offered(layout: Layout) -> tuple[Chapter, ...]:
    """Return the chapters of a variant that a consultant may move and switch off, in the layout's order."""
    there = [each for each in CHAPTERS if layout.variant in each.variants and not each.fixed]
    return _ordered(there, layout)


def rooms_for_words(pack: MethodPack) -> dict[str, str]:
    """Return where consultants may write paragraphs of their own: titles by the id that they are kept under.

    Each chapter has such a room, and in the current state each component.
    """
    rooms = {}
    for each in CHAPTERS:
        if each.id in _WORDLESS or not each.variants & _BRIEF:
            continue
        rooms[each.id] = each.title
        if each.id == "current":
            rooms |= {part.id: f"Current state: {lowered(part.name)}" for part in pack.components}
    return rooms


def _ordered(chapters: Sequence[Chapter], layout: Layout) -> tuple[Chapter, ...]:
    """Return chapters as they are read; one that the order does not name keeps its place."""
    places = {each.id: float(number) for number, each in enumerate(CHAPTERS)}
    named = [key for key in dict.fromkeys(layout.order) if key in places]
    taken = sorted(places[key] for key in named)
    places |= dict(zip(named, taken, strict=True))

    def rank(each: Chapter) -> tuple[bool, bool, float]:
        in_appendix = each.place == "appendix"
        return (in_appendix, each.fixed == in_appendix, places[each.id])

    return tuple(sorted(chapters, key=rank))
