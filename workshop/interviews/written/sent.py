"""What a page's form sends, compared with what the page showed: only what differs is a change.

Somebody may have written on another device since the page was made. What they left alone here stays.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from workshop.answering.merging import mark, readable
from workshop.interviews.store import WrittenAnswer
from workshop.interviews.written.merging import CONSENTS, LONGEST, Change
from workshop.interviews.written.outline import TIMES, Outline, Page, Rating
from workshop.languages import gettext, ngettext

_SHOWN = re.compile(r"(\d{1,9})\.([0-9a-f]{1,8})\.([a-z]{4,10})", re.ASCII)
_CODES = {str(code): code for code in range(1, 6)}
DECLINED = 0
WHOLE = 100
"""The points there are to share out."""


@dataclass(slots=True)
class Sent:
    """What a form changes, and what of it cannot be taken: sentences and typed texts by the field's name.

    `points` is None where they are not changed.
    """

    answers: list[Change] = field(default_factory=list)
    codes: dict[Rating, int | None] = field(default_factory=dict)
    points: dict[int, int] | None = None
    faults: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def shown(answer: WrittenAnswer | None) -> str:
    """Return in short what a page shows of an answer, so that what comes back can be compared with it."""
    if answer is None:
        return "0.0.none"
    return f"{answer.revision}.{mark(answer.text):x}.{answer.consent}"


def shown_codes(outline: Outline, codes: Mapping[Rating, int]) -> str:
    """Return in short what a page shows of the ratings: a sign for each, a dash where there is none."""
    return "".join(str(codes.get((each, time), "-")) for each in outline.subjects for time in TIMES)


def texts_sent(form: "MultiDict[str, str]", page: Page) -> Sent:
    """Return what a page of questions changes."""
    result = Sent()
    for each in page.questions:
        if f"text-{each.id}" not in form:
            continue
        before = _SHOWN.fullmatch(form.get(f"shown-{each.id}", ""))
        base, was, consent_was = (int(before[1]), int(before[2], 16), before[3]) if before else (0, 0, "none")
        text = readable(form[f"text-{each.id}"])
        consent = next((key for key in CONSENTS if key == form.get(f"consent-{each.id}")), None)
        new_text = text if mark(text) != was else None
        if new_text and len(new_text) > LONGEST:
            result.faults[f"text-{each.id}"] = gettext(
                "This has %(size)s characters, %(over)s too many. Shorten it to %(most)s.",
                size=f"{len(text):,}",
                over=f"{len(text) - LONGEST:,}",
                most=f"{LONGEST:,}",
            )
            result.typed[f"text-{each.id}"] = text
            new_text = None
        new_consent = consent if consent != consent_was else None
        if new_text is not None or new_consent is not None:
            result.answers.append(Change(each.id, new_text, new_consent, base))
    return result


def codes_sent(form: "MultiDict[str, str]", outline: Outline) -> Sent:
    """Return what the page of the charter changes.

    Without a script both a level and "rather not say" may be checked: whichever is new counts, and a level
    where both are.
    """
    result = Sent()
    signs = form.get("shown", "")
    if len(signs) != len(outline.subjects) * len(TIMES) or not re.fullmatch("[0-5-]*", signs, re.ASCII):
        signs = "-" * len(outline.subjects) * len(TIMES)
    for at, subject in enumerate(outline.subjects):
        pair = signs[2 * at : 2 * at + 2]
        before = {time: None if sign == "-" else int(sign) for time, sign in zip(TIMES, pair, strict=True)}
        after = {time: _CODES.get(form.get(f"{time}-{subject}", "")) for time in TIMES}
        new_level = any(code and code != before[time] for time, code in after.items())
        if form.get("clear") == subject:
            after = dict.fromkeys(TIMES)
        elif form.get(f"instead-{subject}") == "no" and not new_level:
            declined_before = set(before.values()) == {DECLINED}
            if not (declined_before and any(after.values())):
                after = dict.fromkeys(TIMES, DECLINED)
        changed = {(subject, time): code for time, code in after.items() if code != before[time]}
        result.codes.update(changed)
    return result


def points_sent(form: "MultiDict[str, str]", outline: Outline) -> Sent:
    """Return how the page of the points shares them out: all 100, or none."""
    result = Sent()
    found: dict[int, int] = {}
    for each in outline.priorities:
        name = f"points-{each.id}"
        typed = form.get(name, "").strip()
        result.typed[name] = typed
        if re.fullmatch(r"\d{1,3}", typed, re.ASCII) and int(typed) <= WHOLE:
            found[each.id] = int(typed)
        elif typed:
            result.faults[name] = gettext(
                "Give a whole number from 0 to %(whole)s, or leave it empty.", whole=WHOLE
            )
    fault = uneven(found)
    if fault and not result.faults:
        result.faults["points"] = fault
    if not result.faults:
        result.points = found if any(found.values()) else {}
    return result


def uneven(points: Mapping[int, int]) -> str:
    """Return what is to be done where the points are not all shared out, empty where they are, or none is."""
    total = sum(points.values())
    if total in (0, WHOLE):
        return ""
    if total < WHOLE:
        return ngettext(
            "%(num)s of %(whole)s points is left. Give it too, or empty every field.",
            "%(num)s of %(whole)s points are left. Give them too, or empty every field.",
            WHOLE - total,
            whole=WHOLE,
        )
    return ngettext(
        "%(num)s point too many is given. Take it back somewhere.",
        "%(num)s points too many are given. Take them back somewhere.",
        total - WHOLE,
    )
