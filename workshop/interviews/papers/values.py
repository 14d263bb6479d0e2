"""What stands on the paper of an interview, from what is stored of it."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from questionnaires.pack import MethodPack
from reports.interview_sheet import InterviewPaper, PaperQuestion, PaperSection
from reports.word.geometry import Paper
from reports.wording import listed
from workshop.engagements.store import Engagement
from workshop.interviews.guide import Question, sections
from workshop.interviews.store import Interview

_FEWEST_LINES, _MOST_LINES = 4, 10


def paper_of(
    engagement: Engagement,
    interview: Interview,
    pack: MethodPack,
    today: date,
    priorities: Iterable[str] = (),
) -> InterviewPaper:
    """Return the paper of one interview; `priorities` are the names of those that points can be given to."""
    manner = engagement.manner
    when = (
        f"{manner.day(interview.starts_at)}, {manner.time(interview.starts_at)}"
        if interview.starts_at
        else ""
    )
    asked = [
        PaperSection(each.title, each.purpose, tuple(_question(one) for one in each.questions))
        for each in sections(pack, interview)
    ]
    return InterviewPaper(
        client=engagement.client,
        consultancy=engagement.consultancy,
        function=engagement.function_assessed,
        interviewee=", ".join(each for each in (interview.name, interview.title) if each),
        interviewers=listed([each.name for each in interview.interviewers]),
        when=when,
        place=interview.place,
        sections=tuple(asked),
        charter=pack.charter if interview.charter else None,
        page=_page(engagement),
        language=_language(engagement),
        issued=today,
        priorities=tuple(priorities) if interview.points else (),
    )


def guide_of(engagement: Engagement, pack: MethodPack, today: date) -> InterviewPaper:
    """Return the whole guide with nobody's name on it, to be filled in by hand."""
    asked = [
        PaperSection(
            each.title,
            each.purpose,
            tuple(
                PaperQuestion(one.id, one.id, one.text, one.probes, _lines(one.minutes))
                for one in each.questions
            ),
        )
        for each in pack.guide
    ]
    return InterviewPaper(
        client=engagement.client,
        consultancy=engagement.consultancy,
        function=engagement.function_assessed,
        interviewee="",
        interviewers="",
        when="",
        place="",
        sections=tuple(asked),
        charter=pack.charter,
        page=_page(engagement),
        language=_language(engagement),
        issued=today,
    )


def _question(each: Question) -> PaperQuestion:
    return PaperQuestion(each.id, each.label, each.text, each.probes, _lines(each.minutes))


def _lines(minutes: int) -> int:
    return min(max(minutes, _FEWEST_LINES), _MOST_LINES)


def _page(engagement: Engagement) -> Paper:
    return cast(Paper, engagement.page_size)


def _language(engagement: Engagement) -> str:
    return engagement.manner.locale.replace("_", "-")
