"""What the priorities rest on: the capabilities that weigh most for them, and how that is worked out."""

from math import fsum

from questionnaires.alignment import NONE, SOME, STRENGTHS, STRONG
from questionnaires.rounding import rounded
from reports.blueprint.evidence_marks import marked
from reports.blueprint.priorities import percent, weighed
from reports.strategy import Alignment, Strategy, Supporting
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, listed, lowered, part_of, plural, raised, set_apart, spelled, spelled_out

_MOST = 10
"""So many priorities have a column."""
_WEIGHT, _WIDEST, _ROOM = 17.0, 24.0, 106.0
_LONGEST_NAMED = 52
_MOST_NAMED = 3
_MEANS = (
    "A strategic weight says how much the priorities lean on a capability, and so what one more level in it "
    "is worth. It says nothing about the level today."
)


def write_alignment(document: WordDocument, strategy: Strategy) -> None:
    """Write the chapter; nothing where no capability has a strategic weight of its own."""
    found = strategy.alignment
    if found is None or not found.capabilities:
        return
    document.chapter("What the priorities rest on", finding(found))
    document.labelled("How it is worked out", marked(document, formula(found), *weighed(strategy)))
    shown = columns_of(strategy)
    if len(strategy.priorities) > 1:
        document.labelled("Priorities", _key(strategy, shown))
    width = min(_WIDEST, _ROOM / len(shown))
    columns = (
        Column("Capability", TEXT_WIDTH - _WEIGHT - width * len(shown)),
        *(Column(str(place + 1), width) for place in shown),
        Column("Weight", _WEIGHT, True),
    )
    rows = [_row(each, shown) for each in found.heaviest]
    document.table(_title(strategy, found), columns, rows, _source(strategy))
    document.labelled("What it means", _MEANS)
    for label, told in (
        ("Beyond the table", beyond(strategy, found)),
        ("What is missing", bare(strategy, found)),
    ):
        if told:
            document.labelled(label, told)


def finding(found: Alignment) -> str:
    """Return how much weight the heaviest capabilities hold, and which leads."""
    top = found.heaviest
    holds = f"{percent(fsum(each.share for each in top))} of the strategic weight"
    leads = f"{lowered(top[0].name)} leads ({percent(top[0].share, 1)})"
    name = top[0].name
    if len(top) == 1:
        return f"{name if len(name) <= _LONGEST_NAMED else 'One capability'} holds {holds}."
    told = f"{raised(part_of(len(top), found.of, 'capability'))} hold {holds}"
    alone = rounded(100 * top[0].share) > rounded(100 * top[1].share)
    return f"{told}; {leads}." if alone and len(name) <= _LONGEST_NAMED else f"{told}."


def formula(found: Alignment) -> str:
    """Return in words how a strategic weight is worked out, and whose the strengths are."""
    told = (
        "For each capability, the weight of every priority is multiplied by how much the capability supports "
        f"it: {STRENGTHS[STRONG]} counts {STRONG}, {STRENGTHS[SOME]} {SOME}, {STRENGTHS[NONE]} {NONE}. The "
        f"sum is divided by the sum over all {counted(found.of, 'capability')}; all together make 100%."
    )
    if not found.own:
        return f"{told} All strengths are those of the method."
    verb = "was" if found.own == 1 else "were"
    return (
        f"{told} Of {counted(found.cells, 'strength')}, {found.own} {verb} chosen for this organisation; the "
        "others are those of the method."
    )


def columns_of(strategy: Strategy) -> list[int]:
    """Return the places of the priorities that have a column: all, or the heaviest where they are many."""
    places = range(len(strategy.priorities))
    chosen = sorted(places, key=lambda place: -strategy.priorities[place].share)[:_MOST]
    return sorted(chosen)


def beyond(strategy: Strategy, found: Alignment) -> str:
    """Return what the table leaves out; empty where that is nothing of weight."""
    told = []
    top, more = found.heaviest, found.capabilities[len(found.heaviest) :]
    if same := sum(rounded(100 * each.share) == rounded(100 * top[-1].share) for each in more):
        verb = "weighs" if same == 1 else "weigh"
        told.append(
            f"{raised(spelled(same))} more {plural(same, 'capability')} {verb} as much as the last one."
        )
    if left := len(strategy.priorities) - len(columns_of(strategy)):
        verb = "has" if left == 1 else "have"
        told.append(f"{raised(spelled(left))} lighter {plural(left, 'priority')} {verb} no column here.")
    return " ".join(told)


def bare(strategy: Strategy, found: Alignment) -> str:
    """Return the priorities that no capability supports, and what to do; empty without any."""
    names = [
        f"“{set_apart(each.name)}”"
        for place, each in enumerate(strategy.priorities)
        if each.share > 0 and not any(one.strengths[place] for one in found.capabilities)
    ]
    if not names:
        return ""
    which = listed(names) if len(names) <= _MOST_NAMED else spelled_out(len(names), "priority")
    return f"No capability is said to support {which}: say in the alignment which do."


def _row(each: Supporting, places: list[int]) -> list[Prose]:
    marks: list[Prose] = [_mark(each.strengths[place]) for place in places]
    name = (strong(each.name), BREAK, quiet(lowered(each.component)))
    return [name, *marks, percent(each.share, 1)]


def _mark(strength: int) -> Prose:
    """Return a strength as a word: read without colour, and by a screen reader."""
    if strength == STRONG:
        return (strong(STRENGTHS[STRONG]),)
    return STRENGTHS[SOME] if strength == SOME else ""


def _key(strategy: Strategy, places: list[int]) -> str:
    named = (
        f"{place + 1} {set_apart(strategy.priorities[place].name)} "
        f"({percent(strategy.priorities[place].share)})"
        for place in places
    )
    return f"{'; '.join(named)}."


def _title(strategy: Strategy, found: Alignment) -> str:
    """Return which priority leans most on the capabilities named."""
    top = found.heaviest
    counts = {place: sum(each.strengths[place] == STRONG for each in top) for place in columns_of(strategy)}
    most = max(counts.values())
    leaning = [place for place, count in counts.items() if count == most]
    if not most or len(leaning) > 1 or len(counts) < 2:
        return f"The {counted(len(top), 'capability')} that weigh most, and which priorities they support"
    return f"{most} of these {counted(len(top), 'capability')} strongly support priority {leaning[0] + 1}"


def _source(strategy: Strategy) -> str:
    told = "Weight = share of the strategic weight of all capabilities. An empty cell: no support"
    numbers = "" if len(strategy.priorities) == 1 else ". Numbers are those of the priorities"
    return f"{told}{numbers}."
