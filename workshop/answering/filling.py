"""What a page of questions shows of one sheet: the values for the holes of its template."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from questionnaires.answers import DONT_KNOW, NOT_APPLICABLE
from workshop.answering.merging import mark
from workshop.answering.outline import CHARTER_PAGE, PICKS, Outline, Page, Standing, below, instead
from workshop.answering.segments import Key
from workshop.answering.store import Sheet
from workshop.languages import gettext, ngettext
from workshop.waves.store import Item


@dataclass(slots=True)
class Refused:
    """What cannot be stored: sentences and the texts as they were typed, by ("comment", capability)."""

    faults: dict[Key, str] = field(default_factory=dict)
    typed: dict[Key, str] = field(default_factory=dict)


_CHECKED, _HIDDEN, _OPEN = " checked", " hidden", " open"
MARKS = {
    "code": _CHECKED,
    "instead": _CHECKED,
    "pick": _CHECKED,
    "unless below": _HIDDEN,
    "comment open": _OPEN,
}
"""The holes that hold one word or nothing."""
TEXTS = ("summary", "reason", "reason fault", "comment", "comment fault")
"""The holes for what somebody wrote, and for what is said of it."""
_INSTEAD = (NOT_APPLICABLE, DONT_KNOW)


def values(outline: Outline, page: Page, sheet: Sheet, refused: Refused | None = None) -> dict[Key, str]:
    """Return what goes into the holes of a page, with what was just refused and why."""
    found = _head(outline, page, sheet)
    found["shown",] = shown(outline, page, sheet)
    for capability, question in items_of(outline, page):
        code = sheet.codes.get((capability, question), 0)
        if 1 <= code <= 5:
            found["code", capability, question, str(code)] = _CHECKED
    for each in page.asked:
        _fill_capability(found, each.id, sheet)
    if page.address == PICKS:
        found |= {("pick", each): _CHECKED for each in sheet.picks}
    if refused:
        found |= _refused(refused)
    return found


def _refused(refused: Refused) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for each, sentence in refused.faults.items():
        what, capability = each
        if what == "pick":
            found["summary",] = _notice(sentence, "")
            continue
        found["summary",] = _notice(
            gettext("Not all of it was saved."),
            gettext("What is too long stands below; the rest is saved."),
        )
        found[f"{what} fault", capability] = f'<p class="said">{escape(sentence)}</p>'
        found["comment open", capability] = _OPEN
    return found | {each: str(escape(text)) for each, text in refused.typed.items()}


def _notice(title: str, text: str) -> str:
    return f'<div class="notice bad" role="alert"><div><b>{escape(title)}</b> {escape(text)}</div></div>'


def state_of(outline: Outline, page: Page, sheet: Sheet) -> Hashable:
    """Return what all that a page shows of a sheet follows from, None where someone wrote something on it."""
    written = sheet.comments.keys() | sheet.reasons.keys()
    if written and any(each.id in written for each in page.asked):
        return None
    here = sheet.picks if page.address == PICKS else tuple(map(sheet.codes.get, items_of(outline, page)))
    standing = outline.standing(sheet.codes, len(sheet.picks))
    return here, tuple(standing.done.values()), standing.minutes


def items_of(outline: Outline, page: Page) -> Sequence[Item]:
    """Return the items that a page asks about, in its order."""
    if page.address == CHARTER_PAGE:
        return [(each, question) for each in outline.charter_items for question in ("current", "target")]
    return outline.items_on[page.address]


def shown(outline: Outline, page: Page, sheet: Sheet) -> str:
    """Return in short what a page shows of a sheet, so that what comes back can be compared with it."""
    if page.address == PICKS:
        return ".".join(sorted(sheet.picks))
    digits = "".join(str(sheet.codes.get(item, 0)) for item in items_of(outline, page))
    if not (sheet.comments or sheet.reasons):
        return digits
    marks = (
        f"{place}{letter}{mark(text):x}"
        for place, each in enumerate(page.asked)
        for letter, text in (
            ("c", sheet.comments.get(each.id, "")),
            ("r", sheet.reasons.get(each.id, "")),
        )
        if text
    )
    return " ".join((digits, *marks))


def _fill_capability(found: dict[Key, str], capability: str, sheet: Sheet) -> None:
    code = instead(capability, sheet.codes)
    if code in _INSTEAD:
        found["instead", capability, str(code)] = _CHECKED
    if not below(capability, sheet.codes):
        found["unless below", capability] = _HIDDEN
    if capability in sheet.reasons:
        found["reason", capability] = str(escape(sheet.reasons[capability]))
    if capability in sheet.comments:
        found["comment", capability] = str(escape(sheet.comments[capability]))
        found["comment open", capability] = _OPEN


def progress(outline: Outline, sheet: Sheet, standing: Standing | None = None) -> dict[Key, str]:
    """Return what the strip shows of how far somebody is."""
    standing = standing or outline.standing(sheet.codes, len(sheet.picks))
    found: dict[Key, str] = {}
    for each in outline.pages:
        done = standing.done[each.address]
        found["done", each.address] = str(done)
        found["width", each.address] = f"{100 * done // outline.size(each)}%"
    return found


def _head(outline: Outline, page: Page, sheet: Sheet) -> dict[Key, str]:
    standing = outline.standing(sheet.codes, len(sheet.picks))
    found = progress(outline, sheet, standing)
    counts = {"done": found["done", page.address], "size": outline.size(page)}
    if page.address == PICKS:
        count = gettext("%(done)s of %(size)s chosen", **counts)
    else:
        count = gettext("%(done)s of %(size)s answered", **counts)
    found["count",] = str(escape(count))
    if standing.minutes:
        left = ngettext("about %(num)s minute left", "about %(num)s minutes left", standing.minutes)
        found["left",] = str(escape(left))
    return found
