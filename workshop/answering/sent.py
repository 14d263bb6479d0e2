"""What a page's form sends, compared with what the page showed: only what differs is a change.

Somebody may have answered on another device since the page was made. What they left alone here stays.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from questionnaires.answers import DONT_KNOW, NOT_APPLICABLE
from workshop.answering.filling import Refused, items_of
from workshop.answering.merging import (
    LONGEST_COMMENT,
    LONGEST_JOINED,
    LONGEST_REASON,
    Changes,
    Given,
    Picks,
    Reason,
    Wording,
    mark,
    readable,
)
from workshop.answering.outline import LEVEL_QUESTIONS, PICKS, Asked, Outline, Page, instead
from workshop.answering.segments import Key
from workshop.languages import gettext
from workshop.waves.store import Item

_INSTEAD = {"na": NOT_APPLICABLE, "dk": DONT_KNOW}
_MARKS = re.compile(r"(\d{1,4})([cr])([0-9a-f]{1,8})", re.ASCII)
_LEVELS = {str(level): level for level in range(1, 6)}


@dataclass(slots=True)
class Sent:
    """What a form changes, and what of it cannot be taken."""

    changes: Changes
    refused: Refused = field(default_factory=Refused)


def sent(form: "MultiDict[str, str]", outline: Outline, page: Page, now_ms: int) -> Sent:
    """Return what a page's form changes, given now."""
    if page.address == PICKS:
        return _picks(form, outline, now_ms)
    codes, marks = _shown(form.get("shown", ""), outline, page)
    cleared = form.get("clear", "")
    answers: list[Given] = []
    for capability in dict.fromkeys(item[0] for item in items_of(outline, page)):
        asked = outline.asked.get(capability)
        before = {item: code for item, code in codes.items() if item[0] == capability}
        after = dict.fromkeys(before, 0) if capability == cleared else _after(form, capability, asked, before)
        answers.extend(Given(*item, code, now_ms) for item, code in after.items() if code != before[item])
    result = Sent(Changes())
    comments, reasons = _texts(form, page, marks, cleared, result)
    given = tuple(Reason(each, text, now_ms) for each, text in reasons.items())
    result.changes = Changes(tuple(answers), given, comments)
    return result


def _after(
    form: "MultiDict[str, str]", capability: str, asked: Asked | None, before: Mapping[Item, int]
) -> dict[Item, int]:
    """Return the codes of one capability that the form asks for.

    Without a script both a level and something in its place may be checked: whichever is new counts, and a
    level where both are.
    """
    given = {item: _LEVELS.get(form.get(f"{item[1]}-{capability}", ""), 0) for item in before}
    other = _INSTEAD.get(form.get(f"instead-{capability}", ""), 0) if asked and asked.levels else 0
    levels = [item for item in before if item[1] in LEVEL_QUESTIONS]
    if not other:
        return given
    other_before = instead(capability, before)
    new_level = any(given[item] and given[item] != before[item] for item in levels)
    if new_level or (other == other_before and any(given[item] for item in levels)):
        return given
    return given | dict.fromkeys(levels, other)


def _shown(text: str, outline: Outline, page: Page) -> tuple[dict[Item, int], dict[tuple[str, str], int]]:
    """Return what the page showed; whatever cannot be read counts as empty, so that nothing is taken back."""
    items = items_of(outline, page)
    digits, *rest = text.split(" ") if text else [""]
    if len(digits) != len(items) or not re.fullmatch("[0-7]*", digits, re.ASCII):
        digits, rest = "0" * len(items), []
    marks: dict[tuple[str, str], int] = {}
    for each in rest:
        found = _MARKS.fullmatch(each)
        if found and int(found[1]) < len(page.asked):
            marks[found[2], page.asked[int(found[1])].id] = int(found[3], 16)
    return {item: int(digit) for item, digit in zip(items, digits, strict=True)}, marks


def _texts(
    form: "MultiDict[str, str]",
    page: Page,
    marks: Mapping[tuple[str, str], int],
    cleared: str,
    result: Sent,
) -> tuple[tuple[Wording, ...], dict[str, str]]:
    comments: list[Wording] = []
    reasons: dict[str, str] = {}
    for each in page.asked:
        if f"comment-{each.id}" in form:
            text = readable(form[f"comment-{each.id}"])
            was = marks.get(("c", each.id), 0)
            # Two texts that were joined may be longer than one may be typed, and come back as they are.
            most = LONGEST_JOINED if was else LONGEST_COMMENT
            if mark(text) != was and len(text) > most:
                _refuse(result.refused, "comment", each.id, text, most)
            elif mark(text) != was:
                comments.append(Wording(each.id, text, was))
        if f"why-{each.id}" in form and each.id != cleared:
            text = readable(form[f"why-{each.id}"], lines=False)
            was = marks.get(("r", each.id), 0)
            if mark(text) != was and len(text) > LONGEST_REASON:
                _refuse(result.refused, "reason", each.id, text, LONGEST_REASON)
            elif mark(text) != was:
                reasons[each.id] = text
    return tuple(comments), reasons


def _refuse(refused: Refused, what: str, capability: str, text: str, most: int) -> None:
    refused.faults[what, capability] = gettext(
        "This has %(size)s characters, %(over)s too many. Shorten it to %(most)s.",
        size=f"{len(text):,}",
        over=f"{len(text) - most:,}",
        most=f"{most:,}",
    )  # fmt: skip
    refused.typed[what, capability] = text


def _picks(form: "MultiDict[str, str]", outline: Outline, now_ms: int) -> Sent:
    chosen = frozenset(form.getlist("pick")) & outline.pickable_ids
    before = frozenset(form.get("shown", "").split(".")) & outline.pickable_ids
    if chosen == before:
        return Sent(Changes())
    if len(chosen) > outline.picks:
        over = gettext(
            "%(number)s are chosen. Take back %(over)s; nothing was saved.",
            number=len(chosen), over=len(chosen) - outline.picks,
        )  # fmt: skip
        return Sent(Changes(), Refused({("pick", ""): over}, _as_chosen(chosen, outline)))
    return Sent(Changes(picks=Picks(chosen, now_ms)))


def _as_chosen(chosen: frozenset[str], outline: Outline) -> dict[Key, str]:
    return {("pick", each): " checked" if each in chosen else "" for each in outline.pickable_ids}
