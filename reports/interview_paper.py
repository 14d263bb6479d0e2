"""An interview on paper: its questions with room for notes, typed or by hand, that can be read in again."""

from collections.abc import Sequence

from questionnaires.charter import Charter
from reports.interview_sheet import (
    ELSEWHERE,
    GENERAL_LABEL,
    HOW,
    POINTS,
    RATINGS,
    SHARE,
    STEPS,
    InterviewPaper,
    PaperQuestion,
    heading,
    kinds,
    marker,
    placed,
    scale,
)
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import TAB, Prose, Run, strong
from reports.word.tables import Column
from reports.word.template import Properties

_FACTS, _RATED = 34.0, 26.0


def interview_paper(paper: InterviewPaper) -> bytes:
    """Return the .docx of an interview; the same values give the same bytes."""
    properties = Properties(paper.title, paper.client, paper.consultancy, paper.issued, paper.language)
    document = WordDocument(properties, paper.page)
    document.write("Client", paper.client)
    document.write("Finding", paper.title)
    rows: list[Sequence[Prose]] = [((strong(label),), fact) for label, fact in paper.facts]
    columns = (Column("", _FACTS), Column("", TEXT_WIDTH - _FACTS))
    document.plain_table(columns, rows, "About this interview")
    for number, section in enumerate(paper.sections, start=1):
        document.write("Heading 2", heading(number, section))
        if section.purpose:
            document.write("Purpose", section.purpose)
        for question in section.questions:
            _write_question(document, question)
    document.write("Heading 2", ELSEWHERE)
    _write_room(document, GENERAL_LABEL, 8)
    if paper.charter:
        _write_charter(document, paper.charter)
    if paper.priorities:
        _write_points(document, paper.priorities)
    head = (f"{paper.client} \N{MIDDLE DOT} {paper.title}", paper.when)
    foot = " \N{MIDDLE DOT} ".join(part for part in (paper.consultancy, "Confidential") if part)
    return document.save(head=head, foot=foot)


def _write_question(document: WordDocument, question: PaperQuestion) -> None:
    document.write("Question", (Run(question.label, "Margin Label"), TAB, question.text))
    for probe in question.probes:
        document.write("Probe", probe)
    _write_room(document, question.label, question.lines)


def _write_room(document: WordDocument, label: str, lines: int) -> None:
    """Write the lines for notes: the first begins with what they are found by."""
    document.write("Note Label", (Run(marker(label), "Margin Label"), TAB))
    for _ in range(lines - 1):
        document.write("Note Line", "")


def _write_charter(document: WordDocument, charter: Charter) -> None:
    document.write("Heading 2", RATINGS)
    document.write("Purpose", HOW)
    document.write("Purpose", scale(charter))
    jobs: list[Sequence[Prose]] = [
        ((strong(each.name),), each.description, STEPS, STEPS) for each in charter.jobs
    ]
    columns = (Column("Job", 42), Column("", 74), Column("Today", _RATED), Column("Wanted", _RATED))
    document.plain_table(columns, jobs, "Ratings of the jobs, today and wanted")
    document.write("Purpose", "", before=4)
    names = kinds(charter)
    width = (TEXT_WIDTH - 30 - 2 * _RATED) / len(names)
    statements: list[Sequence[Prose]] = [
        (
            (strong(each.topic),),
            *(each.behaviours.get(kind.id, "") for kind in placed(charter)),
            STEPS,
            STEPS,
        )
        for each in charter.statements
    ]
    heads = (Column("In this respect", 30), *(Column(name, width) for name in names))
    document.plain_table(
        (*heads, Column("Today", _RATED), Column("Wanted", _RATED)), statements, "Ratings of how it works"
    )


def _write_points(document: WordDocument, priorities: Sequence[str]) -> None:
    document.write("Heading 2", POINTS)
    document.write("Purpose", SHARE)
    columns = (Column("Priority", TEXT_WIDTH - _RATED), Column("Points", _RATED))
    rows: list[Sequence[Prose]] = [((strong(each),), "") for each in priorities]
    document.plain_table(columns, rows, "Points given to each priority")
