"""The facilitator's guide: the day at a glance, preparation, a script for each item, forms for the record."""

from reports.blueprint.agenda_table import (
    decided_when,
    finding,
    if_short,
    in_the_room,
    not_on_it,
    write_agenda,
)
from reports.blueprint.disagreement_sheet import in_short, write_picture, write_questions
from reports.blueprint.evidence_marks import marked
from reports.blueprint.facilitator_record import write_closing, write_record_forms
from reports.blueprint.preparation import write_preparation
from reports.blueprint.session_evidence import of_item, of_matter
from reports.blueprint.session_forms import write_decisions, write_grid
from reports.blueprint.session_guide import no_disagreement
from reports.dossier import Dossier
from reports.session.agenda import Agenda, Item, Talk, agenda
from reports.session.decisions import decisions
from reports.session.matters import remarks
from reports.session.questions import on_remark, procedure, questions
from reports.word.document import WordDocument
from reports.word.runs import BREAK, Piece, Prose, Run, pieces, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, lowered, raised, spelled, spelled_out

_WHERE = "guide"
_GAP = "\N{EM SPACE}"
_YOU = (
    "Keep to the clock and to the questions. You do not vote and have no view on a level. You enter a vote "
    "for somebody only when they ask you to."
)
_STUCK = (
    ("The promise", "Answers were given in confidence. Ask what speaks for a level, never who gave it. Where "
     "something is hidden, do not guess at it."),
    ("If nobody speaks", "Two minutes to write one case each; collect the cards and read them out."),
    ("If one speaks long", "Thank, write the case on the wall in five words, ask for one of the other side."),
    ("If it is settled fast", "Ask for the case that would prove it wrong. Without one it is agreed; the "
     "minutes go to the next."),
    ("If rank decides", "Let the most senior speak last, and vote before they do."),
    ("If it leaves the topic", "Write it on the list of what was put aside, with who takes it up."),
)  # fmt: skip


def write_facilitator(document: WordDocument, dossier: Dossier) -> None:
    """Write the whole guide; it tells no figure that the other documents do not tell."""
    plan = agenda(dossier)
    decided = decisions(dossier, plan)
    document.chapter("The session at a glance", finding(plan, decided))
    write_agenda(document, dossier, plan)
    document.labelled("In the room", in_the_room(dossier))
    document.labelled("If time runs short", raised(if_short(plan)))
    document.labelled("Decided when", decided_when(dossier))
    document.labelled("You", _YOU)
    for number, line in enumerate(not_on_it(plan)):
        document.labelled("" if number else "Not on the agenda", line)
    write_decisions(document, dossier, plan, decided)
    write_preparation(document, dossier, plan)
    _write_script(document, dossier, plan)
    for each in plan.talks:
        _write_talk(document, dossier, each)
    write_record_forms(document, dossier, decided, _WHERE)
    write_closing(document)


def _write_script(document: WordDocument, dossier: Dossier, plan: Agenda) -> None:
    """Write what happens in each item, and what to do where it gets stuck."""
    items = [each for each in plan.items if each.tone != "pause"]
    deciding = sum(each.tone == "decides" for each in items)
    said = f"{raised(spelled_out(len(items), 'item'))}; in {spelled(deciding)} of them the group decides."
    document.chapter("Script", said)
    for each in plan.items:
        _write_head(document, plan, each)
        if each.tone == "pause":
            document.labelled("During it", _during(each))
        else:
            _write_item(document, dossier, each)
    if not plan.talks:
        document.labelled("What is missing", no_disagreement(dossier))
    document.write("Heading 2", "When it gets stuck")
    for label, text in _STUCK:
        document.labelled(label, text)


def _write_head(document: WordDocument, plan: Agenda, item: Item) -> None:
    led = f", {lowered(item.told.led)}" if item.told.led else ""
    minutes = quiet(f"{_GAP}{counted(item.minutes, 'minute')}{led}")
    document.write("Heading 2", [f"{plan.clock(item.starts)}{_GAP}{item.name}", minutes])


def _write_item(document: WordDocument, dossier: Dossier, item: Item) -> None:
    told = item.told
    document.labelled("Purpose", told.purpose)
    document.labelled("Rests on", _ground(document, dossier, item))
    document.labelled("Steps", _numbered(told.steps))
    if item.key == "remarks":
        for number, each in enumerate(remarks(dossier)):
            asked: Prose = [strong(each.title), BREAK, on_remark(dossier, each)]
            document.labelled("" if number else "Ask", asked)
    if item.key in ("charter", "leaders"):
        # The points of leaders are all asked about alike.
        found = questions(dossier, item.talks[0].matter)
        document.labelled("Ask", in_short(found.asked))
        document.labelled("Trap", found.trap)
    document.labelled("Comes out", told.outcome)
    if told.material:
        document.labelled("Material", told.material)


def _ground(document: WordDocument, dossier: Dossier, item: Item) -> Prose:
    """Return what an item rests on, its disagreements with their minutes and figures."""
    if not item.talks or item.key == "charter":
        return marked(document, item.told.rests_on, *of_item(dossier, item.key))
    prose: list[Piece] = []
    for each in item.talks:
        head = strong(f"{each.matter.title}, {counted(each.minutes, 'minute')}. ")
        rests = marked(document, [head, each.matter.told], *of_item(dossier, item.key, (each,)))
        prose += [*([BREAK] if prose else []), *pieces(rests)]
    return prose


def _during(pause: Item) -> str:
    if pause.key == "lunch":
        return (
            "Hang up the new distributions and the list of initiatives. Ask two people how it goes for them."
        )
    return "Count what is still to count; move the next picture to the wall. Say aloud when it goes on."


def _numbered(steps: tuple[str, ...]) -> Prose:
    prose: list[str | Run] = []
    for number, each in enumerate(steps, start=1):
        prose += [*([BREAK] if prose else []), strong(f"{number}\N{EN SPACE}"), each]
    return prose


def _write_talk(document: WordDocument, dossier: Dossier, talk: Talk) -> None:
    """Write the page of a disagreement: distribution, questions, the trap, how to rate again, the count."""
    asked = questions(dossier, talk.matter)
    document.chapter(talk.matter.title, asked.headline)
    write_picture(document, dossier, talk.matter)
    write_questions(document, asked)
    document.labelled("Trap", marked(document, asked.trap, of_matter(dossier, talk.matter)))
    people = dossier.sitting.people
    document.labelled(counted(talk.minutes, "minute"), _numbered(procedure(talk.minutes, people)))
    _write_count(document, dossier, talk)


def _write_count(document: WordDocument, dossier: Dossier, talk: Talk) -> None:
    """Write the form for the cards that were counted, and for what was agreed."""
    levels = [f"{level} {name}" for level, name in enumerate(dossier.pack.level_names, start=1)]
    columns = [Column("Cards counted", 33), *(Column(each, 27, number=True) for each in levels)]
    key = talk.matter.key
    rows: list[list[Prose]] = []
    for when, label in (("before", "Before"), ("after", "After")):
        fields: list[Prose] = [
            [document.controlled(f"{_WHERE}:{key}:{when}:{level}", f"{label}: {name}")]
            for level, name in enumerate(levels, start=1)
        ]
        rows.append([[strong(label)], *fields])
    document.write("Caption", "Cards before and after, and what was agreed")
    write_grid(document, columns, rows, f"{talk.matter.title}: cards before and after")
    document.write("Section End", "", before=7)
    agreed = ("Agreed level, or both views", "Follow-up: who, what, by when")
    document.form(
        [
            [(label, [document.controlled(f"{_WHERE}:{key}:{tag}", label)])]
            for tag, label in zip(("agreed", "follow-up"), agreed, strict=True)
        ],
        f"{talk.matter.title}: what was agreed",
        11,
    )
