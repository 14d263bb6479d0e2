"""What an interview asks: the chosen questions of the guide, and those the consultants wrote."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.guide import GuideQuestion
from questionnaires.pack import MethodPack
from workshop.interviews.store import Chosen, Interview

OWN = "own"
OWN_TITLE = "Our own questions"
OWN_MINUTES = 4
"""How long a question of one's own is reckoned with."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is spoken and as it is put in writing; `minutes` is how long it usually takes."""

    id: str
    text: str
    written: str
    minutes: int
    probes: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()
    core: bool = False
    own: bool = False

    @property
    def label(self) -> str:
        """Return what the question is called beside its words: G1, or Own 1."""
        return self.id.replace(f"{OWN}:", "Own ") if self.own else self.id


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of an interview on one matter."""

    id: str
    title: str
    purpose: str
    questions: tuple[Question, ...]


def questions(pack: MethodPack, interview: Interview) -> tuple[Question, ...]:
    """Return what an interview asks, in its order: the guide's questions first, then one's own.

    A question that the guide does not have any more is left out unless it has words of its own.
    """
    return tuple(each for section in sections(pack, interview) for each in section.questions)


def sections(pack: MethodPack, interview: Interview) -> tuple[Section, ...]:
    """Return what an interview asks, section by section; sections without a question are left out."""
    chosen = {each.id for each in interview.questions}
    found = []
    for part in pack.guide:
        asked = tuple(_from_guide(each) for each in part.questions if each.id in chosen)
        if asked:
            found.append(Section(part.id, part.title, part.purpose, asked))
    own = tuple(_own(each) for each in interview.questions if each.own)
    return (*found, Section(OWN, OWN_TITLE, "", own)) if own else tuple(found)


def guide_questions(pack: MethodPack) -> dict[str, GuideQuestion]:
    """Return the questions of the guide by their ids, in its order."""
    return {each.id: each for section in pack.guide for each in section.questions}


def core_questions(pack: MethodPack) -> tuple[str, ...]:
    """Return the ids of the core questions."""
    return tuple(each.id for each in guide_questions(pack).values() if each.core)


def minutes_of(asked: Iterable[Question]) -> int:
    """Return how many minutes questions take together."""
    return sum(each.minutes for each in asked)


def _from_guide(each: GuideQuestion) -> Question:
    return Question(each.id, each.text, each.written, each.minutes, each.probes, each.listen_for, each.core)


def _own(chosen: Chosen) -> Question:
    return Question(chosen.id, chosen.text, chosen.text, OWN_MINUTES, own=True)
