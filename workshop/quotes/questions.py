"""What was asked where a passage stands, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from workshop.interviews.guide import guide_questions
from workshop.interviews.store import GENERAL, Interview

NOTES = "General notes"


@dataclass(frozen=True, slots=True)
class Questions:
    """The words of every question of an engagement's interviews."""

    guide: Mapping[str, str]
    own: Mapping[tuple[int, str], str]

    def said(self, interview_id: int, question: str) -> str:
        """Return a question as it was asked in an interview, or what stands in its place."""
        if question == GENERAL:
            return NOTES
        return self.own.get((interview_id, question)) or self.guide.get(question, question)


def questions_of(pack: MethodPack, interviews: Iterable[Interview]) -> Questions:
    """Return the words of the guide's questions, and of those that consultants wrote for interviews."""
    guide = {number: each.text for number, each in guide_questions(pack).items()}
    own = {(each.id, asked.id): asked.text for each in interviews for asked in each.questions if asked.text}
    return Questions(guide, own)
