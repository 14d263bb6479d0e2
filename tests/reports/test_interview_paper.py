"""The paper of an interview: a valid document, the same each time, whatever stands in its values."""

from dataclasses import replace
from datetime import date

import pytest
from openxml_audit import OpenXmlValidator

from questionnaires.loading import shipped_pack
from questionnaires.word_file import read_lines
from reports.interview_paper import interview_paper
from reports.interview_sheet import InterviewPaper, PaperQuestion, PaperSection
from tests.reports.dossiers import opened

PACK = shipped_pack("marketing_operations")
PAPER = InterviewPaper(
    client="Alder & Sons",
    consultancy="Fenwick Hale Advisory",
    function="marketing operations",
    interviewee="Karin Ahl, Chief Marketing Officer",
    interviewers="Ines Okafor and Tom Reyes",
    when="27 Nov 2026, 14:00",
    place="Room 4",
    sections=tuple(
        PaperSection(
            part.title,
            part.purpose,
            tuple(PaperQuestion(q.id, q.id, q.text, q.probes) for q in part.questions),
        )
        for part in PACK.guide
    ),
    charter=PACK.charter,
    page="A4",
    language="en-GB",
    issued=date(2026, 11, 22),
)
NASTY = "<w:t>&amp; \u202e\x00\x07 \u05e9\u05dc\u05d5\u05dd \U0001f680" + "x" * 300
ODD = replace(
    PAPER,
    client=NASTY,
    interviewee=NASTY,
    place="",
    sections=(PaperSection(NASTY, "", (PaperQuestion("own:1", "Own 1", NASTY, (NASTY,), 4),)),),
    charter=None,
    page="Letter",
)


@pytest.mark.parametrize("paper", [PAPER, ODD], ids=["whole", "odd"])
def test_it_is_a_valid_document_and_the_same_each_time(paper, tmp_path):
    file = interview_paper(paper)
    assert file == interview_paper(paper)
    path = tmp_path / "paper.docx"
    path.write_bytes(file)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize(("paper", "height"), [(PAPER, 297), (ODD, 279.4)], ids=["A4", "Letter"])
def test_it_has_the_paper_of_the_engagement(paper, height):
    section = opened(interview_paper(paper)).sections[0]
    assert section.page_height.mm == pytest.approx(height, abs=0.1)


def test_every_question_has_its_mark_and_lines_to_write_on():
    document = opened(interview_paper(PAPER))
    styles = [each.style.name for each in document.paragraphs]
    assert styles.count("Question") == styles.count("Note Label") - 1 == 30
    assert styles.count("Note Line") == 30 * 4 + 7
    lines = read_lines(interview_paper(PAPER))
    assert [each for each in lines if each.startswith("Notes G30")] == ["Notes G30:\t"]


def test_ratings_stand_in_tables_where_the_interview_asks_for_them():
    assert len(opened(interview_paper(PAPER)).tables) == 3
    assert len(opened(interview_paper(ODD)).tables) == 1
