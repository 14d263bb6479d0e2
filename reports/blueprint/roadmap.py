"""The roadmap over three horizons: a picture across the page, and what ends when as a table."""

from questionnaires.roadmap.plan import HORIZONS, Initiative
from questionnaires.rounding import shown
from reports.blueprint.evidence_marks import ESTIMATES, marked
from reports.blueprint.programme import OPEN, Programme, programme_of, proposed
from reports.charts.roadmap import roadmap_pictures, title
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.word.runs import BREAK, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, listed, raised, set_apart, spelled, spelled_out

_LONGEST = 110
_MISSING = (
    "No initiative has a place on the roadmap yet: draft the schedule and adjust it, and this chapter shows "
    "what is done when."
)


def write_roadmap(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter across the page, and leave pages so; nothing without initiatives."""
    found = programme_of(dossier)
    if found is None:
        return
    name = "Proposed roadmap" if proposed(dossier) else "Roadmap"
    if not found.roadmap.in_order:
        document.chapter(name, "The initiatives are not scheduled yet.")
        document.labelled("What is missing", _MISSING)
        return
    document.landscape()
    document.chapter(name, f"{title(dossier.pack, found.roadmap)}.")
    pictures = roadmap_pictures(dossier.pack, found.roadmap)
    for number, picture in enumerate(pictures):
        document.plate(picture, _source(found), key=f"roadmap{number + 1 if number else ''}")
    if not proposed(dossier):
        _write_table(document, found)


def _source(found: Programme) -> str:
    if proposed(found.dossier):
        return "Dates and order are proposals to the session."
    return "Prerequisites end before what rests on them begins; a line in rust shows where they do not."


def _write_table(document: WordDocument, found: Programme) -> None:
    columns = (
        Column("", 8, True),
        Column("Initiative", 68),
        Column("When", 36),
        Column("Days", 14, True),
        Column("Owner", 32),
        Column("Rests on", 20),
        Column("What would stop or move it", document.width - 178),
    )
    rows: list[list[Prose]] = []
    for horizon, name in HORIZONS.items():
        those = [each for each in found.roadmap.in_order if found.roadmap.horizon(each.id) == horizon]
        if those:
            said = f"{name}: {counted(len(those), 'initiative')}"
            rows.append(["", [strong(said)], "", "", "", "", ""])
            rows += [_row(found, each) for each in those]
    without = [each for each in found.roadmap.initiatives if found.roadmap.start(each.id) is None]
    if without:
        said = f"Without a place: {counted(len(without), 'initiative')}"
        rows.append(["", [strong(said)], "", "", "", "", ""])
        rows += [_row(found, each) for each in without]
    note = "Days = person-days. Rests on = numbers of initiatives."
    document.table(table_title(found), columns, rows, marked(document, note, ESTIMATES))


def table_title(found: Programme) -> str:
    """Return how many initiatives end in which horizon, as a sentence without full stop."""
    counts = {
        name.lower(): sum(found.roadmap.horizon(each.id) == horizon for each in found.roadmap.in_order)
        for horizon, name in HORIZONS.items()
    }
    (name, number), *others = ((name, number) for name, number in counts.items() if number)
    verb = "ends" if number == 1 else "end"
    said = [f"{raised(spelled_out(number, 'initiative'))} {verb} in the {name}"]
    return listed([*said, *(f"{spelled(number)} in the {name}" for name, number in others)])


def _row(found: Programme, each: Initiative) -> list[Prose]:
    name: list[str | Run] = [found.title(each)]
    if why := next((one.why for one in found.roadmap.left_out if one.id == each.id), ""):
        name += [BREAK, quiet(brief(why, _LONGEST))]
    rests = [str(found.numbers[one]) for one in each.prerequisites if one in found.numbers]
    owner = brief(set_apart(each.owner.strip()), 40)
    return [
        str(found.numbers[each.id]),
        name,
        found.when(each),
        shown(each.days, 0) if each.days > 0 else "",
        owner or [quiet(OPEN)],
        ", ".join(rests),
        brief(each.stops_if.strip(), _LONGEST),
    ]
