"""The session guide: the agenda, what is to be decided, each disagreement, owners and dates."""

from questionnaires.roadmap.plan import Roadmap
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.blueprint.agenda_table import (
    decided_when,
    finding,
    if_short,
    in_the_room,
    not_on_it,
    write_agenda,
)
from reports.blueprint.disagreement_sheet import in_short, write_picture, write_sheet
from reports.blueprint.session_evidence import of_matter
from reports.blueprint.session_forms import (
    MOST_ON_A_SHEET,
    begins_first,
    to_own,
    write_decisions,
    write_owners,
    write_record,
)
from reports.dossier import Dossier
from reports.evidence import agreed, disputed, rated, split
from reports.session.agenda import Agenda, agenda
from reports.session.decisions import Decision, decisions
from reports.session.questions import questions
from reports.session.telling_work import owned, unowned
from reports.word.document import WordDocument
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import counted, raised, spelled, spelled_out

_WHERE = "session"
NO_INITIATIVE = (
    "No initiative is drafted yet; once there are some under Initiatives, each has a row here for its owner, "
    "first milestone and day."
)


def no_disagreement(dossier: Dossier) -> str:
    """Return why no disagreement is on the agenda: people agree, or too few rate the same to be shown."""
    ratings = rated(dossier.pack.capabilities, dossier.scores)
    if ratings and len(agreed(ratings)) == len(ratings):
        return "None: people agree on every capability that can be shown."
    if disputed(ratings) or split(ratings):
        return "None is on the agenda; where people differ is among the largest disagreements."
    least = max(2, dossier.scores.threshold)
    return (
        f"No disagreement can be shown yet: one shows where {spelled(least)} people or more rate the same "
        "capability, and their ratings lie apart."
    )


def write_session_guide(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; in the pre-read without worksheets, which participants get on paper."""
    plan = agenda(dossier)
    decided = decisions(dossier, plan)
    document.chapter("Session guide", finding(plan, decided))
    write_agenda(document, dossier, plan)
    document.labelled("In the room", in_the_room(dossier))
    document.labelled("If time runs short", raised(if_short(plan)))
    document.labelled("Decided when", decided_when(dossier))
    for number, line in enumerate(not_on_it(plan)):
        document.labelled("" if number else "Not on the agenda", line)
    _write_talks(document, dossier, plan)
    write_decisions(document, dossier, plan, decided)
    if dossier.layout.variant == "pre-read":
        _write_to_read(document, dossier, plan)
        return
    for each in plan.talks:
        write_sheet(document, dossier, each.matter, _WHERE)
    _write_owners(document, dossier, decided)


def _write_talks(document: WordDocument, dossier: Dossier, plan: Agenda) -> None:
    """Write which disagreements are on the agenda, and how large they are."""
    talks = plan.talks
    if not talks:
        document.labelled("Disagreements", no_disagreement(dossier))
        return
    columns = (
        Column("Capability", 52),
        Column("Component", 42),
        Column("Mean", 12, number=True),
        Column("AD", 12, number=True),
        Column("n", 10, number=True),
        Column("Kind", 25),
        Column("Minutes", 15, number=True),
    )
    rows: list[list[Prose]] = []
    for each in talks:
        matter, seen = each.matter, each.matter.seen
        component = dossier.pack.component_of[matter.capability].name
        name: Prose = [strong(matter.title), document.mark(of_matter(dossier, matter))]
        rows.append([name, component, *_figures(seen), matter.called, str(each.minutes)])
    verb = "goes" if len(talks) == 1 else "go"
    first = ", those with two camps first" if _camps_first(plan) else ""
    title = f"{raised(spelled_out(len(talks), 'disagreement'))} {verb} on the agenda{first}"
    document.table(
        title, columns, rows, "AD = mean distance from the mean in levels; above 0.83 people differ."
    )


def _figures(seen: Distribution | None) -> list[str]:
    """Return mean, AD and n as a table shows them."""
    if seen is None or seen.mean is None or seen.ad is None:
        return ["", "", ""]
    return [shown(seen.mean), shown(seen.ad, 2), str(seen.n)]


def _camps_first(plan: Agenda) -> bool:
    kinds = [each.matter.kind == "camps" for each in plan.talks]
    return any(kinds) and not all(kinds) and kinds == sorted(kinds, reverse=True)


def _write_to_read(document: WordDocument, dossier: Dossier, plan: Agenda) -> None:
    """Write each disagreement with its distribution and what will be asked, to think about before."""
    for each in plan.talks:
        asked = questions(dossier, each.matter)
        document.write("Heading 2", each.matter.title)
        write_picture(document, dossier, each.matter)
        document.labelled("To think about", in_short(asked.asked))


def owners_finding(plan: Roadmap) -> str:
    """Return how many initiatives have no owner yet, first of those that begin in the short term."""
    lacking = set(unowned(plan))
    first = [each.id for each in plan.initiatives if begins_first(plan, each)]
    urgent = len(lacking & set(first))
    if urgent:
        verb = "begins" if len(first) == 1 else "begin"
        return f"{owned(urgent, len(first), f' that {verb} in the short term', ' yet')}."
    rest = "; first milestones and days are open" if not lacking else ""
    if lacking and first:
        rest = "; those that begin in the short term have one"
    return f"{owned(len(lacking), len(plan.initiatives), yet=' yet')}{rest}."


def _write_owners(document: WordDocument, dossier: Dossier, decided: tuple[Decision, ...]) -> None:
    """Write the forms that the session fills in: owners and dates, decisions and dissent."""
    plan = dossier.roadmap
    those = to_own(dossier)
    if plan is None or not those:
        document.part("Owners and dates", "Owners and dates are named at the session.")
        document.labelled("What is missing", NO_INITIATIVE)
    else:
        document.part("Owners and dates", owners_finding(plan))
        shown_here = those[:MOST_ON_A_SHEET]
        quarters = [plan.start(each.id) for each in shown_here]
        starts = [plan.capacity.name(quarter) if quarter else "" for quarter in quarters]
        write_owners(document, dossier, shown_here, _WHERE, starts=starts)
        if more := len(those) - len(shown_here):
            document.write("Source", f"{raised(counted(more, 'more initiative'))}: see their sheets.")
    document.write("Heading 2", "Decisions and dissent")
    write_record(document, decided, _WHERE)
