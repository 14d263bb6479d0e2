"""Which numbers a document prints, and which of them a dossier written as JSON explains."""

import json
import re
from collections.abc import Iterator
from math import fsum
from typing import Any

from questionnaires.roadmap.capital import capital_plan
from questionnaires.roadmap.plan import Initiative
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.blueprint.programme import programme_of
from reports.blueprint.risks import at_stake
from reports.dossier import Dossier
from reports.dossier_json import dossier_json
from reports.session.agenda import agenda
from tests.reports.dossiers import opened

NUMBER = re.compile(r"(?<![\w.,])[-+\N{MINUS SIGN}]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
"""A number as it is read; one that is part of a word, such as Q3 or E12, names something."""
ORDINAL = re.compile(
    r"(?:Figure|Table|[Ii]nitiatives?|priority|[Ll]evels?|Q\d|version|[Ii]ssue) [\d, and]*\d"
    r"|^(?:\d+|[A-Z])(?:\.\d+)?(?=\u2003)|(?:^|\t )\d{1,2} (?=[A-Z])"
    r"|\d+ evidence marks? leads? to \d+"
)
"""Numbers that name a thing: what is captioned, an initiative, a priority, a level, a chapter, a step."""
LISTED = re.compile(r"\t \d+$")
"""How a line of contents ends."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DATE = re.compile(rf"\d{{1,2}}(?: to \d{{1,2}})? {_MONTH}[a-z]*(?: \d{{4}})?|\b20\d\d\b")
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
RULES = (
    "from 1 to 5", "on steps from 1", "0 to 100", "out of 100", "100%", "makes 100", "0.83", "n = 20", "95%",
    "from 20", "from 40", "level 5", "at 0", "+1.00", "30%", "10 days", "Per 10", "of 5", "1 or 2", "4 or 5",
    "from 0 to 1", "1 is the same", "0 none", "1 is the average", "55 days", "220 in", "1 where", "0 where",
    "ICC(1)", "ICC(2)", "a third rate it 1", "below 3", "12 things have", "13 things have", "80 blank cards",
    "two of 3",
)  # fmt: skip
"""Numbers of the method that stand in sentences, with the words around them."""


def numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text that count or measure something, without thousands' commas."""
    if LISTED.search(text):
        return
    said = text.replace("\u00a0", " ")
    for rule in RULES:
        said = said.replace(rule, " ")
    for pattern in (DATE, CLOCK, ORDINAL):
        said = pattern.sub(" ", said)
    for found in NUMBER.findall(said):
        yield found.replace(",", "").lstrip("+-\N{MINUS SIGN}")


def known(dossier: Dossier) -> set[str]:
    """Return all numbers that the JSON of a dossier explains, each as it may be printed."""
    told = json.loads(dossier_json(dossier))
    found = {each for figure in told["figures"] for each in numbers(figure["shown"])}
    found |= {each for text in _texts(told) for each in numbers(text)}
    found |= {str(item.minutes) for item in agenda(dossier).items}
    found |= {str(talk.minutes) for item in agenda(dossier).items for talk in item.talks}
    for value in [*_values(told), *_reckoned(dossier), *_counted(dossier)]:
        found |= {shown(abs(value), digits) for digits in (0, 1, 2)}
        if abs(value) <= 1:
            found |= {shown(100 * abs(value), digits) for digits in (0, 1)}
    return found


def said(file: bytes) -> Iterator[str]:
    """Yield the text of every paragraph of a document, those in tables included, with its tabs."""
    for each in opened(file).element.body.iter("{*}p"):
        parts = [
            one
            for one in each.iter("{*}t", "{*}br", "{*}tab")
            if not any(_leads_back(link) for link in one.iterancestors("{*}hyperlink"))
        ]
        yield "".join(one.text or "" if one.tag.endswith("}t") else " \t " for one in parts)


def _leads_back(link: Any) -> bool:
    """Return whether a link of the list of evidence leads to a chapter, by whose number it is called."""
    return any((value or "").startswith("_Mark") for value in link.attrib.values())


def _counted(dossier: Dossier) -> Iterator[float]:
    """Yield ratings of a component taken together: all of them, and those at level 3 or above."""
    for component in dossier.pack.components:
        cells = [dossier.scores.capabilities[each.id].current for each in component.capabilities]
        visible = [each for each in cells if isinstance(each, Distribution)]
        whole = sum(each.n for each in visible)
        high = sum(each.at_or_above(3) for each in visible)
        yield from (whole, high, high / whole if whole else 0)


def _reckoned(dossier: Dossier) -> Iterator[float]:
    """Yield what is reckoned from initiatives: sums of money and days by quarter, year, role and in all."""
    roadmap = dossier.roadmap
    if roadmap is None:
        return
    those = roadmap.initiatives
    days = {role for each in those for role in days_of(each)}
    yield from (fsum(days_of(each).get(role, 0) for each in roadmap.in_order) for role in days)
    yield from (fsum(each.days for each in those), fsum(each.one_off.expected for each in those))
    yield from (each.one_off.expected for each in those)
    programme = programme_of(dossier)
    if programme is not None:
        yield from (10 * programme.values[each.id].total / each.days for each in those if each.days)
        yield from at_stake({key: each.total for key, each in programme.values.items()}, roadmap).values()
    yield fsum(each.running.expected for each in roadmap.in_order)
    for case in ("low", "expected", "high"):
        plan = capital_plan(roadmap, case=case)
        for spent in (plan.whole, *plan.by_component.values(), *plan.by_initiative.values()):
            yield spent.total
        yield from (*plan.whole.both, sum(plan.whole.one_off), sum(plan.whole.running))
        yield 4 * plan.whole.running[-1]
        for year in plan.years:
            spent = plan.whole.within(year.quarters)
            yield from (sum(spent.one_off), sum(spent.running), spent.total)
    suppliers = {each.supplier for each in those}
    spent = capital_plan(roadmap).by_initiative
    for name in suppliers:
        yield sum(spent[each.id].total for each in roadmap.in_order if each.supplier == name)


def days_of(each: Initiative) -> dict[str, float]:
    """Return the person-days of an initiative by role."""
    found: dict[str, float] = {}
    for effort in each.effort:
        found[effort.role] = found.get(effort.role, 0) + effort.days
    return found


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from _texts(each)
    elif isinstance(told, list):
        for each in told:
            yield from _texts(each)


def _values(told: Any) -> Iterator[float]:
    if isinstance(told, int | float) and not isinstance(told, bool):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from _values(each)
    elif isinstance(told, list):
        for each in told:
            yield from _values(each)
