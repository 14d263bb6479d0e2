"""The participant's worksheet: what is asked, levels to rate again, what one takes on, a voting sheet."""

from collections.abc import Sequence

from reports.blueprint.agenda_table import decided_when, write_strip
from reports.blueprint.disagreement_sheet import write_levels
from reports.blueprint.session_forms import to_vote_on, write_grid, write_owners, write_votes
from reports.blueprint.session_guide import no_disagreement
from reports.days import dated
from reports.dossier import Dossier
from reports.session.agenda import Agenda, agenda
from reports.session.decisions import Decision, decisions
from reports.session.questions import question_at
from reports.word.document import WordDocument
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import lowered, raised, spelled_out

_WHERE = "sheet"
_MOST_VOTED = 16
_ASKED = (
    ("Before", "Read the pre-read. Note one surprise, and one thing that is missing."),
    ("Cases, not opinions", "Bring a case of the last twelve months for what you think; ask for others."),
    ("On your own first", "Mark your rating before anyone speaks, and again after. You need not say which."),
    ("Dissent counts", "If you differ, say so and why: it is written down in your words."),
    ("What you hand in", "The last page only, without a name. All else is yours to keep."),
)  # fmt: skip


_EVIDENCE = (
    "Where the evidence is: the pre-read shows the figures; the facilitator’s guide lists what they rest on."
)


def write_participant(document: WordDocument, dossier: Dossier) -> None:
    """Write the worksheet, the same for all, with a field for the name."""
    plan = agenda(dossier)
    decided = decisions(dossier, plan)
    _write_first(document, dossier, plan, decided)
    _write_ratings(document, dossier, plan)
    _write_own(document, dossier, decided, alone=not plan.talks)
    _write_votes(document, dossier)


def _write_first(document: WordDocument, dossier: Dossier, plan: Agenda, decided: Sequence[Decision]) -> None:
    """Write the first page: whose it is, the agenda, and what is asked."""
    day = f" on {dated(plan.on)}" if plan.on else ""
    number = raised(spelled_out(len(decided), "decision"))
    document.chapter("Your worksheet", f"{number} to take together{day}: bring what you have seen.")
    name, team = (document.controlled(f"{_WHERE}:{each.lower()}", each) for each in ("Name", "Team"))
    document.form([[("Name", [name]), ("Team", [team])]], "Whose worksheet it is")
    document.write("Section End", "", before=7)
    write_strip(document, plan)
    columns = (Column("From", 16), Column("What", 52), Column("To do", document.width - 68))
    rows: list[Sequence[Prose]] = []
    for each in plan.items:
        what: Prose = each.name if each.tone == "pause" else [strong(each.name)]
        rows.append((plan.clock(each.starts), what, each.told.todo))
    rows.append(([strong(plan.clock(plan.minutes))], [strong("End")], ""))
    document.plain_table(columns, rows, "The agenda")
    document.write("Heading 2", "What we ask of you")
    for label, text in _ASKED:
        document.labelled(label, text)
    document.labelled("Decided when", decided_when(dossier))
    document.write("Source", _EVIDENCE)


def _write_ratings(document: WordDocument, dossier: Dossier, plan: Agenda) -> None:
    """Write the levels of each disagreement on the agenda, with boxes for before and after."""
    talks = plan.talks
    if not talks:
        document.labelled("Ratings", no_disagreement(dossier))
        return
    said = lowered(spelled_out(len(talks), "capability"))
    document.chapter("Rate again", f"Read the levels of {said}, and rate on your own before anyone speaks.")
    for each in talks:
        key = each.matter.capability
        document.write("Heading 2", each.matter.title)
        document.write(
            "Purpose", f"{dossier.pack.capability[key].question} {question_at(dossier, each.matter)}"
        )
        write_levels(document, dossier, each.matter, _WHERE)
        document.write("Section End", "", before=7)
        case = document.controlled(f"{_WHERE}:{key}:case", "A case that I know")
        document.form([[("A case that I know", [case])]], f"{each.matter.title}: a case", 11)


def _write_own(document: WordDocument, dossier: Dossier, decided: Sequence[Decision], *, alone: bool) -> None:
    """Write what one takes on, and where one differs; on a page of its own where none is begun."""
    if alone:
        document.chapter("Yours", "What you take on has your name and a day; where you differ, say why.")
    document.write("Heading 2", "What I take on")
    write_owners(document, dossier, (), _WHERE, blank=6 if alone else 3)
    document.write("Heading 2", "Where I differ, and why")
    columns = (Column("Decision", document.width / 2), Column("My view and my reason", document.width / 2))
    rows: list[Sequence[Prose]] = []
    for number, each in enumerate(decided, start=1):
        text: Prose = [strong(f"{number}\N{EN SPACE}"), each.text]
        rows.append((text, [document.controlled(f"{_WHERE}:differ:{each.key}", "My view and my reason")]))
    write_grid(document, columns, rows, "Where I differ, and why", 11)


def _write_votes(document: WordDocument, dossier: Dossier) -> None:
    """Write the page to hand in."""
    document.chapter("Vote", "Without a name: what would you begin, what is it worth, what does it take?")
    if not to_vote_on(dossier):
        document.write("Purpose", "No initiative is drafted yet: write down those that the session finds.")
    write_votes(document, dossier, _WHERE, most=_MOST_VOTED)
