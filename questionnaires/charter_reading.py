"""The ratings of a charter, read: what each set of people rated, and the place that this gives the function.

A place is made of the means of jobs and statements, of those only that may be shown for that set of people.
Where one of them is hidden, so is the place: it would tell something of what is behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.answers import NOT_STATED, QUESTIONS, AnswerTable
from questionnaires.charter import Charter, charter_items, job_item, statement_item
from questionnaires.charter_place import Place, placed
from questionnaires.scores import HIDDEN, CapabilityScore, Distribution, Hidden
from questionnaires.scoring import cells
from questionnaires.tally import Tally, count

TODAY, WANTED = "current", "target"
Given = tuple[int, str, str, int]
"""A rating: whose, of which item, today or wanted, and the step from 1 to 5; 0 where it was declined."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How one set of people sees the function; `column` and `value` are empty for everyone.

    `items` is what they rated by the item's name, empty where the set as a whole is hidden.
    """

    column: str
    value: str
    current: Place | Hidden
    target: Place | Hidden
    items: Mapping[str, CapabilityScore]

    def rated(self, item: str, question: str) -> Distribution | Hidden | None:
        """Return what they rated an item, HIDDEN where that protects people, None where it was not asked."""
        if not self.items:
            return HIDDEN
        found = self.items.get(item)
        if found is None:
            return None
        return found.current if question == TODAY else found.target

    @property
    def people(self) -> tuple[int, int] | None:
        """Return how many rated an item, at least and at most; None where nobody did or nothing is shown."""
        found = [
            cell.n
            for each in self.items.values()
            for cell in (each.current, each.target)
            if isinstance(cell, Distribution) and cell.n
        ]
        return (min(found), max(found)) if found else None

    @property
    def is_placed(self) -> bool:
        """Return whether there is a place, today or wanted, that may be shown."""
        return any(isinstance(each, Place) and each.place is not None for each in (self.current, self.target))


def seen(charter: Charter, tally: Tally, threshold: int) -> tuple[Seen, ...]:
    """Return how everyone sees the function, then each group by its name, those who did not say last.

    ValueError where the tally counts other items than the charter has.
    """
    if tally.capabilities != charter_items(charter):
        raise ValueError("the tally was made with another charter")
    found = []
    for (column, value), held in zip(tally.sets, cells(tally, threshold), strict=True):
        if isinstance(held, Hidden):
            found.append(Seen(column, value, HIDDEN, HIDDEN, {}))
            continue
        today, wanted = (_place(charter, held, question) for question in (TODAY, WANTED))
        found.append(Seen(column, value, today, wanted, held))
    columns = list(tally.columns)
    return (found[0], *sorted(found[1:], key=lambda each: _in_order(each, columns)))


def rated_by(charter: Charter, given: Iterable[Given], apart: str = "") -> Tally:
    """Return the count of ratings that people gave one by one; all others of these people are blank.

    With `apart`, each of them is also a group of their own, by their number in a column of that name.
    """
    ratings = list(given)
    people = {person: place for place, person in enumerate(dict.fromkeys(each[0] for each in ratings))}
    items = charter_items(charter)
    row = {item: place for place, item in enumerate(items)}
    codes = np.zeros((len(items), len(QUESTIONS), len(people)), dtype=np.uint8)
    for person, item, question, code in ratings:
        if item in row:
            codes[row[item], QUESTIONS.index(question), people[person]] = code
    asked = np.tile(np.array([True, True, False]), (len(items), 1))
    named = tuple(str(each) for each in people)
    return count(AnswerTable(named, {apart: named} if apart else {}, items, codes, asked))


def _place(charter: Charter, items: Mapping[str, CapabilityScore], question: str) -> Place | Hidden:
    held = {key: each.current if question == TODAY else each.target for key, each in items.items()}
    if any(isinstance(each, Hidden) for each in held.values()):
        return HIDDEN
    means = {
        key: each.mean
        for key, each in held.items()
        if isinstance(each, Distribution) and each.mean is not None
    }
    return placed(
        charter,
        {each.id: means[key] for each in charter.jobs if (key := job_item(each.id)) in means},
        {each.id: means[key] for each in charter.statements if (key := statement_item(each.id)) in means},
    )


def _in_order(each: Seen, columns: Sequence[str]) -> tuple[int, bool, str, str]:
    # In the order of the alphabet: that of a file would tell who came first.
    return columns.index(each.column), each.value == NOT_STATED, each.value.casefold(), each.value
