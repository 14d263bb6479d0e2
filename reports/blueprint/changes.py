"""What changed since the issue before, for those who read that one."""

from reports.dossier import Dossier
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.tables import Column
from reports.wording import dated, part_of, raised, spelled, spelled_out

MOST = 30
"""So many changes fit the page; of more, the last line says how many."""
_NUMBER = 10.0


def write_changes(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing in a draft, in a first issue, or where nothing changed."""
    issue = dossier.issue
    if issue is None or issue.number < 2 or not issue.changes:
        return
    before = issue.number - 1
    document.chapter(f"What changed since issue {before}", finding(dossier))
    told = issue.changes if len(issue.changes) <= MOST else issue.changes[: MOST - 1]
    rows = [[str(number), each] for number, each in enumerate(told, start=1)]
    if more := len(issue.changes) - len(told):
        rows.append(["", f"{raised(spelled(more))} more are found by laying both issues beside each other."])
    columns = (Column("", _NUMBER), Column("Change", TEXT_WIDTH - _NUMBER))
    title = f"{raised(part_of(len(told), len(issue.changes), 'change'))} since issue {before}"
    source = f"Figures of issue {issue.number}, {dated(issue.on)}, beside those of issue {before}."
    document.table(title, columns, rows, source)


def finding(dossier: Dossier) -> str:
    """Return how many statements are others than in the issue before."""
    issue = dossier.issue
    assert issue is not None
    number = len(issue.changes)
    verb = "is" if number == 1 else "are"
    return f"{raised(spelled_out(number, 'statement'))} {verb} different from issue {issue.number - 1}."
