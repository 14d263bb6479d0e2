"""When the words of a capability are taken up, so that no single one can be seen arriving.

A wave that closed can be opened again, for one person even. So what is shown of a capability stays as it is
until at least as many people more have rated it as must have before anything of it was shown.

Who keeps the words of before subtracts them from those of later. So names stand beside words from the first
time they are taken up or never: one that came later would tell of the few beside it who are not named.
"""

from dataclasses import replace

from sqlite_utils import Database

from questionnaires.answers import QUESTIONS
from questionnaires.tally import Tally
from workshop.assessments.comments import store
from workshop.assessments.comments.store import Rated

_CURRENT, _TARGET = QUESTIONS.index("current"), QUESTIONS.index("target")


def take_up(db: Database, wave_id: int, tally: Tally, threshold: int) -> None:
    """Take up the words of each capability that may be, by the count of a wave that ended; inside write().

    `tally` is the count that pages show, which takes up late answers only by the threshold of figures;
    `threshold` is that of comments. Which words are shown then follows from what is shown anyway.
    """
    before, written = store.taken_up(db, wave_id), store.written(db, wave_id)
    for place, capability in enumerate(tally.capabilities):
        now = rated(tally, place)
        if may_be_taken_up(before.get(capability), now, threshold):
            words = written.get(capability, [])
            if capability in before:
                stay = store.named_beside(db, wave_id, capability)
                words = [
                    each if each.participant in stay else replace(each, participant=None) for each in words
                ]
            store.take_up(db, wave_id, capability, now, words)
            if store.names(db, wave_id, capability) is None:
                store.keep_names_back(db, wave_id, capability)


def rated(tally: Tally, place: int) -> Rated:
    """Return how many rated a capability today, or what is wanted where only that was asked."""
    question = _CURRENT if tally.asked[place, _CURRENT] else _TARGET
    filed = int(tally.filed[0, place, question])
    return Rated(int(tally.ratings[0, place, question]) - filed, filed)


def may_be_taken_up(before: Rated | None, now: Rated, threshold: int) -> bool:
    """Return whether enough people more have rated than when words were taken up last, if they ever were.

    Whoever made a file knows what is in it: where others answered too, it is they who must be enough.
    """
    known = before or Rated(0, 0)
    if now.here or known.here:
        return now.here - known.here >= threshold
    return now.filed - known.filed >= threshold
