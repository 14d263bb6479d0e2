"""The last part of the facilitator's guide: decisions, counts of votes, owners, and how the session ends."""

from collections.abc import Sequence

from reports.blueprint.session_forms import (
    named,
    to_own,
    to_vote_on,
    write_grid,
    write_owners,
    write_record,
)
from reports.dossier import Dossier
from reports.session.decisions import Decision
from reports.word.document import WordDocument
from reports.word.runs import Prose
from reports.word.tables import Column
from reports.wording import counted, raised, spelled_out

_MOST_OWN = 12
_CARRIED = (
    "Carried = two thirds of those who voted, yes and changes together. Value and effort = the letter marked "
    "most often, L, M or H."
)
_ENDING = (
    ("Last ten minutes", "The sponsor reads out decisions and dissent; the words are corrected until nobody "
     "objects to them. Each says in one sentence what they took on."),
    ("Before all leave", "Take pictures of every wall. Collect the voting sheets, which have no names; they "
     "are thrown away once the count is in the record."),
    ("Same day", "Enter agreed levels as agreed, with their reason; enter votes, owners and days. Write to "
     "those who were named and were not there."),
    ("Within three days", "Issue the blueprint again, with the decisions; it lists what changed. Each owner "
     "gets the list of what they took on."),
    ("Within four weeks", "Ask each owner for the first milestone. What has no owner by then goes back "
     "to the sponsor."),
)  # fmt: skip


def write_record_forms(
    document: WordDocument, dossier: Dossier, decided: Sequence[Decision], where: str
) -> None:
    """Write how decisions are written down, and the forms for decisions, dissent, owners and votes."""
    number = raised(spelled_out(len(decided), "decision"))
    document.chapter("Decisions and votes", f"{number} to take, each in words that all have heard.")
    document.labelled(
        "Write down",
        "The decision in one sentence with a verb and a day; votes for and against; who differs and why, in "
        "their own words, and with their name only if they want it.",
    )
    document.labelled(
        "No majority",
        "Neither view is dropped: write down both, who finds out what, and by when it comes back.",
    )
    document.write("Heading 2", "Record of decisions and dissent")
    write_record(document, decided, where)
    document.write("Heading 2", "Owners and dates")
    those = to_own(dossier)[:_MOST_OWN]
    write_owners(document, dossier, those, where, blank=2 if those else 6)
    _write_count(document, dossier, where)


def _write_count(document: WordDocument, dossier: Dossier, where: str) -> None:
    """Write the sheet on which blind votes, value and effort are counted."""
    found = to_vote_on(dossier)
    document.part("Count of the blind vote", _counted(len(found)))
    narrow = [Column(each, 15, number=True) for each in ("Yes", "No", "Value", "Effort")]
    narrow.insert(1, Column("Changes", 18, number=True))
    columns = [Column("Initiative", document.width - 108), *narrow, Column("Carried", 30)]
    keys = ("yes", "changes", "no", "value", "effort", "carried")
    subjects: list[tuple[str, Prose]] = [(f"{each.id}", named(dossier, each)) for each in found]
    for number in range(1, (3 if found else 10) + 1):
        title: Prose = [document.controlled(f"{where}:count:title:own-{number}", "Initiative")]
        subjects.append((f"own-{number}", title))
    rows: list[list[Prose]] = []
    for mark, name in subjects:
        fields: list[Prose] = [
            [document.controlled(f"{where}:count:{key}:{mark}", key.capitalize())] for key in keys
        ]
        rows.append([name, *fields])
    write_grid(document, columns, rows, "Count of votes by initiative")
    document.write("Source", _CARRIED)


def _counted(number: int) -> str:
    if not number:
        return "No initiative is drafted yet; the session finds them, and votes on them by number."
    said = raised(counted(number, "initiative"))
    return f"{said} to vote on: two thirds carry, and all results are shown at once."


def write_closing(document: WordDocument) -> None:
    """Write how the session ends, and what happens after it."""
    document.chapter(
        "Closing and after", "A session ends with names and days; its record is out in three days."
    )
    for label, text in _ENDING:
        document.labelled(label, text)
