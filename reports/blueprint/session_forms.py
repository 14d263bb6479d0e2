"""Forms of the session on paper: votes, owners and dates, decisions and dissent."""

from collections.abc import Sequence

from questionnaires.roadmap.plan import Initiative, Roadmap
from reports.blueprint.session_evidence import decided
from reports.charts.roadmap import numbers_of
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.session.agenda import Agenda
from reports.session.decisions import Decision
from reports.session.telling_work import unowned
from reports.word.document import WordDocument
from reports.word.grids import grid
from reports.word.runs import Inline, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import NBSP, counted, raised, set_apart, spelled_out

BLANK_ROWS = 8
"""Rows for initiatives that only the session finds."""
LEAST_BLANK, _OWN = 2, 1
MOST_ON_A_SHEET = 16
"""More initiatives than that nobody judges in one sitting."""
_LONGEST = 110
_AXES = {"vote": ("yes", "changes", "no"), "value": ("L", "M", "H"), "effort": ("L", "M", "H")}
_KEY = "One mark in each cell. Changes = yes, with changes. L, M, H = low, middle, high."
_GAP = "\N{EN SPACE}"
_ROOM = 0.8
_TALL = 9.5


def to_vote_on(dossier: Dossier) -> tuple[Initiative, ...]:
    """Return the initiatives to vote on: those with a place first, in their order, then the others."""
    plan = dossier.roadmap
    if plan is None:
        return ()
    placed = plan.in_order
    others = tuple(each for each in plan.initiatives if each.id not in plan.placements)
    return (*placed, *others)


def begins_first(plan: Roadmap, each: Initiative) -> bool:
    """Return whether an initiative begins in the short term."""
    start = plan.start(each.id)
    return start is not None and start <= plan.horizons.short


def to_own(dossier: Dossier) -> tuple[Initiative, ...]:
    """Return the initiatives to find owners and days for: those that begin first, and all that lack one."""
    plan = dossier.roadmap
    if plan is None:
        return ()
    lacking = set(unowned(plan))
    found = tuple(each for each in to_vote_on(dossier) if begins_first(plan, each) or each.id in lacking)
    return found or to_vote_on(dossier)


def write_grid(
    document: WordDocument,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Prose]],
    description: str,
    height: float = _TALL,
) -> None:
    """Write a form with a head over its columns."""
    element, blocks = grid(columns, rows, description, height, _ROOM * document.room)
    document.insert(element, *blocks)


def named(dossier: Dossier, each: Initiative) -> list[str | Run | Inline]:
    """Return an initiative with its number in documents, as forms name it."""
    assert dossier.roadmap is not None
    number = numbers_of(dossier.roadmap)[each.id]
    return [strong(f"{number}{_GAP}"), set_apart(brief(each.title, _LONGEST))]


def write_votes(document: WordDocument, dossier: Dossier, where: str, most: int = MOST_ON_A_SHEET) -> None:
    """Write the voting sheet: a vote, value and effort for each initiative, and rows for new ones."""
    found = to_vote_on(dossier)[:most]
    columns = [
        Column("Initiative", document.width - 112),
        Column("Vote", 50),
        Column("Value", 31),
        Column("Effort", 31),
    ]
    subjects: list[tuple[str, Prose]] = [(f"{each.id}", named(dossier, each)) for each in found]
    blank = LEAST_BLANK if found else BLANK_ROWS
    for number in range(1, blank + 1):
        title = document.controlled(f"{where}:initiative:new-{number}", "Initiative")
        subjects.append((f"new-{number}", [title]))
    rows: list[list[Prose]] = [
        [name, *(_boxes(document, f"{where}:{axis}:{number}", steps) for axis, steps in _AXES.items())]
        for number, name in subjects
    ]
    write_grid(document, columns, rows, "Votes, value and effort by initiative")
    more = len(to_vote_on(dossier)) - len(found)
    document.write(
        "Source", _KEY + (f" {raised(counted(more, 'more initiative'))} on the wall." if more > 0 else "")
    )


def _boxes(document: WordDocument, tag: str, steps: Sequence[str]) -> Prose:
    """Return boxes to mark, side by side, each with what it stands for."""
    prose: list[str | Run | Inline] = []
    for step in steps:
        prose += [document.controlled(f"{tag}:{step}", step.capitalize(), "check"), f"{NBSP}{step}{_GAP}"]
    return prose


def write_owners(
    document: WordDocument,
    dossier: Dossier,
    those: Sequence[Initiative],
    where: str,
    *,
    blank: int = 0,
    starts: Sequence[str] = (),
) -> None:
    """Write the form for owner, first milestone, day and measure; `starts` are quarters by initiative."""
    columns = [
        Column("Initiative", 52),
        Column("Owner", 34),
        Column("First milestone", 44),
        Column("By", document.width - 130),
    ]
    rows: list[list[Prose]] = []
    for place, each in enumerate(those):
        start = starts[place] if place < len(starts) else ""
        name: list[str | Run | Inline] = [
            *named(dossier, each),
            *([quiet(f"{_GAP}{start}")] if start else []),
        ]
        rows.append(
            [
                name,
                [document.controlled(f"{where}:owner:{each.id}", "Owner", value=brief(each.owner, 60))],
                [document.controlled(f"{where}:milestone:{each.id}", "First milestone")],
                [document.controlled(f"{where}:due:{each.id}", "By", "date")],
            ]
        )
    rows += [_blank_row(document, where, number) for number in range(1, blank + 1)]
    write_grid(document, columns, rows, "Owners, first milestones and days", 12)


def _blank_row(document: WordDocument, where: str, number: int) -> list[Prose]:
    return [
        [document.controlled(f"{where}:initiative:own-{number}", "Initiative")],
        [document.controlled(f"{where}:owner:own-{number}", "Owner")],
        [document.controlled(f"{where}:milestone:own-{number}", "First milestone")],
        [document.controlled(f"{where}:due:own-{number}", "By", "date")],
    ]


def write_decisions(
    document: WordDocument, dossier: Dossier, plan: Agenda, those: Sequence[Decision]
) -> None:
    """Write what is to be decided: when, the options, who decides, what would change it."""
    columns = [
        Column("", 7),
        Column("At", 13),
        Column("To decide", 56),
        Column("Options", 36),
        Column("Who decides", 27),
        Column("What would change it", document.width - 139),
    ]
    starts = {each.key: plan.clock(each.starts) for each in reversed(plan.items)}
    rows: list[list[Prose]] = []
    for number, each in enumerate(those, start=1):
        text = decided(document, dossier, plan, each.item, [strong(each.text)])
        rows.append([str(number), starts[each.item], text, each.options, each.who, each.changes])
    document.table(asked(len(those)), columns, rows, "The summary for the board asks the same.")


def asked(number: int) -> str:
    """Return how many decisions are asked, as a title."""
    verb = "is" if number == 1 else "are"
    return f"{raised(spelled_out(number, 'decision'))} {verb} asked"


def write_record(document: WordDocument, those: Sequence[Decision], where: str) -> None:
    """Write the record of decisions: what was decided, for and against, who differs and why."""
    columns = [
        Column("Decision", 52),
        Column("What was decided, word for word", 52),
        Column("For", 12, number=True),
        Column("Against", 17, number=True),
        Column("Who differs, and why", document.width - 133),
    ]
    rows: list[list[Prose]] = []
    subjects: list[tuple[str, Prose]] = [
        (each.key, [strong(f"{number}{_GAP}"), each.text]) for number, each in enumerate(those, start=1)
    ]
    for key, name in (*subjects, *((f"own-{number}", "") for number in range(1, _OWN + 1))):
        fields: list[Prose] = [
            [document.controlled(f"{where}:{what}:{key}", label)]
            for what, label in (
                ("decided", "What was decided"),
                ("for", "For"),
                ("against", "Against"),
                ("dissent", "Who differs, and why"),
            )
        ]
        rows.append([name, *fields])
    write_grid(document, columns, rows, "Record of decisions and dissent", 14)
