"""Which questions an interview asks: a ready choice of the guide's, and one's own."""

from collections.abc import Collection, Iterable, Sequence

from questionnaires.pack import MethodPack
from workshop.interviews.guide import OWN, core_questions, guide_questions
from workshop.interviews.store import Chosen, Interview

GUIDES = {
    "core": "The core questions",
    "all": "The whole guide",
    "own": "My own choice",
}
MOST_OWN, LONGEST_OWN = 20, 600


def guide_of(pack: MethodPack, chosen: Iterable[Chosen]) -> str:
    """Return which of GUIDES a choice of questions is."""
    ids = {each.id for each in chosen if not each.own}
    if ids == {*core_questions(pack)}:
        return "core"
    return "all" if ids == {*guide_questions(pack)} else "own"


def from_guide(pack: MethodPack, guide: str, picked: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the guide's questions that a choice holds, in the guide's order."""
    if guide == "core":
        return core_questions(pack)
    return tuple(each for each in guide_questions(pack) if guide == "all" or each in picked)


def own_questions(lines: Sequence[str], before: Iterable[Chosen], used: Collection[str]) -> list[Chosen]:
    """Return one's own questions, each line with the id it had.

    A line that is new takes the place of one that is gone, in their order, as when it was reworded; `used`
    are ids that something was said on, which a wholly new question never gets.
    """
    known = {each.text: each.id for each in before if each.own}
    gone = [identity for text, identity in known.items() if text not in lines]
    found = []
    taken = {*known.values(), *used}
    for line in lines:
        identity = known.get(line) or (gone.pop(0) if gone else _new(taken))
        taken.add(identity)
        found.append(Chosen(identity, line))
    return found


def dropped(interview: Interview, chosen: Iterable[Chosen], said_on: Collection[str]) -> tuple[Chosen, ...]:
    """Return the questions that would go although something was said on them."""
    kept = {each.id for each in chosen}
    return tuple(each for each in interview.questions if each.id in said_on and each.id not in kept)


def _new(taken: Collection[str]) -> str:
    number = 1
    while f"{OWN}:{number}" in taken:
        number += 1
    return f"{OWN}:{number}"
