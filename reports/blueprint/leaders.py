"""What leaders disagree on and the session is to settle: beside the ratings that lie apart, or on its own."""

from questionnaires.disagreement import LEAST_GIVING
from reports.blueprint.evidence_marks import interviewed, marked
from reports.blueprint.said import held
from reports.dossier import Dossier
from reports.strategy import Dispute, Strategy
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose
from reports.word.tables import Column
from reports.wording import part_of, raised, set_apart, spelled, spelled_out

_HEAD = "Where leaders disagree"


def write_leaders(document: WordDocument, dossier: Dossier, *, within: bool, most: int | None = None) -> None:
    """Write what is open for the session, as part of a chapter or as one; nothing where there is nothing."""
    strategy = dossier.strategy
    if strategy is None or not strategy.disputes:
        return
    if within:
        document.write("Heading 2", _HEAD)
        rests = interviewed(strategy, "What leaders see differently")
        document.write("Body Text", marked(document, finding(strategy), rests))
    else:
        document.chapter(_HEAD, finding(strategy))
    columns = (
        Column("For the session", TEXT_WIDTH - 80),
        Column("What it is about", 38),
        Column("How leaders stand", 32),
        Column("n", 10, True),
    )
    source = f"{held(strategy.interviews)}. n = interviewees whose answers show it"
    shown = strategy.disputes[:most]
    if more := len(strategy.disputes) - len(shown):
        source += f". {raised(spelled_out(more, 'point'))} more for the session"
    document.table(_title(strategy), columns, [_row(each) for each in shown], f"{source}.")
    if told := withheld(strategy):
        document.labelled("What is not shown", told)


def finding(strategy: Strategy) -> str:
    """Return on how much leaders disagree."""
    number = len(strategy.disputes)
    settles = "the session settles it" if number == 1 else "the session settles them"
    return f"Leaders disagree on {spelled_out(number, 'point')}; {settles}."


def withheld(strategy: Strategy) -> str:
    """Return what is not told and why; empty where everything is."""
    number = strategy.withheld
    if not number:
        return ""
    verb, pronoun = ("rests", "is") if number == 1 else ("rest", "are")
    return (
        f"{raised(spelled(number))} more {verb} on the answers of fewer than {spelled(LEAST_GIVING)} "
        f"interviewees and {pronoun} not shown, to protect those who gave them."
    )


def _row(each: Dispute) -> list[Prose]:
    stands = "" if not each.n else "in two camps" if each.camps else "far apart"
    return [set_apart(each.text), each.about, stands, str(each.n) if each.n else ""]


def _title(strategy: Strategy) -> str:
    found = strategy.disputes
    camps = sum(each.camps for each in found)
    if not camps or len(found) == 1:
        return "What leaders see differently"
    return f"Leaders stand in two camps on {part_of(camps, len(found), 'point')}"
