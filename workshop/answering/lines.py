"""What somebody answered, line by line, for looking through it before and after handing it in."""

from dataclasses import dataclass

from questionnaires.answers import NOT_APPLICABLE
from questionnaires.pack import MethodPack
from workshop.answering.outline import (
    CHARTER_PAGE,
    LEVEL_QUESTIONS,
    PICKS,
    Asked,
    Outline,
    Page,
    below,
    instead,
    jobs_and_statements,
)
from workshop.answering.store import Sheet
from workshop.languages import gettext, lazily

_MATTERS = (
    lazily("Matters: hardly"),
    lazily("Matters: a little"),
    lazily("Matters: rather"),
    lazily("Matters: much"),
    lazily("Matters: most of all"),
)
_WORDS = {"current": lazily("Today"), "target": lazily("Wanted")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was asked: what was said, and where to change it.

    `said` is empty where nothing was; `levels` are (today or wanted, level, its name, its text); `note` asks
    a question, it is no fault.
    """

    title: str
    said: str
    link: str
    open: bool
    note: str = ""
    levels: tuple[tuple[str, int, str, str], ...] = ()
    importance: str = ""
    comment: str = ""

    @property
    def begun(self) -> bool:
        """Return whether anything was said, if not all of it."""
        return bool(self.said or self.comment)


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one page, with how many of its answers there are."""

    page: Page
    done: int
    size: int
    lines: tuple[Line, ...]


def sections(pack: MethodPack, outline: Outline, sheet: Sheet) -> list[Section]:
    """Return everything that was asked with what was said, page by page."""
    found = []
    for page in outline.pages:
        if page.address == PICKS:
            lines = (_picked(outline, sheet),)
        elif page.address == CHARTER_PAGE:
            lines = tuple(_charter_lines(outline, sheet))
        else:
            lines = tuple(_capability(pack, page, each, sheet) for each in page.asked)
        done = outline.done(page, sheet.codes, len(sheet.picks))
        found.append(Section(page, done, outline.size(page), lines))
    return found


def _capability(pack: MethodPack, page: Page, asked: Asked, sheet: Sheet) -> Line:
    capability, codes = asked.capability, sheet.codes
    importance = codes.get((asked.id, "importance"), 0)
    levels = tuple(
        (str(_WORDS[question]), code, pack.level_name(code), capability.levels[code])
        for question in asked.levels
        if 1 <= (code := codes.get((asked.id, question), 0)) <= 5
    )
    said = [f"{word} {level}" for word, level, *_ in levels]
    other = instead(asked.id, codes)
    if other:
        why = sheet.reasons.get(asked.id, "")
        said = [gettext("Not applicable: %(why)s", why=why) if why else gettext("Not applicable")]
        said = said if other == NOT_APPLICABLE else [gettext("Don’t know")]
    matters = str(_MATTERS[importance - 1]) if importance else ""
    note = (
        gettext("Less is wanted than there is today. If that is what you mean, leave it so.")
        if below(asked.id, codes)
        else ""
    )
    return Line(
        f"{asked.id} {capability.name}",
        ", ".join((*said, *([matters] if matters else []))),
        f"{page.address}#{asked.id}",
        not asked.answered(codes),
        note,
        levels,
        matters,
        sheet.comments.get(asked.id, ""),
    )


def _picked(outline: Outline, sheet: Sheet) -> Line:
    names = [f"{each.id} {each.name}" for each in outline.pickable if each.id in sheet.picks]
    title = gettext("Choose %(number)s", number=outline.picks)
    return Line(title, ", ".join(names), PICKS, len(names) < outline.picks)


def _charter_lines(outline: Outline, sheet: Sheet) -> list[Line]:
    if outline.charter is None:
        return []
    found = []
    for item, each in jobs_and_statements(outline.charter).items():
        codes = {question: sheet.codes.get((item, question), 0) for question in LEVEL_QUESTIONS}
        said = [f"{_WORDS[question]} {code}" for question, code in codes.items() if code]
        title = getattr(each, "name", "") or getattr(each, "topic", "")
        found.append(Line(title, ", ".join(said), f"{CHARTER_PAGE}#{item}", len(said) < 2))
    return found
