"""What changed since the issue that the client had before, for those who read that one."""

from reports.days import dated
from reports.dossier import Dossier
from reports.layout import Issue, Released
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.tables import Column
from reports.wording import listed, part_of, raised, spelled, spelled_out

MOST = 30
"""So many changes fit the page; of more, the last line says how many."""
_NUMBER = 10.0


def write_changes(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing in a draft, in the first issue that the client reads, or without changes."""
    issue = dossier.issue
    if issue is None or issue.since is None or not issue.changes:
        return
    before = issue.since
    document.chapter(f"What changed since issue {before.number}", finding(issue, before))
    told = issue.changes if len(issue.changes) <= MOST else issue.changes[: MOST - 1]
    rows = [[str(number), each] for number, each in enumerate(told, start=1)]
    if more := len(issue.changes) - len(told):
        verb = "is" if more == 1 else "are"
        rows.append(
            ["", f"{raised(spelled(more))} more {verb} found by laying both issues beside each other."]
        )
    columns = (Column("", _NUMBER), Column("Change", TEXT_WIDTH - _NUMBER))
    title = f"{raised(part_of(len(told), len(issue.changes), 'change'))} since issue {before.number}"
    source = (
        f"Figures of issue {issue.number}, {dated(issue.on)}, beside those of issue {before.number}, "
        f"{dated(before.on)}."
    )
    document.table(title, columns, rows, source)
    if between := unreleased(issue, before):
        document.labelled("Compared with", between)


def finding(issue: Issue, before: Released) -> str:
    """Return how many statements are others than in the client's last issue."""
    number = len(issue.changes)
    verb = "is" if number == 1 else "are"
    return f"{raised(spelled_out(number, 'statement'))} {verb} different from issue {before.number}."


def unreleased(issue: Issue, before: Released) -> str:
    """Return which issues between both the client did not have; empty where there is none."""
    between = [str(number) for number in range(before.number + 1, issue.number)]
    if not between:
        return ""
    which = f"Issue {between[0]} was" if len(between) == 1 else f"Issues {listed(between)} were"
    return (
        f"Issue {before.number} is the last that the client had when this one was made. {which} not released "
        "then."
    )
