"""What interviewees are told of the words of theirs that stand in issued documents already."""

from collections.abc import Iterable

from sqlite_utils import Database

from workshop.blueprints.holding import issues_holding
from workshop.blueprints.store import Issued
from workshop.engagements.store import Engagement
from workshop.languages import gettext, listed
from workshop.quotes.store import Passage


def already_issued(db: Database, engagement: Engagement, passages: Iterable[Passage]) -> dict[int, str]:
    """Return in a sentence where each passage stands for good, by its number; only those that do."""
    there = list(passages)
    found = issues_holding(db, engagement.id, (each.text for each in there))
    return {each.id: _said(engagement, found[each.text]) for each in there if each.text in found}


def _said(engagement: Engagement, issues: tuple[Issued, ...]) -> str:
    names = [
        gettext("%(document)s, of %(day)s", document=each.name, day=engagement.manner.day(each.on))
        for each in issues
    ]
    return gettext(
        "These words stand in what was issued: %(documents)s. That stays as it is; what you answer here "
        "holds for every later document.",
        documents=listed(names),
    )
