"""In which issued documents quotes stand already, be they reworded since, and what interviewees are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from workshop.blueprints.holding import issues_holding
from workshop.blueprints.store import Issued
from workshop.engagements.store import Engagement
from workshop.languages import gettext, listed
from workshop.quotes import store
from workshop.quotes.store import Passage


@dataclass(frozen=True, slots=True)
class Standing:
    """The issues that hold a quote, the latest first; `reworded`: some of them in other words than now."""

    issues: tuple[Issued, ...]
    reworded: bool


def standing(db: Database, engagement_id: int, passages: Iterable[Passage]) -> dict[int, Standing]:
    """Return where each passage stands for good, by its number; only those that do.

    Issues of before marks were kept with quotes are found by the words only.
    """
    there = list(passages)
    if not there:
        return {}
    alone = store.marked_alone(db, engagement_id)
    # What comes from another installation has numbers of its own here: moment and question tell it, unless
    # several share them.
    marks = {each.id: f"{each.marked} " if each.id in alone else each.mark for each in there}
    found = issues_holding(db, engagement_id, (each.text for each in there), marks.values())
    told = {}
    for each in there:
        worded = found.get(each.text, ())
        those = {one.id: one for one in (*worded, *found.get(marks[each.id], ()))}
        if those:
            latest = sorted(those.values(), key=lambda one: (one.at, one.id), reverse=True)
            told[each.id] = Standing(tuple(latest), len(those) > len(worded))
    return told


def already_issued(db: Database, engagement: Engagement, passages: Iterable[Passage]) -> dict[int, str]:
    """Return in a sentence where each passage stands for good, by its number; only those that do."""
    found = standing(db, engagement.id, passages)
    return {number: _said(engagement, each) for number, each in found.items()}


def _said(engagement: Engagement, found: Standing) -> str:
    names = [
        gettext("%(document)s, of %(day)s", document=each.name, day=engagement.manner.day(each.on))
        for each in found.issues
    ]
    if found.reworded:
        return gettext(
            "These words, or others that stood in their place then, stand in what was issued: %(documents)s. "
            "That stays as it is; what you answer here holds for every later document.",
            documents=listed(names),
        )
    return gettext(
        "These words stand in what was issued: %(documents)s. That stays as it is; what you answer here "
        "holds for every later document.",
        documents=listed(names),
    )
