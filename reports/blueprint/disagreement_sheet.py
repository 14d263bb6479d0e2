"""One disagreement on paper: its distribution, what to ask, the levels, room for what is heard."""

from questionnaires.pack import LEVELS
from reports.blueprint.sources import source
from reports.charts.native_distribution import native_distribution
from reports.dossier import Dossier
from reports.session.matters import Matter, between
from reports.session.questions import Asking, Questions, questions
from reports.word.document import WordDocument
from reports.word.runs import BREAK, Prose, Run, strong
from reports.word.tables import Column

RATE = "Read the levels again, then rate on your own before anyone speaks"
_HEARD = 10.5


def write_picture(document: WordDocument, dossier: Dossier, matter: Matter) -> None:
    """Write the distribution of a capability, with the groups furthest apart in its source."""
    if matter.seen is None:
        document.labelled("How it stands", matter.told)
        return
    capability = dossier.pack.capability[matter.capability]
    groups = f"Furthest apart: {between(matter.groups)}" if matter.groups else ""
    chart = native_distribution(dossier.pack, capability, matter.seen)
    document.figure(chart, source(dossier, groups))


def write_questions(document: WordDocument, asked: Questions) -> None:
    """Write what to ask, in order."""
    for each in asked.asked:
        document.labelled(each.when, each.text)


def write_levels(document: WordDocument, dossier: Dossier, matter: Matter, where: str) -> None:
    """Write the levels of a capability with boxes to rate before and after, `where` in the fields' tags."""
    capability = dossier.pack.capability[matter.capability]
    columns = [
        Column("Level", 30),
        Column("What it looks like", 108),
        Column("Before", 15, number=True),
        Column("After", 15, number=True),
    ]
    found: list[list[Prose]] = []
    for level in LEVELS:
        name = dossier.pack.level_name(level)
        boxes = [
            [document.controlled(f"{where}:{matter.key}:{when}:{level}", f"Level {level}, {when}", "check")]
            for when in ("before", "after")
        ]
        found.append([[strong(str(level)), f"\N{EN SPACE}{name}"], capability.levels[level], *boxes])
    document.plain_table(columns, found, f"{capability.name}: {RATE.lower()}")


def write_heard(document: WordDocument, matter: Matter, where: str, height: float = _HEARD) -> None:
    """Write the form for what is heard about a matter, and what comes of it."""
    labels = (
        "Evidence heard",
        "What would change my mind",
        "Agreed level, and who differs",
        "Follow-up: who, what, by when",
    )
    keys = ("heard", "change", "agreed", "follow-up")
    rows = [
        [(label, [document.controlled(f"{where}:{matter.key}:{key}", label)])]
        for key, label in zip(keys, labels, strict=True)
    ]
    document.write("Section End", "", before=7)
    document.form(rows, f"{matter.title}: what was heard and agreed", height)


def write_sheet(document: WordDocument, dossier: Dossier, matter: Matter, where: str) -> None:
    """Write the worksheet of a disagreement on a page of its own, as a part of the chapter."""
    asked = questions(dossier, matter)
    document.part("Disagreement worksheet", asked.headline)
    write_picture(document, dossier, matter)
    write_questions(document, asked)
    if matter.capability:
        document.write("Caption", RATE)
        write_levels(document, dossier, matter, where)
    write_heard(document, matter, where)


def in_short(asked: tuple[Asking, ...]) -> Prose:
    """Return what to ask as one paragraph, each question on a line of its own."""
    prose: list[str | Run] = []
    for each in asked:
        prose += [*([BREAK] if prose else []), strong(f"{each.when}: "), each.text]
    return prose
